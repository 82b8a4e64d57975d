/** The rows of the paper's tables 1 and 2: kernel, expansion, output, SE or not, ReLU or h-swish, stride. */
export type Row = [
  kernel: 3 | 5,
  exp: number,
  out: number,
  se: 'SE' | '-',
  nonlinearity: 'RE' | 'HS',
  stride: 1 | 2,
];

export const LARGE: Row[] = [
  [3, 16, 16, '-', 'RE', 1],
  [3, 64, 24, '-', 'RE', 2],
  [3, 72, 24, '-', 'RE', 1],
  [5, 72, 40, 'SE', 'RE', 2],
  [5, 120, 40, 'SE', 'RE', 1],
  [5, 120, 40, 'SE', 'RE', 1],
  [3, 240, 80, '-', 'HS', 2],
  [3, 200, 80, '-', 'HS', 1],
  [3, 184, 80, '-', 'HS', 1],
  [3, 184, 80, '-', 'HS', 1],
  [3, 480, 112, 'SE', 'HS', 1],
  [3, 672, 112, 'SE', 'HS', 1],
  [5, 672, 160, 'SE', 'HS', 2],
  [5, 960, 160, 'SE', 'HS', 1],
  [5, 960, 160, 'SE', 'HS', 1],
];

export const SMALL: Row[] = [
  [3, 16, 16, 'SE', 'RE', 2],
  [3, 72, 24, '-', 'RE', 2],
  [3, 88, 24, '-', 'RE', 1],
  [5, 96, 40, 'SE', 'HS', 2],
  [5, 240, 40, 'SE', 'HS', 1],
  [5, 240, 40, 'SE', 'HS', 1],
  [5, 120, 48, 'SE', 'HS', 1],
  [5, 144, 48, 'SE', 'HS', 1],
  [5, 288, 96, 'SE', 'HS', 2],
  [5, 576, 96, 'SE', 'HS', 1],
  [5, 576, 96, 'SE', 'HS', 1],
];
