import type { EnviField } from '../carried';

/** Every ENVI header begins with this word. */
export const MAGIC = 'ENVI';

export interface HeaderText {
  /** Values by the names of their fields in lower case; those in braces without them, joined to one line. */
  fields: ReadonlyMap<string, string>;
  /** The same as they are written. */
  written: ReadonlyMap<string, EnviField>;
  /** A field whose brace is never closed. */
  unclosed?: string;
}

/** The fields of an ENVI header, of those with one name the last; undefined where the text is not an ENVI header. */
export function parseHeaderText(text: string): HeaderText | undefined {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  if (lines[0].trim() !== MAGIC) return undefined;
  const fields = new Map<string, string>();
  const written = new Map<string, EnviField>();
  for (let at = 1; at < lines.length; at++) {
    const [, name, begin] = /^([^;={}]+)=(.*)$/.exec(lines[at]) ?? [];
    if (name === undefined) continue;
    const key = fieldKey(name);
    const parts = [begin.trim()];
    if (parts[0].startsWith('{')) {
      while (!parts[parts.length - 1].includes('}')) {
        if (++at >= lines.length) return { fields, written, unclosed: key };
        parts.push(lines[at].trim());
      }
    }
    written.set(key, { name: name.trim(), value: parts.join('\n') });
    fields.set(key, withoutBraces(parts.join(' ')));
  }
  return { fields, written };
}

/** The name of a field as all its spellings have it. */
export function fieldKey(name: string): string {
  return name.trim().toLowerCase().replace(/\s+/g, ' ');
}

/** A value that may be a list in braces, without them. */
export function withoutBraces(value: string): string {
  if (!value.startsWith('{')) return value;
  const end = value.lastIndexOf('}');
  return value.slice(1, end < 0 ? undefined : end).trim();
}

/** The entries of a list, which commas separate; one comma may follow the last. */
export function listOf(value: string | undefined): string[] {
  if (value === undefined || value.trim() === '') return [];
  const entries = value.split(',').map((entry) => entry.trim());
  if (entries[entries.length - 1] === '') entries.pop();
  return entries;
}

/** The numbers of a list, or undefined where an entry is none. */
export function numbersOf(value: string | undefined): number[] | undefined {
  const numbers = listOf(value).map((entry) => (entry === '' ? NaN : Number(entry)));
  return numbers.length > 0 && numbers.every(Number.isFinite) ? numbers : undefined;
}
