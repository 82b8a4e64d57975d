import { describe, expect, it } from 'vitest';
import { guessAxes } from '../../../src-main/engine/files/axes/guess';

const USUAL = 'rows columns bands';
const FIRST = 'bands rows columns';
const orderOf = (shape: number[], evidence = {}) => guessAxes(shape, evidence).axes.join(' ');

describe('by the shape alone', () => {
  // Published scenes, as they are distributed.
  const scenes = [
    [145, 145, 200],
    [145, 145, 220],
    [610, 340, 103],
    [1096, 715, 102],
    [512, 217, 204],
    [512, 614, 176],
    [1476, 256, 145],
    [349, 1905, 144],
    [2517, 2335, 128],
    [940, 475, 270],
    [550, 400, 270],
    [250, 1376, 176],
    [166, 600, 63],
    [307, 307, 162],
    [95, 95, 156],
    [250, 190, 188],
  ];

  it.each(scenes)('%i x %i x %i is as it should be, and clear', (...shape) => {
    expect(guessAxes(shape, {})).toEqual({ axes: USUAL.split(' '), from: 'shape', uncertain: false });
  });

  it('a scene whose bands lie first is recognised, but nothing is certain', () => {
    const recognised = scenes.filter(([rows, columns, bands]) => {
      const { axes, uncertain } = guessAxes([bands, rows, columns], {});
      expect(uncertain).toBe(true);
      return axes.join(' ') === FIRST;
    });
    expect(recognised.map(String)).toEqual(
      scenes.map(String).filter((shape) => !['512,217,204', '250,190,188', '550,400,270'].includes(shape)),
    );
  });

  it('lines of bands are recognised', () => {
    expect(orderOf([610, 103, 340])).toBe('rows bands columns');
  });

  it('a few values tell nothing', () => {
    expect(guessAxes([2, 4, 5], {})).toEqual({ axes: USUAL.split(' '), from: 'shape', uncertain: false });
    expect(guessAxes([64, 64, 64], {})).toMatchObject({ axes: USUAL.split(' '), uncertain: true });
  });
});

describe('by what is beside it', () => {
  it.each([
    ['names', [20, 30, 40], { names: ['bands', undefined, undefined] }, FIRST],
    ['names', [20, 30, 40], { names: ['columns', 'rows', undefined] }, 'columns rows bands'],
    ['names', [20, 30, 40], { names: ['bands', 'columns', 'rows'] }, 'bands columns rows'],
    ['wavelengths', [90, 20, 30], { wavelengths: [true, false, false] }, FIRST],
    ['wavelengths', [20, 90, 30], { wavelengths: [false, true, false] }, 'rows bands columns'],
    ['labels', [90, 20, 30], { labels: [[20, 30]] }, FIRST],
    ['labels', [90, 30, 20], { labels: [[20, 30]] }, 'bands columns rows'],
    ['labels', [30, 90, 20], { labels: [[20, 30]] }, 'columns bands rows'],
    // Of two maps the one that fits.
    [
      'labels',
      [20, 30, 90],
      {
        labels: [
          [7, 8],
          [20, 30],
        ],
      },
      USUAL,
    ],
    // Then it may be the labels that are transposed, which whoever opens them is told.
    ['labels', [20, 30, 90], { labels: [[30, 20]] }, USUAL],
  ] as const)('%s of %j: %j', (from, shape, evidence, expected) => {
    const guessed = guessAxes(shape, evidence);
    expect([guessed.axes.join(' '), guessed.from, guessed.uncertain]).toEqual([expected, from, false]);
  });

  it('names go before wavelengths, and these before labels', () => {
    const names = ['rows', 'columns', 'bands'] as const;
    const evidence = { wavelengths: [true, false, false], labels: [[40, 30]] };
    expect(guessAxes([20, 30, 40], { names, ...evidence })).toMatchObject({ axes: names, from: 'names' });
    expect(guessAxes([20, 30, 40], evidence)).toMatchObject({ from: 'wavelengths' });
    expect(orderOf([20, 30, 40], evidence)).toBe('bands columns rows');
  });

  it('what fits two axes leaves the choice between them to the shape', () => {
    const wavelengths = [true, true, false];
    expect(guessAxes([60, 60, 20], { wavelengths })).toMatchObject({ from: 'shape', uncertain: true });
    expect(orderOf([60, 60, 20], { wavelengths })).not.toBe(USUAL);
  });

  it('what fits none is passed over', () => {
    expect(orderOf([610, 340, 103], { labels: [[7, 8]], wavelengths: [false, false, false] })).toBe(USUAL);
  });
});
