/**
 * JSON with two spaces of indentation in which lists of plain values, such as the rows of a confusion matrix, stay on
 * one line. Keys keep the order of the object.
 */
export function encodeJson(value: unknown): string {
  return `${write(value, '')}\n`;
}

function write(value: unknown, indentation: string): string {
  if (!isList(value) && !isRecord(value)) return JSON.stringify(value);
  const deeper = `${indentation}  `;
  if (isList(value)) {
    if (value.every((item) => !isList(item) && !isRecord(item))) return `[${value.map(inLine).join(', ')}]`;
    return block(
      '[]',
      indentation,
      value.map((item) => write(item ?? null, deeper)),
    );
  }
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return block(
    '{}',
    indentation,
    entries.map(([key, item]) => `${JSON.stringify(key)}: ${write(item, deeper)}`),
  );
}

function block([open, close]: string, indentation: string, lines: string[]): string {
  if (lines.length === 0) return open + close;
  const deeper = `${indentation}  `;
  return `${open}\n${lines.map((line) => deeper + line).join(',\n')}\n${indentation}${close}`;
}

function inLine(value: unknown): string {
  return JSON.stringify(value ?? null);
}

function isList(value: unknown): value is unknown[] {
  return Array.isArray(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
