import { coverageOf, type Coverage } from './coverage';
import type { Font } from './font';

/** Spaces that mean a break between words. */
const BREAK = /\s+/;
/** A line may be broken before and after each of these. */
const IDEOGRAPH = /[\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uff00-\uffef]/;

/** The width of a line of text in pixels. @param size pixels an em */
export function widthOf(font: Font, text: string, size: number): number {
  let units = 0;
  for (const character of text) units += font.advance(font.glyph(character.codePointAt(0) as number));
  return (units * size) / font.unitsPerEm;
}

/** The glyphs of a line whose baseline begins at (x, y). */
export function* glyphsOf(font: Font, text: string, x: number, y: number, size: number): Generator<Coverage> {
  const scale = size / font.unitsPerEm;
  for (const character of text) {
    const glyph = font.glyph(character.codePointAt(0) as number);
    const coverage = coverageOf(font.outlines(glyph), x, y, scale);
    if (coverage) yield coverage;
    x += font.advance(glyph) * scale;
  }
}

/** The characters that the font has no sign for, each once. */
export function missingIn(font: Font, texts: readonly string[]): string[] {
  const characters = new Set(texts.join('').replace(/\s/g, ''));
  return [...characters].filter((character) => font.glyph(character.codePointAt(0) as number) === 0);
}

/** Text in lines no wider than `width` pixels: broken between words, inside one only where it is too long by itself. */
export function wrap(font: Font, text: string, size: number, width: number): string[] {
  const fits = (line: string) => widthOf(font, line, size) <= width;
  const lines: string[] = [];
  let line = '';
  for (const piece of piecesOf(text)) {
    if (fits(line + piece.trimEnd())) {
      line += piece;
      continue;
    }
    if (line.trim() !== '') lines.push(line.trimEnd());
    line = '';
    for (const character of piece) {
      if (line !== '' && !fits(line + character)) {
        lines.push(line);
        line = '';
      }
      line += character;
    }
  }
  if (line.trim() !== '' || lines.length === 0) lines.push(line.trimEnd());
  return lines;
}

/** Words with the space behind them, and ideographs one by one. */
function piecesOf(text: string): string[] {
  const words = text.trim().split(BREAK);
  return words.flatMap((word, index) => {
    const pieces: string[] = [];
    let piece = '';
    for (const character of word) {
      if (IDEOGRAPH.test(character)) {
        if (piece !== '') pieces.push(piece);
        pieces.push(character);
        piece = '';
      } else piece += character;
    }
    if (piece !== '') pieces.push(piece);
    if (index < words.length - 1) pieces[pieces.length - 1] += ' ';
    return pieces;
  });
}
