import type { Trial } from './outcome';

interface Row {
  inputs: number;
  read: number;
  refused: number;
  faults: number;
  slowest: number;
  peakBytes: number;
  /** How often each error was given. */
  codes: Map<string, number>;
}

const newRow = (): Row => ({
  ...{ inputs: 0, read: 0, refused: 0, faults: 0, slowest: 0, peakBytes: 0 },
  codes: new Map(),
});

/** What came of the inputs so far, by format. */
export class Tally {
  private readonly rows = new Map<string, Row>();

  add(format: string, { outcome, milliseconds, peakBytes }: Trial): void {
    const row = this.rows.get(format) ?? newRow();
    this.rows.set(format, row);
    row.inputs++;
    row.slowest = Math.max(row.slowest, milliseconds);
    row.peakBytes = Math.max(row.peakBytes, peakBytes);
    if (outcome.verdict === 'read') row.read++;
    if (outcome.verdict === 'fault') row.faults++;
    if (outcome.verdict !== 'refused') return;
    row.refused++;
    row.codes.set(outcome.code, (row.codes.get(outcome.code) ?? 0) + 1);
  }

  get inputs(): number {
    return [...this.rows.values()].reduce((sum, { inputs }) => sum + inputs, 0);
  }

  get faults(): number {
    return [...this.rows.values()].reduce((sum, { faults }) => sum + faults, 0);
  }

  /** A line a format, and which errors it gave how often. */
  describe(): string {
    const lines = [...this.rows].flatMap(([format, row]) => [
      `${format.padEnd(9)} ${row.inputs} inputs: ${row.read} read, ${row.refused} refused, ${row.faults} faults; ` +
        `slowest ${Math.round(row.slowest)} ms, most memory ${Math.round(row.peakBytes / 2 ** 20)} MiB`,
      `${' '.repeat(10)}${[...row.codes]
        .sort((a, b) => b[1] - a[1])
        .map(([code, n]) => `${code} ${n}`)
        .join(', ')}`,
    ]);
    return lines.join('\n');
  }
}
