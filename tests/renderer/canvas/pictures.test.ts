import { expect, test } from 'vitest';
import type { BandPicture, Rgb } from '@shared/scene';
import { bandPicture, compositePicture } from '../../../src-renderer/canvas/band-picture';
import { hexOf, rgbOf } from '../../../src-renderer/canvas/color';
import {
  AGREES,
  confidenceColor,
  confidencePicture,
  DIFFERS,
  differencePicture,
  labelPicture,
  SIDE_COLORS,
  splitPicture,
} from '../../../src-renderer/canvas/label-picture';

/** Null where there is no value. */
const band = (shades: (number | null)[]): BandPicture => ({
  band: 0,
  step: 1,
  rows: 1,
  columns: shades.length,
  grey: Uint8Array.from(shades, (shade) => shade ?? 0),
  ...(shades.includes(null) && { missing: Uint8Array.from(shades, (shade) => Number(shade === null)) }),
});
const pixel = (picture: Uint8ClampedArray, index: number) => [...picture.subarray(index * 4, index * 4 + 4)];

test('a band is grey; pixels without a value are transparent', () => {
  const picture = bandPicture(band([0, 255, 128, null]));
  expect(pixel(picture, 0)).toEqual([0, 0, 0, 255]);
  expect(pixel(picture, 1)).toEqual([255, 255, 255, 255]);
  expect(pixel(picture, 2)).toEqual([128, 128, 128, 255]);
  expect(pixel(picture, 3)).toEqual([0, 0, 0, 0]);
});

test('a composite takes red, green and blue from its bands, in this order', () => {
  const picture = compositePicture([band([255, 10]), band([0, 35]), band([128, null])]);
  expect(pixel(picture, 0)).toEqual([255, 0, 128, 255]);
  expect(pixel(picture, 1)).toEqual([0, 0, 0, 0]);
});

const RED: Rgb = [200, 10, 20];
const BLUE: Rgb = [10, 20, 200];

test('labels are drawn in the colours of their classes; hidden and unlabelled ones are transparent', () => {
  const picture = labelPicture(Uint16Array.of(0, 1, 2, 3), [RED, null, BLUE]);
  expect(pixel(picture, 0)[3]).toBe(0);
  expect(pixel(picture, 1)).toEqual([...RED, 255]);
  expect(pixel(picture, 2)[3]).toBe(0);
  expect(pixel(picture, 3)).toEqual([...BLUE, 255]);
});

test('a label without a class stays transparent', () => {
  expect(pixel(labelPicture(Uint16Array.of(9), [RED]), 0)[3]).toBe(0);
});

test('a map may be drawn at labelled pixels only', () => {
  const picture = labelPicture(Uint16Array.of(1, 1), [RED], Uint16Array.of(0, 5));
  expect(pixel(picture, 0)[3]).toBe(0);
  expect(pixel(picture, 1)).toEqual([...RED, 255]);
});

test('differences are shown where there is truth', () => {
  const picture = differencePicture(Uint16Array.of(0, 1, 2), Uint16Array.of(1, 1, 1));
  expect(pixel(picture, 0)[3]).toBe(0);
  expect(pixel(picture, 1)).toEqual([...AGREES, 255]);
  expect(pixel(picture, 2)).toEqual([...DIFFERS, 255]);
});

test('the split tells training and test pixels apart', () => {
  const picture = splitPicture(Uint8Array.of(0, 1, 2, 3));
  expect(pixel(picture, 0)[3]).toBe(0);
  expect([1, 2, 3].map((index) => pixel(picture, index).slice(0, 3))).toEqual(SIDE_COLORS);
});

test('the ramp of confidence grows in lightness and is bounded', () => {
  const lightness = ([red, green, blue]: Rgb) => 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  const steps = Array.from({ length: 21 }, (_, index) => lightness(confidenceColor(index / 20)));
  for (let index = 1; index < steps.length; index++) expect(steps[index]).toBeGreaterThan(steps[index - 1]);
  expect(confidenceColor(-1)).toEqual(confidenceColor(0));
  expect(confidenceColor(2)).toEqual(confidenceColor(1));
  expect(pixel(confidencePicture(Float32Array.of(1)), 0)).toEqual([...confidenceColor(1), 255]);
});

test('colours go to the colour input and back', () => {
  expect(hexOf([0, 10, 255])).toBe('#000aff');
  expect(rgbOf('#000aff')).toEqual([0, 10, 255]);
});
