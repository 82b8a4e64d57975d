import { throwIfCancelled } from '../errors';
import { nextTurn } from '../files/turn';

/** How long work goes on before messages are handled. */
const MILLISECONDS = 25;

/** Breaks in long work in which a cancellation is heard. */
export class Turns {
  private since = performance.now();

  constructor(private readonly signal?: AbortSignal) {}

  /** @throws CancelledError */
  async take(): Promise<void> {
    if (performance.now() - this.since < MILLISECONDS) return;
    await nextTurn();
    throwIfCancelled(this.signal);
    this.since = performance.now();
  }
}
