import { expect, it } from 'vitest';
import type { KeptMetadata } from '@shared/cube-formats';
import { formats, openVariable } from '../../../src-main/engine/files/registry';
import type { ArraySource } from '../../../src-main/engine/files/source';
import { knownFiles } from '../../support/known-files';

const FACTS: Readonly<Record<KeptMetadata, (source: ArraySource) => unknown>> = {
  wavelengths: ({ wavelengths }) => wavelengths,
  fwhm: ({ fwhm }) => fwhm,
  'bad-bands': ({ badBands }) => badBands,
  'band-names': ({ bandNames }) => bandNames,
  nodata: ({ nodata }) => nodata,
  place: ({ georeferencing }) => georeferencing,
  classes: ({ classes }) => classes,
  'other-fields': ({ carried }) => carried?.enviFields ?? carried?.gdalItems,
};
const KINDS = Object.keys(FACTS) as KeptMetadata[];

it.each(formats.map((format) => [format.id, format] as const))(
  'what the list of formats says of %s is what its fixtures tell, no more and no less',
  async (id, { tells }) => {
    const told = new Set<KeptMetadata>();
    for (const { file, variables } of knownFiles().find(({ format }) => format === id)!.files) {
      for (const { name } of variables) {
        const source = await openVariable({ file, variable: name });
        for (const kind of KINDS) if (FACTS[kind](source) !== undefined) told.add(kind);
        await source.close();
      }
    }
    expect(KINDS.filter((kind) => told.has(kind))).toEqual(KINDS.filter((kind) => tells.includes(kind)));
  },
);
