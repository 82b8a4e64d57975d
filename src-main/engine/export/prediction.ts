import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Georeferencing } from '@shared/scene';
import type { AppliedModel, ClassificationMap } from '@shared/training';
import { writeDirectoryWhole } from './atomic';
import type { MapClass } from './colors';
import { encodeNpy } from './npy';
import { placeOf } from './place/place';
import type { WaitingProbabilities } from './probabilities-beside';
import { encodeJson } from './report-json';
import { encodeMap } from './write';

export interface Prediction {
  map: ClassificationMap;
  classes: readonly MapClass[];
  georeferencing?: Georeferencing;
  /** What the map was made from, for prediction.json. */
  source: Record<string, string | number>;
  /** How right it is, where that was measured. */
  accuracy?: AppliedModel['accuracy'];
}

/**
 * Writes the map of a model applied to another scene to a folder that is whole or not there: prediction.json,
 * map.npy, map.png, map.tif, confidence.npy and, where there are any, probabilities.tif.
 * @throws NotWritableError
 */
export async function writePrediction(
  directory: string,
  { map, classes, georeferencing, source, accuracy }: Prediction,
  { overwrite = false, probabilities }: { overwrite?: boolean; probabilities?: WaitingProbabilities } = {},
): Promise<void> {
  const place = await placeOf({ georeferencing });
  await writeDirectoryWhole(directory, overwrite, async (folder) => {
    await writeFile(join(folder, 'prediction.json'), encodeJson({ ...source, classes, accuracy }));
    await writeFile(join(folder, 'confidence.npy'), encodeNpy(map.confidence, [map.rows, map.columns]));
    for (const format of ['npy', 'png', 'tif'] as const) {
      await writeFile(join(folder, `map.${format}`), await encodeMap(format, map, classes, place));
    }
    await probabilities?.moveInto(folder);
  });
}
