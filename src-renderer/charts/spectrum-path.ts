import type { Scale } from './scale';

/** A run of bands that may be joined by a line: first band and the band after the last. */
export type BandRun = readonly [start: number, end: number];

/** A step of more than this many usual steps is a gap, e.g. removed water-absorption bands. */
const GAP_STEPS = 3;

/**
 * The runs of bands whose wavelengths grow without a gap. A sensor of several spectrometers jumps back where one
 * takes over from the other; there, as where bands were removed, no line may be drawn.
 */
export function bandRuns(wavelengths: readonly number[]): BandRun[] {
  const steps = wavelengths
    .slice(1)
    .map((wavelength, index) => wavelength - wavelengths[index])
    .filter((step) => step > 0)
    .sort((a, b) => a - b);
  const usual = steps.length > 0 ? steps[Math.floor(steps.length / 2)] : Infinity;
  const runs: BandRun[] = [];
  let start = 0;
  for (let band = 1; band <= wavelengths.length; band++) {
    const step = wavelengths[band] - wavelengths[band - 1];
    if (band < wavelengths.length && step > 0 && step <= GAP_STEPS * usual) continue;
    runs.push([start, band]);
    start = band;
  }
  return runs;
}

/**
 * An SVG path over the positions of the bands; it breaks between runs and at values that are not finite. A single
 * band between two breaks becomes a dot (a line of no length with round caps).
 */
export function spectrumPath(
  positions: readonly number[],
  values: ArrayLike<number>,
  runs: readonly BandRun[],
  x: Scale,
  y: Scale,
): string {
  const parts: string[] = [];
  for (const [start, end] of runs) {
    let drawing = false;
    for (let band = start; band < end; band++) {
      if (!Number.isFinite(values[band])) {
        drawing = false;
        continue;
      }
      const point = `${x(positions[band]).toFixed(1)} ${y(values[band]).toFixed(1)}`;
      const alone = !drawing && (band + 1 === end || !Number.isFinite(values[band + 1]));
      parts.push(drawing ? `L${point}` : alone ? `M${point}h0` : `M${point}`);
      drawing = true;
    }
  }
  return parts.join('');
}

/** The band whose position is nearest to a value on the axis. */
export function nearestBand(positions: readonly number[], value: number): number {
  let nearest = 0;
  for (let band = 1; band < positions.length; band++) {
    if (Math.abs(positions[band] - value) < Math.abs(positions[nearest] - value)) nearest = band;
  }
  return nearest;
}
