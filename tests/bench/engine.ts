import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { EngineMethod, EngineMethods } from '../../src-main/engine-host/host';

/** What one stage of the work needed. */
export interface Usage {
  name: string;
  milliseconds: number;
  /** Of all its threads, which tells the work from the waiting on a machine that has other things to do. */
  cpuMilliseconds: number;
  bytesRead: number;
  /** The most that was in memory at once, everything that the process began with included. */
  peakBytes: number;
}

export interface Call<K extends EngineMethod = EngineMethod> {
  method: K;
  parameters: EngineMethods[K]['parameters'];
  /** Whether the result is of interest; large ones are better not passed on. */
  keep?: boolean;
}

export interface ChildCall {
  calls: Call[];
}

export type ChildAnswer = { stages: Usage[]; results: unknown[] } | { error: string };

/** What a job tells on its way; nobody waits for it. */
export interface ChildProgress {
  progress: unknown;
}

const CHILD = fileURLToPath(new URL('engine-child.mjs', import.meta.url));

/** An engine in a process of its own, so that what it needs can be told from what the bench needs. */
export class MeasuredEngine {
  private constructor(
    private readonly child: ChildProcess,
    private readonly died: Promise<never>,
  ) {}

  /** @param onProgress told what the calls tell on their way */
  static async start(
    signal: AbortSignal,
    onProgress: (progress: unknown) => void = () => {},
  ): Promise<MeasuredEngine> {
    const child = fork(CHILD, [join(process.cwd(), 'out', 'main')], { serialization: 'advanced' });
    const died = new Promise<never>((_, reject) => {
      const end = () => child.kill();
      signal.addEventListener('abort', end);
      child.once('exit', (code, by) => {
        signal.removeEventListener('abort', end);
        reject(new Error(`The engine's process ended (${by ?? code}).`));
      });
    });
    died.catch(() => undefined);
    const engine = new MeasuredEngine(child, died);
    child.on('message', (message) => {
      if (isProgress(message)) onProgress(message.progress);
    });
    await engine.message();
    return engine;
  }

  /** Calls that are made at the same time, and what they needed together; a job's own phases are stages of it. */
  async call(...calls: Call[]): Promise<{ stages: Usage[]; results: unknown[] }> {
    this.child.send({ calls } satisfies ChildCall);
    const answer = (await this.message()) as ChildAnswer;
    if ('error' in answer) throw new Error(answer.error);
    return answer;
  }

  async end(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.child.disconnect();
    await this.died.catch(() => undefined);
  }

  private message(): Promise<unknown> {
    const answer = new Promise((resolve) => {
      const listen = (message: unknown) => {
        if (isProgress(message)) return;
        this.child.off('message', listen);
        resolve(message);
      };
      this.child.on('message', listen);
    });
    return Promise.race([answer, this.died]);
  }
}

function isProgress(message: unknown): message is ChildProgress {
  return typeof message === 'object' && message !== null && 'progress' in message;
}
