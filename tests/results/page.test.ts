import { format, resolveConfig } from 'prettier';
import { describe, expect, it } from 'vitest';
import { aimsOf } from './aims';
import { pageOf } from './page';
import type { RunRecord } from './record';
import { plannedFor, someRecord } from './some-record';
import { summarise } from './summary';

const bn = [0.98, 0.99, 0.985, 0.984, 0.986].map((oa, seed) => someRecord('hybridsn-bn', oa, { seed }));
const svm = someRecord('svm', 0.86, { convolutional: false });
const disjoint = { split: 'disjoint', convolutional: false } as const;
const records = [
  ...[...bn, svm, someRecord('cnn', 0.91), someRecord('cnn', 0.6, { split: 'disjoint' })],
  ...[someRecord('fc', 0.5, { ...disjoint, seed: 1 }), someRecord('svm', 0.55, { ...disjoint, pixelsOf: 5 })],
];
const plan = records.map(plannedFor);
const page = pageOf(records, plan);
const part = (text: string, from: string, to: string) => text.split(from)[1].split(to)[0];

describe('the page', () => {
  it('is as the formatter would write it', async () => {
    const options = { ...(await resolveConfig('docs/results.md')), filepath: 'docs/results.md' };
    expect(await format(page, options)).toBe(page);
  });

  it('has a line a network for each split, by OA, with the deviation where there are several seeds', () => {
    const random = part(page, '## Random split', '## Disjoint split').match(/^\| `.*$/gm)!;
    expect(random.map((line) => line.split('`')[1])).toEqual(['hybridsn-bn', 'cnn', 'svm']);
    expect(random[0].replace(/ +/g, ' ')).toBe(
      '| `hybridsn-bn` | 5 | 98.50 ± 0.36 | 96.50 ± 0.36 | 97.50 ± 0.36 | 5 x 5 | 95.0 |',
    );
    expect(random[1]).toMatch(/ 91\.00 /);
  });

  it('holds a disjoint line against svm on the same pixels and seeds', () => {
    const [cnn, fc, ...others] = part(page, '## Disjoint split', '## Cost').match(/^\| `.*$/gm)!;
    expect(cnn).toMatch(/`cnn`.* 60\.00 .* 0\.0 \| +55\.00 \|$/);
    expect(fc).toMatch(/`fc`.* 50\.00 .* 0\.0 \| +– \|$/);
    expect(others).toEqual([]);
    expect(part(page, '## Random split', '## Disjoint split')).not.toContain('there |');
  });

  it('shows the classes of the best, and no figure for a class without test pixels', () => {
    const table = part(page, 'Per-class accuracy', '## Disjoint');
    expect(table).toMatch(/\| class +\| `hybridsn-bn` \| `cnn` \| `svm` \|/);
    expect(table.replace(/ +/g, ' ')).toContain('| Corn | 98.5 | 91.0 | 86.0 |');
    expect(table.replace(/ +/g, ' ')).toContain('| Oats | – | – | – |');
  });

  it('names what has not been run, and marks what another recipe gave', () => {
    const wanted = [...plan, plannedFor(someRecord('vgg11', 0, {}))];
    wanted[6] = { ...wanted[6], fingerprint: 'of a new recipe' };
    const text = pageOf(records, wanted);
    expect(text).toContain('- random: `vgg11`');
    expect(text).toContain('`cnn` †');
    expect(page).not.toMatch(/†|Not all/);
  });

  it('gives the commands and what it was made with', () => {
    expect(page).toContain('npm run -s cli -- classify --network hybridsn-bn --seed 0');
    expect(page).toContain('- 10 runs: Bandscape 0.1.0, TensorFlow 2.15.1 with oneDNN');
  });

  it('says which recipes were chosen on the scene itself', () => {
    const text = part(page, '## How settings were chosen', '## Make').replace(/\s+/g, ' ');
    expect(text).toContain('- `hybridsn-bn`: Rate, epochs and weight decay were chosen');
    expect(text).toContain('- `cnn`: The rate was chosen on seed 0 of Indian Pines.');
    expect(text).not.toContain('`svm`');
  });

  it('can be made before anything was run', () => {
    expect(pageOf([], plan)).toContain('Not all of the study has been run');
  });
});

describe('the aims', () => {
  const aims = (kept: readonly RunRecord[], expected = ['hybridsn-bn', 'cnn']) =>
    aimsOf(
      summarise(kept, 'random', () => true),
      expected,
    );
  const states = (kept: readonly RunRecord[], expected?: string[]) =>
    aims(kept, expected).map(({ state }) => state);

  it('are open, met or missed by what was measured', () => {
    expect(states(records)).toEqual(['met', 'open', 'met']);
    expect(aims(records)[2].found).toBe('the closest is `cnn`, 5.00 points above');
    const worse = bn.map((record) => ({ ...record, oa: record.oa - 0.01 }));
    expect(states([...worse, svm])).toEqual(['missed', 'open', 'open']);
  });

  it('compare with the same seeds only, and name who is behind', () => {
    const better = someRecord('svm', 0.95, { seed: 1, convolutional: false });
    expect(states([...records, better])[2]).toBe('met');
    const weak = someRecord('lenet5', 0.8);
    const [, , last] = aims([...records, weak, someRecord('fc', 0.5, { convolutional: false })]);
    expect(last).toMatchObject({ state: 'missed', found: 'not so: `lenet5` (-6.00 points)' });
  });

  it('are not met before every convolutional network was run', () => {
    expect(states(records, ['hybridsn-bn', 'cnn', 'vgg11'])[2]).toBe('open');
    expect(states([])).toEqual(['open', 'open', 'open']);
  });
});
