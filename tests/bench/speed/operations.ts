import { native } from '../../../src-main/engine/networks/native-ops';
import { measurePass } from './passes';
import type { Results, Tasks } from './tasks';

/** The operations of the library in every pass but the first, which warms up. */
export async function measureOperations(task: Tasks['operations']): Promise<Results['operations']> {
  const found = new Map<string, { calls: number; seconds: number }>();
  const backend = native();
  const timed =
    <Rest extends unknown[], Result>(run: (operation: string, ...rest: Rest) => Result) =>
    (operation: string, ...rest: Rest): Result => {
      const started = performance.now();
      try {
        return run.call(backend, operation, ...rest);
      } finally {
        const entry = found.get(operation) ?? { calls: 0, seconds: 0 };
        entry.calls += 1;
        entry.seconds += (performance.now() - started) / 1000;
        found.set(operation, entry);
      }
    };
  backend.executeSingleOutput = timed(backend.executeSingleOutput);
  backend.executeMultipleOutputs = timed(backend.executeMultipleOutputs);
  const { seconds } = await measurePass(task, ({ epoch }) => epoch === 1 && found.clear());
  const operations = Array.from(found, ([name, { calls, seconds: all }]) => ({
    name,
    calls: calls / task.passes,
    seconds: all / task.passes,
  }));
  return {
    seconds: seconds.reduce((sum, each) => sum + each, 0) / task.passes,
    operations: operations.sort((one, other) => other.seconds - one.seconds),
  };
}
