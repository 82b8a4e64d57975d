import type { OutlinePoint } from './font';

/** A corner of a polygon in pixels, y downwards. */
type Corner = readonly [x: number, y: number];

/** How much of each pixel of a rectangle lies inside, 0 to 1, row by row. */
export interface Coverage {
  x: number;
  y: number;
  width: number;
  height: number;
  values: Float32Array;
}

/** Lines that a pixel is cut into from top to bottom; across, the cover is exact. */
const LINES_A_PIXEL = 8;
/** Straight parts that a curve is made of. */
const PARTS_A_CURVE = 6;

/**
 * Cover of the pixels by a glyph whose origin lies at (x, y), filled where outlines wind around a point.
 * @param scale pixels a unit of the font
 */
export function coverageOf(
  outlines: readonly (readonly OutlinePoint[])[],
  x: number,
  y: number,
  scale: number,
): Coverage | undefined {
  const polygons = outlines.map((points) =>
    flatten(points).map(([px, py]): Corner => [x + px * scale, y - py * scale]),
  );
  const corners = polygons.flat();
  if (corners.length === 0) return undefined;
  const left = Math.floor(Math.min(...corners.map(([cx]) => cx)));
  const top = Math.floor(Math.min(...corners.map(([, cy]) => cy)));
  const width = Math.ceil(Math.max(...corners.map(([cx]) => cx))) - left;
  const height = Math.ceil(Math.max(...corners.map(([, cy]) => cy))) - top;
  const values = new Float32Array(width * height);
  for (let line = 0; line < height * LINES_A_PIXEL; line++) {
    const crossed = crossings(polygons, top + (line + 0.5) / LINES_A_PIXEL);
    const row = values.subarray(Math.floor(line / LINES_A_PIXEL) * width).subarray(0, width);
    let winding = 0;
    crossed.forEach((crossing, index) => {
      if (winding !== 0) addSpan(row, crossed[index - 1].x - left, crossing.x - left);
      winding += crossing.turn;
    });
  }
  return { x: left, y: top, width, height, values };
}

/** Where the polygons cross a horizontal line, from left to right, and whether downwards (1) or upwards (-1). */
function crossings(polygons: readonly (readonly Corner[])[], y: number): { x: number; turn: 1 | -1 }[] {
  const found: { x: number; turn: 1 | -1 }[] = [];
  for (const polygon of polygons) {
    let [fromX, fromY] = polygon[polygon.length - 1];
    for (const [toX, toY] of polygon) {
      if (fromY <= y !== toY <= y) {
        const x = fromX + ((y - fromY) / (toY - fromY)) * (toX - fromX);
        found.push({ x, turn: fromY < toY ? 1 : -1 });
      }
      [fromX, fromY] = [toX, toY];
    }
  }
  return found.sort((a, b) => a.x - b.x);
}

function addSpan(row: Float32Array, from: number, to: number): void {
  for (let pixel = Math.floor(from); pixel < to; pixel++) {
    row[pixel] += (Math.min(to, pixel + 1) - Math.max(from, pixel)) / LINES_A_PIXEL;
  }
}

/** An outline as a polygon; between two points that curves bend towards lies one in the middle that is on both. */
function flatten(points: readonly OutlinePoint[]): Corner[] {
  const whole: OutlinePoint[] = [];
  points.forEach((point, index) => {
    const before = points[(index + points.length - 1) % points.length];
    if (!point.onCurve && !before.onCurve) {
      whole.push({ x: (before.x + point.x) / 2, y: (before.y + point.y) / 2, onCurve: true });
    }
    whole.push(point);
  });
  const first = whole.findIndex(({ onCurve }) => onCurve);
  const ordered = [...whole.slice(first), ...whole.slice(0, first), whole[first]];
  const polygon: Corner[] = [];
  ordered.forEach((point, index) => {
    const before = ordered[index - 1];
    if (!point.onCurve) return;
    if (!before || before.onCurve) polygon.push([point.x, point.y]);
    else polygon.push(...curve(ordered[index - 2], before, point));
  });
  return polygon;
}

/** A quadratic curve without its start: (1 - t)^2 a + 2 t (1 - t) b + t^2 c. */
function curve(a: OutlinePoint, b: OutlinePoint, c: OutlinePoint): Corner[] {
  return Array.from({ length: PARTS_A_CURVE }, (_, part): Corner => {
    const t = (part + 1) / PARTS_A_CURVE;
    const mix = (axis: 'x' | 'y') =>
      (1 - t) * (1 - t) * a[axis] + 2 * t * (1 - t) * b[axis] + t * t * c[axis];
    return [mix('x'), mix('y')];
  });
}
