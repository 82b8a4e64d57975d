/** The command line: the same engine as the window's, in worker threads of this process. */
import { resolve } from 'node:path';
import { CommanderError } from 'commander';
import { createProgram } from './cli/program';
import { EXIT, reportError } from './cli/output';
import { EngineHost } from './engine-host/host';
import { nodeWorkers } from './engine-host/node-transport';

async function main(): Promise<void> {
  const program = createProgram(
    () => new EngineHost(nodeWorkers(__dirname)),
    resolve(__dirname, '../..'),
    (exitCode) => (process.exitCode = exitCode),
  );
  try {
    await program.parseAsync();
  } catch (error) {
    process.exitCode = error instanceof CommanderError ? usageExitCode(error) : reportError(error);
  }
}

/** Help and the version come as errors with exit code 0; anything else was typed wrongly. */
function usageExitCode({ exitCode }: CommanderError): number {
  return exitCode === 0 ? EXIT.ok : EXIT.inputFault;
}

// A reader such as `head` that closes the pipe early has seen enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.ok);
  throw error;
});

void main();
