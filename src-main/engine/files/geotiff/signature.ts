/** Classic TIFF and BigTIFF in either byte order, by the first four bytes. */
export function isTiff(head: Uint8Array): boolean {
  if (head.length < 4) return false;
  const [first, second, third, fourth] = head;
  const little = first === 0x49 && second === 0x49 && fourth === 0;
  const big = first === 0x4d && second === 0x4d && third === 0;
  const magic = little ? third : fourth;
  return (little || big) && (magic === 42 || magic === 43);
}
