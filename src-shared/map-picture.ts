/** How a map is drawn as a picture. */
export interface MapPicture {
  /** Picture pixels a map pixel along each side, whole. */
  scale: number;
  /** Whether the names and colours of the classes are drawn beside the map. */
  legend: boolean;
  /** Above the map; empty for none. */
  title: string;
  /** A smaller line below the title; empty for none. */
  subtitle: string;
}

export const LARGEST_SCALE = 16;
/** A map drawn as more pixels is refused: most programs could not open it. */
const MOST_PICTURE_PIXELS = 2 ** 28;

/** The largest scale at which a map's picture may be drawn. */
export function largestScale(rows: number, columns: number): number {
  const most = Math.floor(Math.sqrt(MOST_PICTURE_PIXELS / (rows * columns)));
  return Math.max(1, Math.min(LARGEST_SCALE, most));
}

/** The scale at which a map fills about a screen. */
export function usualScale(rows: number, columns: number): number {
  return Math.max(1, Math.min(largestScale(rows, columns), Math.floor(960 / Math.max(rows, columns))));
}
