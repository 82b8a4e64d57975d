import { CUBE_FORMATS, type KeptMetadata } from '@shared/cube-formats';
import { formats as readableFormats } from '../../engine/files/registry';
import { print, table } from '../output';

export interface FormatsOptions {
  json?: boolean;
  markdown?: boolean;
}

const FACTS: Readonly<Record<KeptMetadata, string>> = {
  wavelengths: 'wavelengths',
  fwhm: 'band widths',
  'bad-bands': 'bad bands',
  'band-names': 'band names',
  nodata: 'no-data value',
  place: 'place on the ground',
  classes: 'names and colours of classes',
  'other-fields': 'every other field',
};

/** What is read and what is written, from the lists that the engine itself uses. */
export function formats({ json = false, markdown = false }: FormatsOptions): void {
  const read = readableFormats.map(({ id, title, extensions, reads, tells }) => ({
    ...{ id, title, extensions, reads, tells },
  }));
  print({ read, written: CUBE_FORMATS }, json, () => (markdown ? markdownTables() : textTables()));
}

const READ_HEAD = ['Can be opened', 'File names', 'Which of them', 'Read besides values'];
const WRITTEN_HEAD = ['Can be written', 'File names', 'Kept besides values, type and shape'];

function readRows(mark: (extension: string) => string): string[][] {
  return readableFormats.map(({ title, extensions, reads, tells }) => [
    title,
    extensions.map(mark).join(' '),
    reads,
    listed(tells),
  ]);
}

function writtenRows(mark: (extension: string) => string): string[][] {
  return CUBE_FORMATS.map(({ title, extensions, keeps }) => [
    title,
    extensions.map(mark).join(' '),
    listed(keeps),
  ]);
}

function listed(facts: readonly KeptMetadata[]): string {
  return facts.length > 0 ? facts.map((fact) => FACTS[fact]).join(', ') : 'nothing';
}

function textTables(): string {
  const mark = (extension: string) => `.${extension}`;
  return `${table([READ_HEAD, ...readRows(mark)])}\n\n${table([WRITTEN_HEAD, ...writtenRows(mark)])}`;
}

/** As the README has them. */
export function markdownTables(): string {
  const mark = (extension: string) => `\`.${extension}\``;
  const markdown = (head: readonly string[], rows: readonly (readonly string[])[]) =>
    [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
  return `${markdown(READ_HEAD, readRows(mark))}\n\n${markdown(WRITTEN_HEAD, writtenRows(mark))}`;
}
