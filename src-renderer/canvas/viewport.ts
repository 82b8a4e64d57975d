/** Which part of a picture a pane shows. Sizes are CSS pixels, positions are picture pixels. */
export interface Size {
  width: number;
  height: number;
}

export interface Viewport {
  /** CSS pixels a picture pixel, or the largest at which the whole picture is seen. */
  zoom: number | 'fit';
  /** The picture position at the middle of the pane: column and row, in pixels from the top left corner. */
  center: { column: number; row: number };
}

export interface PicturePosition {
  column: number;
  row: number;
}

export const MAXIMUM_ZOOM = 64;
const FIT_MARGIN = 8;

/**
 * The zoom at which the whole picture is seen. From three device pixels a picture pixel on it is rounded down to
 * whole device pixels, so that every pixel of the picture is drawn equally large.
 */
export function fitZoom(pane: Size, picture: Size, pixelRatio: number): number {
  const width = Math.max(pane.width - 2 * FIT_MARGIN, 1);
  const height = Math.max(pane.height - 2 * FIT_MARGIN, 1);
  const exact = Math.min(width / picture.width, height / picture.height, MAXIMUM_ZOOM);
  const device = exact * pixelRatio;
  return device >= 3 ? Math.floor(device) / pixelRatio : exact;
}

export function zoomOf(viewport: Viewport, pane: Size, picture: Size, pixelRatio: number): number {
  return viewport.zoom === 'fit' ? fitZoom(pane, picture, pixelRatio) : viewport.zoom;
}

/** Where the picture's top left corner lies in the pane, on a whole device pixel. */
export function pictureOrigin(
  viewport: Viewport,
  pane: Size,
  picture: Size,
  pixelRatio: number,
): { x: number; y: number; zoom: number } {
  const zoom = zoomOf(viewport, pane, picture, pixelRatio);
  const center = clampCenter(viewport.center, zoom, pane, picture);
  const snap = (value: number) => Math.round(value * pixelRatio) / pixelRatio;
  return {
    x: snap(pane.width / 2 - center.column * zoom),
    y: snap(pane.height / 2 - center.row * zoom),
    zoom,
  };
}

/** The pixel (0-based row and column) under a point of the pane, null beside the picture. */
export function pixelAt(
  point: { x: number; y: number },
  viewport: Viewport,
  pane: Size,
  picture: Size,
  pixelRatio: number,
): PicturePosition | null {
  const { x, y, zoom } = pictureOrigin(viewport, pane, picture, pixelRatio);
  const column = Math.floor((point.x - x) / zoom);
  const row = Math.floor((point.y - y) / zoom);
  const inside = column >= 0 && row >= 0 && column < picture.width && row < picture.height;
  return inside ? { column, row } : null;
}

/** A picture smaller than the pane stays in its middle; a larger one never leaves a gap at the pane's edge. */
export function clampCenter(
  center: PicturePosition,
  zoom: number,
  pane: Size,
  picture: Size,
): PicturePosition {
  return {
    column: clampAxis(center.column, zoom, pane.width, picture.width),
    row: clampAxis(center.row, zoom, pane.height, picture.height),
  };
}

function clampAxis(center: number, zoom: number, pane: number, picture: number): number {
  const half = pane / 2 / zoom;
  if (picture <= 2 * half) return picture / 2;
  return Math.min(Math.max(center, half), picture - half);
}

/** Zooms by a factor so that the picture position under `point` stays under it. */
export function zoomAt(
  viewport: Viewport,
  factor: number,
  point: { x: number; y: number },
  pane: Size,
  picture: Size,
  pixelRatio: number,
): Viewport {
  const { x, y, zoom } = pictureOrigin(viewport, pane, picture, pixelRatio);
  const smallest = Math.min(fitZoom(pane, picture, pixelRatio), 1) / 2;
  const next = Math.min(Math.max(zoom * factor, smallest), MAXIMUM_ZOOM);
  const column = (point.x - x) / zoom;
  const row = (point.y - y) / zoom;
  const center = {
    column: column + (pane.width / 2 - point.x) / next,
    row: row + (pane.height / 2 - point.y) / next,
  };
  return { zoom: next, center: clampCenter(center, next, pane, picture) };
}

/** Moves the picture by CSS pixels. */
export function panBy(
  viewport: Viewport,
  delta: { x: number; y: number },
  pane: Size,
  picture: Size,
  pixelRatio: number,
): Viewport {
  const zoom = zoomOf(viewport, pane, picture, pixelRatio);
  const from = clampCenter(viewport.center, zoom, pane, picture);
  const moved = { column: from.column - delta.x / zoom, row: from.row - delta.y / zoom };
  return { zoom: viewport.zoom, center: clampCenter(moved, zoom, pane, picture) };
}
