/** Sizes in the header are whole numbers after this word, floating-point ones after the other. */
export const WHOLE_NUMBERS = 'HEAD74';
const MAGICS = [WHOLE_NUMBERS, 'HEADER'];

/** Both words are plain text, which a text file may begin with too, but not with the zeros that follow. */
export function isErdas(head: Uint8Array): boolean {
  return MAGICS.includes(magicOf(head)) && head.subarray(0, 16).includes(0);
}

export function magicOf(head: Uint8Array): string {
  return String.fromCharCode(...head.subarray(0, 6));
}
