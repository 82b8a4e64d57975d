import type { IpcEvents } from '@shared/ipc';
import type { CallOptions } from '../engine-host/worker-client';

/** Fractions come faster than anybody reads them. */
const INTERVAL_MS = 100;
/** Before this much time and work have passed, a pace says little. */
const PACE_MS = 1000;
const PACE_FRACTION = 0.02;

/** Opening the window's files: how far it is, how long it takes still, and ending it. */
export class Opening {
  private readonly running = new Set<AbortController>();
  private newest: AbortController | undefined;

  constructor(
    private readonly emit: (event: IpcEvents['opening']) => void,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** @throws what `work` throws; it must throw CancelledError once its signal is aborted, and leave nothing open */
  async run<T>(work: (options: CallOptions<{ fraction: number }>) => Promise<T>): Promise<T> {
    const job = new AbortController();
    this.running.add(job);
    this.newest = job;
    try {
      return await work({ signal: job.signal, onProgress: this.follow(job) });
    } finally {
      this.running.delete(job);
    }
  }

  /** Nothing happens where nothing is under way. */
  cancel(): void {
    for (const job of this.running) job.abort();
  }

  /** Passes on what the newest call tells, not too often, with the time that is left at the pace so far. */
  private follow(job: AbortController): (progress: { fraction: number }) => void {
    const started = this.now();
    let last = -Infinity;
    return ({ fraction }) => {
      const now = this.now();
      if (this.newest !== job || job.signal.aborted || now - last < INTERVAL_MS) return;
      last = now;
      const elapsed = now - started;
      const hasPace = elapsed >= PACE_MS && fraction >= PACE_FRACTION;
      this.emit({
        fraction,
        ...(hasPace && { secondsLeft: ((elapsed / 1000) * (1 - fraction)) / fraction }),
      });
    };
  }
}
