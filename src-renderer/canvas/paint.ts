import type { Rgba } from './band-picture';
import { pictureOrigin, type PicturePosition, type Size, type Viewport } from './viewport';

/** A picture as the browser draws it. */
export type Raster = OffscreenCanvas;

/** One picture over another. */
export interface Layer {
  raster: Raster;
  /** Rows and columns of the scene that one of the raster stands for. */
  step: number;
  /** 0 to 1. */
  opacity: number;
  /** Labels are never mixed with their neighbours; values may be, where many share one screen pixel. */
  smoothWhenSmall: boolean;
}

/** Bytes as a raster; `picture.width` x `picture.height` pixels. */
export function rasterOf(rgba: Rgba, picture: Size): Raster {
  const raster = new OffscreenCanvas(picture.width, picture.height);
  raster.getContext('2d')?.putImageData(new ImageData(rgba, picture.width, picture.height), 0, 0);
  return raster;
}

/** Draws the layers over each other with hard pixel edges; the canvas has pane x pixelRatio pixels. */
export function paintLayers(
  context: CanvasRenderingContext2D,
  layers: readonly Layer[],
  viewport: Viewport,
  pane: Size,
  picture: Size,
  pixelRatio: number,
): void {
  const { x, y, zoom } = pictureOrigin(viewport, pane, picture, pixelRatio);
  const scale = zoom * pixelRatio;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  context.setTransform(scale, 0, 0, scale, x * pixelRatio, y * pixelRatio);
  for (const layer of layers) {
    context.globalAlpha = layer.opacity;
    context.imageSmoothingEnabled = layer.smoothWhenSmall && scale * layer.step < 1;
    context.imageSmoothingQuality = 'high';
    // The last pixel of a raster that has not every row and column may reach over the picture's edge.
    const [width, height] = [picture.width / layer.step, picture.height / layer.step];
    context.drawImage(layer.raster, 0, 0, width, height, 0, 0, picture.width, picture.height);
  }
  context.globalAlpha = 1;
}

/** A pixel to point out: the one under the cursor, or a pinned one. */
export interface Marker extends PicturePosition {
  color: string;
  /** Drawn beside the pixel where there is one. */
  text?: string;
}

/** Outlines pixels so that they are seen on any background. */
export function paintMarkers(
  context: CanvasRenderingContext2D,
  markers: readonly Marker[],
  viewport: Viewport,
  pane: Size,
  picture: Size,
  pixelRatio: number,
): void {
  const { x, y, zoom } = pictureOrigin(viewport, pane, picture, pixelRatio);
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
  for (const marker of markers) {
    const side = Math.max(zoom, 7);
    const left = x + (marker.column + 0.5) * zoom - side / 2;
    const top = y + (marker.row + 0.5) * zoom - side / 2;
    context.lineWidth = 3;
    context.strokeStyle = 'rgba(0, 0, 0, 0.75)';
    context.strokeRect(left, top, side, side);
    context.lineWidth = 1.5;
    context.strokeStyle = marker.color;
    context.strokeRect(left, top, side, side);
    if (marker.text !== undefined) paintText(context, marker, left + side + 3, top + side / 2);
  }
}

function paintText(context: CanvasRenderingContext2D, marker: Marker, left: number, middle: number): void {
  context.font = '600 11px system-ui, sans-serif';
  context.textBaseline = 'middle';
  context.lineWidth = 3;
  context.strokeStyle = 'rgba(0, 0, 0, 0.75)';
  context.strokeText(marker.text ?? '', left, middle);
  context.fillStyle = marker.color;
  context.fillText(marker.text ?? '', left, middle);
}
