import { readFile } from 'node:fs/promises';
import { EngineError } from '../../errors';

/** A point of an outline in units of the font, y upwards; a curve bends towards points that are not on it. */
export interface OutlinePoint {
  x: number;
  y: number;
  onCurve: boolean;
}

const X_IS_BYTE = 2;
const Y_IS_BYTE = 4;
const REPEATED = 8;
const X_SAME_OR_POSITIVE = 16;
const Y_SAME_OR_POSITIVE = 32;

/** The glyphs of a TrueType font ("OpenType specification", Microsoft) whose glyphs are no composites. */
export class Font {
  private readonly tables = new Map<string, number>();
  private readonly view: DataView;
  /** Units of the font an em. */
  readonly unitsPerEm: number;
  private readonly longOffsets: boolean;
  private readonly metrics: number;
  private readonly cmap: number;

  constructor(bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let table = 0; table < this.view.getUint16(4); table++) {
      const record = 12 + 16 * table;
      const name = String.fromCharCode(...bytes.subarray(record, record + 4));
      this.tables.set(name, this.view.getUint32(record + 8));
    }
    this.unitsPerEm = this.view.getUint16(this.table('head') + 18);
    this.longOffsets = this.view.getInt16(this.table('head') + 50) === 1;
    this.metrics = this.view.getUint16(this.table('hhea') + 34);
    this.cmap = this.table('cmap') + this.view.getUint32(this.table('cmap') + 8);
  }

  /** @throws EngineError where the font that comes with the program is gone */
  static async open(file: string): Promise<Font> {
    try {
      return new Font(await readFile(file));
    } catch {
      throw new EngineError(
        'font-missing',
        `The font that pictures are written with cannot be read (${file}): install Bandscape again.`,
        { file },
      );
    }
  }

  /** The glyph of a character, 0 where the font has none ("cmap", format 4: segments of the first 65,536). */
  glyph(codePoint: number): number {
    const { view, cmap } = this;
    const doubled = view.getUint16(cmap + 6);
    for (let at = 0; at < doubled; at += 2) {
      const ends = cmap + 14 + at;
      if (view.getUint16(ends) < codePoint) continue;
      const starts = ends + doubled + 2;
      const start = view.getUint16(starts);
      if (start > codePoint) return 0;
      const delta = view.getUint16(starts + doubled);
      const offsets = starts + 2 * doubled;
      const offset = view.getUint16(offsets);
      if (offset === 0) return (codePoint + delta) & 0xffff;
      const glyph = view.getUint16(offsets + offset + 2 * (codePoint - start));
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
    }
    return 0;
  }

  /** How far the next glyph is away, in units of the font. */
  advance(glyph: number): number {
    return this.view.getUint16(this.table('hmtx') + 4 * Math.min(glyph, this.metrics - 1));
  }

  /** The closed outlines of a glyph; none of a blank one. */
  outlines(glyph: number): OutlinePoint[][] {
    const { view } = this;
    const [start, end] = [this.glyphOffset(glyph), this.glyphOffset(glyph + 1)];
    const contours = end > start ? view.getInt16(start) : 0;
    if (contours <= 0) return [];
    const ends = Array.from({ length: contours }, (_, index) => view.getUint16(start + 10 + 2 * index));
    const count = ends[contours - 1] + 1;
    const instructions = start + 10 + 2 * contours;
    const points = this.points(instructions + 2 + view.getUint16(instructions), count);
    return ends.map((last, index) => points.slice(index === 0 ? 0 : ends[index - 1] + 1, last + 1));
  }

  private points(at: number, count: number): OutlinePoint[] {
    const flags: number[] = [];
    while (flags.length < count) {
      const flag = this.view.getUint8(at++);
      const times = flag & REPEATED ? this.view.getUint8(at++) + 1 : 1;
      for (let time = 0; time < times; time++) flags.push(flag);
    }
    const xs = this.coordinates(at, flags, X_IS_BYTE, X_SAME_OR_POSITIVE);
    const ys = this.coordinates(xs.end, flags, Y_IS_BYTE, Y_SAME_OR_POSITIVE);
    return flags.map((flag, index) => ({
      x: xs.values[index],
      y: ys.values[index],
      onCurve: (flag & 1) === 1,
    }));
  }

  /** Differences as bytes with a sign in the flag, as words, or left out where there is none. */
  private coordinates(at: number, flags: readonly number[], isByte: number, sameOrPositive: number) {
    let value = 0;
    const values = flags.map((flag) => {
      if (flag & isByte) value += this.view.getUint8(at++) * (flag & sameOrPositive ? 1 : -1);
      else if (!(flag & sameOrPositive)) {
        value += this.view.getInt16(at);
        at += 2;
      }
      return value;
    });
    return { values, end: at };
  }

  private glyphOffset(glyph: number): number {
    const [loca, glyf] = [this.table('loca'), this.table('glyf')];
    return (
      glyf +
      (this.longOffsets ? this.view.getUint32(loca + 4 * glyph) : 2 * this.view.getUint16(loca + 2 * glyph))
    );
  }

  private table(name: string): number {
    return this.tables.get(name) as number;
  }
}
