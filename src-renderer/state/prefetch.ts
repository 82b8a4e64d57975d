import type { Scene } from '@shared/scene';

/** Bytes of pictures of one request: small enough to be given up soon, large enough for many small pictures. */
const BYTES_A_REQUEST = 4 * 1024 * 1024;
/** Bytes of pictures fetched around one band in all. */
const BYTES_AROUND = 48 * 1024 * 1024;

/**
 * The next bands to fetch beforehand: those nearest to the band on screen, first in the direction in which it was
 * reached; none once enough around it is known.
 */
export function bandsToFetch(
  { band, before }: { band: number; before: number },
  { rows, columns, bands }: Pick<Scene['cube'], 'rows' | 'columns' | 'bands'>,
  step: number,
  isKnown: (band: number) => boolean,
): number[] {
  const bytes = Math.ceil(rows / step) * Math.ceil(columns / step);
  const forward = band >= before ? 1 : -1;
  const around: number[] = [];
  for (let distance = 1; distance < bands; distance++)
    around.push(band + forward * distance, band - forward * distance);
  return around
    .filter((candidate) => candidate >= 0 && candidate < bands)
    .slice(0, Math.floor(BYTES_AROUND / bytes))
    .filter((candidate) => !isKnown(candidate))
    .slice(0, Math.max(1, Math.floor(BYTES_A_REQUEST / bytes)));
}
