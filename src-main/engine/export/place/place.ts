import type { Georeferencing } from '@shared/scene';
import type { CarriedMetadata, CarriedTag } from '../../files/carried';
import type { ArraySource } from '../../files/source';
import { coordinateSystemOf, type CoordinateSystem } from './coordinate-system';

/** Where pixels lie on the ground, with all that formats can say of it. */
export interface Place {
  transform: Georeferencing['transform'];
  /** Undefined where the source does not name it. */
  system: CoordinateSystem | undefined;
  /** The very tags of the source where it is a TIFF. */
  geoTags?: readonly CarriedTag[];
}

/** What a file tells of the place of an array. */
export type Placed = Pick<ArraySource, 'georeferencing' | 'carried'>;

/** The place of an array; undefined where its file does not tell it. */
export async function placeOf({ georeferencing, carried }: Placed): Promise<Place | undefined> {
  if (!georeferencing) return undefined;
  const { transform, crs } = georeferencing;
  const system = crs === undefined ? undefined : await coordinateSystemOf(crs);
  return { transform, system, ...tagsOf(carried) };
}

function tagsOf(carried: CarriedMetadata | undefined): Pick<Place, 'geoTags'> {
  return carried?.geoTags && carried.geoTags.length > 0 ? { geoTags: carried.geoTags } : {};
}
