import { join } from 'node:path';
import type { CubeMethods, ParametersOf } from '@shared/engine-protocol';

/** The scene that ships with the program and that a first start shows. */
export function sampleScene(appFolder: string): Omit<ParametersOf<CubeMethods, 'openScene'>, 'sceneId'> {
  const folder = join(appFolder, 'assets', 'samples', 'indian-pines');
  return {
    name: 'Indian Pines',
    cube: { file: join(folder, 'Indian_pines_corrected.mat'), variable: 'indian_pines_corrected' },
    truth: { file: join(folder, 'Indian_pines_gt.mat'), variable: 'indian_pines_gt' },
    wavelengthFile: join(folder, 'wavelengths.csv'),
  };
}
