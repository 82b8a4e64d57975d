import type { Input } from './harness';

/**
 * A smaller or plainer input that still fails: bytes at its end are cut off, parts are taken out, and what cannot be
 * taken out is set to zero where that makes no difference.
 * @param tries how often `fails` may be asked
 */
export async function minimise(
  input: Input,
  fails: (candidate: Input) => Promise<boolean>,
  tries: number,
): Promise<Input> {
  let best = input;
  let left = tries;
  const attempt = async (name: string, contents: Uint8Array): Promise<void> => {
    if (contents.length === 0 || Buffer.compare(contents, best.files[name]) === 0 || left-- <= 0) return;
    const candidate = { open: best.open, files: { ...best.files, [name]: contents } };
    if (await fails(candidate)) best = candidate;
  };
  for (const name of Object.keys(input.files)) {
    for (const change of [without, zeroed]) {
      for (let size = best.files[name].length; size >= 1 && left > 0; size = Math.floor(size / 2)) {
        for (let stop = best.files[name].length; stop > 0 && left > 0; stop -= size)
          await attempt(name, change(best.files[name], Math.max(0, stop - size), stop));
      }
    }
  }
  return best;
}

function without(bytes: Uint8Array, start: number, stop: number): Uint8Array {
  return Buffer.concat([bytes.subarray(0, start), bytes.subarray(stop)]);
}

function zeroed(bytes: Uint8Array, start: number, stop: number): Uint8Array {
  return Uint8Array.from(bytes).fill(0, start, stop);
}
