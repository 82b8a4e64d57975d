/** Structs and cells within each other that are followed. */
export const DEEPEST = 8;

/** Of one file; up to 64 KiB of each may be held for a look at them. */
const MOST_ARRAYS = 1000;
const MOST_OTHERS = 1000;
const MOST_ELEMENTS = 10_000;

/** What may still be found inside the structs and cell arrays of a file. */
export interface Allowance {
  arrays: number;
  others: number;
  elements: number;
}

export const wholeAllowance = (): Allowance => ({
  arrays: MOST_ARRAYS,
  others: MOST_OTHERS,
  elements: MOST_ELEMENTS,
});

/** Where in MATLAB's notation something is. */
export interface Path {
  name: string;
  /** The struct or cell that holds it: `data`, `s(3)`; empty at top level. */
  parent: string;
  /** The last field on the way to it; of a cell's contents the field, or variable, that the cell is. */
  field: string;
}

export function topPath(name: string): Path {
  return { name, parent: '', field: name };
}

/** A field of an element of a struct array of `count`, whose `index` counts from 1 through all axes, the first fastest. */
export function fieldPath({ name }: Path, index: number, count: number, field: string): Path {
  const element = count === 1 ? name : `${name}(${index})`;
  return { name: `${element}.${field}`, parent: element, field };
}

/** The contents of a cell, whose `index` counts likewise. */
export function cellPath({ name, field }: Path, index: number): Path {
  return { name: `${name}{${index}}`, parent: name, field };
}

/** Whether a container of this name could hold `name`. */
export function isWithin(name: string, container: string): boolean {
  return name.startsWith(container) && '.({'.includes(name.charAt(container.length) || ' ');
}
