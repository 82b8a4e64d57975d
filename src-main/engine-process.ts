/**
 * The process between the window's process and one engine worker. TensorFlow may not be loaded into Electron's own
 * process (its LLVM symbols clash with the graphics driver's there), and a native crash here takes nothing else
 * down. It only starts the worker named by its argument and passes messages both ways.
 */
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { WorkerEnded } from './engine-host/utility-transport';

/** Time for the last message to leave before this process follows its worker. */
const LAST_WORDS_MS = 200;

const kind = process.argv[2];
// Training takes every core it gets; below the window's priority it takes none that the window needs.
if (kind === 'network') setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

const worker = new Worker(join(__dirname, `${kind}-worker.cjs`));
let failure: string | undefined;

worker.on('message', (message: unknown) => process.parentPort.postMessage(message));
worker.on('error', (error) => (failure = error.message));
worker.on('exit', (code) => {
  const ended: WorkerEnded = { type: 'worker-ended', reason: failure ?? `exit code ${code}` };
  process.parentPort.postMessage(ended);
  setTimeout(() => process.exit(1), LAST_WORDS_MS);
});
process.parentPort.on('message', ({ data }) => worker.postMessage(data));
