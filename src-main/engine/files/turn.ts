/** Lets timers and messages, such as a cancellation, be handled before long work goes on. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** A promise that nobody may come to wait for, where work ends early: its failure is then no one's. */
export function ahead<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}
