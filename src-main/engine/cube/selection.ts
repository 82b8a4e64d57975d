/**
 * The value below which the fraction `q` of the values lies, interpolated linearly between the two nearest ranks
 * (R. J. Hyndman and Y. Fan, "Sample quantiles in statistical packages", 1996, definition 7).
 *
 * @param values finite, at least one; put in another order
 * @param q from 0 to 1
 */
export function quantile(values: Float32Array, q: number): number {
  const rank = q * (values.length - 1);
  const below = Math.floor(rank);
  const low = select(values, below);
  if (below === rank) return low;
  // Everything behind the selected place is at least as large, so the next rank is the smallest of it.
  let high = Infinity;
  for (let i = below + 1; i < values.length; i++) if (values[i] < high) high = values[i];
  return low + (high - low) * (rank - below);
}

/**
 * Puts the values in an order in which the one at `place` is where sorting would put it, none before it larger, none
 * behind it smaller (C. A. R. Hoare, "Algorithm 65: find", 1961), and returns that value.
 */
function select(values: Float32Array, place: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const pivot = middleOf(values[low], values[(low + high) >> 1], values[high]);
    let left = low;
    let right = high;
    while (left <= right) {
      while (values[left] < pivot) left++;
      while (values[right] > pivot) right--;
      if (left > right) break;
      const kept = values[left];
      values[left++] = values[right];
      values[right--] = kept;
    }
    if (place <= right) high = right;
    else if (place >= left) low = left;
    else break;
  }
  return values[place];
}

function middleOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
