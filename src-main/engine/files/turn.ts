/** Lets timers and messages, such as a cancellation, be handled before long work goes on. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
