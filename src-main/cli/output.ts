import { INPUT_ERROR_KINDS } from '@shared/errors';
import { toErrorReport, visible } from '../engine/errors';

/** What a shell reads when somebody pressed Ctrl-C: 128 + SIGINT. */
const INTERRUPTED = 130;

export const EXIT = { ok: 0, ourFault: 1, inputFault: 2 } as const;

/** One JSON document, or lines for a person; nothing else ever goes to stdout. */
export function print(value: unknown, asJson: boolean, toText: () => string): void {
  process.stdout.write(asJson ? `${JSON.stringify(value, null, 2)}\n` : `${toText().replace(/\n+$/, '')}\n`);
}

/** Says in one line on stderr what went wrong, and returns the exit code that belongs to it. */
export function reportError(error: unknown): number {
  const report = toErrorReport(error);
  process.stderr.write(`${visible(report.message).trim()}\n`);
  if (report.kind === 'cancelled') return INTERRUPTED;
  return INPUT_ERROR_KINDS.includes(report.kind) ? EXIT.inputFault : EXIT.ourFault;
}

/** Rows as aligned columns; columns named in `right` are set flush right, as numbers are. */
export function table(rows: readonly (readonly string[])[], right: readonly number[] = []): string {
  const cells = rows.map((row) => row.map(visible));
  const widths = rows[0].map((_, column) => Math.max(...cells.map((row) => row[column].length)));
  return cells
    .map((row) =>
      row
        .map((cell, column) =>
          right.includes(column) ? cell.padStart(widths[column]) : cell.padEnd(widths[column]),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

export function count(value: number): string {
  return value.toLocaleString('en-US');
}
