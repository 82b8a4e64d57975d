import type { Rgb } from '@shared/scene';

/** Some colour that no other label up to 65535 has. */
export function defaultColor(label: number): Rgb {
  return [label % 256, (37 * label) % 256, 255 - Math.floor(label / 256)];
}
