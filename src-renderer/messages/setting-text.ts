import type { Experiment } from '@shared/experiment';
import type { TrainingSettings } from '@shared/training';
import type { Text } from './text';
import type { Messages } from './types';

type Words = Partial<Record<string, Text>>;
type Shown = (value: string, messages: Messages) => Text;

/**
 * A setting of a run in the words of its form, e.g. `Augmentation: Flips`.
 * @param value as `differingSettings` gives it
 */
export function settingText(messages: Messages, key: string, value: string): Text {
  const show: Shown | undefined = (SHOWN as Partial<Record<string, Shown>>)[key];
  const text = show ? show(value, messages) : (choicesOf(messages, key)[value] ?? value);
  return messages.comparison.setting(labelOf(messages, key), text);
}

function labelOf({ experiment, train, comparison }: Messages, key: string): Text {
  const labels: Words = { ...train.fields, ...experiment.fields, ...comparison.fields };
  return labels[key] ?? train.networkOptions[key]?.title ?? key;
}

function choicesOf({ experiment, train }: Messages, key: string): Words {
  const choices = (experiment as unknown as Record<string, unknown>)[key];
  return typeof choices === 'object' ? (choices as Words) : (train.networkOptions[key]?.choices ?? {});
}

const share = (value: string, units: { percent: Text; pixels: Text }) =>
  Number(value) < 1
    ? `${Number((100 * Number(value)).toFixed(4))}\u00a0${units.percent}`
    : `${value} ${units.pixels}`;
const yesOrNo: Shown = (value, { comparison }) => (value === 'true' ? comparison.yes : comparison.no);
const axes: Shown = (value, messages) =>
  value
    .split(',')
    .map((axis) => (messages.axes.names as Words)[axis] ?? axis)
    .join(' × ');
const seed: Shown = (value, { comparison }) => (value === 'none' ? comparison.seedOfRun : value);

/** Settings whose values are no choices of one word each. */
const SHOWN: Partial<Record<keyof Experiment | keyof TrainingSettings | 'axes' | 'truthAxes', Shown>> = {
  training: (value, { train }) => share(value, train.units),
  execution: (value, { train }) => (train.executions as Words)[value] ?? value,
  validation: (value, { experiment }) => share(value, experiment.units),
  removedBands: (value, { comparison }) => (value === '' ? comparison.noBands : value),
  dropout: (value, { comparison }) => (value === 'none' ? comparison.rateOfNetwork : value),
  ...{ splitSeed: seed, weightSeed: seed, orderSeed: seed },
  ...{ shuffle: yesOrNo, pixelShuffle: yesOrNo },
  ...{ axes, truthAxes: axes },
};
