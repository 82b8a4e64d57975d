/** Shape of one sample, batch left out: (rows, columns, channels), (rows, columns, bands, channels) or (features). */
export type Shape = readonly number[];

export const sizeOf = (shape: Shape): number => shape.reduce((product, size) => product * size, 1);
