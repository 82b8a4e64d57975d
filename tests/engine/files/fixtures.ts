import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Dtype, NumericArray } from '@shared/scene';
import type { ArraySource } from '../../../src-main/engine/files/source';

export const FIXTURES = fileURLToPath(new URL('../../fixtures/mat/', import.meta.url));

export interface ExpectedVariable {
  dtype: Dtype;
  shape: number[];
  /** In C order; values that JSON cannot hold as text. */
  values: (number | string)[];
}
type Contents = Record<string, ExpectedVariable>;

const document = JSON.parse(readFileSync(`${FIXTURES}expected.json`, 'utf8')) as {
  files: Record<string, Contents | string>;
};

/** Every fixture with known contents; equal contents are stored once. */
export const expectedFiles: [file: string, contents: Contents][] = Object.entries(document.files).map(
  ([file, contents]) => [
    file,
    typeof contents === 'string' ? (document.files[contents] as Contents) : contents,
  ],
);

export function numbers({ values }: ExpectedVariable): number[] {
  const special: Record<string, number> = { nan: NaN, inf: Infinity, '-inf': -Infinity };
  return values.map((value) => (typeof value === 'string' ? special[value] : value));
}

export function readAll(source: ArraySource): Promise<NumericArray> {
  return source.read(source.shape.map((length) => [0, length] as const));
}
