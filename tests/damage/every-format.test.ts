import { describe, expect, it } from 'vitest';
import { formats } from '../../src-main/engine/files/registry';
import type { Input } from '../fuzz/harness';
import type { Digests, Found, Outcome } from '../fuzz/outcome';
import { startHarness } from '../fuzz/start-harness';
import { KINDS, fixture, type Contents, type Damage, type End, type Whole } from './damage';
import { damageOf } from './registry';

/** Of a larger file so many bytes are changed, spread evenly. */
const MOST_CHANGES = 300;

/** Everything runs in a process of its own, which is ended after 5 s or above 512 MB: see LIMITS in the harness. */
const child = startHarness();

/** What comes of it, which is never a crash, a hang, much memory, an error without a sentence or a file left open. */
async function outcomeOf(input: Input, what: string): Promise<Exclude<Outcome, { verdict: 'fault' }>> {
  const { outcome } = await child.run(input);
  if (outcome.verdict === 'fault') expect.fail(`${what}: ${outcome.fault}, ${outcome.reason}`);
  return outcome;
}

/** A fixture as an input under its own name; one of several files that belong together is damaged. */
function inputsOf({ file, beside = [] }: Whole): { bytes: Buffer; input: (bytes: Uint8Array) => Input } {
  const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);
  const others = Object.fromEntries(beside.map((path) => [nameOf(path), fixture(path)]));
  const open = nameOf(file);
  return { bytes: fixture(file), input: (bytes) => ({ open, files: { ...others, [open]: bytes } }) };
}

async function digestsOfWhole(input: Input): Promise<Digests> {
  const outcome = await outcomeOf(input, 'the whole file');
  expect(outcome).toMatchObject({ verdict: 'read' });
  expect(Object.keys(outcome.digests).length).toBeGreaterThan(0);
  return outcome.digests;
}

function unwarned({ digests, warned }: Found): Digests {
  return Object.fromEntries(Object.entries(digests).filter(([name]) => !warned.includes(name)));
}

async function cutAt(whole: Whole, places: Iterable<number>): Promise<void> {
  const { bytes, input } = inputsOf(whole);
  const digests = await digestsOfWhole(input(bytes));
  for (const length of places) {
    const what = `${whole.file} of ${bytes.length} bytes cut off at ${length}`;
    const outcome = await outcomeOf(input(bytes.subarray(0, length)), what);
    if (!whole.partsLookWhole) expect(digests, what).toMatchObject(unwarned(outcome));
  }
}

async function changeBytes(whole: Whole): Promise<void> {
  const { bytes, input } = inputsOf(whole);
  const digests = await digestsOfWhole(input(bytes));
  const step = Math.max(1, bytes.length / MOST_CHANGES);
  let refused = 0;
  for (let n = 0; n < bytes.length / step; n++) {
    const at = Math.floor(n * step);
    const changed = Buffer.from(bytes);
    changed[at] ^= 1 << (n % 8);
    const what = `${whole.file} with byte ${at} changed to ${changed[at]}`;
    const outcome = await outcomeOf(input(changed), what);
    if (outcome.verdict === 'refused') refused++;
    if (whole.isGuarded) expect(digests, what).toMatchObject(unwarned(outcome));
  }
  expect(refused).toBeGreaterThan(0);
}

function asInput(contents: Contents, { name }: Damage): Input {
  return contents instanceof Uint8Array ? { open: name, files: { [name]: contents } } : contents;
}

async function expectEnd(input: Input, end: End, what: string): Promise<void> {
  const outcome = await outcomeOf(input, what);
  if (typeof end === 'string' || end instanceof RegExp) {
    const code = typeof end === 'string' ? end : expect.stringMatching(end);
    expect(outcome, what).toMatchObject({ verdict: 'refused', code });
    return;
  }
  const names = Object.keys(outcome.digests);
  expect(outcome, what).toMatchObject({ verdict: 'read' });
  if (!('noneLike' in end)) return expect(names, what).toEqual(end);
  expect(names.length, what).toBeGreaterThan(0);
  expect(names.filter((name) => end.noneLike.test(name))).toEqual([]);
}

it('every format that can be opened has its damage, and no other', () => {
  expect(Object.keys(damageOf).sort()).toEqual(formats.map(({ id }) => id).sort());
});

describe.each(formats.map(({ id }) => id))('%s', (id) => {
  const damage = damageOf[id];

  it('is whole before it is damaged, and of this format', () => {
    for (const whole of [...damage.small, ...damage.large]) {
      const bytes = fixture(whole.file);
      const format = formats.find(({ recognises }) => recognises(bytes.subarray(0, 4096), whole.file));
      expect(format?.id, whole.file).toBe(id);
    }
  });

  it.each(damage.small.map((whole) => [whole.file, whole] as const))('%s cut off at every byte', (_, whole) =>
    cutAt(
      whole,
      Array.from({ length: fixture(whole.file).length - 1 }, (_, n) => n + 1),
    ),
  );

  it.each(damage.small.map((whole) => [whole.file, whole] as const))('%s with changed bytes', (_, whole) =>
    changeBytes(whole),
  );

  it.each(damage.large.map((whole) => [whole.file, whole] as const))(
    '%s cut off where a part of it begins',
    async (_, whole) => {
      const bytes = fixture(whole.file);
      const parts = whole.parts(bytes);
      expect(parts.length).toBeGreaterThan(2);
      const places = parts.flatMap((place) => [place - 1, place, place + 1]);
      await cutAt(whole, new Set(places.filter((place) => place > 0 && place < bytes.length)));
    },
  );

  describe.each(KINDS)('%s', (kind) => {
    const cases = damage[kind];
    if (typeof cases === 'string') return it(`cannot be: ${cases}`, () => expect(cases).not.toBe(''));
    it.each(cases)('%s', async (what, contents, end) => {
      await expectEnd(asInput(contents(), damage), end, what);
    });
  });
});
