/** A straight line from values to positions on the screen. */
export interface Scale {
  (value: number): number;
  readonly domain: readonly [number, number];
  readonly range: readonly [number, number];
}

/** An empty domain is widened, so that one single value lies in the middle. */
export function linearScale(domain: readonly [number, number], range: readonly [number, number]): Scale {
  const [low, high] = domain[0] === domain[1] ? [domain[0] - 0.5, domain[1] + 0.5] : domain;
  const slope = (range[1] - range[0]) / (high - low);
  const scale = (value: number) => range[0] + (value - low) * slope;
  return Object.assign(scale, { domain: [low, high] as const, range });
}

/** The value at a position: the inverse of a scale. */
export function invert(scale: Scale, position: number): number {
  const [low, high] = scale.domain;
  const [start, end] = scale.range;
  return low + ((position - start) / (end - start)) * (high - low);
}

/** About `count` round numbers (1, 2 or 5 times a power of ten apart) within the domain. */
export function ticks(domain: readonly [number, number], count: number): number[] {
  const [low, high] = domain;
  const span = high - low;
  if (!(span > 0) || !Number.isFinite(span)) return [low];
  const step = tickStep(span / Math.max(count, 1));
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const value = (first + index) * step;
    return Number(value.toPrecision(12));
  });
}

function tickStep(roughly: number): number {
  const power = 10 ** Math.floor(Math.log10(roughly));
  const digit = roughly / power;
  return power * (digit > 5 ? 10 : digit > 2 ? 5 : digit > 1 ? 2 : 1);
}

/** The smallest and largest finite value of several series; null where there is none. */
export function extent(series: Iterable<ArrayLike<number>>): [number, number] | null {
  let low = Infinity;
  let high = -Infinity;
  for (const values of series) {
    for (let index = 0; index < values.length; index++) {
      const value = values[index];
      if (!Number.isFinite(value)) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return low <= high ? [low, high] : null;
}
