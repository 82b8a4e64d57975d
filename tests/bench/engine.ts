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

const CHILD = fileURLToPath(new URL('engine-child.mjs', import.meta.url));

/** An engine in a process of its own, so that what it needs can be told from what the bench needs. */
export class MeasuredEngine {
  private constructor(
    private readonly child: ChildProcess,
    private readonly died: Promise<never>,
  ) {}

  static async start(signal: AbortSignal): Promise<MeasuredEngine> {
    const child = fork(CHILD, [join(process.cwd(), 'out', 'main')], { serialization: 'advanced' });
    const died = new Promise<never>((_, reject) => {
      child.once('exit', (code, by) => reject(new Error(`The engine's process ended (${by ?? code}).`)));
      signal.addEventListener('abort', () => child.kill());
    });
    died.catch(() => undefined);
    const engine = new MeasuredEngine(child, died);
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
    return Promise.race([new Promise((resolve) => this.child.once('message', resolve)), this.died]);
  }
}
