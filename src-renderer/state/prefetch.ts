import type { Scene } from '@shared/scene';

/** Bytes of pictures of one request: small enough to be given up soon, large enough for many small pictures. */
const BYTES_A_REQUEST = 4 * 1024 * 1024;
/** All pictures of a scene that take no more bytes than this are fetched whatever is looked at. */
const SMALL_BYTES = 16 * 1024 * 1024;
/** Bytes of pictures fetched around one band in all. */
const BYTES_AROUND = 48 * 1024 * 1024;

type Size = Pick<Scene['cube'], 'rows' | 'columns' | 'bands'>;

const pictureBytes = ({ rows, columns }: Size, step: number) =>
  Math.ceil(rows / step) * Math.ceil(columns / step);

/** Whether all bands of a scene, at this step, are little to fetch and to keep. */
export function isSmall(size: Size, step: number): boolean {
  return size.bands * pictureBytes(size, step) <= SMALL_BYTES;
}

/**
 * The next bands to fetch beforehand: those nearest to the band on screen, first in the direction in which it was
 * reached; none once enough around it is known.
 */
export function bandsToFetch(
  { band, before }: { band: number; before: number },
  size: Size,
  step: number,
  isKnown: (band: number) => boolean,
): number[] {
  const { bands } = size;
  const bytes = pictureBytes(size, step);
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
