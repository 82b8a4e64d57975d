import { fork, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fault, type Outcome, type Trial } from './outcome';
import type { Answer, Job } from './protocol';

/** A file to open, with what lies beside it. */
export interface Input {
  open: string;
  files: Readonly<Record<string, Uint8Array>>;
}

export interface Limits {
  /** Of the process's own time: other work on the machine does not count against a reader. */
  milliseconds: number;
  /** Of resident memory, the process itself included. */
  bytes: number;
}

export const LIMITS: Limits = { milliseconds: 5000, bytes: 512 * 1024 * 1024 };

/** Thousands of small files a minute are written several times faster where no disk is under them. */
const MEMORY_FOLDER = '/dev/shm';

/** How often memory is looked at while a file is read: a process that takes all there is is ended before. */
const WATCH_MILLISECONDS = 25;
/** A fresh process now and then keeps what an earlier file left behind from being put down to a later one. */
const FILES_A_CHILD = 5000;
const PAGE_BYTES = 4096;
const MILLISECONDS_A_TICK = 10;
/** A process that only waits uses no time of its own; it has this many times as long, but for when others had the machine. */
const WAITING_FACTOR = 4;
/** Faults of one file may show only while a later one is read. */
const SUSPECTS = 8;
/** How long a file that is read alone may still end the process after it was read. */
const LINGER_MILLISECONDS = 250;

/**
 * Has a child process read files one after the other, and ends it where one of them takes too long or too much. A
 * fault counts only where a fresh process shows it with that file alone.
 */
export class Harness {
  private readonly folder = mkdtempSync(join(tmpdir(), 'bandscape-fuzz-'));
  private readonly inputs = mkdtempSync(
    join(existsSync(MEMORY_FOLDER) ? MEMORY_FOLDER : this.folder, 'inputs-'),
  );
  private child: ChildProcess | undefined;
  private files = 0;
  private recent: Input[] = [];
  private stderr = '';

  /** @param script the built child.ts, or another that answers like it */
  constructor(
    private readonly script: string,
    private readonly limits = LIMITS,
  ) {}

  /** What comes of a file, and of which one: a fault may be found late. */
  async run(input: Input): Promise<Trial & { input: Input }> {
    this.recent = [...this.recent.slice(1 - SUSPECTS), input];
    const first = await this.runOnce(input);
    if (first.outcome.verdict !== 'fault') return { ...first, input };
    for (const suspect of [...this.recent].reverse()) {
      const again = await this.runAlone(suspect);
      if (again.outcome.verdict !== 'fault') continue;
      this.recent = [];
      return { ...again, input: suspect };
    }
    const reason = `seen once, not again with any of the last files alone: ${first.outcome.reason}`;
    return { ...first, outcome: { ...first.outcome, reason }, input };
  }

  /** In a process of its own, which is watched a little longer. */
  async runAlone(input: Input): Promise<Trial> {
    await this.end();
    const trial = await this.runOnce(input);
    const { child } = this;
    if (child) await closeWithin(child, LINGER_MILLISECONDS);
    const died = child && !child.connected && trial.outcome.verdict !== 'fault';
    await this.end();
    return died ? { ...trial, outcome: crash(child, this.stderr) } : trial;
  }

  async close(): Promise<void> {
    await this.end();
    for (const folder of [this.inputs, this.folder]) rmSync(folder, { recursive: true, force: true });
  }

  /** Without asking a second time where it shows a fault. */
  async runOnce(input: Input): Promise<Trial> {
    if (++this.files > FILES_A_CHILD) await this.end();
    const child = (this.child ??= await this.start());
    const inputs = join(this.inputs, 'files');
    rmSync(inputs, { recursive: true, force: true });
    mkdirSync(inputs);
    for (const [name, contents] of Object.entries(input.files)) writeFileSync(join(inputs, name), contents);
    const trial = await this.watch(child, { file: join(inputs, input.open) });
    if (!child.connected) this.child = undefined;
    return trial;
  }

  private async start(): Promise<ChildProcess> {
    this.files = 0;
    const scratch = join(this.folder, 'scratch');
    rmSync(scratch, { recursive: true, force: true });
    mkdirSync(scratch);
    const child = fork(this.script, [], {
      execArgv: ['--expose-gc'],
      env: { ...process.env, TMPDIR: scratch },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      serialization: 'advanced',
    });
    this.stderr = '';
    child.stderr!.on('data', (text: Buffer) => (this.stderr = (this.stderr + text.toString()).slice(-2000)));
    await new Promise<void>((resolve, reject) => {
      child.once('message', () => resolve());
      child.once('exit', () => reject(new Error(`${this.script} does not start`)));
    });
    return child;
  }

  private watch(child: ChildProcess, job: Job): Promise<Trial> {
    const { limits } = this;
    const started = performance.now();
    const usedBefore = usedMilliseconds(child.pid!);
    const queuedBefore = queuedMilliseconds(child.pid!);
    const isTooLong = () => {
      if (usedMilliseconds(child.pid!) - usedBefore > limits.milliseconds) return true;
      const queued = queuedMilliseconds(child.pid!) - queuedBefore;
      return performance.now() - started - queued > WAITING_FACTOR * limits.milliseconds;
    };
    return new Promise((resolve) => {
      let seen = 0;
      let ended: Outcome | undefined;
      const finish = (outcome: Outcome, peakBytes: number) => {
        clearInterval(watcher);
        child.off('message', onAnswer).off('close', onClose);
        resolve({ outcome, peakBytes, milliseconds: performance.now() - started });
      };
      const onAnswer = ({ outcome, peakBytes = seen }: Answer) => {
        const excess = peakBytes > limits.bytes && fault('memory', `${Math.round(peakBytes / 2 ** 20)} MiB`);
        finish(outcome.verdict === 'fault' ? outcome : excess || outcome, peakBytes);
      };
      const onClose = () => finish(ended ?? crash(child, this.stderr), seen);
      const kill = (outcome: Outcome) => {
        ended ??= outcome;
        child.kill('SIGKILL');
      };
      const watcher = setInterval(() => {
        seen = Math.max(seen, residentBytes(child.pid!));
        if (seen > limits.bytes) kill(fault('memory', `${Math.round(seen / 2 ** 20)} MiB and more`));
        if (isTooLong()) kill(fault('hang', `no end after ${limits.milliseconds} ms`));
      }, WATCH_MILLISECONDS);
      child.on('message', onAnswer).on('close', onClose);
      child.send(job);
    });
  }

  private async end(): Promise<void> {
    const { child } = this;
    this.child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await closeWithin(child, Infinity);
  }
}

function crash({ exitCode, signalCode }: ChildProcess, stderr: string): Outcome {
  return fault('crash', `ended with ${signalCode ?? `exit code ${exitCode}`}\n${stderr}`);
}

async function closeWithin(child: ChildProcess, milliseconds: number): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = Number.isFinite(milliseconds) ? setTimeout(resolve, milliseconds) : undefined;
    child.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

function residentBytes(pid: number): number {
  return Number(readProcess(pid, 'statm').split(' ')[1] ?? 0) * PAGE_BYTES;
}

/** In user and system mode, all threads together (proc(5), stat). */
function usedMilliseconds(pid: number): number {
  const fields = readProcess(pid, 'stat').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * MILLISECONDS_A_TICK;
}

/** For how long its main thread could have gone on but for others (proc(5), schedstat). */
function queuedMilliseconds(pid: number): number {
  return Number(readProcess(pid, 'schedstat').split(' ')[1] ?? 0) / 1e6;
}

/** Empty once the process has ended. */
function readProcess(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'latin1');
  } catch {
    return '';
  }
}
