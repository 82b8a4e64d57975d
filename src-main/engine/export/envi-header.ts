import { statSync } from 'node:fs';
import type { Rgb } from '@shared/scene';
import type { EnviField } from '../files/carried';
import { fieldKey } from '../files/envi/header-text';
import { DATA_EXTENSIONS, dataNames } from '../files/envi/pair';
import { mapInfoOf } from './place/map-info';
import type { Place } from './place/place';

const DATA_ENDING = new RegExp(`\\.(${DATA_EXTENSIONS.join('|')})$`, 'i');

export type EnviFields = Map<string, EnviField>;

/**
 * Where the values of a header `x.hdr` lie: in the file that every reader would take for them because it is there
 * already, else in `x.img`, or `x.dat` beside `x.dat.hdr`.
 */
export function dataFileOf(header: string): string {
  const [stem] = dataNames(header);
  return dataNames(header).find(isFile) ?? (DATA_ENDING.test(stem) ? stem : `${stem}.img`);
}

function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** The text of a header. */
export function encodeHeader(fields: EnviFields): string {
  const lines = Array.from(fields.values(), ({ name, value }) => `${name} = ${value}`);
  return `${['ENVI', ...lines].join('\n')}\n`;
}

export function fieldsOf(entries: readonly (readonly [name: string, value: string | number])[]): EnviFields {
  return new Map(entries.map(([name, value]) => [fieldKey(name), { name, value: String(value) }]));
}

/** A list in braces, an entry a line. */
export function list(entries: readonly (string | number)[]): string {
  return `{\n ${entries.join(',\n ')}}`;
}

/** Without the characters that end an entry or a list. */
export function plain(text: string): string {
  return text.replace(/[{},\r\n]+/g, ' ').trim();
}

/** "map info" and "coordinate system string", as far as a header can say them. */
export function placeFields(place: Place | undefined): EnviFields {
  const { mapInfo, systemText } = place ? mapInfoOf(place) : {};
  return fieldsOf([
    ...(mapInfo === undefined ? [] : [['map info', `{${mapInfo}}`] as const]),
    ...(systemText === undefined ? [] : [['coordinate system string', `{${systemText}}`] as const]),
  ]);
}

/** @param classes every label from 0 on */
export function classFields(classes: readonly { name: string; color: Rgb }[]): EnviFields {
  return fieldsOf([
    ['classes', classes.length],
    ['class lookup', list(classes.map(({ color }) => color.join(', ')))],
    ['class names', list(classes.map(({ name }, label) => plain(name) || `Class ${label}`))],
  ]);
}
