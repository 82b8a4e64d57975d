import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const SCRIPTS = resolve('tests/bench/speed/peers');

export type PeerId = 'keras' | 'torch';

/** What each needs of a Python beside NumPy. */
const PACKAGES: Record<PeerId, string> = { keras: 'tensorflow', torch: 'torch' };
export const PEER_TITLES: Record<PeerId, string> = { keras: 'Keras', torch: 'PyTorch' };

/** A program to be measured against, on the same cores; absent where no Python has it. */
export interface Peer {
  id: PeerId;
  version: string;
  /** Every line that the script prints, a JSON object each. */
  ask<T>(mode: string, folder: string, ...more: string[]): Promise<T[]>;
}

/** @returns the peer, or why it cannot be measured here */
export async function findPeer(id: PeerId, signal: AbortSignal): Promise<Peer | string> {
  const python = process.env['BANDSCAPE_PEERS_PYTHON'] ?? 'python3';
  const call = async (args: string[]) => {
    const { stdout } = await run(python, args, {
      signal,
      maxBuffer: 2 ** 26,
      env: { ...process.env, ...QUIET },
    });
    return stdout.trim().split('\n');
  };
  try {
    const code = `import numpy, ${PACKAGES[id]} as peer; print(peer.__version__)`;
    const [version] = (await call(['-c', code])).slice(-1);
    const script = join(SCRIPTS, `${id}_hybridsn.py`);
    return {
      id,
      version,
      ask: async <T>(mode: string, folder: string, ...more: string[]) =>
        (await call([script, mode, folder, ...more])).map((line) => JSON.parse(line) as T),
    };
  } catch {
    signal.throwIfAborted();
    return `no Python with ${PACKAGES[id]} (BANDSCAPE_PEERS_PYTHON)`;
  }
}

/** TensorFlow greets on standard output otherwise. */
const QUIET = { TF_CPP_MIN_LOG_LEVEL: '3' };
