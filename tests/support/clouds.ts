import { createRandom } from '../../src-main/engine/samples/random';
import type { Samples } from '../../src-main/engine/classical/method';

/** Normal clouds around one corner of a cube a class, which touch: nothing separates them without a mistake. */
export function clouds(count: number, features: number, classes: number, seed = 1): Samples {
  const random = createRandom(seed, 'clouds');
  const targets = Int32Array.from({ length: count }, (_, sample) => sample % classes);
  const values = Float32Array.from({ length: count * features }, (_, at) => {
    const target = targets[Math.floor(at / features)];
    return (target >> ((at % features) % 4)) % 2 === 0 ? random.normal() : 2 + random.normal();
  });
  return { values, features, targets, classes };
}
