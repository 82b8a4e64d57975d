import { describe, expect, it } from 'vitest';
import type { NetworkDescription } from '@shared/network';
import type { FileInfo } from '@shared/scene';
import { version } from '../../package.json';
import { runCommand } from '../support/command-line';

const SCENE = 'tests/fixtures/cli/scene.mat';

async function json<T>(...args: string[]): Promise<T> {
  const { stdout, stderr, exitCode } = await runCommand([...args, '--json']);
  expect([exitCode, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as T;
}

async function text(...args: string[]): Promise<string> {
  const { stdout, exitCode } = await runCommand(args);
  expect(exitCode).toBe(0);
  return stdout;
}

describe('info', () => {
  it('lists the variables with role, shape and type', async () => {
    const { format, variables } = await json<FileInfo>('info', SCENE);
    expect(format).toBe('mat5');
    expect(variables).toEqual([
      expect.objectContaining({ name: 'scene', role: 'cube', shape: [24, 20, 18], dtype: 'uint16' }),
      expect.objectContaining({ name: 'scene_gt', role: 'labels', shape: [24, 20], dtype: 'uint8' }),
    ]);
  });

  it('shows one variable where it is named', async () => {
    const { variables } = await json<FileInfo>('info', `${SCENE}:scene_gt`);
    expect(variables.map(({ name }) => name)).toEqual(['scene_gt']);
  });

  it('is a table for a person', async () => {
    expect(await text('info', SCENE)).toMatch(/scene +cube +24 x 20 x 18 +uint16/);
  });

  it('names what is not read below what is', async () => {
    const shown = await text('info', 'tests/fixtures/formats/hdf5/layouts-latest.h5');
    expect(shown).toMatch(/^\/zstd +cube .*\n\nNot read\n\/bitshuffle +array packed with Bitshuffle\n/m);
    expect(shown.trimEnd()).toMatch(/\/szip +array packed with SZIP$/);
  });
});

describe('networks', () => {
  it('counts the published HybridSN', async () => {
    const network = await json<NetworkDescription>(
      'networks',
      'hybridsn',
      '--input',
      '25x25x30',
      '--classes',
      '16',
    );
    expect(network).toMatchObject({ id: 'hybridsn', input: [25, 25, 30], classes: 16 });
    expect(network.totalParameters).toBe(5_122_176);
    const sum = network.layers.reduce((total, { parameters }) => total + parameters, 0);
    expect(sum).toBe(network.totalParameters);
    expect(network.layers.reduce((total, { macs }) => total + macs, 0)).toBe(network.macs);
  });

  it('counts anew for another input', async () => {
    const network = await json<NetworkDescription>(
      'networks',
      'hybridsn',
      '--input',
      '19x19x15',
      '--classes',
      '9',
    );
    expect(network.totalParameters).not.toBe(5_122_176);
    expect(network.input).toEqual([19, 19, 15]);
  });

  it('counts the paper that an option stands for at its own input', async () => {
    const command = ['networks', 'googlenet', '--option', 'inception=v3', '--option', 'auxiliary=on'];
    const network = await json<NetworkDescription>(...command);
    expect(network).toMatchObject({ input: [299, 299, 3], classes: 1000, trainableParameters: 27_161_264 });
    expect(await text(...command)).toMatch(/299 ?x ?299 ?x ?3/);
  });

  it('lists all of them, and shows the layers of one', async () => {
    const ids = (await json<NetworkDescription[]>('networks')).map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(['hybridsn', 'hybridsn-bn']));
    const list = await text('networks');
    for (const id of ids) expect(list).toContain(id);
    const layers = await text('networks', 'hybridsn');
    expect(layers).toContain('5,122,176');
    expect(layers).toContain('10.1109/LGRS.2019.2918719');
  });
});

describe('what a network’s windows share', () => {
  it('is said with what it saves', async () => {
    const network = await json<NetworkDescription>('networks', 'hybridsn');
    const { trunkLayers, headInput, headMacs, denseMacs, macs } = network;
    expect(headInput).toEqual([17, 17, 64]);
    // The products of the three dense layers, and per pixel of the four convolutions' kernels with their depths.
    expect(headMacs).toBe(17 * 17 * 64 * 256 + 256 * 128 + 128 * 16);
    const convolutions =
      24 * 8 * 3 * 3 * 7 + 20 * 16 * 8 * 3 * 3 * 5 + 18 * 32 * 16 * 3 * 3 * 3 + 64 * 576 * 3 * 3;
    expect(denseMacs).toBe(convolutions + headMacs);
    const shown = await text('networks', 'hybridsn');
    expect(shown).toContain(`layers 1 to ${trunkLayers}, runs once over a scene`);
    expect(shown).toContain(`${(macs / denseMacs).toFixed(1)} times`);
    const once = (layer: string) =>
      shown
        .split('\n')
        .find((line) => line.startsWith(layer))
        ?.split(' ')
        .at(-1);
    expect([once('conv2d'), once('flatten')]).toEqual(['scene', 'window']);
  });

  it('is nothing where no convolution comes first', async () => {
    expect(await text('networks', 'fc')).toContain('no layers that overlapping windows could share');
  });
});

describe('networks side by side', () => {
  it('are another network, or the same with other options', async () => {
    const [plain, attentive] = await json<NetworkDescription[]>('networks', 'resnet18', 'se-resnet18');
    expect([plain.id, attentive.id]).toEqual(['resnet18', 'se-resnet18']);
    const [separable, standard] = await json<NetworkDescription[]>(
      ...['networks', 'mobilenet-v1', '--other-option', 'convolution=standard'],
    );
    expect(separable.chosen).toMatchObject({ form: 'published', convolution: 'separable' });
    expect(standard.chosen).toMatchObject({ form: 'published', convolution: 'standard' });
    const half = ['networks', 'mobilenet-v1', 'mobilenet-v2', '--option', 'width=0.5'];
    const [first, second] = await json<NetworkDescription[]>(...half, '--other-option', 'width=0.75');
    expect([first.chosen['width'], second.chosen['width']]).toEqual([0.5, 0.75]);
  });

  it('are a table with the totals of both and the shares of the paper’s formula', async () => {
    const shown = await text('networks', 'mobilenet-v1', '--other-option', 'convolution=standard');
    const line = (start: string) => shown.split('\n').find((each) => each.trim().startsWith(start)) ?? '';
    expect(line('multiply-accumulates')).toMatch(/568,740,352 +4,867,293,184 +8.558/);
    expect(line('trainable parameters')).toMatch(/4,231,976 +29,294,088/);
    // 1/64 + 1/9 and 1/1024 + 1/9, counted and by formula.
    expect(shown).toMatch(/block-1 +3 +64 +29,302,784 +231,211,008 +0.127 +1\/64 \+ 1\/9 = 0.127/);
    expect(shown).toMatch(/block-13 +3 +1,024 .* 0.112 +1\/1024 \+ 1\/9 = 0.112/);
  });

  it('are refused where there is no first one', async () => {
    const { stderr, exitCode } = await runCommand(['networks', '--other-option', 'width=0.5']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('--other-option width=0.5 is for a second network');
  });
});

describe('doctor', () => {
  interface Diagnosis {
    ok: boolean;
    bandscape: string;
    environment: { tensorflow: string; backend: string; threads: number; onednn: boolean };
    checks: { name: string; ok: boolean; found: string; remedy?: string }[];
  }

  it('names versions, threads and oneDNN, and what is missing with its remedy', async () => {
    const diagnosis = await json<Diagnosis>('doctor');
    expect(diagnosis).toMatchObject({ ok: true, bandscape: version });
    const { tensorflow, backend, threads, onednn } = diagnosis.environment;
    expect(tensorflow).toMatch(/^\d+\.\d+\.\d+/);
    expect(backend).toBe('tensorflow');
    expect(threads).toBeGreaterThanOrEqual(1);
    expect(typeof onednn).toBe('boolean');
    for (const { name, ok, remedy } of diagnosis.checks) expect(ok || Boolean(remedy), name).toBe(true);
    expect(diagnosis.checks.map(({ name }) => name)).toContain('Electron');
  });

  it('is a table for a person', async () => {
    expect(await text('doctor')).toMatch(/TensorFlow +\d+\.\d+\.\d+, backend tensorflow/);
  });
});

describe('help', () => {
  it('and version go to stdout', async () => {
    expect(await text('--version')).toBe(`${version}\n`);
    const help = await text('--help');
    for (const command of ['doctor', 'info', 'classify', 'predict', 'networks'])
      expect(help).toContain(command);
    expect(await text('classify', '--help')).toContain('--train-mask');
  });
});
