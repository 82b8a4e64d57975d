import { existsSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { version } from '../../../package.json';
import type { Environment } from '@shared/report';
import { toErrorReport } from '../../engine/errors';
import type { EngineHost } from '../../engine-host/host';
import { findElectron } from '../electron-runtime';
import { EXIT, print, table } from '../output';

interface Check {
  name: string;
  ok: boolean;
  found: string;
  /** What to do where it is missing. */
  remedy?: string;
}

const TENSORFLOW_PARTS = {
  library: [
    'node_modules/@tensorflow/tfjs-node/deps/lib/libtensorflow.so.2',
    'node_modules/@tensorflow/tfjs-node/deps/lib/libtensorflow.so',
  ],
  binding: ['node_modules/@tensorflow/tfjs-node/lib/napi-v8/tfjs_binding.node'],
};
const SET_UP = 'run npm start once: it sets this up';

/**
 * Says what Bandscape runs on, what is missing and how to get it.
 * @param root the project's folder
 * @returns the exit code: 1 where classification cannot work
 */
export async function doctor(
  engine: EngineHost,
  root: string,
  { json }: { json?: boolean },
): Promise<number> {
  const answer = await askEngine(engine);
  const checks = [
    check('npm packages', existsIn(root, ['node_modules/.package-lock.json']), 'run npm ci, or npm start'),
    check('TensorFlow library', existsIn(root, TENSORFLOW_PARTS.library), SET_UP),
    check('TensorFlow binding', existsIn(root, TENSORFLOW_PARTS.binding), SET_UP),
    engineCheck(answer),
    check('Electron', findElectron(root), `only the window needs it; ${SET_UP}`),
    check(
      'Sample scene',
      existsIn(root, ['assets/samples/indian-pines/Indian_pines_corrected.mat']),
      'clone the project again',
    ),
  ];
  const machine = {
    bandscape: version,
    node: process.versions.node,
    platform: `${process.platform}-${process.arch}`,
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    memory_gb: Math.round(totalmem() / 1e8) / 10,
  };
  const environment = typeof answer === 'string' ? null : answer;
  const ok = environment !== null;
  print({ ok, ...machine, environment, checks }, json ?? false, () => describe(machine, environment, checks));
  return ok ? EXIT.ok : EXIT.ourFault;
}

/** The environment that results are made in, or why there is none. */
async function askEngine(engine: EngineHost): Promise<Environment | string> {
  try {
    return await engine.call('environment', {});
  } catch (error) {
    return toErrorReport(error).message;
  }
}

function engineCheck(answer: Environment | string): Check {
  const name = 'TensorFlow engine';
  if (typeof answer === 'string')
    return { name, ok: false, found: answer, remedy: 'put right what is missing above' };
  return { name, ok: true, found: `computes with the ${answer.backend} backend` };
}

function check(name: string, found: string | undefined, remedy: string): Check {
  return found === undefined ? { name, ok: false, found: 'missing', remedy } : { name, ok: true, found };
}

function existsIn(root: string, paths: readonly string[]): string | undefined {
  return paths.map((path) => join(root, path)).find((path) => existsSync(path));
}

function describe(
  machine: Record<string, string | number>,
  environment: Environment | null,
  checks: readonly Check[],
): string {
  const facts = [
    ['Bandscape', String(machine.bandscape)],
    ['Node', `${machine.node}, ${machine.platform}`],
    ['Processor', `${machine.processor}, ${machine.memory_gb} GB memory`],
  ];
  if (environment) {
    facts.push(
      ['TensorFlow', `${environment.tensorflow}, backend ${environment.backend}, tfjs ${environment.tfjs}`],
      ['Threads', String(environment.threads)],
      ['oneDNN', environment.onednn ? 'on' : 'off'],
    );
  }
  const lines = checks.map(({ name, ok, found, remedy }) => [
    ok ? 'ok' : 'MISSING',
    name,
    remedy === undefined ? found : `${found.replace(/\.$/, '')}; ${remedy}`,
  ]);
  return `${table(facts)}\n\n${table(lines)}`;
}
