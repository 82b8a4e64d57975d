import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';

const SCRIPT = fileURLToPath(new URL('read.py', import.meta.url));
/** A Python with numpy, scipy, rasterio, spectral and tifffile, if there is one. */
const PYTHON = process.env.BANDSCAPE_PEERS_PYTHON ?? 'python3';
const MISSING = 3;

/** What a library found in a file; `read.py` names the rest. */
interface Finding extends Record<string, unknown> {
  file: string;
  reader: string;
  shape?: number[];
  dtype?: string;
  digest?: string;
}

/** What the libraries find in these files; skips the test where they are not there. */
export function readWithPeers(files: readonly string[], skip: (note: string) => void): Finding[] {
  const { status, stdout, stderr, error } = spawnSync(PYTHON, [SCRIPT, ...files], { encoding: 'utf8' });
  if (error || status === MISSING) {
    skip(
      `${PYTHON} has not all of numpy, scipy, rasterio, spectral and tifffile (BANDSCAPE_PEERS_PYTHON names another)`,
    );
  }
  expect([status, stderr]).toEqual([0, '']);
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Finding);
}

/** As `read.py` digests values. */
export function digestOf(values: NodeJS.ArrayBufferView): string {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return createHash('sha1').update(bytes).digest('hex');
}
