import { join, resolve } from 'node:path';
import type { AppliedModel, ClassificationMap } from '@shared/training';
import type { EngineHost } from '../../engine-host/host';
import { withCubeOptions, type CubeOptions } from '../cube-options';
import { figuresText } from '../figures-text';
import { besideCube, findCube, findLabels, withWavelengthsBeside } from '../find-scene';
import { listenForInterrupts } from '../interrupt';
import { count, print } from '../output';
import { ProgressDisplay } from '../progress';

export interface PredictOptions extends CubeOptions {
  model: string;
  cube: string;
  truth?: string;
  out: string;
  probabilities?: boolean;
  force?: boolean;
  json?: boolean;
}

/** Maps another scene with a model that `classify` wrote, and measures the map where a ground truth is named. */
export async function predict(engine: EngineHost, options: PredictOptions): Promise<void> {
  const outputDirectory = resolve(options.out);
  const overwrite = options.force ?? false;
  const found = await findCube(engine, options.cube);
  const { ref, info } = await withCubeOptions(found.ref, found.info, options);
  const cube = withWavelengthsBeside(ref, besideCube(found, info));
  const truth = options.truth === undefined ? undefined : await findLabels(engine, options.truth, ref, info);

  const display = new ProgressDisplay();
  const interrupts = listenForInterrupts(
    () => false,
    (sentence) => display.say(sentence),
  );
  try {
    const { map, accuracy } = await engine.call(
      'predict',
      {
        ...{ model: resolve(options.model), cube, truth, outputDirectory, overwrite },
        probabilities: options.probabilities ?? false,
      },
      { onProgress: (progress) => display.update(progress), signal: interrupts.cancel },
    );
    display.clear();
    const summary = {
      out: outputDirectory,
      rows: map.rows,
      columns: map.columns,
      pixels: pixelsByLabel(map),
      accuracy,
    };
    print(summary, options.json ?? false, () =>
      [
        `Mapped ${map.rows} x ${map.columns} pixels.`,
        ...Object.entries(summary.pixels).map(([label, pixels]) => `class ${label}: ${count(pixels)} pixels`),
        ...(accuracy ? [accuracyText(accuracy)] : []),
        `Map: ${join(outputDirectory, 'map.png')}`,
      ].join('\n'),
    );
  } finally {
    display.clear();
    interrupts.release();
  }
}

function accuracyText(accuracy: NonNullable<AppliedModel['accuracy']>): string {
  if (!('reason' in accuracy)) {
    const pixels = count(accuracy.pixels);
    const on = accuracy.testPixelsOnly
      ? `the ${pixels} test pixels of the model's own run, as it learnt from this scene`
      : `all ${pixels} labelled pixels`;
    return `${figuresText(accuracy)} on ${on}.`;
  }
  return accuracy.reason === 'other-classes'
    ? 'Not measured: the ground truth has classes that the model does not know.'
    : 'Not measured: the ground truth labels no pixel that the model did not learn from.';
}

function pixelsByLabel({ labels }: ClassificationMap): Record<number, number> {
  const pixels: Record<number, number> = {};
  for (const label of labels) pixels[label] = (pixels[label] ?? 0) + 1;
  return pixels;
}
