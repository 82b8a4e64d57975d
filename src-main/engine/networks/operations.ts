import type { Audible } from './heartbeat';
import { native, type NativeBackend } from './native-ops';

/** The backend's two ways of running an operation, which every operation of the library goes through. */
const WAYS = ['executeSingleOutput', 'executeMultipleOutputs'] as const;

/** Of an update or of a look at a tile, roughly, for each of a network's weights. */
const OPERATIONS_A_WEIGHT = 10;

/** What is told of an operation: its name in the library, and how long it took. */
type Told = (operation: string, milliseconds: number) => void;

const listeners = new Map<NativeBackend, Set<Told>>();

/**
 * Calls `told` after every operation of the library, forward, backward or outside of any network, until the returned
 * function is called. Between two of these calls the thread is busy with a single operation; the operations themselves,
 * their order and their tensors stay as they are.
 */
export function afterEveryOperation(told: Told): () => void {
  const backend = native();
  const hearing = listeners.get(backend) ?? listenTo(backend);
  hearing.add(told);
  return () => {
    hearing.delete(told);
    if (hearing.size > 0) return;
    listeners.delete(backend);
    // What the object itself has hides what its class has.
    for (const way of WAYS) delete (backend as Partial<NativeBackend>)[way];
  };
}

function listenTo(backend: NativeBackend): Set<Told> {
  const hearing = new Set<Told>();
  listeners.set(backend, hearing);
  const heard = <Rest extends unknown[], Result>(run: (operation: string, ...rest: Rest) => Result) =>
    function (this: NativeBackend, operation: string, ...rest: Rest): Result {
      const started = performance.now();
      const result = run.call(this, operation, ...rest);
      const milliseconds = performance.now() - started;
      for (const told of hearing) told(operation, milliseconds);
      return result;
    };
  const [single, multiple] = WAYS;
  backend[single] = heard(backend[single]);
  backend[multiple] = heard(backend[multiple]);
  return hearing;
}

/** The library's work for a network of so many weights. */
export function operationsOf(weights: number): Audible {
  return { listen: afterEveryOperation, expected: OPERATIONS_A_WEIGHT * weights };
}
