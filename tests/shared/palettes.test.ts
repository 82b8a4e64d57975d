import { describe, expect, it } from 'vitest';
import { classColors, type PaletteName } from '@shared/palettes';
import type { Rgb } from '@shared/scene';

const names: PaletteName[] = ['spectral-python', 'colour-blind-safe'];

describe.each(names)('the palette %s', (name) => {
  it.each([0, 1, 16, 100, 5000])('gives %i classes different colours, none black', (count) => {
    const colors = classColors(count, name);
    expect(colors).toHaveLength(count);
    expect(new Set(colors.map((color) => color.join())).size).toBe(count);
    for (const color of colors) {
      expect(Math.max(...color)).toBeGreaterThan(30);
      for (const channel of color)
        expect(Number.isInteger(channel) && channel >= 0 && channel <= 255).toBe(true);
    }
  });

  it('begins the same however many classes there are', () => {
    expect(classColors(200, name).slice(0, 50)).toEqual(classColors(50, name));
  });

  it('hands out colours that the receiver may change', () => {
    classColors(3, name)[0][0] = 1;
    expect(classColors(3, name)[0][0]).not.toBe(1);
  });
});

it('the default palette is that of Spectral Python', () => {
  expect(classColors(7)).toEqual([
    [255, 0, 0],
    [0, 255, 0],
    [0, 0, 255],
    [255, 255, 0],
    [255, 0, 255],
    [0, 255, 255],
    [200, 100, 0],
  ]);
});

/** Machado et al. 2009, severity 1: protanopia, deuteranopia, tritanopia, in linear RGB. */
const DEFICIENCIES = [
  [1, 0, 0, 0, 1, 0, 0, 0, 1],
  [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
];

function seenAs(color: Rgb, matrix: readonly number[]): number[] {
  const linear = color.map((value) => {
    const x = value / 255;
    return x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4;
  });
  return [0, 3, 6].map((row) => {
    const value = linear.reduce((sum, x, i) => sum + matrix[row + i] * x, 0);
    return Math.min(1, Math.max(0, value));
  });
}

/** CIELAB of linear RGB, white point D65. */
function lab([red, green, blue]: number[]): number[] {
  const f = (t: number) => (t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116);
  const x = f((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047);
  const y = f(0.2126729 * red + 0.7151522 * green + 0.072175 * blue);
  const z = f((0.0193339 * red + 0.119192 * green + 0.9503041 * blue) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

it('the colours of the safe palette stay apart for every kind of eye', () => {
  const colors: Rgb[] = [...classColors(24, 'colour-blind-safe'), [0, 0, 0]];
  for (const matrix of DEFICIENCIES) {
    const seen = colors.map((color) => lab(seenAs(color, matrix)));
    for (let i = 0; i < seen.length; i++)
      for (let j = 0; j < i; j++)
        expect(Math.hypot(...seen[i].map((value, axis) => value - seen[j][axis]))).toBeGreaterThan(14);
  }
});
