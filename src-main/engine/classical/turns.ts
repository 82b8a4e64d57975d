import { throwIfCancelled } from '../errors';
import { nextTurn } from '../files/turn';
import { Heartbeat, type Stretch } from '../networks/heartbeat';

/** How long work goes on before messages are handled. */
const MILLISECONDS = 25;
/** In a piece of work of which nothing is known. */
const USUAL_TURNS = 100;

/** Breaks in long work in which a cancellation is heard, and from which it can be told how far the work is. */
export class Turns {
  private since = performance.now();
  private readonly heartbeat: Heartbeat;
  private taken: (() => void) | undefined;

  /** @param onBeat told a few times a second how much is done of what goes on `during` them */
  constructor(
    private readonly signal?: AbortSignal,
    onBeat?: (fraction: number) => void,
  ) {
    this.heartbeat = new Heartbeat(onBeat, {
      expected: USUAL_TURNS,
      listen: (told) => {
        this.taken = told;
        return () => (this.taken = undefined);
      },
    });
  }

  /** @throws CancelledError */
  async take(): Promise<void> {
    if (performance.now() - this.since < MILLISECONDS) return;
    await nextTurn();
    throwIfCancelled(this.signal);
    this.since = performance.now();
    this.taken?.();
  }

  /** As of `Heartbeat`, for work that takes these turns. */
  during<T>(kind: string, stretch: Stretch, work: () => T | Promise<T>): Promise<T> {
    return this.heartbeat.during(kind, stretch, work);
  }
}
