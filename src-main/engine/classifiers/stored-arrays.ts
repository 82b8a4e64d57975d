import { UnreadableFileError } from '../errors';
import type { StoredArray } from '../classical/method';

/** The file of a model's arrays: little-endian, one after the other. */
export const WEIGHTS = 'weights.bin';

/** How arrays of numbers are stored, by the name of their type. */
const TYPES = { float32: Float32Array, float64: Float64Array, int32: Int32Array } as const;
type StoredType = keyof typeof TYPES;
const STORED_TYPES = Object.keys(TYPES) as StoredType[];

/** What lies in the file, as TensorFlow.js describes it. */
export type WeightsManifest = {
  paths: string[];
  weights: { name: string; shape: number[]; dtype: StoredType }[];
}[];

/** @param names other ones than the arrays' own */
export function manifestOf(
  arrays: readonly StoredArray[],
  names: readonly string[] = arrays.map(({ name }) => name),
): WeightsManifest {
  const weights = arrays.map(({ shape, values }, at) => {
    const dtype = STORED_TYPES.find((type) => values instanceof TYPES[type])!;
    return { name: names[at], shape, dtype };
  });
  return [{ paths: [WEIGHTS], weights }];
}

export function bytesOf(arrays: readonly StoredArray[]): Buffer {
  return Buffer.concat(
    arrays.map(({ values }) => Buffer.from(values.buffer, values.byteOffset, values.byteLength)),
  );
}

/**
 * The arrays of a model's folder.
 * @throws UnreadableFileError where there are more or fewer bytes than the manifest says
 */
export function arraysOf(directory: string, groups: WeightsManifest, bytes: Buffer): StoredArray[] {
  const manifest = groups.flatMap(({ weights }) => weights);
  const lengths = manifest.map(({ shape }) => shape.reduce((product, size) => product * size, 1));
  const sizes = manifest.map(({ dtype }, index) => lengths[index] * TYPES[dtype].BYTES_PER_ELEMENT);
  const expected = sizes.reduce((sum, size) => sum + size, 0);
  if (bytes.length !== expected)
    throw new UnreadableFileError(
      'model-weights-size',
      `The weights of the model in ${directory} are damaged: weights.bin has ${bytes.length} bytes, not ${expected}; ` +
        'train the model again or restore the file.',
      { directory, bytes: bytes.length, expected },
    );
  let at = 0;
  return manifest.map(({ name, shape, dtype }, index) => {
    const own = new Uint8Array(bytes.subarray(at, (at += sizes[index]))).buffer;
    return { name, shape, values: new TYPES[dtype](own) };
  });
}

export function isManifest(manifest: unknown): boolean {
  return (
    Array.isArray(manifest) &&
    manifest.every(
      (group: WeightsManifest[number] | null) =>
        Array.isArray(group?.weights) &&
        group.weights.every(
          (array: WeightsManifest[number]['weights'][number] | null) =>
            array !== null &&
            typeof array.name === 'string' &&
            STORED_TYPES.includes(array.dtype) &&
            Array.isArray(array.shape) &&
            array.shape.every((size) => Number.isSafeInteger(size) && size >= 0),
        ),
    )
  );
}
