import { classColors } from '@shared/palettes';
import type { Rgb } from '@shared/scene';
import type { SourceClass } from '../../files/source';
import { classesByLabel } from '../colors';

/** A class for every label from 0 to the largest one that a file describes; what it leaves open has the usual look. */
export function describedClasses(classes: readonly SourceClass[]): { name: string; color: Rgb }[] {
  const largest = Math.max(...classes.map(({ label }) => label));
  const colors = classColors(largest);
  const usual = classesByLabel(colors.map((color, index) => ({ name: `Class ${index + 1}`, color })));
  for (const { label, name, color } of classes)
    usual[label] = { name: name ?? usual[label].name, color: color ?? usual[label].color };
  return usual;
}
