import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formats } from '../src-main/engine/files/registry';
import { networks } from '../src-main/engine/networks/registry';

/** Without the padding that the formatter puts into tables. */
const readme = readFileSync('README.md', 'utf8').replace(/ +/g, ' ');

describe('the README', () => {
  it.each(formats.map((format) => [format.title, format] as const))('lists %s', (title, { extensions }) => {
    expect(readme).toContain(
      `| ${title} | ${extensions.map((extension) => `\`.${extension}\``).join(' ')} |`,
    );
  });

  it('lists no format that cannot be read', () => {
    const [, table] = readme.split('| can be opened |');
    const rows = table.split('\n\n')[0].split('\n').slice(2);
    expect(rows).toHaveLength(formats.length);
  });

  it.each(['hybridsn-bn', 'hybridsn'])('shows what %s reaches', (id) => {
    expect(readme).toContain(`--network ${id} --train 0.1 --seed 0`);
  });

  it.each(networks().map(({ id, paper }) => [id, paper] as const))('names %s and its paper', (id, paper) => {
    const row = readme.split('\n').find((line) => line.startsWith('|') && line.includes(`\`${id}\``));
    expect(row).toContain(`](${paper.link})`);
  });

  it('names only commands that exist', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      scripts: Record<string, string>;
    };
    const named = [...readme.matchAll(/`npm (?:run (?:-s )?)?(start|test|[a-z]+)\b/g)].map(
      ([, script]) => script,
    );
    expect(named.length).toBeGreaterThan(5);
    for (const script of named) expect(Object.keys(scripts)).toContain(script);
  });
});
