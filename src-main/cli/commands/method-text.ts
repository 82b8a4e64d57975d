import type { ClassicalDescription } from '@shared/network';
import { heading, optionLine } from './layer-tables';
import { table } from '../output';

const REDUCTIONS = { none: 'all bands', pca: 'components', 'whitened-pca': 'whitened components' };
const SCALINGS = {
  none: 'not scaled',
  standard: 'scaled to mean 0 and deviation 1',
  minmax: 'scaled to 0 to 1',
};

/** A classical method with its paper, how it decides and its recipe. */
export function methodText(method: ClassicalDescription): string {
  const { recipe, deviations, facts, options } = method;
  return [
    ...heading(method),
    ...deviations.map((deviation) => `Differs from the paper: ${deviation}`),
    '',
    table(
      facts.map(({ name, text }) => [name, text]),
      [],
    ),
    '',
    ...options.map(optionLine),
    `Recipe: ${REDUCTIONS[recipe.reduction]}, ${SCALINGS[recipe.scaling]}`,
    `Source: ${recipe.source}`,
  ].join('\n');
}
