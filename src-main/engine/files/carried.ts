/**
 * What a file says besides the values, in its own words, so that it can be said again when the values are written to
 * another file. It holds for the array as the file has it: whoever turns or cuts the array must not pass it on.
 */
export interface CarriedMetadata {
  /** Fields of an ENVI header by their names in lower case. */
  readonly enviFields?: ReadonlyMap<string, EnviField>;
  /** Entries of GDAL's metadata in a TIFF. */
  readonly gdalItems?: readonly GdalItem[];
  /** Tags of a TIFF that place its pixels on the ground and name the system that the place is given in. */
  readonly geoTags?: readonly CarriedTag[];
  /** The text of "no value", which a number may not hold exactly. */
  readonly nodata?: string;
  readonly description?: string;
}

export interface EnviField {
  /** As it is spelt in the header. */
  name: string;
  /** With the braces around a list. */
  value: string;
}

/** `<Item name sample role domain>text</Item>` (gdal.org, GTiff driver). */
export interface GdalItem {
  name: string;
  /** 0-based band; absent where the item is about the whole image. */
  band?: number;
  role: string;
  domain: string;
  text: string;
}

/** An entry of a TIFF's directory whose values mean the same in any other TIFF. */
export type CarriedTag =
  | { code: number; kind: 'short' | 'double'; values: readonly number[] }
  | { code: number; kind: 'ascii'; text: string };
