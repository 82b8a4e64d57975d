import type { ErrorReportLike, LabelMap } from '@shared/scene';

/**
 * The truth without the labels of pixels that lack a value, which are neither trained on nor counted, and what a
 * person should know of it. Classes keep their names and colours; one that is left without pixels is gone.
 *
 * @param incomplete rows x columns, 1 where a pixel lacks a value; absent where none does
 */
export function completeTruth(
  truth: LabelMap,
  incomplete: Uint8Array | undefined,
): { truth: LabelMap; warnings: ErrorReportLike[] } {
  if (!incomplete) return { truth, warnings: [] };
  const labels = truth.labels.slice();
  const lost = new Map<number, number>();
  let pixels = 0;
  let labelled = 0;
  for (let pixel = 0; pixel < labels.length; pixel++) {
    if (incomplete[pixel] === 0) continue;
    pixels++;
    const label = labels[pixel];
    if (label === 0) continue;
    labelled++;
    lost.set(label, (lost.get(label) ?? 0) + 1);
    labels[pixel] = 0;
  }
  const classes = truth.classes
    .map((each) => ({ ...each, pixels: each.pixels - (lost.get(each.label) ?? 0) }))
    .filter((each) => each.pixels > 0);
  return { truth: { ...truth, labels, classes }, warnings: [warningOf(pixels, labelled)] };
}

function warningOf(pixels: number, labelled: number): ErrorReportLike {
  const are = pixels === 1 ? '1 pixel of the cube lacks' : `${pixels} pixels of the cube lack`;
  return {
    code: 'pixels-without-values',
    message:
      `${are} a value in some band: left out of preprocessing, training and figures, unclassified in the map ` +
      `(${labelled} of them labelled).`,
    details: { pixels, labelled },
  };
}
