import { classColors, type PaletteName } from '@shared/palettes';
import type { ClassInfo, Rgb } from '@shared/scene';
import type { LabelColors } from '../canvas/label-picture';

export const PALETTES: readonly PaletteName[] = ['spectral-python', 'colour-blind-safe'];

/** A class as it is drawn: its colour may have been edited, it may be hidden. */
export interface ListedClass extends ClassInfo {
  visible: boolean;
}

/** Classes and how they look: those of a ground truth, or those of a map. */
export class ClassList {
  #all = $state.raw<readonly ListedClass[]>([]);

  get all(): readonly ListedClass[] {
    return this.#all;
  }

  /** Colours by class, null where hidden; index 0 = class 1. */
  get visibleColors(): LabelColors {
    return byLabel(this.#all, (each) => (each.visible ? each.color : null));
  }

  /** Names and edited colours by class, index 0 = class 1, as a run and an export take them. */
  get namesAndColors(): { name: string; color: Rgb }[] {
    return byLabel(
      this.#all,
      ({ name, color }) => ({ name, color }),
      (label) => ({
        name: `Class ${label}`,
        color: [128, 128, 128] as Rgb,
      }),
    );
  }

  of(label: number): ListedClass | undefined {
    return this.#all.find((each) => each.label === label);
  }

  show(classes: readonly ClassInfo[]): void {
    this.#all = classes.map((each) => ({ ...each, visible: true }));
  }

  setColor(label: number, color: Rgb): void {
    this.#change(label, { color });
  }

  /** Gives every class its colour of a palette. */
  usePalette(palette: PaletteName): void {
    const colors = classColors(mostOf(this.#all), palette);
    this.#all = this.#all.map((each) => ({ ...each, color: colors[each.label - 1] }));
  }

  /** The palette that all classes have their colours of, null once one was edited. */
  get palette(): PaletteName | null {
    const uses = (palette: PaletteName) => {
      const colors = classColors(mostOf(this.#all), palette);
      return this.#all.every(({ label, color }) => color.join() === colors[label - 1].join());
    };
    return PALETTES.find(uses) ?? null;
  }

  setVisible(label: number, visible: boolean): void {
    this.#change(label, { visible });
  }

  setAllVisible(visible: boolean): void {
    this.#all = this.#all.map((each) => ({ ...each, visible }));
  }

  #change(label: number, change: Partial<ListedClass>): void {
    this.#all = this.#all.map((each) => (each.label === label ? { ...each, ...change } : each));
  }
}

const mostOf = (classes: readonly ListedClass[]): number =>
  classes.reduce((largest, { label }) => Math.max(largest, label), 0);

/** A list with one entry a label from 1 to the largest; labels that no class has get `absent`. */
function byLabel<T>(
  classes: readonly ListedClass[],
  entry: (each: ListedClass) => T,
  absent: (label: number) => T = () => null as T,
): T[] {
  const list = Array.from({ length: mostOf(classes) }, (_, index) => absent(index + 1));
  for (const each of classes) list[each.label - 1] = entry(each);
  return list;
}
