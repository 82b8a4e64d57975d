/** A line of a text table that holds something. */
export interface DelimitedLine {
  /** 1-based in the file. */
  number: number;
  /** Without quotes and the space around them. */
  cells: string[];
}

/**
 * The lines of a table in text, whatever separates its columns: tabs, semicolons, commas or spaces, in this order.
 * Empty lines and those that begin with # are passed over, and so is a separator at the end of a line.
 */
export function* delimitedLines(text: string): Generator<DelimitedLine> {
  let number = 0;
  for (let start = 0; start < text.length;) {
    const [stop, next] = lineEnd(text, start);
    const line = text.slice(start, stop).trim() === '' ? '' : text.slice(start, stop);
    start = next;
    number++;
    if (line !== '' && !line.startsWith('#')) yield { number, cells: cellsOf(line) };
  }
}

/** The first line (counted from 1) of more characters than `most`, or undefined where there is none. */
export function lineLongerThan(text: string, most: number): number | undefined {
  let number = 0;
  for (let start = 0; start < text.length;) {
    const [stop, next] = lineEnd(text, start);
    number++;
    if (stop - start > most) return number;
    start = next;
  }
  return undefined;
}

/** A number as spreadsheets of any country write it, with a point or a comma; undefined where it is none. */
export function cellNumber(cell: string): number | undefined {
  if (cell === '') return undefined;
  const value = Number(cell.includes(',') ? cell.replace(',', '.') : cell);
  return Number.isFinite(value) ? value : undefined;
}

/** Where a line stops and where the next one starts. */
function lineEnd(text: string, start: number): [stop: number, next: number] {
  for (let at = start; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (character === 0x0a) return [at, at + 1];
    if (character === 0x0d) return [at, text.charCodeAt(at + 1) === 0x0a ? at + 2 : at + 1];
  }
  return [text.length, text.length];
}

function cellsOf(line: string): string[] {
  const separator = ['\t', ';', ','].find((candidate) => line.includes(candidate));
  if (separator === undefined) return line.trim().split(/\s+/).map(unquoted);
  const cells = line.includes('"') ? splitQuoted(line, separator) : line.split(separator);
  for (let index = 0; index < cells.length; index++) cells[index] = unquoted(cells[index].trim());
  if (cells.length > 1 && cells[cells.length - 1] === '') cells.pop();
  return cells;
}

/** Separators within quotes belong to the cell. */
function splitQuoted(line: string, separator: string): string[] {
  const cells = [''];
  let quoted = false;
  for (const character of line) {
    if (character === '"') quoted = !quoted;
    if (character === separator && !quoted) cells.push('');
    else cells[cells.length - 1] += character;
  }
  return cells;
}

function unquoted(cell: string): string {
  return cell.startsWith('"') && cell.endsWith('"') && cell.length > 1
    ? cell.slice(1, -1).replace(/""/g, '"')
    : cell;
}
