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

/** A viewport whose zoom is known. */
export interface ResolvedViewport extends Viewport {
  zoom: number;
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

/** The viewport with its zoom as a number; a fitted picture lies in the middle of its pane. */
export function resolve(viewport: Viewport, pane: Size, picture: Size, pixelRatio: number): ResolvedViewport {
  if (viewport.zoom !== 'fit') return { zoom: viewport.zoom, center: clampCenter(viewport.center, picture) };
  return {
    zoom: fitZoom(pane, picture, pixelRatio),
    center: { column: picture.width / 2, row: picture.height / 2 },
  };
}

/** Where the picture's top left corner lies in the pane, on a whole device pixel. */
export function pictureOrigin(
  viewport: Viewport,
  pane: Size,
  picture: Size,
  pixelRatio: number,
): { x: number; y: number; zoom: number } {
  const { zoom, center } = resolve(viewport, pane, picture, pixelRatio);
  const snap = (value: number) => Math.round(value * pixelRatio) / pixelRatio;
  return {
    x: snap(pane.width / 2 - center.column * zoom),
    y: snap(pane.height / 2 - center.row * zoom),
    zoom,
  };
}

/**
 * Every how many rows and columns of a picture are enough to see it as it is drawn: the largest power of two that
 * leaves a pixel of the picture to every pixel of the device.
 */
export function pictureStep(zoom: number, pixelRatio: number): number {
  const perDevicePixel = 1 / (zoom * pixelRatio);
  return perDevicePixel < 2 ? 1 : 2 ** Math.floor(Math.log2(perDevicePixel));
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

/** The middle of the pane never leaves the picture. */
export function clampCenter({ column, row }: PicturePosition, picture: Size): PicturePosition {
  return {
    column: Math.min(Math.max(column, 0), picture.width),
    row: Math.min(Math.max(row, 0), picture.height),
  };
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
  return { zoom: next, center: clampCenter(center, picture) };
}

/** Moves the picture by CSS pixels; one that is fitted is moved at the zoom it has. */
export function panBy(
  viewport: Viewport,
  delta: { x: number; y: number },
  pane: Size,
  picture: Size,
  pixelRatio: number,
): Viewport {
  const { zoom, center } = resolve(viewport, pane, picture, pixelRatio);
  const moved = { column: center.column - delta.x / zoom, row: center.row - delta.y / zoom };
  return { zoom, center: clampCenter(moved, picture) };
}
