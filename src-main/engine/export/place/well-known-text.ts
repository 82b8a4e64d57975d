/** A part of a coordinate system as text (OGC 01-009, well-known text): NAME["text", 1.5, PART[...]]. */
export interface TextNode {
  name: string;
  values: (string | number | TextNode)[];
}

/** Real systems have some 2,000 characters and six levels. */
const LONGEST_TEXT = 64 * 1024;
const DEEPEST = 32;
const TOKEN =
  /\s*(?:"((?:[^"]|"")*)"|([A-Za-z_]\w*)|([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)|([[\](),]))/y;

/** The tree of a text; undefined where it is no well-known text. */
export function parseWellKnownText(text: string): TextNode | undefined {
  if (text.length > LONGEST_TEXT) return undefined;
  const open: TextNode[] = [];
  let word: string | undefined;
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match; match = TOKEN.exec(text)) {
    const [, quoted, name, number, sign] = match;
    const parent = open[open.length - 1];
    if (sign === '[' || sign === '(') {
      if (word === undefined || open.length === DEEPEST) return undefined;
      const node: TextNode = { name: word.toUpperCase(), values: [] };
      word = undefined;
      parent?.values.push(node);
      open.push(node);
      continue;
    }
    if (word !== undefined) {
      // A bare word is a keyword such as `north`.
      if (!parent) return undefined;
      parent.values.push(word);
      word = undefined;
    }
    if (name !== undefined) word = name;
    else if (!parent) return undefined;
    else if (quoted !== undefined) parent.values.push(quoted.replaceAll('""', '"'));
    else if (number !== undefined) parent.values.push(Number(number));
    else if (sign !== ',') {
      open.pop();
      if (open.length === 0) return text.slice(TOKEN.lastIndex).trim() === '' ? parent : undefined;
    }
  }
  return undefined;
}

/** The code that a text gives to the whole system, not to a part of it such as its unit. */
export function epsgOfText({ values }: TextNode): number | undefined {
  for (const value of values) {
    if (typeof value === 'string' || typeof value === 'number') continue;
    if (!['AUTHORITY', 'ID'].includes(value.name)) continue;
    const [authority, code] = value.values;
    if (typeof authority === 'string' && authority.toUpperCase() === 'EPSG') return Number(code);
  }
  return undefined;
}

/** Whether two texts say the same, whatever the spelling of their numbers and names and the codes that they cite. */
export function sayTheSame(one: TextNode, other: TextNode): boolean {
  const [left, right] = [one, other].map(({ values }) => values.filter((value) => !isCode(value)));
  if (one.name !== other.name || left.length !== right.length) return false;
  return left.every((value, index) => sameValue(value, right[index]));
}

function isCode(value: TextNode['values'][number]): boolean {
  return typeof value === 'object' && ['AUTHORITY', 'ID'].includes(value.name);
}

function sameValue(one: TextNode['values'][number], other: TextNode['values'][number]): boolean {
  if (typeof one === 'object' && typeof other === 'object') return sayTheSame(one, other);
  if (typeof one === 'number' && typeof other === 'number')
    return Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(one), Math.abs(other));
  return typeof one === 'string' && typeof other === 'string' && one.toLowerCase() === other.toLowerCase();
}
