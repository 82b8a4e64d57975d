/** A picture of few colours: every pixel is a place in the list of colours. */
export interface IndexedPicture {
  width: number;
  height: number;
  pixels: Uint8Array | Uint16Array;
  /** Red, green and blue of one colour after the other. */
  colors: Uint8Array;
}
