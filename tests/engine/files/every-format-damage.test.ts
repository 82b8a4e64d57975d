import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { BandscapeError } from '../../../src-main/engine/errors';
import { createRandom } from '../../../src-main/engine/samples/random';
import { readEverything } from '../../support/read-everything';
import { temporaryFolder } from '../../support/temporary-folder';

const FORMATS = fileURLToPath(new URL('../../fixtures/formats/', import.meta.url));
const folder = temporaryFolder();

/** One file a format, small enough to be cut at every byte. */
const FILES = [
  'npy/uint16-C-little.npy',
  'npy/version3.npy',
  'npz/tiny.npz',
  'erdas/little.lan',
  'mat4/tiny.mat',
  'png/palette-transparent.png',
  'png/rgb-16-interlaced.png',
  'hdf5/tiny-latest.h5',
];

describe.each(FILES)('%s', (name) => {
  const whole = readFileSync(FORMATS + name);
  const write = (bytes: Uint8Array) => folder.write(`damaged${extname(name)}`, bytes);

  it('cut off at any byte is refused in one sentence', async () => {
    for (let length = 1; length < whole.length; length++) {
      const result = await readEverything(write(whole.subarray(0, length)));
      expect(result, `${length} bytes`).toBeInstanceOf(BandscapeError);
      expect((result as BandscapeError).message).toMatch(/^[^\n]+\.$/);
    }
  });

  it('with changed bytes is read or refused, never more', async () => {
    const random = createRandom(17, name);
    let refused = 0;
    for (let n = 0; n < 400; n++) {
      const changed = Buffer.from(whole);
      // Most of what can go wrong lies in headers, at the start and the end of files.
      const near = random.integer(2) === 0 ? Math.min(200, whole.length) : whole.length;
      changed[random.integer(near)] ^= 1 << random.integer(8);
      if ((await readEverything(write(changed))) instanceof BandscapeError) refused++;
    }
    expect(refused).toBeGreaterThan(20);
  });
});
