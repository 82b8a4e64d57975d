import { join, resolve } from 'node:path';
import type { ClassificationMap } from '@shared/training';
import type { EngineHost } from '../../engine-host/host';
import { withCubeOptions, type CubeOptions } from '../cube-options';
import { besideCube, findCube, withWavelengthsBeside } from '../find-scene';
import { listenForInterrupts } from '../interrupt';
import { count, print } from '../output';
import { ProgressDisplay } from '../progress';

export interface PredictOptions extends CubeOptions {
  model: string;
  cube: string;
  out: string;
  probabilities?: boolean;
  force?: boolean;
  json?: boolean;
}

/** Maps another scene with a model that `classify` wrote. */
export async function predict(engine: EngineHost, options: PredictOptions): Promise<void> {
  const outputDirectory = resolve(options.out);
  const overwrite = options.force ?? false;
  const found = await findCube(engine, options.cube);
  const { ref, info } = await withCubeOptions(found.ref, found.info, options);
  const cube = withWavelengthsBeside(ref, besideCube(found, info));

  const display = new ProgressDisplay();
  const interrupts = listenForInterrupts(
    () => false,
    (sentence) => display.say(sentence),
  );
  try {
    const { map } = await engine.call(
      'predict',
      {
        ...{ model: resolve(options.model), cube, outputDirectory, overwrite },
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
    };
    print(summary, options.json ?? false, () =>
      [
        `Mapped ${map.rows} x ${map.columns} pixels.`,
        ...Object.entries(summary.pixels).map(([label, pixels]) => `class ${label}: ${count(pixels)} pixels`),
        `Map: ${join(outputDirectory, 'map.png')}`,
      ].join('\n'),
    );
  } finally {
    display.clear();
    interrupts.release();
  }
}

function pixelsByLabel({ labels }: ClassificationMap): Record<number, number> {
  const pixels: Record<number, number> = {};
  for (const label of labels) pixels[label] = (pixels[label] ?? 0) + 1;
  return pixels;
}
