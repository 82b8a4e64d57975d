import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { Randomness } from '../files/randomness';

const SIDE = 2000;
const BANDS = 200;

/** A scene that the slider is moved over; without `interleave` the one that comes with the program. */
export interface SliderScene {
  title: string;
  interleave?: 'bsq' | 'bip';
}

export const SLIDER_SCENES: readonly SliderScene[] = [
  { title: 'Indian Pines, 145 x 145 x 200' },
  { title: `ENVI BSQ, ${SIDE} x ${SIDE} x ${BANDS}, uint16`, interleave: 'bsq' },
  { title: `ENVI BIP, ${SIDE} x ${SIDE} x ${BANDS}, uint16`, interleave: 'bip' },
];

/** Writes an ENVI image of noise, 1.6 GB; gives its header. */
export function writeScene(folder: string, interleave: 'bsq' | 'bip'): string {
  const header = join(folder, 'slider.hdr');
  writeFileSync(
    header,
    `ENVI\nsamples = ${SIDE}\nlines = ${SIDE}\nbands = ${BANDS}\nheader offset = 0\ndata type = 12\n` +
      `interleave = ${interleave}\nbyte order = 0\n`,
  );
  const random = new Randomness();
  const part = Uint16Array.from({ length: SIDE * SIDE }, () => 30 * random.next());
  const file = openSync(join(folder, `slider.${interleave}`), 'w');
  for (let n = 0; n < BANDS; n++) writeSync(file, new Uint8Array(part.buffer));
  closeSync(file);
  return header;
}
