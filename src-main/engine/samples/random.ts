import { createHash } from 'node:crypto';

/** Anything that can be put in another order in place. */
interface Shuffleable<T> {
  readonly length: number;
  [index: number]: T;
}

/** A seeded sequence of numbers: the same seed and stream give the same sequence on every machine. */
export interface Random {
  /** The next number in [0, 1), with 53 random bits. */
  next(): number;
  /** A whole number in [0, n), every one equally likely; n is from 1 to 2^32. */
  integer(n: number): number;
  /** Puts the elements in a random order in place (Fisher and Yates) and returns the same array. */
  shuffle<A extends Shuffleable<unknown>>(array: A): A;
  /** A standard normal deviate (Box and Muller). */
  normal(): number;
}

/**
 * The generator xoshiro128** 1.1 of Blackman and Vigna ("Scrambled linear pseudorandom number generators", 2021),
 * started from the SHA-256 of seed and stream. Streams of one seed share nothing, so that the split, the first
 * weights and the order of the samples can each change without the others.
 *
 * @param seed a whole number
 * @param stream what the numbers are for, e.g. `split`
 */
export function createRandom(seed: number, stream: string): Random {
  const nextWord = xoshiro128(startingState(seed, stream));

  const next = () => ((nextWord() >>> 5) * 67_108_864 + (nextWord() >>> 6)) / 9_007_199_254_740_992;

  const integer = (n: number) => {
    const limit = 4_294_967_296 - (4_294_967_296 % n);
    for (;;) {
      const word = nextWord();
      if (word < limit) return word % n;
    }
  };

  const shuffle = <A extends Shuffleable<unknown>>(array: A): A => {
    for (let last = array.length - 1; last > 0; last--) {
      const other = integer(last + 1);
      const kept = array[last];
      array[last] = array[other];
      array[other] = kept;
    }
    return array;
  };

  let spare: number | undefined;
  const normal = () => {
    if (spare !== undefined) {
      const value = spare;
      spare = undefined;
      return value;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - next()));
    const angle = 2 * Math.PI * next();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };

  return { next, integer, shuffle, normal };
}

function startingState(seed: number, stream: string): Uint32Array {
  const digest = createHash('sha256').update(`${seed}\n${stream}`).digest();
  return Uint32Array.from([0, 4, 8, 12], (offset) => digest.readUInt32LE(offset));
}

/** Unsigned 32-bit words; `state` holds four of them and must not be all zero. */
function xoshiro128(state: Uint32Array): () => number {
  return () => {
    const result = Math.imul(rotateLeft(Math.imul(state[1], 5), 7), 9) >>> 0;
    const shifted = state[1] << 9;
    state[2] ^= state[0];
    state[3] ^= state[1];
    state[1] ^= state[2];
    state[0] ^= state[3];
    state[2] ^= shifted;
    state[3] = rotateLeft(state[3], 11);
    return result;
  };
}

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
