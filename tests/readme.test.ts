import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CUBE_FORMATS } from '@shared/cube-formats';
import { markdownTables } from '../src-main/cli/commands/formats';
import { formats } from '../src-main/engine/files/registry';
import { classicalMethods } from '../src-main/engine/classical/registry';
import { networks } from '../src-main/engine/networks/registry';

/** Without the padding that the formatter puts into tables. */
const readme = readFileSync('README.md', 'utf8').replace(/ +/g, ' ');

describe('the README', () => {
  it('has the tables of formats as `npm run readme` writes them', () => {
    for (const row of markdownTables()
      .split('\n')
      .filter((line) => !line.includes('---')))
      expect(`${readme}\n`).toContain(`${row}\n`);
    const rows = readme.split('<!-- npm run readme')[1].split('<!-- to here -->')[0].match(/^\|/gm);
    // Two heads with a line below each.
    expect(rows).toHaveLength(formats.length + CUBE_FORMATS.length + 4);
  });

  it.each(['hybridsn-bn', 'hybridsn'])('shows what %s reaches', (id) => {
    expect(readme).toContain(`--network ${id} --train 0.1 --seed 0`);
  });

  it.each([...networks(), ...classicalMethods].map(({ id, paper }) => [id, paper] as const))(
    'names %s and its paper',
    (id, paper) => {
      const row = readme.split('\n').find((line) => line.startsWith('|') && line.includes(`\`${id}\``));
      expect(row).toContain(`](${paper.link})`);
    },
  );

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
