import { describe, expect, it } from 'vitest';
import { USUAL_EXPERIMENT } from '@shared/experiment';
import { confusionRows, encodeCsv, historyRows, reportRows } from '../../../src-main/engine/export/csv';
import { encodeJson } from '../../../src-main/engine/export/report-json';
import { reportText, summaryText } from '../../../src-main/engine/export/report-text';
import { someResult } from '../../support/some-result';

const { report, history } = someResult();

describe('CSV', () => {
  it('quotes what RFC 4180 says must be quoted', () => {
    expect(
      encodeCsv([
        ['a', 'b,c', 'd"e'],
        ['f\ng', 1.5, ''],
      ]),
    ).toBe('a,"b,c","d""e"\r\n"f\ng",1.5,\r\n');
  });

  it('names rows and columns of the confusion matrix', () => {
    const rows = confusionRows(report);
    expect(rows[0]).toEqual(['truth \\ prediction', 'Class 1', 'Class 2', 'Class 3']);
    expect(rows.slice(1).map(([name]) => name)).toEqual(['Class 1', 'Class 2', 'Class 3']);
    expect(rows.slice(1).map(([, ...counts]) => counts)).toEqual(report.confusion);
  });

  it('holds every epoch', () => {
    expect(historyRows(history)).toEqual([
      ['run', 'epoch', 'loss', 'accuracy', 'learning_rate', 'seconds'],
      [1, 1, 1.25, 0.5, 0.001, 0.5],
      [1, 2, 0.75, 0.875, 0.001, 0.25],
    ]);
  });

  it('has the whole report for a spreadsheet', () => {
    const rows = reportRows(report, history);
    expect(rows).toContainEqual(['overall accuracy', report.oa]);
    expect(rows).toContainEqual(['kappa', report.kappa]);
    const [first] = report.classes;
    const cells = [1, 'Class 1', first.train, first.test, first.precision, first.recall, first.f1];
    expect(rows).toContainEqual(cells);
  });
});

describe('JSON', () => {
  it('is the report, and reads back as it was', () => {
    expect(JSON.parse(encodeJson(report))).toEqual(report);
  });

  it('keeps one row of the confusion matrix on one line', () => {
    expect(
      encodeJson({
        confusion: [
          [1, 2],
          [3, 4],
        ],
        none: [],
        empty: {},
      }),
    ).toBe('{\n  "confusion": [\n    [1, 2],\n    [3, 4]\n  ],\n  "none": [],\n  "empty": {}\n}\n');
  });

  it('leaves out what is not there, and writes null for what JSON has no number for', () => {
    expect(JSON.parse(encodeJson({ a: undefined, b: [Number.NaN, undefined, 1], c: null }))).toEqual({
      b: [null, null, 1],
      c: null,
    });
  });

  it('keeps the order of the keys', () => {
    expect(Object.keys(JSON.parse(encodeJson(report)))).toEqual([
      ...['oa', 'aa', 'kappa', 'classes', 'confusion', 'split', 'warnings', 'timing', 'network', 'config'],
      ...['environment', 'training', 'runs'],
    ]);
  });
});

describe('text', () => {
  const lines = reportText(report).split('\n');

  it('has the layout of scikit-learn with the training pixels beside it', () => {
    expect(lines[2]).toMatch(/^ +precision +recall +f1-score +train +test$/);
    const [first] = report.classes;
    const figures = [first.precision, first.recall, first.f1].map((value) => value.toFixed(4));
    expect(lines[4].trim().split(/\s{2,}|(?<=Class \d)\s/)).toEqual([
      'Class 1',
      ...figures,
      String(first.train),
      String(first.test),
    ]);
    expect(lines.find((line) => line.includes('macro avg'))).toBeDefined();
    expect(lines.find((line) => line.includes('weighted avg'))).toBeDefined();
    expect(new Set(lines.slice(4, 7).map((line) => line.length))).toEqual(new Set([lines[2].length]));
  });

  it('has no figures for a class without test pixels, and leaves it out of the averages', () => {
    const partly = structuredClone(report);
    partly.classes.push({
      ...partly.classes[0],
      label: 4,
      name: 'Class 4',
      test: 0,
      precision: 0,
      recall: 0,
      f1: 0,
    });
    partly.confusion = [...partly.confusion.map((row) => [...row, 0]), [0, 0, 0, 0]];
    const table = summaryText(partly).split('\n');
    expect(table[7].trim().split(/\s+/)).toEqual(['Class', '4', '-', '-', '-', '8', '0']);
    const averages = (text: string) => /macro avg +(.*)/.exec(text)![1].split(/\s+/).slice(0, 3);
    expect(averages(summaryText(partly))).toEqual(averages(summaryText(report)));
  });

  it('gives OA, AA and kappa times 100', () => {
    expect(lines).toContain(`Overall accuracy (OA)    ${(100 * report.oa).toFixed(2)} %`);
    expect(lines).toContain(`Kappa x 100              ${(100 * report.kappa).toFixed(2)}`);
  });

  it('says how the split was made and what an overlap means', () => {
    expect(lines).toContain(
      `Split: ${report.split.train} pixels for training and ${report.split.test} for testing, ` +
        'drawn at random from each class (25 %), seed 0.',
    );
    const share = (100 * report.split.overlap).toFixed(2);
    expect(
      lines.find((line) => line.startsWith(`${share} % of the test pixels have a training`)),
    ).toBeDefined();
    const apart = { ...report, split: { ...report.split, overlap: 0 } };
    expect(summaryText(apart)).toContain('No test pixel has a training pixel in its 3 x 3 window.');
  });

  it('says where windows were moved and labels are means, and only there', () => {
    const textOf = (recipe: object, changes: Parameters<typeof someResult>[1] = {}) => {
      const made = someResult(3, changes).report;
      if (made.training.learnt) throw new Error('a network is expected');
      const training = { ...made.training, recipe: { ...made.training.recipe, ...recipe } };
      return reportText({ ...made, training });
    };
    const moved =
      'Moved windows  every training window by up to one row and one column, drawn anew in every update; ' +
      'a test pixel may be in its middle, without its label';
    const mean =
      'Labels         the mean of eight looks at every pixel: its window under all flips and transposes';
    const both = { shift: 1, labelling: 'symmetries' };
    expect(textOf(both)).toContain(`\n${moved}\n${mean}\n`);
    expect(textOf({ shift: 2 })).toContain('by up to 2 rows and 2 columns,');
    const asked = { ...USUAL_EXPERIMENT, augmentation: 'flips', labelling: 'once' } as const;
    for (const text of [textOf({}), textOf(both, { experiment: asked })])
      expect(text).not.toMatch(/Moved windows|Labels {9}/);
    expect(textOf(both, { split: 'disjoint' })).not.toContain('Moved windows');
    expect(textOf({}, { experiment: { ...USUAL_EXPERIMENT, labelling: 'symmetries' } })).toContain(mean);
  });

  it('says which weights the map was made with', () => {
    const { training } = report;
    if (training.learnt) throw new Error('a network is expected');
    const textOf = (changes: object) => reportText({ ...report, training: { ...training, ...changes } });
    expect(textOf({ kept_epoch: 2 })).toContain('; the weights kept are those of epoch 2, the last one\n');
    expect(textOf({ kept_by: 'mean' })).toContain(
      '; the weights kept are the mean of those after every update since 60 % of the training\n',
    );
  });

  it('repeats every warning', () => {
    const warnings = [{ code: 'x', message: 'Band 3 is constant.', details: {} }];
    expect(summaryText({ ...report, warnings })).toContain('Note: Band 3 is constant.');
  });

  it('lists runs with mean and standard deviation where there are several', () => {
    expect(summaryText(report)).not.toContain('mean');
    const several = someResult(3, { runs: 3 }).report;
    const text = summaryText(several);
    expect(text).toContain(`mean${(100 * several.runs.mean.oa).toFixed(2).padStart(10)}`);
    expect(text).toContain(`std${(100 * several.runs.std.oa).toFixed(2).padStart(10)}`);
  });

  it('shortens names that would push the table apart', () => {
    const long = structuredClone(report);
    long.classes[0].name = 'A very long name of a class that nobody would want in a table';
    const table = reportText(long).split('\n').slice(2, 7);
    expect(Math.max(...table.map((line) => line.length))).toBeLessThan(100);
    expect(table[2]).toContain('…');
  });
});
