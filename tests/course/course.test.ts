import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SeedSource } from '@shared/experiment';
import { someRecord } from '../results/some-record';
import { temporaryFolder } from '../support/temporary-folder';
import { BLOCKS, type Material } from './blocks';
import { withBlocks } from './document';
import { commandOf, EXPERIMENTS, fingerprintFor, settingsFor } from './experiments';
import { readExperiment, writeExperiment, type KeptExperiment } from './kept';

const folder = temporaryFolder();
const document = readFileSync('docs/course.md', 'utf8');
const squeezed = (text: string) => text.replace(/ +/g, ' ');
const nothing: Material = { experiment: () => undefined, records: [] };

function kept(oa: number, std: Partial<Record<SeedSource | 'all', number>> = {}): KeptExperiment {
  const figures = (value: number) => ({ oa: value, aa: value, kappa: value });
  const sources = (['split', 'weights', 'order'] as const)
    .filter((source) => std[source] !== undefined)
    .map((source) => ({ source, runs: 5, mean: figures(oa), std: figures(std[source]!) }));
  const { network, environment } = someRecord('fc', oa);
  return {
    ...{ fingerprint: 'some', command: 'npm run', network, environment, seconds: { wall: 2, processor: 3 } },
    runs: { each: [], classes: [], mean: figures(oa), std: figures(std.all ?? 0), sources },
  };
}

describe('the course', () => {
  it.each(EXPERIMENTS.map((experiment) => [experiment.id, experiment] as const))(
    'names the command that makes %s',
    (_, experiment) => {
      expect(document.split('\n')).toContain(commandOf(experiment));
      expect(settingsFor(experiment).network).toBe(experiment.typed.network);
    },
  );

  it.each(['depthwise', 'groups', 'attention-cost', 'pointwise', 'inception'])(
    'has the table "%s" as the networks are built today',
    (name) => expect(document).toContain(BLOCKS[name](nothing)),
  );

  it('keeps its text when its tables are written, and every table once', () => {
    const text = withBlocks(document, nothing);
    const plain = (whole: string) => whole.replace(/^\|.*\n/gm, '');
    expect(plain(text)).toBe(plain(document));
    expect(withBlocks(text, nothing)).toBe(text);
  });

  it('says which marks are lost', () => {
    const without = document.replace('<!-- npm run course writes shuffle -->', '');
    expect(() => withBlocks(without, nothing)).toThrow('lost the marks of its table "shuffle"');
    const other = `${document}\n<!-- npm run course writes weather -->\n<!-- to here -->\n`;
    expect(() => withBlocks(other, nothing)).toThrow('a table "weather"');
  });
});

describe('the tables', () => {
  it('tell the spread of each seed, and of all together as the root of their squares', () => {
    const experiment = (id: string) =>
      id === 'vary-fc' ? kept(0.8, { split: 0.03, weights: 0.04, order: 0 }) : undefined;
    const table = squeezed(BLOCKS.seeds({ ...nothing, experiment }));
    expect(table).toContain('| `fc` | 80.00 | 3.00 | 4.00 | 0.00 | 5.00 |');
    expect(table).toContain('| `cnn` | – | – | – | – | – |');
  });

  it('tell what shuffled pixels cost', () => {
    const found: Record<string, KeptExperiment> = {
      'ordered-cnn': kept(0.9, { all: 0.01 }),
      'shuffled-cnn': kept(0.8, { all: 0.02 }),
    };
    const table = squeezed(BLOCKS.shuffle({ ...nothing, experiment: (id) => found[id] }));
    expect(table).toContain('| `cnn` | 90.00 ± 1.00 | 80.00 ± 2.00 | −10.00 |');
  });

  it('set random beside disjoint for networks that were run on both', () => {
    const records = [
      ...[someRecord('cnn', 0.9), someRecord('cnn', 0.92, { seed: 1 })],
      ...[someRecord('cnn', 0.6, { split: 'disjoint' }), someRecord('fc', 0.8)],
      ...[someRecord('svm', 0.86), someRecord('svm', 0.55, { split: 'disjoint', pixelsOf: 5 })],
    ];
    const rows = squeezed(BLOCKS.splits({ ...nothing, records }))
      .split('\n')
      .slice(2);
    expect(rows).toEqual(['| `cnn` | 5 x 5 | 95.0 | 91.00 | 60.00 | −31.00 | 55.00 |']);
  });

  it('hold the cost of a depthwise separable block to 1/N + 1/K²', () => {
    const rows = BLOCKS.depthwise(nothing)
      .split('\n')
      .filter((line) => line.includes('block'));
    expect(rows.length).toBeGreaterThan(3);
    for (const row of rows) {
      const cells = row.split('|').map((cell) => cell.trim());
      expect(cells[6]).toBe(cells[7]);
    }
  });
});

describe('a kept experiment', () => {
  it('is read as it was written, and is damaged where it is not one', async () => {
    const one = kept(0.8, { split: 0.01 });
    expect(readExperiment(folder.path, 'vary-fc')).toBeUndefined();
    await writeExperiment(folder.path, 'vary-fc', one);
    expect(readExperiment(folder.path, 'vary-fc')).toEqual(one);
    folder.write('vary-cnn.json', '{"oa": 1}');
    expect(() => readExperiment(folder.path, 'vary-cnn')).toThrow(
      `${join(folder.path, 'vary-cnn.json')} is not`,
    );
  });

  it('is told from another by its settings', () => {
    expect(new Set(EXPERIMENTS.map(fingerprintFor)).size).toBe(EXPERIMENTS.length);
  });
});
