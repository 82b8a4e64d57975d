import { resolve } from 'node:path';

/** The font that pictures are written with. */
export const FONT_FILE = resolve('assets/fonts/noto-sans-sc.ttf');
