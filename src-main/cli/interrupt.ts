/** A terminal sends Ctrl-C to the program that started us too, which may pass it on: count both as one press. */
const SAME_PRESS_MS = 300;

export interface Interrupts {
  /** Aborted by Ctrl-C while something would be kept. */
  stop: AbortSignal;
  /** Aborted by Ctrl-C where there is nothing to keep, by a second one, or by being asked to end. */
  cancel: AbortSignal;
  /** Gives Ctrl-C back its usual meaning. */
  release(): void;
}

/**
 * Makes Ctrl-C end a job in an orderly way: first stop and keep what was learnt, then give up.
 * @param canStop whether there is something to keep at the moment
 * @param say told what the press does
 */
export function listenForInterrupts(canStop: () => boolean, say: (sentence: string) => void): Interrupts {
  const stop = new AbortController();
  const cancel = new AbortController();
  let lastPress = Number.NEGATIVE_INFINITY;
  const onInterrupt = () => {
    const now = performance.now();
    if (now - lastPress < SAME_PRESS_MS) return;
    lastPress = now;
    if (!stop.signal.aborted && canStop()) {
      say('Stopping: keeping what was learnt. Press Ctrl-C again to give up.');
      stop.abort();
    } else {
      say('Giving up.');
      cancel.abort();
    }
  };
  const onTermination = () => cancel.abort();
  process.on('SIGINT', onInterrupt);
  process.on('SIGTERM', onTermination);
  return {
    stop: stop.signal,
    cancel: cancel.signal,
    release: () => {
      process.off('SIGINT', onInterrupt);
      process.off('SIGTERM', onTermination);
    },
  };
}
