import { resolve } from 'node:path';
import type { AxisName } from '@shared/axes';
import { largestScale, LARGEST_SCALE, type MapPicture } from '@shared/map-picture';
import type { Report } from '@shared/report';
import type { VariableRef } from '@shared/scene';
import type { EngineHost } from '../../engine-host/host';
import { InvalidSettingsError } from '../../engine/errors';
import { readFinishedRun, type FinishedRun } from '../../engine/export/finished-run';
import { placedOf } from '../../engine/export/place/placed-of';
import { inspect } from '../engine';
import { exportFormatOf, type ExportFormat } from '../export-formats';
import { figuresText } from '../figures-text';
import { findVariable } from '../find-variable';
import { listenForInterrupts } from '../interrupt';
import { numberOf } from '../number-of';
import { print } from '../output';
import { ProgressDisplay } from '../progress';
import { parseVariableName } from '../variable-name';

/** As typed: numbers are still text. */
export interface ExportOptions {
  format?: string;
  scale?: string;
  legend?: boolean;
  title?: string;
  figures?: boolean;
  worldFile?: boolean;
  cube?: string;
  force?: boolean;
  json?: boolean;
}

interface Written {
  files: string[];
  /** Of a picture, in its pixels. */
  width?: number;
  height?: number;
  /** Characters that were drawn as boxes. */
  missing?: string[];
}

/** Writes what a finished run left in `folder` to `out`, in another form. */
export async function exportRun(
  engine: EngineHost,
  folder: string,
  out: string,
  options: ExportOptions,
): Promise<void> {
  const file = resolve(out);
  const format = exportFormatOf(file, options.format);
  checkOptions(format, options);
  const run = await readFinishedRun(resolve(folder));
  const written = await write(engine, run, file, format, options);
  if (written.missing && written.missing.length > 0) {
    const characters = written.missing.join(' ');
    process.stderr.write(`No sign for ${characters} in the font of pictures: drawn as boxes.\n`);
  }
  print(written, options.json ?? false, () => {
    const size = written.width === undefined ? [] : [`${written.width} x ${written.height} pixels`];
    return [...size, ...written.files].join('\n');
  });
}

function write(
  engine: EngineHost,
  run: FinishedRun,
  file: string,
  format: ExportFormat,
  options: ExportOptions,
): Promise<Written> {
  switch (format.kind) {
    case 'map':
      return writeMap(engine, run, file, format, options);
    case 'report':
      return writeReport(engine, run, file, format, options);
    case 'probabilities':
      return writeProbabilities(engine, run, file, options);
  }
}

async function writeMap(
  engine: EngineHost,
  run: FinishedRun,
  file: string,
  { format }: Extract<ExportFormat, { kind: 'map' }>,
  options: ExportOptions,
): Promise<Written> {
  if (options.worldFile && !(await placedOf(run.placed)).georeferencing) {
    throw new InvalidSettingsError(
      'no-place',
      'The file of the scene does not say where it lies, so there can be no world file: leave out --world-file.',
    );
  }
  return engine.call('exportMap', {
    ...{ file, format, map: run.map, classes: run.classes, cube: run.placed },
    ...{ picture: pictureOf(run, options), worldFile: options.worldFile ?? false },
    overwrite: options.force ?? false,
  });
}

async function writeReport(
  engine: EngineHost,
  run: FinishedRun,
  file: string,
  { format }: Extract<ExportFormat, { kind: 'report' }>,
  { force }: ExportOptions,
): Promise<Written> {
  const result = { report: reportOf(run), history: run.history };
  await engine.call('exportReport', { file, format, result, overwrite: force ?? false });
  return { files: [file] };
}

async function writeProbabilities(
  engine: EngineHost,
  run: FinishedRun,
  file: string,
  options: ExportOptions,
): Promise<Written> {
  const cube = await cubeOf(engine, run, options);
  const display = new ProgressDisplay();
  const interrupts = listenForInterrupts(
    () => false,
    (sentence) => display.say(sentence),
  );
  try {
    await engine.call(
      'exportProbabilities',
      { model: run.model, cube, file, classes: run.classes, overwrite: options.force ?? false },
      { onProgress: (progress) => display.update(progress), signal: interrupts.cancel },
    );
    return { files: [file] };
  } finally {
    display.clear();
    interrupts.release();
  }
}

/** The scene of the run, which is mapped once more. */
async function cubeOf(engine: EngineHost, run: FinishedRun, options: ExportOptions): Promise<VariableRef> {
  const name = parseVariableName(options.cube ?? run.cube);
  const found = findVariable(await inspect(engine, name.file), name, 'cube');
  return { ...found, ...(run.axes !== undefined && { axes: run.axes.split(',') as AxisName[] }) };
}

function pictureOf(run: FinishedRun, { scale, legend, title, figures }: ExportOptions): MapPicture {
  const most = Math.min(LARGEST_SCALE, largestScale(run.map.rows, run.map.columns));
  const side = numberOf(scale) ?? 1;
  if (typeof side === 'string' || !Number.isInteger(side) || side < 1 || side > most) {
    throw new InvalidSettingsError(
      'scale-out-of-range',
      `--scale ${scale} is no whole number from 1 to ${most}, which is as large as a picture of this map can be.`,
      { scale: String(scale), most },
    );
  }
  const subtitle = figures ? figuresText(reportOf(run)) : '';
  return { scale: side, legend: legend ?? false, title: title ?? '', subtitle };
}

function reportOf({ report }: FinishedRun): Report {
  if (report) return report;
  throw new InvalidSettingsError(
    'no-report',
    'A model was only applied here and nothing was measured, so there are no figures and no report: ' +
      'name the folder that classify wrote.',
  );
}

/** @throws InvalidSettingsError for what belongs to pictures only, or to probabilities */
function checkOptions(format: ExportFormat, options: ExportOptions): void {
  const ofPictures = { scale: '--scale', legend: '--legend', title: '--title', figures: '--figures' };
  const isPicture = format.id === 'png';
  for (const [key, flag] of Object.entries({ ...ofPictures, worldFile: '--world-file' })) {
    if (!isPicture && options[key as keyof ExportOptions] !== undefined)
      throw misplaced(flag, 'pictures (png)');
  }
  if (options.cube !== undefined && format.kind !== 'probabilities')
    throw misplaced('--cube', 'probabilities');
}

function misplaced(flag: string, owner: string): InvalidSettingsError {
  return new InvalidSettingsError('misplaced-option', `${flag} belongs to ${owner}: leave it out.`, { flag });
}
