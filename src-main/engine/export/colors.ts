import type { Rgb } from '@shared/scene';

/** A class as an exported map shows it; without a label, its place in the list counted from 1. */
export interface MapClass {
  label?: number;
  name: string;
  color: Rgb;
}

/** The labels' colours in one place: `[3 * label]` is red; black where no class has the label, and for 0. */
export function colorTable(classes: readonly MapClass[]): Uint8Array {
  return Uint8Array.from(classesByLabel(classes).flatMap(({ color }) => color));
}

/** A class for every label from 0, which is "Unclassified", to the largest one; black where no class has the label. */
export function classesByLabel(classes: readonly MapClass[]): { name: string; color: Rgb }[] {
  const byLabel = Array.from({ length: largestLabel(classes) + 1 }, (_, label) => ({
    name: label === 0 ? 'Unclassified' : `Class ${label}`,
    color: [0, 0, 0] as Rgb,
  }));
  classes.forEach(({ label, name, color }, index) => (byLabel[label ?? index + 1] = { name, color }));
  return byLabel;
}

export function largestLabel(classes: readonly MapClass[]): number {
  return classes.reduce((largest, { label }, index) => Math.max(largest, label ?? index + 1), 0);
}
