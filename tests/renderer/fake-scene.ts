import type { BandPicture, ClassSpectrum, LabelMap, Rgb, Scene, VariableRef } from '@shared/scene';

/** A whole scene in memory: values in (row, column, band) order, band fastest. */
export interface FakeScene {
  name: string;
  rows: number;
  columns: number;
  bands: number;
  values: ArrayLike<number>;
  labels: Uint16Array;
  wavelengths?: number[];
  defaultRgb: [number, number, number];
  classes: { name: string; color: Rgb }[];
}

const COLORS: Rgb[] = [
  [230, 60, 50],
  [60, 160, 80],
  [60, 110, 220],
  [240, 200, 60],
];

/** Fields in a checkerboard of classes, each with its own slope, so that every pixel and band has a known value. */
export function smallScene({ rows = 12, columns = 16, bands = 6, classes = 3 } = {}): FakeScene {
  const labels = Uint16Array.from({ length: rows * columns }, (_, pixel) => {
    const row = Math.floor(pixel / columns);
    const field = Math.floor(row / 4) + Math.floor((pixel % columns) / 4);
    return row === 0 ? 0 : (field % classes) + 1;
  });
  const values = Float32Array.from({ length: labels.length * bands }, (_, index) => {
    const pixel = Math.floor(index / bands);
    return 1000 * labels[pixel] + 10 * (index % bands) * (labels[pixel] + 1) + (pixel % columns);
  });
  return {
    name: 'Small scene',
    rows,
    columns,
    bands,
    values,
    labels,
    wavelengths: Array.from({ length: bands }, (_, band) => 450 + 40 * band),
    defaultRgb: [4, 2, 0],
    classes: Array.from({ length: classes }, (_, index) => ({
      name: `Field ${index + 1}`,
      color: COLORS[index % COLORS.length],
    })),
  };
}

export const CUBE: VariableRef = { file: '/data/scene.mat', variable: 'cube' };
export const TRUTH: VariableRef = { file: '/data/scene_gt.mat', variable: 'truth' };

export function labelMapOf({ rows, columns, labels, classes }: FakeScene): LabelMap {
  const counts = new Map<number, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return {
    rows,
    columns,
    labels,
    classes: classes.map((each, index) => ({
      ...each,
      label: index + 1,
      pixels: counts.get(index + 1) ?? 0,
    })),
  };
}

export function describeScene(fake: FakeScene, sceneId: string, withTruth = true): Scene {
  const { name, rows, columns, bands, wavelengths, defaultRgb } = fake;
  return {
    sceneId,
    name,
    cube: { ...CUBE, rows, columns, bands, dtype: 'uint16', wavelengths, defaultRgb, previewStep: 1 },
    truth: withTruth ? { ...TRUTH, ...labelMapOf(fake) } : undefined,
    warnings: [],
  };
}

/** A band from its darkest to its brightest value. */
export function bandOf(fake: FakeScene, band: number, step = 1): BandPicture {
  const { bands, values } = fake;
  const [rows, columns] = [Math.ceil(fake.rows / step), Math.ceil(fake.columns / step)];
  const shown = Float32Array.from({ length: rows * columns }, (_, index) => {
    const row = Math.floor(index / columns) * step;
    return values[(row * fake.columns + (index % columns) * step) * bands + band];
  });
  const [low, high] = [Math.min(...shown), Math.max(...shown)];
  const grey = Uint8Array.from(shown, (value) => Math.round((255 * (value - low)) / (high - low)));
  return { band, step, rows, columns, grey };
}

export function spectrumOf({ columns, bands, values }: FakeScene, row: number, column: number): Float32Array {
  const start = (row * columns + column) * bands;
  return Float32Array.from({ length: bands }, (_, band) => values[start + band]);
}

export function classSpectraOf(fake: FakeScene): ClassSpectrum[] {
  const { bands, labels, values, classes } = fake;
  return classes.map((_, index) => {
    const mean = new Float32Array(bands);
    let pixels = 0;
    labels.forEach((label, pixel) => {
      if (label !== index + 1) return;
      pixels++;
      for (let band = 0; band < bands; band++) mean[band] += values[pixel * bands + band];
    });
    return {
      label: index + 1,
      mean: mean.map((sum) => sum / pixels),
      standardDeviation: new Float32Array(bands),
    };
  });
}
