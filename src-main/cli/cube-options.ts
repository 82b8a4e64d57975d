import { Option } from 'commander';
import type { VariableInfo, VariableRef } from '@shared/scene';
import { readWavelengths } from '../engine/cube/wavelengths';
import { InvalidSettingsError } from '../engine/errors';

/** How a cube is to be read, where its file does not say it or says it wrongly; as typed. */
export interface CubeOptions {
  wavelengths?: string;
}

export function wavelengthsOption(): Option {
  return new Option(
    '--wavelengths <file>',
    'text file of band centres in nm or um, one line a band, instead of what the file of the cube says',
  );
}

/**
 * A cube's reference with what the options say of it.
 * @throws InvalidSettingsError where the variable is no cube
 * @throws as `readWavelengths`
 */
export async function withCubeOptions(
  ref: VariableRef,
  { name, role, shape }: VariableInfo,
  options: CubeOptions,
): Promise<VariableRef> {
  if (options.wavelengths === undefined) return ref;
  if (role !== 'cube') {
    throw new InvalidSettingsError(
      'not-a-cube-to-option',
      `--wavelengths belongs to a cube, but ${name} is ${shape.join(' x ')}: leave it out or name the cube.`,
      { variable: name },
    );
  }
  return { ...ref, wavelengths: await readWavelengths(options.wavelengths, shape[2]) };
}
