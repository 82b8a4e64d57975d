import { describe, expect, it } from 'vitest';
import { parseVariableName } from '../../../src-main/cli/variable-name';
import { inspectFile, openVariable } from '../../../src-main/engine/files/registry';
import {
  cellElement,
  compressedElement,
  matFile,
  matHeader,
  matrixElement,
  structElement,
} from '../../support/mat-file';
import { temporaryFolder } from '../../support/temporary-folder';
import { FIXTURES, expectedFiles, numbers, readAll } from './fixtures';

const folder = temporaryFolder();
const small = matrixElement({
  name: '',
  dims: [1, 2],
  classNumber: 9,
  storage: 2,
  contents: new Uint8Array(2),
});
const FIXTURE_NAMES = ['scipy', 'little', 'big'].flatMap((writer) =>
  ['plain', 'compressed'].map((kind) => `nested-${writer}-${kind}.mat`),
);

function write(...blocks: Buffer[]): string {
  return folder.write('nested.mat', Buffer.concat([matHeader(), ...blocks]));
}

async function namesOf(file: string): Promise<string[]> {
  return (await inspectFile(file)).variables.map(({ name }) => name);
}

function doubles(values: readonly number[]): Buffer {
  const contents = new Uint8Array(Float64Array.from(values).buffer);
  return matrixElement({ name: '', dims: [1, values.length], classNumber: 6, storage: 9, contents });
}

function bytes(...dims: number[]): Buffer {
  const contents = new Uint8Array(dims.reduce((product, length) => product * length, 1));
  return matrixElement({ name: '', dims, classNumber: 9, storage: 2, contents });
}

describe.each(FIXTURE_NAMES)('%s', (name) => {
  const file = FIXTURES + name;
  const contents = expectedFiles.find(([fixture]) => fixture === name)![1];

  it('gives what FILE:NAME names', async () => {
    for (const variable of ['data.cube', 's(2).cube', 'data.inner.list{2}{3}.gt', 'c{4}']) {
      const ref = parseVariableName(`${file}:${variable}`);
      const source = await openVariable({ file: ref.file, variable: ref.variable! });
      expect(Array.from(await readAll(source)), variable).toEqual(numbers(contents[variable]));
      expect(source.warnings).toEqual([]);
      await source.close();
    }
  });

  it('tells cubes, labels and wavelengths inside apart', async () => {
    const { variables, skipped } = await inspectFile(file);
    const roles = new Map(variables.map(({ name, role }) => [name, role]));
    expect(roles.get('data.inner.list{2}{4}')).toBe('cube');
    expect(roles.get('data.gt')).toBe('labels');
    expect(roles.get('s(3).gt')).toBe('labels');
    expect(roles.get('data.wavelength')).toBe('vector');
    expect(variables[0]).toMatchObject({ name: 'data.cube', wavelengths: [450, 550, 650, 750, 850] });
    expect(skipped).toContainEqual({ name: 'data.note', kind: 'text' });
    expect(skipped).toContainEqual({ name: 'data.nothing', kind: 'struct' });
    expect(skipped).toContainEqual({ name: 'words', kind: 'struct' });
    expect(skipped?.map(({ name }) => name)).not.toContain('data');
  });

  it.each([
    ['data', 'struct', /data\.cube, data\.wavelength/],
    ['c', 'cell array', /c\{1\}, c\{3\}\.gt/],
    ['words', 'struct', /is a struct/],
    ['data.note', 'text', /is a text/],
  ])('refuses to open %s, which is no array', async (variable, kind, message) => {
    const opened = openVariable({ file, variable });
    await expect(opened).rejects.toMatchObject({ code: 'variable-not-numeric', details: { kind } });
    await expect(opened).rejects.toThrow(message);
  });
});

describe('wavelengths', () => {
  const micrometres = (first: number) => doubles([0, 1, 2, 3].map((step) => (first + step * 10) / 1000));
  const scene = (first: number) => structElement('', { wl: micrometres(first), cube: bytes(2, 3, 4) });

  it('come from the same struct where it has some, from further out where not', async () => {
    const cubes = structElement('data', {
      wavelength: micrometres(400),
      near: scene(500),
      list: cellElement('', [scene(600), structElement('', { cube: bytes(2, 3, 4) })]),
    });
    const file = write(
      cubes,
      compressedElement(structElement('other', { cube: bytes(2, 3, 4), gt: bytes(2, 3) })),
    );
    const { variables } = await inspectFile(file);
    const first = variables
      .filter(({ role }) => role === 'cube')
      .map((cube) => [cube.name, cube.wavelengths?.[0]]);
    expect(first).toEqual([
      ['data.near.cube', 500],
      ['data.list{1}.cube', 600],
      ['data.list{2}.cube', 400],
      ['other.cube', 400],
    ]);
    const source = await openVariable({ file, variable: 'data.list{2}.cube' });
    expect(source.wavelengths?.[0]).toBe(400);
    await source.close();
  });
});

describe.each([false, true])('bounds (compressed: %s)', (compressed) => {
  const block = (whole: Buffer) => (compressed ? compressedElement(whole) : whole);

  it('of depth are eight', async () => {
    const deep = (levels: number, name: string): Buffer =>
      structElement(name, { a: levels === 1 ? small : deep(levels - 1, '') });
    expect(await namesOf(write(block(deep(8, 'x'))))).toEqual(['x.a.a.a.a.a.a.a.a']);
    const { variables, skipped } = await inspectFile(write(block(deep(9, 'x'))));
    expect(variables).toEqual([]);
    expect(skipped).toEqual([{ name: 'x', kind: 'struct' }]);
  });

  it('of number are a thousand in a file, and the file says where there are more', async () => {
    const cells = (count: number) => block(cellElement('c', new Array<Buffer>(count).fill(small)));
    expect(await inspectFile(write(cells(1000)))).not.toHaveProperty('skipped');
    const file = write(
      cells(1001),
      matFile({ name: 'own', shape: [1, 2], values: new Uint8Array(2) }).subarray(128),
    );
    const { variables, skipped } = await inspectFile(file);
    expect(variables).toHaveLength(1001);
    expect(variables[1000].name).toBe('own');
    expect(skipped).toEqual([{ name: 'c', kind: 'cell array that holds more than is listed' }]);
    await expect(openVariable({ file, variable: 'c{1001}' })).rejects.toMatchObject({
      code: 'too-many-arrays-inside',
      details: { variable: 'c' },
    });
  });

  it('of memory hold on the way past large arrays', async () => {
    const large = 96 * 1024 * 1024;
    const file = write(block(structElement('data', { large: bytes(large / 64, 64), small })));
    const before = process.memoryUsage().arrayBuffers;
    let most = 0;
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().arrayBuffers)), 1);
    const source = await openVariable({ file, variable: 'data.small' });
    clearInterval(watch);
    expect(Math.max(most, process.memoryUsage().arrayBuffers) - before).toBeLessThan(48 * 1024 * 1024);
    expect(Array.from(await readAll(source))).toEqual([0, 0]);
    await source.close();
  });

  it('of what one field claims are those of its struct', async () => {
    const liar = Buffer.from(bytes(4, 8));
    liar.writeUInt32LE(3_000_000_000, 4);
    const file = write(block(structElement('data', { small, liar })));
    expect(await namesOf(file)).toEqual(['data.small']);
    await expect(openVariable({ file, variable: 'data.liar' })).rejects.toMatchObject({
      code: 'mat-damaged',
      details: { byte: 136, variable: 'data.liar' },
    });
  });

  it('of damage are those of the struct: what lies before it and beside it is read', async () => {
    const fields = { gt: small, broken: Buffer.alloc(16), behind: small };
    const own = matFile({ name: 'own', shape: [1, 2], values: new Uint8Array(2) }).subarray(128);
    const file = write(block(structElement('data', fields)), own);
    const { variables, skipped } = await inspectFile(file);
    expect(variables.map(({ name }) => name)).toEqual(['data.gt', 'own']);
    expect(skipped).toEqual([{ name: 'data', kind: 'damaged struct' }]);
    for (const variable of ['data', 'data.behind'])
      await expect(openVariable({ file, variable })).rejects.toMatchObject({ code: 'mat-damaged' });
  });

  it('of names: a variable that is really called like a field comes first', async () => {
    const own = matFile({ name: 'data.gt', shape: [1, 3], values: new Uint8Array(3) }).subarray(128);
    const file = write(block(structElement('data', { gt: small })), own);
    const { variables } = await inspectFile(file);
    expect(variables).toMatchObject([{ name: 'data.gt', shape: [1, 3] }]);
  });
});
