/** A reporter of Vitest: why tests were skipped, each reason once, since its own list shows only how many. */
export default class SkippedTests {
  onTestRunEnd(modules) {
    const skipped = modules.flatMap(({ children }) => [...children.allTests('skipped')]);
    for (const line of reasonsOf(skipped.map((test) => test.result().note))) console.log(line);
  }
}

/**
 * @param {(string | undefined)[]} notes of skipped tests; those without one were filtered out
 * @returns {string[]} a line a reason
 */
export function reasonsOf(notes) {
  const counts = new Map();
  for (const note of notes) if (note) counts.set(note, (counts.get(note) ?? 0) + 1);
  return [...counts].map(([note, count]) => `${count} skipped: ${note}`);
}
