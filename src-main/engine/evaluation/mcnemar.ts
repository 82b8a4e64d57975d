/** How two maps fare on the same test pixels. */
export interface PairedCounts {
  bothRight: number;
  onlyFirst: number;
  onlySecond: number;
  bothWrong: number;
}

export interface McNemarTest extends PairedCounts {
  /** (b - c) / sqrt(b + c), positive where the first map is better; beyond 1.96 in size, p is below 0.05. */
  z: number;
  /** Two-sided, of the exact binomial test. */
  p: number;
}

/**
 * McNemar's test of whether two maps are equally accurate (McNemar 1947, doi:10.1007/BF02295996; for maps of one set of
 * test pixels Foody 2004, doi:10.14358/PERS.70.5.627): only pixels that just one of them has right say anything. `p` is
 * the chance of a difference as large or larger if each of those were as likely to go either way.
 */
export function mcNemar(counts: PairedCounts): McNemarTest {
  const { onlyFirst, onlySecond } = counts;
  const discordant = onlyFirst + onlySecond;
  const z = discordant === 0 ? 0 : (onlyFirst - onlySecond) / Math.sqrt(discordant);
  return { ...counts, z, p: Math.min(1, 2 * lowerTail(discordant, Math.min(onlyFirst, onlySecond))) };
}

/** Pixels that test in both splits and have a label, sorted by which map has them right. */
export function pairedCounts(
  truth: Uint16Array,
  first: { labels: ArrayLike<number>; split: ArrayLike<number> },
  second: { labels: ArrayLike<number>; split: ArrayLike<number> },
  testSide: number,
): PairedCounts & { pixels: number; sameTestPixels: boolean } {
  const counts = { bothRight: 0, onlyFirst: 0, onlySecond: 0, bothWrong: 0, pixels: 0, sameTestPixels: true };
  for (let pixel = 0; pixel < truth.length; pixel++) {
    const tests = [first.split[pixel] === testSide, second.split[pixel] === testSide];
    if (tests[0] !== tests[1]) counts.sameTestPixels = false;
    if (!tests[0] || !tests[1] || truth[pixel] === 0) continue;
    const right = [first.labels[pixel] === truth[pixel], second.labels[pixel] === truth[pixel]];
    counts.pixels++;
    if (right[0] && right[1]) counts.bothRight++;
    else if (right[0]) counts.onlyFirst++;
    else if (right[1]) counts.onlySecond++;
    else counts.bothWrong++;
  }
  return counts;
}

/** P(X <= k) of n fair coins, in logarithms from the largest term downwards, so that nothing underflows. */
function lowerTail(n: number, k: number): number {
  let logTerm = -n * Math.LN2;
  for (let i = 1; i <= k; i++) logTerm += Math.log((n - i + 1) / i);
  let share = 1;
  let sum = 0;
  for (let i = k; i >= 0 && share > 1e-18 * sum; i--) {
    sum += share;
    share *= i / (n - i + 1);
  }
  return Math.exp(logTerm + Math.log(sum));
}
