import { BandscapeError } from '../../src-main/engine/errors';
import { inspectFile, openVariable } from '../../src-main/engine/files/registry';

/** All values of a file by variable, or the error that a person would read; throws any other. */
export async function readEverything(file: string): Promise<Record<string, number[]> | BandscapeError> {
  try {
    const values: Record<string, number[]> = {};
    for (const { name } of (await inspectFile(file)).variables) {
      const source = await openVariable({ file, variable: name });
      try {
        values[name] = Array.from(await source.read(source.shape.map((length) => [0, length] as const)));
      } finally {
        await source.close();
      }
    }
    return values;
  } catch (error) {
    if (error instanceof BandscapeError && error.kind !== 'engine') return error;
    throw error;
  }
}
