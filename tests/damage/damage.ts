import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Input } from '../fuzz/harness';

const FIXTURES = fileURLToPath(new URL('../fixtures/', import.meta.url));

/** What a damaged file comes to: the code of its refusal, or variables that are read: these, or none that is like this. */
export type End = string | RegExp | readonly string[] | { noneLike: RegExp };

/** Bytes that are opened under the usual name of their format, or files beside each other. */
export type Contents = Uint8Array | Input;

export type Case = readonly [what: string, contents: () => Contents, end: End];

/** Cases of one kind of damage, or why no file of the format can have it. */
export type Cases = readonly Case[] | string;

/** A good fixture, by its path below tests/fixtures. */
export interface Whole {
  file: string;
  /** What lies beside it and belongs to it. */
  beside?: readonly string[];
  /**
   * Why nothing tells a part of it from a whole file; otherwise what is read of a part, unless with a warning, must be
   * what the whole file holds.
   */
  partsLookWhole?: string;
  /** Checksums cover all that it holds: where a changed byte is neither refused nor warned of, nothing has changed. */
  isGuarded?: boolean;
}

/** What the files of one format are put through. */
export interface Damage {
  /** The name under which bytes are opened. */
  name: string;
  /** Small files: cut off at every byte, and every byte changed. */
  small: readonly Whole[];
  /** Larger ones: cut off where each of their parts begins, and a byte before and after. */
  large: readonly (Whole & { parts: (bytes: Buffer) => readonly number[] })[];
  /** Sizes, counts and lengths that are not true. */
  sizes: Cases;
  /** Packed data that unpack to far more than they should. */
  bombs: Cases;
  /** What leads back to itself, or goes deeper and deeper. */
  cycles: Cases;
  /** What points at other files, which must not be opened. */
  links: Cases;
  /** Places before the start, behind the end or in the midst of something else. */
  offsets: Cases;
  /** Files that belong together, one of which is not there. */
  missing: Cases;
}

export const KINDS = ['sizes', 'bombs', 'cycles', 'links', 'offsets', 'missing'] as const;

export const fixture = (path: string): Buffer => readFileSync(FIXTURES + path);

/** A fixture with some of its bytes changed. */
export function changedFixture(path: string, change: (bytes: Buffer) => unknown): Buffer {
  const bytes = fixture(path);
  change(bytes);
  return bytes;
}

export const MEBIBYTE = 1024 * 1024;
