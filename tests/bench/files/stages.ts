import type { Scene } from '@shared/scene';
import type { ClassificationInput, TrainingSettings } from '@shared/training';
import type { NetworkSpec } from '../../../src-main/engine/networks/spec';
import { MeasuredEngine, type Usage } from '../engine';
import { median } from '../table';
import type { CubeKind, MadeCube } from './cubes';

export const PEAK_LIMIT = 600e6;

const FIRST_PICTURE_AIM = 1000;
const SCENE = 'scene';

/** One line of the table; `milliseconds` are the time of one call, or the median and the worst of several. */
export interface Stage {
  name: string;
  milliseconds: number[];
  /** Of the median call. */
  cpuMilliseconds: number;
  bytesRead: number;
  peakBytes: number;
  /** Milliseconds. */
  aim?: number;
}

/** What the window does with a cube before any training. */
export async function measureCube(
  { file, variable, truth }: MadeCube,
  { packed }: CubeKind,
  note: (stage: Stage) => void,
  signal: AbortSignal,
): Promise<void> {
  const engine = await MeasuredEngine.start(signal);
  try {
    const cube = { file, variable };
    const opening = await engine.call({
      method: 'openScene',
      parameters: { sceneId: SCENE, cube, truth: { file: truth, variable: 'truth' } },
      keep: true,
    });
    const scene = opening.results[0] as Scene;
    const step = Math.max(SHOWN_STEP, scene.cube.previewStep);
    const picture = await engine.call(bandsCall(scene.cube.defaultRgb, step));
    const aim = packed ? undefined : FIRST_PICTURE_AIM;
    note({ ...together('first picture', [opening.stages[0], picture.stages[0]]), aim });
    if (step > SHOWN_STEP)
      note(
        together('the same, finer', (await engine.call(bandsCall(scene.cube.defaultRgb, SHOWN_STEP))).stages),
      );
    note(
      await several('another band, first seen', bandsApart(scene), (band) =>
        engine.call(bandsCall([band], step)),
      ),
    );
    note(
      await several('another band, every pixel', bandsApart(scene), (band) =>
        engine.call(bandsCall([band], 1)),
      ),
    );
    note(
      await several('spectrum', pixelsApart(scene), ([row, column]) =>
        engine.call({ method: 'readSpectrum', parameters: { sceneId: SCENE, row, column } }),
      ),
    );
    const statistics = await engine.call({ method: 'classSpectra', parameters: { sceneId: SCENE } });
    note(together('mean and deviation of classes', statistics.stages));
  } finally {
    await engine.end();
  }
}

/** A window shows a scene of this size with every second row and column. */
const SHOWN_STEP = 2;

const bandsCall = (bands: number[], step: number) => ({
  method: 'readBands' as const,
  parameters: { sceneId: SCENE, bands, stretch: 'percentile' as const, step },
});

/** Bands that no one asked for before, in an order that no reading ahead foresees. */
function bandsApart({ cube: { bands, defaultRgb } }: Scene): number[] {
  return Array.from({ length: 12 }, (_, index) => (index * 83 + 7) % bands).filter(
    (band) => !defaultRgb.includes(band),
  );
}

function pixelsApart({ cube: { rows, columns } }: Scene): [row: number, column: number][] {
  return Array.from({ length: 20 }, (_, index) => [(index * 997) % rows, (index * 613) % columns]);
}

/** A network by its recipe, but for a single epoch: its training is not what is measured. */
function settingsOf({
  id,
  recipe: { patch, components, learningRate, batch },
}: NetworkSpec): TrainingSettings {
  return {
    ...{ network: id, options: {}, patch, components, learningRate, batch },
    ...{ split: 'random', training: 50, epochs: 1, seed: 0, runs: 1, execution: 'auto' },
  };
}

/** What a run does with a whole cube. */
export async function measureNetwork(
  { file, variable, truth }: MadeCube,
  network: NetworkSpec,
  note: (stage: Stage) => void,
  signal: AbortSignal,
): Promise<void> {
  const settings = settingsOf(network);
  const names: Record<string, string> = {
    preprocessing: `PCA of every pixel, ${settings.components} components`,
    predicting: `prediction of every pixel (${settings.network})`,
  };
  const engine = await MeasuredEngine.start(signal);
  try {
    const input: ClassificationInput = {
      cube: { file, variable },
      truth: { file: truth, variable: 'truth' },
    };
    const { stages } = await engine.call({ method: 'classify', parameters: { input, settings } });
    for (const [phase, name] of Object.entries(names))
      note(
        together(
          name,
          stages.filter((stage) => stage.name === phase),
        ),
      );
  } finally {
    await engine.end();
  }
}

/** Stages that a person waits for one after the other, as one. */
function together(name: string, stages: readonly Usage[]): Stage {
  return {
    name,
    milliseconds: [sumOf(stages, 'milliseconds')],
    cpuMilliseconds: sumOf(stages, 'cpuMilliseconds'),
    bytesRead: sumOf(stages, 'bytesRead'),
    peakBytes: Math.max(...stages.map(({ peakBytes }) => peakBytes)),
  };
}

function sumOf(stages: readonly Usage[], key: 'milliseconds' | 'cpuMilliseconds' | 'bytesRead'): number {
  return stages.reduce((sum, stage) => sum + stage[key], 0);
}

/** The same call with other parameters. */
async function several<T>(
  name: string,
  items: readonly T[],
  call: (item: T) => Promise<{ stages: Usage[] }>,
): Promise<Stage> {
  const usages: Usage[] = [];
  for (const item of items) usages.push(...(await call(item)).stages);
  const times = usages.map(({ milliseconds }) => milliseconds);
  return {
    name,
    milliseconds: [median(times), Math.max(...times)],
    cpuMilliseconds: median(usages.map(({ cpuMilliseconds }) => cpuMilliseconds)),
    bytesRead: median(usages.map(({ bytesRead }) => bytesRead)),
    peakBytes: Math.max(...usages.map(({ peakBytes }) => peakBytes)),
  };
}
