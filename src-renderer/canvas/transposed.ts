import type { SmallPicture } from '@shared/scene';

/** The picture with its rows and columns exchanged. */
export function transposed({ rows, columns, grey, missing, ...picture }: SmallPicture): SmallPicture {
  const turned = (bytes: Uint8Array) => {
    const result = new Uint8Array(bytes.length);
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++)
        result[column * rows + row] = bytes[row * columns + column];
    return result;
  };
  return {
    ...{ ...picture, rows: columns, columns: rows, grey: turned(grey) },
    ...(missing && { missing: turned(missing) }),
  };
}
