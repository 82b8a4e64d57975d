import type { Place } from './place';

/** The world file of a PNG: map.pgw beside map.png. */
export function worldFileOf(picture: string): string {
  return picture.replace(/\.png$/i, '') + '.pgw';
}

/** The part of a picture that shows the map. */
interface MapPart {
  /** Picture pixels left of the map and above it. */
  x: number;
  y: number;
  /** Picture pixels a map pixel. */
  scale: number;
}

/**
 * Six lines: the steps along a row, along a column, and the middle of the first pixel (Esri's world files). They are of
 * the whole picture, so that the map on it lies where it belongs.
 */
export function encodeWorldFile(
  { transform }: Pick<Place, 'transform'>,
  { x: left, y: top, scale }: MapPart = { x: 0, y: 0, scale: 1 },
): string {
  const [x, xByColumn, xByRow, y, yByColumn, yByRow] = transform;
  const first = [0.5 - left, 0.5 - top].map((pixels) => pixels / scale);
  const middleX = x + first[0] * xByColumn + first[1] * xByRow;
  const middleY = y + first[0] * yByColumn + first[1] * yByRow;
  const steps = [xByColumn, yByColumn, xByRow, yByRow].map((step) => step / scale);
  return [...steps, middleX, middleY].map((value) => `${value}\n`).join('');
}
