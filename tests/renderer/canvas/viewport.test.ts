import { expect, test } from 'vitest';
import {
  clampCenter,
  fitZoom,
  MAXIMUM_ZOOM,
  panBy,
  pictureOrigin,
  pixelAt,
  resolve,
  zoomAt,
  type Viewport,
} from '../../../src-renderer/canvas/viewport';

const pane = { width: 600, height: 400 };
const picture = { width: 145, height: 100 };
const fit: Viewport = { zoom: 'fit', center: { column: 0, row: 0 } };

test('the whole picture is seen, each of its pixels on whole screen pixels', () => {
  expect(fitZoom(pane, picture, 1)).toBe(3);
  expect(fitZoom(pane, picture, 2)).toBe(3.5);
  expect(fitZoom(pane, { width: 10_000, height: 100 }, 1)).toBeCloseTo(584 / 10_000);
});

test('a picture of one pixel and a pane of none do not break the zoom', () => {
  expect(fitZoom(pane, { width: 1, height: 1 }, 1)).toBe(MAXIMUM_ZOOM);
  expect(fitZoom({ width: 0, height: 0 }, picture, 1)).toBeGreaterThan(0);
});

test('a picture that fits lies in the middle of the pane', () => {
  const { x, y, zoom } = pictureOrigin(fit, pane, picture, 1);
  expect(x).toBe(Math.round((pane.width - picture.width * zoom) / 2));
  expect(y).toBe(Math.round((pane.height - picture.height * zoom) / 2));
});

test('the pixel under a point is found, at every corner and not beyond', () => {
  const { x, y, zoom } = pictureOrigin(fit, pane, picture, 1);
  const at = (left: number, top: number) => pixelAt({ x: left, y: top }, fit, pane, picture, 1);
  expect(at(x, y)).toEqual({ column: 0, row: 0 });
  expect(at(x + zoom * 145 - 0.1, y + zoom * 100 - 0.1)).toEqual({ column: 144, row: 99 });
  expect(at(x - 0.1, y)).toBeNull();
  expect(at(x, y + zoom * 100)).toBeNull();
});

test('zooming keeps the pixel under the pointer where it is', () => {
  const point = { x: 210, y: 170 };
  const under = pixelAt(point, fit, pane, picture, 1);
  let viewport = fit;
  for (let step = 0; step < 6; step++) viewport = zoomAt(viewport, 1.3, point, pane, picture, 1);
  expect(pixelAt(point, viewport, pane, picture, 1)).toEqual(under);
});

test('zoom stays within its limits', () => {
  expect(zoomAt(fit, 1e9, { x: 0, y: 0 }, pane, picture, 1).zoom).toBe(MAXIMUM_ZOOM);
  expect(zoomAt(fit, 1e-9, { x: 0, y: 0 }, pane, picture, 1).zoom).toBe(0.5);
});

test('panning moves by screen pixels and keeps a part of the picture in the middle', () => {
  const close: Viewport = { zoom: 10, center: { column: 70, row: 50 } };
  expect(panBy(close, { x: 50, y: -20 }, pane, picture, 1).center).toEqual({ column: 65, row: 52 });
  expect(panBy(close, { x: 1e6, y: 1e6 }, pane, picture, 1).center).toEqual({ column: 0, row: 0 });
  expect(panBy(close, { x: -1e6, y: -1e6 }, pane, picture, 1).center).toEqual({ column: 145, row: 100 });
});

test('panning a fitted picture starts from where it lies', () => {
  const { zoom, center } = panBy(fit, { x: 30, y: -15 }, pane, picture, 1);
  expect(zoom).toBe(3);
  expect(center).toEqual({ column: 72.5 - 10, row: 50 + 5 });
});

test('a centre of another picture is brought onto this one', () => {
  expect(clampCenter({ column: 900, row: -4 }, picture)).toEqual({ column: 145, row: 0 });
  expect(resolve({ zoom: 2, center: { column: 900, row: -4 } }, pane, picture, 1)).toEqual({
    zoom: 2,
    center: { column: 145, row: 0 },
  });
});
