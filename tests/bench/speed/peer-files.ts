import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMPONENTS, indianPines } from './scene';
import type { Tasks } from './tasks';

/** The scene and its splits as plain numbers: the peers learn from the very same, without the program's readers. */
export async function writeForPeers({ folder, seeds }: Tasks['files']): Promise<null> {
  const { picture, labels, split } = await indianPines();
  const { rows, columns } = picture;
  const values = new Float32Array(rows * columns * COMPONENTS);
  const whole = { row: 0, column: 0, rows, columns };
  await picture.read(whole, { values, at: 0, stride: columns * COMPONENTS });
  writeFileSync(join(folder, 'picture.f32'), new Uint8Array(values.buffer));
  writeFileSync(join(folder, 'labels.u8'), Uint8Array.from(labels));
  for (const seed of seeds) writeFileSync(join(folder, `split-${seed}.u8`), split(seed).sides);
  writeFileSync(join(folder, 'shape.json'), JSON.stringify({ rows, columns, components: COMPONENTS }));
  return null;
}
