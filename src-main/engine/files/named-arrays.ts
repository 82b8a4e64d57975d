import type { Dtype, FileInfo, NumericArray, VariableInfo, VariableRole } from '@shared/scene';
import { inMeantOrder, meantAxes, openOrdered, type BandVectors, type OrderedArray } from './axes/order';
import type { ByteSource } from './bytes';
import type { BandscapeError } from '../errors';
import { nodataTest } from './nodata';
import { plainDecoder, storedBytes } from './plain-values';
import { asNanometres, couldBeLabel, isWavelengthName, roleOf } from './roles';
import type { ArraySource, OpenOptions, Reader } from './source';
import { StoredArray, type StoredLayout } from './stored-array';
import { valueCount } from './values';
import { noSuchVariable, notNumeric } from './variable-errors';

/** What one look at values may read. */
export const PEEK_LENGTH = 64 * 1024;

/** A numeric array of a file of which only the header was read. */
export interface NamedArray {
  /** With its shape as the file has it. */
  info: Omit<VariableInfo, 'role'>;
  /** What the file calls its axes, as far as it does; left out where its format has rows, columns and bands. */
  axisNames?: OrderedArray['axisNames'];
  /** What the file says of the bands, for each axis that may be the bands; left out where the format knows them. */
  ofBands?: readonly BandVectors[];
  /** The first 64 KiB of values, in file order. */
  first(signal?: AbortSignal): Promise<NumericArray>;
  /** As the file has it, with what it says of its bands; takes over the file's handle. */
  open(options: OpenOptions, bands: BandVectors): Promise<ArraySource>;
}

export interface FileContents {
  bytes: ByteSource;
  arrays: readonly NamedArray[];
  /** The header of a file that is only the data. */
  partOf?: string;
  /** What is not numeric, and what it is. */
  skipped?: Skipped[];
  /** The array that another name stands for. */
  otherName?(name: string): Promise<string | undefined>;
}

export interface Skipped {
  name: string;
  kind: string;
  /** Why it cannot be opened, where there is more to say than what it is. */
  problem?: BandscapeError;
  /** A person may take it for labels all the same. */
  mayBeLabels?: true;
}

/** An array whose values lie as they are in an open file. */
export function plainArray(
  info: NamedArray['info'],
  file: string,
  littleEndian: boolean,
  place: Pick<StoredLayout, 'bytes' | 'offset' | 'order'> &
    Partial<Omit<StoredLayout, 'decode' | 'dtype' | 'shape'>>,
): NamedArray {
  const { shape, dtype, name } = info;
  const decode = plainDecoder(dtype, littleEndian, { file, variable: name });
  const itemSize = storedBytes(dtype);
  return {
    info,
    first: async (signal) => {
      const length = Math.min(valueCount(shape) * itemSize, PEEK_LENGTH);
      return decode(await place.bytes.read(place.offset, length, signal));
    },
    open: async () => new StoredArray({ ...place, shape, dtype, itemSize, decode }),
  };
}

/**
 * A reader of files that hold arrays under names.
 * @param scan opens a file and reads its headers; closes it where that fails
 */
export function namedArraysReader(
  format: string,
  scan: (file: string, signal?: AbortSignal) => Promise<FileContents>,
): Reader {
  return {
    async inspect(file, signal): Promise<FileInfo> {
      const { bytes, arrays, partOf, skipped = [] } = await scan(file, signal);
      try {
        const variables: VariableInfo[] = [];
        const roles = await rolesOf(arrays, signal);
        const found = await wavelengthsAmong(arrays, signal);
        for (const array of arrays) {
          const ordered = orderedOf(array, found);
          const info = { ...array.info, role: roles.get(array) ?? 'other' };
          variables.push(inMeantOrder(info, meantAxes(ordered, labelsIn(roles)), ordered.ofBands));
        }
        return {
          file,
          format,
          variables,
          ...(partOf !== undefined && { partOf }),
          ...notRead(skipped),
        };
      } finally {
        await bytes.close();
      }
    },

    async open(file, name, options = {}): Promise<ArraySource> {
      const { bytes, arrays, skipped, otherName } = await scan(file, options.signal);
      try {
        const named = (wanted?: string) => arrays.find(({ info }) => info.name === wanted);
        const other = skipped?.find((candidate) => candidate.name === name);
        if (!named(name) && other) throw other.problem ?? notNumeric(file, name, other.kind);
        const array = named(name) ?? named(await otherName?.(name));
        if (!array)
          throw noSuchVariable(
            file,
            name,
            arrays.map(({ info }) => info.name),
          );
        const ordered = orderedOf(array, await wavelengthsAmong(arrays, options.signal));
        const isOpen = array.axisNames !== undefined && array.info.shape.length === 3 && !options.axes;
        const roles = isOpen ? await rolesOf(arrays, options.signal) : new Map();
        return await openOrdered(
          { ...ordered, file, variable: name },
          meantAxes(ordered, labelsIn(roles)),
          options,
          (bands) => array.open(options, bands),
        );
      } catch (error) {
        await bytes.close();
        throw error;
      }
    },
  };
}

function notRead(skipped: readonly Skipped[]): Pick<FileInfo, 'skipped' | 'noLabels'> {
  const others = skipped.filter(({ mayBeLabels }) => !mayBeLabels);
  const noLabels = skipped.filter(({ mayBeLabels }) => mayBeLabels);
  return {
    ...(others.length > 0 && { skipped: others.map(({ name, kind }) => ({ name, kind })) }),
    ...(noLabels.length > 0 && { noLabels: noLabels.map(({ name }) => name) }),
  };
}

function orderedOf({ info, axisNames, ofBands }: NamedArray, found: number[] | undefined): OrderedArray {
  const { shape } = info;
  const fitting = shape.map((length) => (found?.length === length ? { wavelengths: found } : {}));
  return { shape, axisNames, ofBands: ofBands ?? (axisNames ? fitting : []) };
}

type Roles = Map<NamedArray, VariableRole>;

async function rolesOf(arrays: readonly NamedArray[], signal?: AbortSignal): Promise<Roles> {
  const roles: Roles = new Map();
  for (const array of arrays) roles.set(array, await roleIn(array, signal));
  return roles;
}

function labelsIn(roles: Roles): number[][] {
  return [...roles].flatMap(([{ info }, role]) =>
    role === 'labels' && !info.leastShape ? [info.shape] : [],
  );
}

/** Integers may be labels; the first values of a floating-point array decide whether it may. */
async function roleIn({ info, first }: NamedArray, signal?: AbortSignal): Promise<VariableRole> {
  const role = roleOf(info.shape, true);
  if (role !== 'labels' || !isFloat(info.dtype)) return role;
  const isNone = nodataTest(info.dtype, info.nodata);
  const values = Array.from(await first(signal));
  return roleOf(
    info.shape,
    values.every((value) => isNone(value) || couldBeLabel(value)),
  );
}

/** The first vector that its name and its values show to be wavelengths, in nanometres. */
async function wavelengthsAmong(
  arrays: readonly NamedArray[],
  signal?: AbortSignal,
): Promise<number[] | undefined> {
  if (arrays.length === 1) return undefined;
  for (const { info, first } of arrays) {
    if (!isWavelengthName(info.name) || roleOf(info.shape, false) !== 'vector') continue;
    const values = await first(signal);
    const nanometres = values.length === valueCount(info.shape) ? asNanometres(values) : undefined;
    if (nanometres) return nanometres;
  }
  return undefined;
}

function isFloat(dtype: Dtype): boolean {
  return dtype.startsWith('float');
}
