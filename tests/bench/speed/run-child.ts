import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Results, TaskKind, Tasks } from './tasks';

const CHILD = fileURLToPath(new URL('speed-child.mjs', import.meta.url));

type Answer = { result: unknown; tensorflow: string } | { error: string };

/** Measures in a process of its own. */
export function measure<K extends TaskKind>(
  kind: K,
  task: Tasks[K],
  signal: AbortSignal,
): Promise<Results[K] & { tensorflow: string }> {
  return new Promise((resolve, reject) => {
    const child = fork(CHILD, { serialization: 'advanced', signal });
    let answered = false;
    child.once('message', (answer: Answer) => {
      answered = true;
      if ('error' in answer) reject(new Error(answer.error));
      else resolve({ ...(answer.result as Results[K]), tensorflow: answer.tensorflow });
    });
    child.once('error', reject);
    child.once('exit', (code, by) => {
      if (!answered) reject(new Error(`The process that measures ended (${by ?? code}).`));
    });
    child.send({ kind, task });
  });
}
