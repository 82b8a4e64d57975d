/** Every ENVI header begins with this word. */
export const MAGIC = 'ENVI';

/**
 * The fields of an ENVI header by their names in lower case; values in braces without them, joined to one line. Of
 * fields with one name the last counts.
 * @returns undefined where the text is not an ENVI header; `unclosed` names a field whose brace is never closed
 */
export function parseHeaderText(
  text: string,
): { fields: ReadonlyMap<string, string>; unclosed?: string } | undefined {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  if (lines[0].trim() !== MAGIC) return undefined;
  const fields = new Map<string, string>();
  for (let at = 1; at < lines.length; at++) {
    const [, name, begin] = /^([^;={}]+)=(.*)$/.exec(lines[at]) ?? [];
    if (name === undefined) continue;
    const key = name.trim().toLowerCase().replace(/\s+/g, ' ');
    if (!begin.trim().startsWith('{')) {
      fields.set(key, begin.trim());
      continue;
    }
    const parts = [begin.trim().slice(1)];
    while (!parts[parts.length - 1].includes('}')) {
      if (++at >= lines.length) return { fields, unclosed: key };
      parts.push(lines[at].trim());
    }
    const value = parts.join(' ');
    fields.set(key, value.slice(0, value.lastIndexOf('}')).trim());
  }
  return { fields };
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
