import { BandscapeError } from '../../src-main/engine/errors';
import { UsageError } from '../bench/bench';
import { DamagedRecordError } from './store';

const INTERRUPTED = 130;

/**
 * Runs a study's command to its end and sets the exit code; what a person can put right is said without a stack trace.
 * @param stopped what is said where it was stopped by a signal
 */
export async function runCommand(
  main: (args: string[], stop: AbortSignal) => Promise<void>,
  stopped: string,
): Promise<void> {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop.abort());
  try {
    await main(process.argv.slice(2), stop.signal);
  } catch (error) {
    process.exitCode = told(error, stop.signal.aborted ? stopped : undefined);
  }
}

function told(error: unknown, stopped: string | undefined): number {
  if (stopped !== undefined) {
    console.error(stopped);
    return INTERRUPTED;
  }
  const isInput =
    error instanceof UsageError || error instanceof BandscapeError || error instanceof DamagedRecordError;
  console.error(isInput ? (error as Error).message : error);
  return isInput ? 2 : 1;
}
