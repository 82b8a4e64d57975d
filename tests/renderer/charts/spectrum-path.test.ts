import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { linearScale } from '../../../src-renderer/charts/scale';
import { bandRuns, nearestBand, spectrumPath } from '../../../src-renderer/charts/spectrum-path';

/** Band centres of the sample, which jump back where spectrometers overlap and miss the water bands. */
const indianPines = readFileSync('assets/samples/indian-pines/wavelengths.csv', 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => Number(line.split(',')[1]));

const identity = linearScale([0, 1000], [0, 1000]);

test('a plain axis is one run', () => {
  expect(bandRuns([400, 410, 420])).toEqual([[0, 3]]);
  expect(bandRuns([550])).toEqual([[0, 1]]);
});

test('a line breaks where wavelengths jump back and where bands were removed', () => {
  expect(bandRuns([400, 410, 405, 415, 425, 600, 610])).toEqual([
    [0, 2],
    [2, 5],
    [5, 7],
  ]);
});

test('the sample breaks at every jump back and every gap, and nowhere else', () => {
  expect(indianPines).toHaveLength(200);
  const runs = bandRuns(indianPines);
  expect(runs[0][0]).toBe(0);
  expect(runs.at(-1)?.[1]).toBe(200);
  for (let run = 1; run < runs.length; run++) {
    expect(runs[run][0]).toBe(runs[run - 1][1]);
    const step = indianPines[runs[run][0]] - indianPines[runs[run][0] - 1];
    expect(step <= 0 || step > 25).toBe(true);
  }
  for (const [start, end] of runs) {
    for (let band = start + 1; band < end; band++) {
      expect(indianPines[band]).toBeGreaterThan(indianPines[band - 1]);
    }
  }
  const jumpsBack = indianPines.flatMap((wavelength, band) =>
    band > 0 && wavelength <= indianPines[band - 1] ? [band] : [],
  );
  expect(jumpsBack.length).toBeGreaterThan(0);
  const starts = runs.map(([start]) => start);
  for (const band of jumpsBack) expect(starts).toContain(band);
});

test('the path breaks between runs', () => {
  const path = spectrumPath(
    [400, 410, 405, 415],
    [1, 2, 3, 4],
    [
      [0, 2],
      [2, 4],
    ],
    identity,
    identity,
  );
  expect(path).toBe('M400.0 1.0L410.0 2.0M405.0 3.0L415.0 4.0');
});

test('values that are not finite leave a gap; what stands alone becomes a dot', () => {
  const path = spectrumPath([1, 2, 3, 4, 5, 6], [1, NaN, 3, NaN, 5, 6], [[0, 6]], identity, identity);
  expect(path).toBe('M1.0 1.0h0M3.0 3.0h0M5.0 5.0L6.0 6.0');
});

test('the nearest band is found on an axis that jumps back', () => {
  expect(nearestBand([400, 410, 405, 415], 406)).toBe(2);
  expect(nearestBand(indianPines, 677)).toBe(28);
});
