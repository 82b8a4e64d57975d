import { cellNumber, delimitedLines } from './delimited';
import { asNanometres, isWavelengthName } from './roles';

/** The numbers of a list of wavelengths as they are written, or the 1-based line that holds none. */
export type WavelengthLines = { values: number[] } | { lineWithoutNumber: number };

/** A list of wavelengths has a few columns beside them (number, width, use); a map of labels has many. */
const MOST_COLUMNS = 8;
const FEWEST_BANDS = 3;
/** A text of more lines is looked at no further: no instrument has so many bands, and every cell would be held. */
const MOST_LINES = 65_536;

/**
 * Reads one number a line: of several columns the one that its heading names, else the last one that can be
 * wavelengths, else the last number of each line. One line of headings is passed over. Numbers side by side, as in
 * the braces of an ENVI header, are a list too.
 *
 * @param bands how many wavelengths there should be, which tells numbers side by side from columns
 */
export function parseWavelengthLines(text: string, bands?: number): WavelengthLines {
  const rows: (number | undefined)[][] = [];
  let heading: string[] | undefined;
  for (const { number, cells } of delimitedLines(withinBraces(text))) {
    const row = cells.map(cellNumber);
    if (row.some((value) => value !== undefined)) rows.push(row);
    else if (rows.length === 0 && !heading) heading = cells;
    else return { lineWithoutNumber: number };
  }
  const all = rows.flat().filter((value) => value !== undefined);
  const sideBySide = rows.length === 1 || (rows.length !== bands && all.length === bands);
  return { values: sideBySide ? all : columnOf(rows, heading) };
}

function withinBraces(text: string): string {
  return /\{([^{}]*)\}/.exec(text)?.[1] ?? text;
}

/**
 * Wavelengths in nanometres where a text file is clearly a list of them, so that it is not taken for labels: its
 * numbers are too large for classes, or not whole.
 */
export function wavelengthsInText(text: string): number[] | undefined {
  const [first] = delimitedLines(text);
  if (!first || first.cells.length > MOST_COLUMNS || hasMoreLinesThan(MOST_LINES, text)) return undefined;
  const lines = parseWavelengthLines(text);
  if (!('values' in lines) || lines.values.length < FEWEST_BANDS || !clearlyWavelengths(lines.values))
    return undefined;
  return asNanometres(lines.values);
}

function hasMoreLinesThan(most: number, text: string): boolean {
  let number = 0;
  for (const ending of ['\n', '\r'])
    for (let at = text.indexOf(ending); at >= 0 && number <= most; at = text.indexOf(ending, at + 1))
      number++;
  return number > most;
}

/** Small whole numbers count bands or classes, although they could be micrometres. */
function clearlyWavelengths(values: readonly number[]): boolean {
  return (
    asNanometres(values) !== undefined && !values.every((value) => Number.isInteger(value) && value <= 20)
  );
}

function columnOf(rows: readonly (number | undefined)[][], heading: readonly string[] = []): number[] {
  const column = (index: number) => rows.map((row) => row[index]);
  const whole = (values: (number | undefined)[]): values is number[] =>
    values.every((value) => value !== undefined);
  const named = column(heading.findIndex((name) => isWavelengthName(asName(name))));
  if (whole(named)) return named;
  const longest = rows.reduce((most, row) => Math.max(most, row.length), 0);
  for (let index = Math.min(longest, MOST_COLUMNS) - 1; index >= 0; index--) {
    const values = column(index);
    if (whole(values) && clearlyWavelengths(values)) return values;
  }
  return rows.map((row) => row.filter((value) => value !== undefined).pop() as number);
}

/** "Wavelength (nm)" as a variable would be called. */
function asName(heading: string): string {
  return heading.replace(/[^a-z]+/gi, '_').replace(/^_|_$/g, '');
}
