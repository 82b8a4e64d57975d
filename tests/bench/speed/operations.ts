import { afterEveryOperation } from '../../../src-main/engine/networks/operations';
import { measurePass } from './passes';
import type { Results, Tasks } from './tasks';

/** The operations of the library in every pass but the first, which warms up. */
export async function measureOperations(task: Tasks['operations']): Promise<Results['operations']> {
  const found = new Map<string, { calls: number; seconds: number }>();
  const end = afterEveryOperation((operation, milliseconds) => {
    const entry = found.get(operation) ?? { calls: 0, seconds: 0 };
    entry.calls += 1;
    entry.seconds += milliseconds / 1000;
    found.set(operation, entry);
  });
  const { seconds } = await measurePass(task, ({ epoch }) => epoch === 1 && found.clear());
  end();
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
