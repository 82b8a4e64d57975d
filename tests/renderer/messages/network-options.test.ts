import { expect, test } from 'vitest';
import { describeClassifiers } from '../../../src-main/engine/classifiers/registry';
import { messagesIn } from '../../../src-renderer/messages/messages';

/** Shown as they are in every language: names of functions, of generations, and numbers. */
const NAMES = /^(tanh|sigmoid|v\d|[\d.-]+)$/;

const options = describeClassifiers({}).flatMap((network) =>
  network.options.map((option) => [network.id, option.id, option] as const),
);

test.each(options)('%s: option %s is told in every language, its choices too', (_, id, option) => {
  const choices = 'choices' in option ? option.choices.map(String) : [];
  const words = choices.filter((choice) => !NAMES.test(choice));
  for (const language of ['en', 'zh-CN'] as const) {
    const texts = messagesIn(language).train.networkOptions[id];
    expect(texts?.title).toBeTruthy();
    expect(Object.keys(texts?.choices ?? {})).toEqual(expect.arrayContaining(words));
  }
});

test('no text is kept for an option that no network has', () => {
  const known = new Set(options.map(([, id]) => id));
  for (const language of ['en', 'zh-CN'] as const)
    for (const id of Object.keys(messagesIn(language).train.networkOptions)) expect(known).toContain(id);
});
