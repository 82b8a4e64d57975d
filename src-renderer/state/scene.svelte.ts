import { AXIS_NAMES, inFileOrder, inOrder, type AxisName } from '@shared/axes';
import { labelsFit } from '@shared/labels-fit';
import type { ClassInfo, LabelMap, Rgb, Scene, VariableRef } from '@shared/scene';
import { classColors, type PaletteName } from '@shared/palettes';
import type { LabelColors } from '../canvas/label-picture';
import type { AxesSubject } from './axes.svelte';

export const PALETTES: readonly PaletteName[] = ['spectral-python', 'colour-blind-safe'];

export type Truth = VariableRef & LabelMap;

/** A class as it is drawn: its colour may have been edited, it may be hidden. */
export interface SceneClass extends ClassInfo {
  visible: boolean;
}

/** The open scene, its ground truth and how its classes look. */
export class SceneState {
  #scene = $state.raw<Scene | null>(null);
  #truth = $state.raw<Truth | null>(null);
  #classes = $state.raw<readonly SceneClass[]>([]);
  #givenWavelengths: number[] | undefined;

  get scene(): Scene | null {
    return this.#scene;
  }

  get truth(): Truth | null {
    return this.#truth;
  }

  /** The open cube as a run or an export must read it: with what a person gave for it. Null without a scene. */
  get cubeRef(): VariableRef | null {
    const cube = this.#scene?.cube;
    if (!cube) return null;
    const wavelengths = this.#givenWavelengths;
    return {
      ...{ file: cube.file, variable: cube.variable },
      ...(wavelengths && { wavelengths }),
      ...(cube.axesFrom === 'given' && { axes: cube.axes }),
    };
  }

  /** The same of its ground truth; null without one. */
  get truthRef(): VariableRef | null {
    if (!this.#truth) return null;
    const { file, variable, axes } = this.#truth;
    return { file, variable, ...(axes && { axes }) };
  }

  /** What a choice of another order of the axes needs to know; null without a scene. */
  get axesSubject(): AxesSubject | null {
    const cube = this.#scene?.cube;
    if (!cube) return null;
    const inUse = cube.axes ?? AXIS_NAMES;
    const truth = this.#truth;
    return {
      variable: { file: cube.file, variable: cube.variable },
      stored: inFileOrder([cube.rows, cube.columns, cube.bands], inUse),
      inUse,
      from: cube.axesFrom ?? 'format',
      ...(truth && { truth: [truth.rows, truth.columns] as const }),
    };
  }

  /** The cube and its truth as they are to be opened in another order, the truth as far as it still fits. */
  inOrder(axes: AxisName[], turnTruth: boolean): { cube: VariableRef; truth: VariableRef | undefined } {
    const { axesSubject, cubeRef, truthRef } = this;
    const cube = { ...(cubeRef as VariableRef), axes };
    const { stored, inUse, truth } = axesSubject as AxesSubject;
    if (axes.indexOf('bands') !== inUse.indexOf('bands')) delete cube.wavelengths;
    if (!truth || !truthRef) return { cube, truth: undefined };
    const [down, across] = truthRef.axes ?? AXIS_NAMES;
    const turned: VariableRef = turnTruth ? { ...truthRef, axes: [across, down] } : truthRef;
    const shape = turnTruth ? [truth[1], truth[0]] : [...truth];
    return { cube, truth: labelsFit({ shape }, inOrder(stored, axes)) ? turned : undefined };
  }

  get classes(): readonly SceneClass[] {
    return this.#classes;
  }

  /** Colours by class, null where hidden; index 0 = class 1. */
  get visibleColors(): LabelColors {
    return byLabel(this.#classes, (each) => (each.visible ? each.color : null));
  }

  /** Names and edited colours by class, index 0 = class 1, as a run and an export take them. */
  get namesAndColors(): { name: string; color: Rgb }[] {
    return byLabel(
      this.#classes,
      ({ name, color }) => ({ name, color }),
      (label) => ({
        name: `Class ${label}`,
        color: [128, 128, 128] as Rgb,
      }),
    );
  }

  classOf(label: number): SceneClass | undefined {
    return this.#classes.find((each) => each.label === label);
  }

  show(scene: Scene): void {
    this.#scene = scene;
    this.#givenWavelengths = undefined;
    this.#setTruth(scene.truth ?? null);
  }

  /** @param defaultRgb the composite that they suggest */
  giveWavelengths(wavelengths: number[], defaultRgb: [number, number, number]): void {
    if (!this.#scene) return;
    this.#givenWavelengths = wavelengths;
    this.#scene = { ...this.#scene, cube: { ...this.#scene.cube, wavelengths, defaultRgb } };
  }

  attachTruth(truth: Truth): void {
    this.#setTruth(truth);
  }

  setColor(label: number, color: Rgb): void {
    this.#change(label, { color });
  }

  /** Gives every class its colour of a palette. */
  usePalette(palette: PaletteName): void {
    const most = this.#classes.reduce((largest, { label }) => Math.max(largest, label), 0);
    const colors = classColors(most, palette);
    this.#classes = this.#classes.map((each) => ({ ...each, color: colors[each.label - 1] }));
  }

  /** The palette that all classes have their colours of, null once one was edited. */
  get palette(): PaletteName | null {
    const most = this.#classes.reduce((largest, { label }) => Math.max(largest, label), 0);
    const uses = (palette: PaletteName) => {
      const colors = classColors(most, palette);
      return this.#classes.every(({ label, color }) => color.join() === colors[label - 1].join());
    };
    return PALETTES.find(uses) ?? null;
  }

  setVisible(label: number, visible: boolean): void {
    this.#change(label, { visible });
  }

  setAllVisible(visible: boolean): void {
    this.#classes = this.#classes.map((each) => ({ ...each, visible }));
  }

  #setTruth(truth: Truth | null): void {
    this.#truth = truth;
    this.#classes = (truth?.classes ?? []).map((each) => ({ ...each, visible: true }));
  }

  #change(label: number, change: Partial<SceneClass>): void {
    this.#classes = this.#classes.map((each) => (each.label === label ? { ...each, ...change } : each));
  }
}

/** A list with one entry a label from 1 to the largest; labels that no class has get `absent`. */
function byLabel<T>(
  classes: readonly SceneClass[],
  entry: (each: SceneClass) => T,
  absent: (label: number) => T = () => null as T,
): T[] {
  const most = classes.reduce((largest, each) => Math.max(largest, each.label), 0);
  const list = Array.from({ length: most }, (_, index) => absent(index + 1));
  for (const each of classes) list[each.label - 1] = entry(each);
  return list;
}
