import { native, type NativeBackend } from './native-ops';

/** The backend's two ways of running an operation, which every operation of the library goes through. */
const WAYS = ['executeSingleOutput', 'executeMultipleOutputs'] as const;

const listeners = new Map<NativeBackend, Set<() => void>>();

/**
 * Calls `told` after every operation of the library, forward, backward or outside of any network, until the returned
 * function is called. This is the one place between whose calls the thread is busy, for at most as long as one operation
 * takes; the operations themselves, their order and their tensors stay as they are.
 */
export function afterEveryOperation(told: () => void): () => void {
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

function listenTo(backend: NativeBackend): Set<() => void> {
  const hearing = new Set<() => void>();
  listeners.set(backend, hearing);
  const heard = <Values extends unknown[], Result>(run: (...values: Values) => Result) =>
    function (this: NativeBackend, ...values: Values): Result {
      const result = run.apply(this, values);
      for (const told of hearing) told();
      return result;
    };
  const [single, multiple] = WAYS;
  backend[single] = heard(backend[single]);
  backend[multiple] = heard(backend[multiple]);
  return hearing;
}
