import { join, resolve } from 'node:path';
import { readFileSync } from 'node:fs';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { inFileOrder } from '@shared/axes';
import type { FileInfo, VariableInfo } from '@shared/scene';
import { convert } from '../../src-main/cli/commands/convert';
import { info } from '../../src-main/cli/commands/info';
import { EngineHost } from '../../src-main/engine-host/host';
import { nodeWorkers } from '../../src-main/engine-host/node-transport';
import { decodeNpy } from '../support/decode-npy';
import { knownFiles } from '../support/known-files';
import { temporaryFolder } from '../support/temporary-folder';

/** The built worker, as the built command line uses it; a process for every file would take minutes. */
const engine = new EngineHost(nodeWorkers(resolve('out/main')));
const folder = temporaryFolder({ inMemory: true });

afterAll(() => engine.close());
afterEach(() => vi.restoreAllMocks());

/** What a command prints as JSON. */
async function printed(command: () => Promise<unknown>): Promise<unknown> {
  let text = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((part) => {
    text += String(part);
    return true;
  });
  await command();
  vi.restoreAllMocks();
  return JSON.parse(text);
}

/** Some say that their axes are others than they are compared in. */
const storedShape = ({ shape, axes }: VariableInfo) => (axes ? inFileOrder(shape, axes) : shape);

describe.each(knownFiles().map((files) => [files.format, files] as const))('%s', (format, { files }) => {
  it('info lists every fixture as what it is', async () => {
    for (const { file, variables } of files) {
      const found = (await printed(() => info(engine, [file], { json: true }))) as FileInfo;
      expect(found.format, file).toBe(format);
      for (const { name, shape, dtype } of variables) {
        const listed = found.variables.find((variable) => variable.name === name);
        expect(listed && { ...listed, shape: storedShape(listed) }, `${file}:${name}`).toMatchObject({
          shape,
          dtype,
        });
      }
    }
  });

  // Every call of convert takes a fresh worker, so one array of each file must do, another one each time.
  it('convert writes an array of every fixture as the same NPY', async () => {
    const out = join(folder.path, 'out.npy');
    for (const [n, { file, variables }] of files.entries()) {
      const { name, shape, dtype, values } = variables[n % variables.length];
      const what = `${file}:${name}`;
      const axes = shape.length === 3 && !shape.includes(0) ? 'rows,columns,bands' : undefined;
      const command = () => printed(() => convert(engine, what, out, { json: true, force: true, axes }));
      if (shape.length > 3 || shape.includes(0)) {
        await expect(command(), what).rejects.toMatchObject({ code: 'not-convertible' });
        continue;
      }
      expect(await command(), what).toMatchObject({ files: [out], shape, dtype });
      const written = decodeNpy(readFileSync(out));
      expect([written.shape, written.dtype], what).toEqual([shape, dtype]);
      expect(written.values.length, what).toBe(values.length);
      const differs = values.findIndex((value, place) => !Object.is(value, written.values[place]));
      expect(differs, what).toBe(-1);
    }
  });
});
