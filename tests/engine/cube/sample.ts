import { readFileSync } from 'node:fs';
import type { BandStatistics } from '../../../src-main/engine/cube/band-statistics';

const FOLDER = 'assets/samples/indian-pines/';

/** The sample scene. */
export const CUBE = { file: `${FOLDER}Indian_pines_corrected.mat`, variable: 'indian_pines_corrected' };
export const TRUTH = { file: `${FOLDER}Indian_pines_gt.mat`, variable: 'indian_pines_gt' };
export const WAVELENGTHS = `${FOLDER}wavelengths.csv`;

/** What NumPy says about it. */
export const expected = JSON.parse(
  readFileSync(new URL('../../fixtures/statistics/expected.json', import.meta.url), 'utf8'),
) as {
  bands: Record<string, BandStatistics>;
  classes: Record<string, { mean: number[]; standardDeviation: number[] }>;
  pixels: number[];
  spectrum: { row: number; column: number; values: number[] };
};
