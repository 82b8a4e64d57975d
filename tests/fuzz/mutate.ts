import type { Random } from '../../src-main/engine/samples/random';
import type { Input } from './harness';
import { mutatePacked } from './mutate-packed';
import { mutateNumbers } from './mutate-text';

type Mutation = (bytes: Buffer, random: Random, others: readonly Buffer[]) => Buffer;

/** Values at which readers go wrong, as 32 bits. */
const INTERESTING = [0, 1, 2, 7, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xffff, 0x10000, 0x7fffffff]
  .concat([0x80000000, 0x80000001, 0xfffffffe, 0xffffffff])
  .concat([0x3b9aca00, 65_529]);
/** Most of what a reader trusts lies near the start of a file, some near its end. */
const EDGE = 512;
const LONGEST_INSERTION = 1 << 16;

/** With how many chances each is drawn. */
const MUTATIONS: readonly (readonly [chances: number, mutation: Mutation])[] = [
  [2, truncate],
  [4, flipBits],
  [3, replaceByte],
  [6, replaceWord],
  [3, nudgeWord],
  [2, copyWord],
  [1, swapRegions],
  [1, duplicateRegion],
  [1, removeRegion],
  [1, fillRegion],
  [1, splice],
  [5, mutateNumbers],
  [3, (bytes, random, others) => mutatePacked(bytes, random, (inner) => mutateOnce(inner, random, others))],
];
const CHANCES = MUTATIONS.flatMap(([chances, mutation]) => new Array<Mutation>(chances).fill(mutation));

/**
 * An input with one to four changes in one of its files.
 * @param others files of which parts may be spliced in
 */
export function mutate(input: Input, random: Random, others: readonly Buffer[]): Input {
  const names = Object.keys(input.files);
  const name = names[random.integer(names.length)];
  let contents: Buffer = Buffer.from(input.files[name]);
  for (let changes = 1 + random.integer(4); changes > 0; changes--)
    contents = mutateOnce(contents, random, others);
  return { open: input.open, files: { ...input.files, [name]: contents } };
}

function mutateOnce(bytes: Buffer, random: Random, others: readonly Buffer[]): Buffer {
  if (bytes.length < 16) return Buffer.concat([bytes, Buffer.from([random.integer(256)])]);
  return CHANCES[random.integer(CHANCES.length)](bytes, random, others);
}

/** A place in the file, more often near one of its ends. */
function somewhere(bytes: Buffer, random: Random): number {
  const edge = Math.min(EDGE, bytes.length);
  switch (random.integer(4)) {
    case 0:
    case 1:
      return random.integer(edge);
    case 2:
      return bytes.length - 1 - random.integer(edge);
    default:
      return random.integer(bytes.length);
  }
}

function truncate(bytes: Buffer, random: Random): Buffer {
  return bytes.subarray(0, 1 + somewhere(bytes, random));
}

function flipBits(bytes: Buffer, random: Random): Buffer {
  for (let flips = 1 + random.integer(8); flips > 0; flips--)
    bytes[somewhere(bytes, random)] ^= 1 << random.integer(8);
  return bytes;
}

function replaceByte(bytes: Buffer, random: Random): Buffer {
  bytes[somewhere(bytes, random)] = random.integer(256);
  return bytes;
}

/** A word of 2, 4 or 8 bytes at a multiple of its size, or now and then at an even place, in either byte order. */
function someWord(bytes: Buffer, random: Random) {
  const size = [2, 4, 4, 8][random.integer(4)];
  const step = random.integer(3) === 0 ? 2 : size;
  const at = Math.min(Math.floor(somewhere(bytes, random) / step) * step, bytes.length - size);
  const little = random.integer(3) > 0;
  const part = size === 8 && !little ? at + 4 : at;
  const read = () =>
    size === 2
      ? little
        ? bytes.readUInt16LE(part)
        : bytes.readUInt16BE(part)
      : little
        ? bytes.readUInt32LE(part)
        : bytes.readUInt32BE(part);
  const write = (value: number) => {
    if (size === 2)
      return little ? bytes.writeUInt16LE(value & 0xffff, at) : bytes.writeUInt16BE(value & 0xffff, at);
    if (size === 8) bytes.fill(value > 0x7fffffff ? 0xff : 0, at, at + 8);
    return little ? bytes.writeUInt32LE(value >>> 0, part) : bytes.writeUInt32BE(value >>> 0, part);
  };
  return { at, read, write };
}

function replaceWord(bytes: Buffer, random: Random): Buffer {
  const { at, write } = someWord(bytes, random);
  const places = [bytes.length, bytes.length - 1, bytes.length + 1, at, somewhere(bytes, random)];
  const values = random.integer(4) === 0 ? places : INTERESTING;
  write(values[random.integer(values.length)]);
  return bytes;
}

function nudgeWord(bytes: Buffer, random: Random): Buffer {
  const { read, write } = someWord(bytes, random);
  const value = read();
  write([value + 1, value - 1, value * 2, value / 2, value * 256, value + 8, -value][random.integer(7)]);
  return bytes;
}

function copyWord(bytes: Buffer, random: Random): Buffer {
  someWord(bytes, random).write(someWord(bytes, random).read());
  return bytes;
}

function someRegion(bytes: Buffer, random: Random): readonly [start: number, stop: number] {
  const start = somewhere(bytes, random);
  const longest = random.integer(3) === 0 ? bytes.length - start : Math.min(64, bytes.length - start);
  return [start, start + 1 + random.integer(longest)];
}

function swapRegions(bytes: Buffer, random: Random): Buffer {
  const [start, stop] = someRegion(bytes, random);
  const other = random.integer(bytes.length - (stop - start) + 1);
  const kept = Buffer.from(bytes.subarray(start, stop));
  bytes.copy(bytes, start, other, other + kept.length);
  kept.copy(bytes, other);
  return bytes;
}

function duplicateRegion(bytes: Buffer, random: Random): Buffer {
  const [start, stop] = someRegion(bytes, random);
  const times = random.integer(4) === 0 ? 1 + Math.floor(LONGEST_INSERTION / (stop - start)) : 1;
  const region = bytes.subarray(start, stop);
  return Buffer.concat([
    bytes.subarray(0, stop),
    ...new Array<Buffer>(times).fill(region),
    bytes.subarray(stop),
  ]);
}

function removeRegion(bytes: Buffer, random: Random): Buffer {
  const [start, stop] = someRegion(bytes, random);
  const rest = Buffer.concat([bytes.subarray(0, start), bytes.subarray(stop)]);
  return rest.length > 0 ? rest : bytes;
}

function fillRegion(bytes: Buffer, random: Random): Buffer {
  const [start, stop] = someRegion(bytes, random);
  return bytes.fill([0, 0xff, 0x20, random.integer(256)][random.integer(4)], start, stop);
}

/** The start of one file and the end of another. */
function splice(bytes: Buffer, random: Random, others: readonly Buffer[]): Buffer {
  const other = others[random.integer(others.length)];
  const start = bytes.subarray(0, somewhere(bytes, random));
  const from = random.integer(2) === 0 ? Math.min(start.length, other.length) : random.integer(other.length);
  const spliced = Buffer.concat([start, other.subarray(from)]);
  return spliced.length > 0 ? spliced : bytes;
}
