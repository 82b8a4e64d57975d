import type { ComparedRun } from '@shared/comparison';
import { variedInTurn } from '@shared/report';

const FIGURES = ['oa', 'aa', 'kappa'] as const;
const NAMES = { oa: 'OA', aa: 'AA', kappa: 'Kappa x 100' };
const COLORS = { oa: '#0b5d7a', aa: '#c07a1a', kappa: '#6a8f3c' };
const BAR = 10;
const ROW = FIGURES.length * BAR + 14;
const LEFT = 220;
const WIDTH = 720;
const RIGHT = 70;
const TOP = 34;
const LONGEST_NAME = 30;
const NOTE =
  'Whiskers: one standard deviation; where each seed was varied in turn, the root of the sum of the squares of theirs.';

/**
 * A bar chart of OA, AA and kappa, one group a run in the order given, with whiskers of one standard deviation, whose words stand below
 * where they are put together from what each seed brings.
 */
export function comparisonSvg(runs: readonly ComparedRun[]): string {
  const note = runs.some(({ report }) => variedInTurn(report.runs));
  const bottom = TOP + runs.length * ROW + 24;
  const height = note ? bottom + 18 : bottom;
  const x = (value: number) => LEFT + Math.min(1, Math.max(0, value)) * (WIDTH - LEFT - RIGHT);
  const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" ` +
      `font-family="sans-serif" font-size="11" fill="#1f2933">`,
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    ...FIGURES.map(
      (key, index) =>
        `<rect x="${LEFT + index * 110}" y="10" width="10" height="10" fill="${COLORS[key]}"/>` +
        `<text x="${LEFT + index * 110 + 15}" y="19">${NAMES[key]}</text>`,
    ),
    ...ticks.map(
      (tick) =>
        `<line x1="${x(tick)}" x2="${x(tick)}" y1="${TOP}" y2="${bottom - 20}" stroke="#d5dbe1"/>` +
        `<text x="${x(tick)}" y="${bottom - 6}" text-anchor="middle">${tick * 100}</text>`,
    ),
    ...runs.map((run, index) => group(run, TOP + index * ROW + 6, x)),
    ...(note ? [`<text x="8" y="${bottom + 10}">${NOTE}</text>`] : []),
    '</svg>',
    '',
  ].join('\n');
}

function group({ name, report: { runs } }: ComparedRun, top: number, x: (value: number) => number): string {
  const shown = name.length > LONGEST_NAME ? `…${name.slice(1 - LONGEST_NAME)}` : name;
  const middle = top + (FIGURES.length * BAR) / 2 + 4;
  return [
    `<text x="${LEFT - 8}" y="${middle}" text-anchor="end">${escaped(shown)}</text>`,
    ...FIGURES.map((key, index) => {
      const [value, deviation, y] = [runs.mean[key], runs.std[key], top + index * BAR];
      const whisker =
        deviation > 0
          ? `<path d="M${x(value - deviation)} ${y + BAR / 2 - 0.5}H${x(value + deviation)}" stroke="#1f2933"/>`
          : '';
      return (
        `<rect x="${LEFT}" y="${y}" width="${(x(value) - LEFT).toFixed(2)}" height="${BAR - 1}" fill="${COLORS[key]}"/>` +
        whisker +
        `<text x="${x(Math.max(value, value + deviation)) + 5}" y="${y + BAR - 1}">${(100 * value).toFixed(2)}</text>`
      );
    }),
  ].join('');
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
