import type { Rgb } from './scene';

export type PaletteName = 'spectral-python' | 'colour-blind-safe';

/** The class colours of Spectral Python (`spectral.spy_colors`), which many published maps use; black is unlabelled. */
const SPECTRAL_PYTHON: readonly Rgb[] = [
  [255, 0, 0],
  [0, 255, 0],
  [0, 0, 255],
  [255, 255, 0],
  [255, 0, 255],
  [0, 255, 255],
  [200, 100, 0],
  [0, 200, 100],
  [100, 0, 200],
  [200, 0, 100],
  [100, 200, 0],
  [0, 100, 200],
  [150, 75, 75],
  [75, 150, 75],
  [75, 75, 150],
  [255, 100, 100],
  [100, 255, 100],
  [100, 100, 255],
  [255, 150, 75],
  [75, 255, 150],
  [150, 75, 255],
  [50, 50, 50],
  [100, 100, 100],
  [150, 150, 150],
  [200, 200, 200],
  [250, 250, 250],
  [100, 0, 0],
  [200, 0, 0],
  [0, 100, 0],
  [0, 200, 0],
  [0, 0, 100],
  [0, 0, 200],
  [100, 100, 0],
  [200, 200, 0],
  [100, 0, 100],
  [200, 0, 200],
  [0, 100, 100],
  [0, 200, 200],
];

/**
 * The colours of Okabe and Ito ("Color Universal Design", 2008) and more, each chosen to be farthest from all before
 * it and from black in CIELAB for normal, protanopic, deuteranopic and tritanopic eyes (simulated after Machado et
 * al., "A physiologically-based model for simulation of color vision deficiency", 2009).
 */
const COLOUR_BLIND_SAFE: readonly Rgb[] = [
  [230, 159, 0],
  [86, 180, 233],
  [0, 158, 115],
  [240, 228, 66],
  [0, 114, 178],
  [213, 94, 0],
  [204, 121, 167],
  [135, 0, 240],
  [105, 45, 15],
  [210, 255, 225],
  [75, 60, 90],
  [0, 255, 135],
  [150, 120, 255],
  [45, 45, 165],
  [225, 0, 75],
  [105, 15, 120],
  [210, 210, 225],
  [180, 165, 75],
  [150, 195, 135],
  [60, 105, 60],
  [150, 60, 0],
  [210, 15, 180],
  [120, 105, 120],
  [150, 255, 180],
];

const PALETTES: Record<PaletteName, readonly Rgb[]> = {
  'spectral-python': SPECTRAL_PYTHON,
  'colour-blind-safe': COLOUR_BLIND_SAFE,
};

/**
 * `count` colours, all different and none black: index 0 is class 1. A palette that has fewer is continued with
 * colours spread over the whole cube of colours.
 */
export function classColors(count: number, palette: PaletteName = 'spectral-python'): Rgb[] {
  const colors: Rgb[] = PALETTES[palette].slice(0, count).map((color) => [...color]);
  const used = new Set(colors.map(keyOf));
  for (let n = 1; colors.length < count; n++) {
    const color = spreadColor(n);
    if (used.has(keyOf(color))) continue;
    used.add(keyOf(color));
    colors.push(color);
  }
  return colors;
}

function keyOf([red, green, blue]: Rgb): number {
  return (red * 256 + green) * 256 + blue;
}

/** Steps whose multiples fill a cube evenly: powers of the root of x^4 = x + 1 (M. Roberts' R3 sequence). */
const ROOT = 1.2207440846057596;
const DARKEST = 40;

function spreadColor(n: number): Rgb {
  const channel = (power: number) => DARKEST + Math.floor(((n / ROOT ** power) % 1) * (256 - DARKEST));
  return [channel(1), channel(2), channel(3)];
}
