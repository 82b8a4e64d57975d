import type { AxisName } from '@shared/axes';
import { attributesOrNone, orNothing, type FoundArray } from './array-context';
import { referencesIn, textIn, textsIn } from './attribute-values';
import type { Attribute } from './attributes';
import type { Hdf5File } from './hdf5-file';
import type { FoundDataset } from './walk';

/** What coordinates across and down a picture are called. */
export const ACROSS = /^(x|xc|lon|longitude|easting|eastings|projection_x_coordinate)$/i;
export const DOWN = /^(y|yc|lat|latitude|northing|northings|projection_y_coordinate)$/i;

const NAMES: Record<AxisName, RegExp> = {
  rows: /^(n_?)?(rows?|lines?|scan_?lines?|height|down_?track|along_?track|number_of_(rows|lines|scans))$/i,
  columns:
    /^(n_?)?(col(umn)?s?|samples?|pixels?|width|cross_?track|across_?track|number_of_(columns|samples|pixels))$/i,
  bands:
    /^(n_?)?(bands?|channels?|wave_?lengths?|wl|wvl|lambda|spectral(_(bands?|channels?|dim(ension)?))?|number_of_(bands|channels|wavelengths))$/i,
};
/** Of coordinates that nothing but bands have. */
const WAVELENGTH_UNIT = /^(nm|nano-?met(er|re)s?|[uµμ]m|micro-?met(er|re)s?|microns?)$/i;

function axisOf(name: string): AxisName | undefined {
  if (DOWN.test(name)) return 'rows';
  if (ACROSS.test(name)) return 'columns';
  const known = Object.entries(NAMES) as [AxisName, RegExp][];
  return known.find(([, pattern]) => pattern.test(name))?.[0];
}

/**
 * What each axis of an array is by the names that the file gives it: those of the scales that are attached to it, or
 * its labels (HDF5 Dimension Scales specification), or the unit of a scale's coordinates. Names that contradict each
 * other tell nothing.
 */
export async function axisNames(
  h5: Hdf5File,
  { array }: FoundArray,
  attributes: Map<string, Attribute>,
  datasets: readonly FoundDataset[],
): Promise<(AxisName | undefined)[]> {
  const scales = (await orNothing(referencesIn(h5, attributes.get('DIMENSION_LIST')), undefined)) ?? [];
  const labels = (await orNothing(textsIn(h5, attributes.get('DIMENSION_LABELS')), undefined)) ?? [];
  const names: (AxisName | undefined)[] = [];
  for (const axis of array.dataset.space.dims.keys()) {
    const scale = datasets.find(({ address }) => address === scales[axis]?.[0]);
    const byScale = scale && (axisOf(lastName(scale.path)) ?? (await byUnit(h5, scale)));
    names.push(byScale ?? axisOf(labels[axis] ?? ''));
  }
  const given = names.filter((name) => name !== undefined);
  return new Set(given).size === given.length ? names : names.map(() => undefined);
}

async function byUnit(h5: Hdf5File, scale: FoundDataset): Promise<AxisName | undefined> {
  const unit = await orNothing(textIn(h5, (await attributesOrNone(scale)).get('units')), undefined);
  return unit !== undefined && WAVELENGTH_UNIT.test(unit) ? 'bands' : undefined;
}

export function lastName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
