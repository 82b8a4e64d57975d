import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Georeferencing } from '@shared/scene';
import type { ClassificationResult } from '@shared/training';
import { writeDirectoryWhole } from './atomic';
import { encodeCsv, historyRows } from './csv';
import { encodeNpy } from './npy';
import { placeOf } from './place/place';
import type { WaitingProbabilities } from './probabilities-beside';
import { encodeMap, encodeReport } from './write';

export interface ClassificationOptions {
  /** Whether a folder that holds an earlier result may be replaced. */
  overwrite?: boolean;
  georeferencing?: Georeferencing;
  /** Puts the trained model into the folder that it is given. */
  writeModel?: (modelDirectory: string) => Promise<void>;
  probabilities?: WaitingProbabilities;
}

/**
 * Writes everything of one classification to a folder that is whole or not there: report.json, report.txt, map.npy,
 * map.png, map.tif, confusion.csv, history.csv, split.npy, model/ and, where there are any, probabilities.tif.
 * @throws NotWritableError
 */
export async function writeClassification(
  directory: string,
  { report, map, history, split }: ClassificationResult,
  { overwrite = false, georeferencing, writeModel, probabilities }: ClassificationOptions = {},
): Promise<void> {
  const place = await placeOf({ georeferencing });
  await writeDirectoryWhole(directory, overwrite, async (folder) => {
    await writeFile(join(folder, 'report.json'), encodeReport('json', { report, history }));
    await writeFile(join(folder, 'report.txt'), encodeReport('txt', { report, history }));
    await writeFile(join(folder, 'confusion.csv'), encodeReport('confusion', { report, history }));
    await writeFile(join(folder, 'history.csv'), encodeCsv(historyRows(history)));
    await writeFile(join(folder, 'split.npy'), encodeNpy(split, [map.rows, map.columns]));
    for (const format of ['npy', 'png', 'tif'] as const) {
      await writeFile(join(folder, `map.${format}`), await encodeMap(format, map, report.classes, place));
    }
    await writeModel?.(join(folder, 'model'));
    await probabilities?.moveInto(folder);
  });
}
