import type { VariableRef } from '@shared/scene';
import { inspectFile, openVariable } from '../../files/registry';
import type { Placed } from './place';

/** What a variable's file tells of its place; nothing where it is gone since: what lies there is worth writing without. */
export async function placedOf(ref: VariableRef): Promise<Placed> {
  try {
    const { variables } = await inspectFile(ref.file);
    if (!variables.find(({ name }) => name === ref.variable)?.georeferencing) return {};
    const source = await openVariable(ref);
    await source.close();
    return { georeferencing: source.georeferencing, carried: source.carried };
  } catch {
    return {};
  }
}
