import type { EpochRecord } from '@shared/training';
import type { Scale } from './scale';

/** What one run learnt, epoch by epoch. */
export interface Curve {
  run: number;
  epochs: number[];
  loss: number[];
  accuracy: number[];
  /** On the pixels held back; empty where there are none. */
  validation: { loss: number[]; accuracy: number[] };
}

/** One curve a run, in the order of their epochs. */
export function curvesOf(history: readonly EpochRecord[]): Curve[] {
  const curves = new Map<number, Curve>();
  for (const record of history) {
    const curve = curves.get(record.run) ?? newCurve(record.run);
    curve.epochs.push(record.epoch);
    curve.loss.push(record.loss);
    curve.accuracy.push(record.accuracy);
    if (record.validation) {
      curve.validation.loss.push(record.validation.loss);
      curve.validation.accuracy.push(record.validation.accuracy);
    }
    curves.set(record.run, curve);
  }
  return [...curves.values()];
}

const newCurve = (run: number): Curve => ({
  run,
  epochs: [],
  loss: [],
  accuracy: [],
  validation: { loss: [], accuracy: [] },
});

/** An SVG path through the points; values that are not finite leave a gap, a single point is a dot. */
export function linePath(epochs: readonly number[], values: readonly number[], x: Scale, y: Scale): string {
  const parts: string[] = [];
  let drawing = false;
  values.forEach((value, index) => {
    if (!Number.isFinite(value)) {
      drawing = false;
      return;
    }
    const point = `${x(epochs[index]).toFixed(1)} ${y(value).toFixed(1)}`;
    const alone = !drawing && !Number.isFinite(values[index + 1]);
    parts.push(drawing ? `L${point}` : alone ? `M${point}h0` : `M${point}`);
    drawing = true;
  });
  return parts.join('');
}
