import { describe, expect, it } from 'vitest';
import { defaultRgb } from '../../../src-main/engine/cube/default-rgb';
import { readWavelengths, wavelengthsBeside } from '../../../src-main/engine/cube/wavelengths';
import { temporaryFolder } from '../../support/temporary-folder';
import { WAVELENGTHS } from './sample';

const folder = temporaryFolder();

describe('a list of wavelengths', () => {
  it('comes with the sample, and jumps back where its spectrometers overlap', async () => {
    const wavelengths = await readWavelengths(WAVELENGTHS, 200);
    expect(wavelengths).toHaveLength(200);
    const jumps = wavelengths.filter((value, band) => band > 0 && value < wavelengths[band - 1]);
    expect(jumps.length).toBeGreaterThan(0);
  });

  it.each([
    ['numbers alone', '400\n500\n600\n'],
    ['a header and a number of the band', 'band,wavelength_nm\n1,400\n2,500\n3,600'],
    ['semicolons and decimal commas', 'Band;Mitte\n1;400,0\n2;500,0\n3;600,0\n'],
    ['tabs, comments and empty lines', '# sensor\n\n1\t400\n2\t500\n\n3\t600\n\n'],
    ['spaces and line ends of Windows', '  1  400\r\n  2  500\r\n  3  600\r\n'],
    ['quotes and a byte-order mark', '\uFEFF"b","nm"\n"1","400"\n"2","500"\n"3","600"\n'],
    ['micrometres', '0.4\n0.5\n0.6\n'],
    ['exponents', '4e2\n5.0E+02\n6e2\n'],
  ])('may have %s', async (_, text) => {
    expect(await readWavelengths(folder.write('list.csv', text), 3)).toEqual([400, 500, 600]);
  });

  it.each([
    ['wavelength-count-differs', '400\n500\n'],
    ['wavelength-line-without-number', 'a\nb\n400\n500\n600\n'],
    ['wavelength-line-without-number', '400\n500\nsix hundred\n'],
    ['not-wavelengths', '0\n1\n2\n'],
    ['not-wavelengths', '600\n500\n400\n'],
    ['wavelength-file-too-long', '4'.repeat(5_000_000)],
  ])('is refused with %s', async (code, text) => {
    const file = folder.write('list.csv', text);
    await expect(readWavelengths(file, 3)).rejects.toMatchObject({ kind: 'unusable-data', code });
  });

  it('that is missing is an error where it was named and none where it was looked for', async () => {
    await expect(readWavelengths(`${folder.path}/none.csv`, 3)).rejects.toMatchObject({
      code: 'file-missing',
    });
    expect(await wavelengthsBeside(`${folder.path}/below/cube.mat`, 3)).toBeUndefined();
  });
});

describe('the bands of the first composite', () => {
  it('are the nearest to red, green and blue', async () => {
    const wavelengths = await readWavelengths(WAVELENGTHS, 200);
    const nanometres = (variable: string) =>
      defaultRgb(200, wavelengths, variable).map((band) => Math.round(wavelengths[band]));
    expect(nanometres('another_scene')).toEqual([637, 548, 459]);
    // Band 16 of this scene has faulty values.
    expect(nanometres('indian_pines_corrected')).toEqual([637, 538, 459]);
  });

  it.each([
    ['indian_pines_corrected', 200, [43, 21, 11]],
    ['salinas_corrected', 204, [43, 21, 11]],
    ['KSC', 176, [43, 21, 11]],
    ['paviaU', 103, [55, 41, 12]],
    ['pavia', 102, [55, 41, 12]],
    ['Botswana', 145, [75, 33, 15]],
  ])('of %s are the usual ones', (variable, bands, rgb) => {
    expect(defaultRgb(bands, undefined, variable)).toEqual(rgb);
  });

  it('are spread over a sensor that sees none of the three', () => {
    const infrared = Array.from({ length: 101 }, (_, band) => 1000 + 15 * band);
    expect(defaultRgb(101, infrared)).toEqual([100, 50, 0]);
  });

  it('are different ones within the cube, whatever its bands', () => {
    for (let bands = 2; bands < 400; bands++) {
      const rgb = defaultRgb(bands, undefined, 'pavia_part');
      for (const band of rgb) expect(band >= 0 && band < bands).toBe(true);
      if (bands >= 3) expect(new Set(rgb).size, `${bands} bands`).toBe(3);
    }
  });
});
