import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Report } from '@shared/report';
import type { Rgb, VariableRef } from '@shared/scene';
import type { ClassificationMap, EpochRecord } from '@shared/training';
import { UnreadableFileError } from '../errors';
import { openVariable } from '../files/registry';

/** What `classify` or `predict` left in a folder, for exporting it in other forms. */
export interface FinishedRun {
  map: Pick<ClassificationMap, 'rows' | 'columns' | 'labels'>;
  classes: { label: number; name: string; color: Rgb }[];
  /** Undefined where a model was only applied: nothing was measured then. */
  report?: Report;
  history: EpochRecord[];
  network: string;
  /** The scene as `FILE:NAME`, and what its axes are where that was said. */
  cube: string;
  axes?: string;
  model: string;
  /** The map as GeoTIFF, which says where the scene lies. */
  placed: VariableRef;
}

const Channel = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(255));
const Classes = v.array(
  v.looseObject({
    label: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535)),
    name: v.string(),
    color: v.tuple([Channel, Channel, Channel]),
  }),
);
const ReportSchema = v.looseObject({
  classes: Classes,
  confusion: v.array(v.array(v.number())),
  network: v.looseObject({ title: v.string() }),
  config: v.looseObject({ cube: v.string(), axes: v.optional(v.string()) }),
});
const PredictionSchema = v.looseObject({
  classes: Classes,
  network: v.string(),
  model: v.string(),
  cube: v.string(),
});

/**
 * Reads the folder of a run.
 * @throws UnreadableFileError where it is none, or a part of it is gone or damaged
 */
export async function readFinishedRun(folder: string): Promise<FinishedRun> {
  const about = await aboutRun(folder);
  const map = await readMap(folder);
  const largest = Math.max(0, ...about.classes.map(({ label }) => label));
  if (map.labels.some((label) => label > largest)) {
    throw damaged(folder, 'map.npy', 'it has labels of no class');
  }
  const classes = about.classes.map(({ label, name, color }) => ({ label, name, color: [...color] as Rgb }));
  return { ...about, classes, map, placed: { file: join(folder, 'map.tif'), variable: 'map' } };
}

async function aboutRun(folder: string): Promise<Omit<FinishedRun, 'map' | 'placed'>> {
  const reportText = await textOf(folder, 'report.json');
  if (reportText !== undefined) {
    const report = parsed(folder, 'report.json', reportText, ReportSchema);
    const { classes, network, config } = report;
    return {
      ...{ classes, network: network.title, cube: config.cube, axes: config.axes },
      report: report as unknown as Report,
      history: historyOf(folder, (await textOf(folder, 'history.csv')) ?? ''),
      model: join(folder, 'model'),
    };
  }
  const text = await textOf(folder, 'prediction.json');
  if (text === undefined) {
    throw new UnreadableFileError(
      'no-finished-run',
      `${folder} holds no result: name the folder that classify or predict wrote.`,
      { folder },
    );
  }
  return { ...parsed(folder, 'prediction.json', text, PredictionSchema), history: [] };
}

async function textOf(folder: string, name: string): Promise<string | undefined> {
  try {
    return await readFile(join(folder, name), 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw damaged(folder, name, `it cannot be read (${code})`);
  }
}

function parsed<S extends v.GenericSchema>(
  folder: string,
  name: string,
  text: string,
  schema: S,
): v.InferOutput<S> {
  try {
    const value: unknown = JSON.parse(text);
    v.parse(schema, value);
    // The very value: a schema's own copy has its keys in another order than the file.
    return value as v.InferOutput<S>;
  } catch {
    throw damaged(folder, name, 'it is not as Bandscape writes it');
  }
}

async function readMap(folder: string): Promise<FinishedRun['map']> {
  const source = await openVariable({ file: join(folder, 'map.npy'), variable: 'map' });
  try {
    const [rows, columns, bands] = source.shape;
    if (columns === undefined || bands !== undefined)
      throw damaged(folder, 'map.npy', 'it is not rows x columns');
    const labels = Uint16Array.from(
      await source.read([
        [0, rows],
        [0, columns],
      ]),
    );
    return { rows, columns, labels };
  } finally {
    await source.close();
  }
}

/** The epochs of history.csv; the report as tables lists them. */
function historyOf(folder: string, text: string): EpochRecord[] {
  const [head = '', ...lines] = text.split(/\r?\n/).filter((line) => line !== '');
  const names = head.split(',');
  return lines.map((line) => {
    const cells = new Map(line.split(',').map((cell, index) => [names[index], cell]));
    const value = (name: string) => {
      const number = Number(cells.get(name) || Number.NaN);
      if (Number.isNaN(number)) throw damaged(folder, 'history.csv', `it has no ${name} of every epoch`);
      return number;
    };
    const validates = Boolean(cells.get('validation_loss'));
    return {
      ...{ run: value('run'), epoch: value('epoch'), loss: value('loss'), accuracy: value('accuracy') },
      ...{ learningRate: value('learning_rate'), seconds: value('seconds') },
      ...(validates && {
        validation: { loss: value('validation_loss'), accuracy: value('validation_accuracy') },
      }),
    };
  });
}

function damaged(folder: string, name: string, reason: string): UnreadableFileError {
  return new UnreadableFileError(
    'finished-run-damaged',
    `The result in ${folder} cannot be used: ${name}: ${reason}; classify the scene again.`,
    { folder, name, reason },
  );
}
