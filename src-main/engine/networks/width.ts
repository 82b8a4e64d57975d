/**
 * The multiple of eight nearest to a scaled number of channels, at least eight and never more than a tenth too few:
 * how the programs of MobileNetV2 and V3 round what a width multiplier gives.
 */
export function roundToEight(channels: number): number {
  const nearest = Math.max(8, Math.floor((channels + 4) / 8) * 8);
  return nearest < 0.9 * channels ? nearest + 8 : nearest;
}
