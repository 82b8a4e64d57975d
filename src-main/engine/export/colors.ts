import type { Rgb } from '@shared/scene';

/** A class as an exported map shows it; without a label, its place in the list counted from 1. */
export interface MapClass {
  label?: number;
  name: string;
  color: Rgb;
}

/** The labels' colours in one place: `[3 * label]` is red; black where no class has the label, and for 0. */
export function colorTable(classes: readonly MapClass[]): Uint8Array {
  const table = new Uint8Array(3 * (largestLabel(classes) + 1));
  classes.forEach(({ label, color }, index) => table.set(color, 3 * (label ?? index + 1)));
  return table;
}

export function largestLabel(classes: readonly MapClass[]): number {
  return classes.reduce((largest, { label }, index) => Math.max(largest, label ?? index + 1), 0);
}
