import { readFileSync, writeFileSync } from 'node:fs';

/** Forgets the highest resident size so far (Linux, proc(5): clear_refs). */
export function forgetPeak(): void {
  writeFileSync('/proc/self/clear_refs', '5');
}

/** The highest resident size, in bytes. */
export function peakBytes(): number {
  const found = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'latin1'));
  return Number(found?.[1]) * 1024;
}

/** Seconds that a call takes. */
export async function timed<T>(call: () => Promise<T>): Promise<{ seconds: number; result: T }> {
  const started = performance.now();
  const result = await call();
  return { seconds: (performance.now() - started) / 1000, result };
}
