/** The part of lerc 3.0 that is used; the package has no types of its own. */
declare module 'lerc' {
  interface LercBlock {
    width: number;
    height: number;
    dimCount: number;
    /** One array a band; with several values a pixel all in the first. */
    pixels: (
      | Int8Array
      | Uint8Array
      | Int16Array
      | Uint16Array
      | Int32Array
      | Uint32Array
      | Float32Array
      | Float64Array
    )[];
    /** 0 where a pixel has no value; absent where all have. */
    mask?: Uint8Array | null;
  }
  const Lerc: { decode(data: ArrayBuffer, options: { returnPixelInterleavedDims: boolean }): LercBlock };
  export default Lerc;
}
