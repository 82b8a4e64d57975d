import type { Place } from './place';

/** The world file of a PNG: map.pgw beside map.png. */
export function worldFileOf(picture: string): string {
  return picture.replace(/\.png$/i, '') + '.pgw';
}

/** Six lines: the steps along a row, along a column, and the middle of the first pixel (Esri's world files). */
export function encodeWorldFile({ transform }: Pick<Place, 'transform'>): string {
  const [x, xByColumn, xByRow, y, yByColumn, yByRow] = transform;
  const middleX = x + (xByColumn + xByRow) / 2;
  const middleY = y + (yByColumn + yByRow) / 2;
  return [xByColumn, yByColumn, xByRow, yByRow, middleX, middleY].map((value) => `${value}\n`).join('');
}
