import { AXIS_NAMES, inFileOrder, inOrder, type AxisName } from '@shared/axes';
import { labelsFit } from '@shared/labels-fit';
import type { LabelledClass } from '@shared/ipc';
import type { LabelMap, Scene, VariableRef } from '@shared/scene';
import type { AxesSubject } from './axes.svelte';
import { ClassList, type ListedClass } from './class-list.svelte';

/** How many different labels 16 bits hold. */
const LABELS = 65_536;

export type Truth = VariableRef & LabelMap;

/** The open scene, its ground truth and how its classes look. */
export class SceneState {
  #scene = $state.raw<Scene | null>(null);
  #truth = $state.raw<Truth | null>(null);
  /** The classes of its ground truth. */
  readonly legend = new ClassList();
  readonly #ownMapLegend = new ClassList();
  #mapHasOwnClasses = $state(false);
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

  get classes(): readonly ListedClass[] {
    return this.legend.all;
  }

  /** Those of the map, which may be of a model that knows other classes than the truth. */
  get mapLegend(): ClassList {
    return this.#mapHasOwnClasses ? this.#ownMapLegend : this.legend;
  }

  get mapHasOwnClasses(): boolean {
    return this.#mapHasOwnClasses;
  }

  classOf(label: number): ListedClass | undefined {
    return this.legend.of(label);
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

  /** A map of the classes of the truth is there. */
  showMap(): void {
    this.#mapHasOwnClasses = false;
  }

  /**
   * A map of a model's classes is there. Classes that the truth has as well take the model's colours; else the map has a
   * legend of its own.
   */
  showMapOf(classes: readonly LabelledClass[], labels: Uint16Array): void {
    const known = classes.every(({ label, name }) => this.legend.of(label)?.name === name);
    this.#mapHasOwnClasses = !known;
    if (known) return classes.forEach(({ label, color }) => this.legend.setColor(label, color));
    const pixels = new Uint32Array(LABELS);
    for (const label of labels) pixels[label]++;
    this.#ownMapLegend.show(classes.map((each) => ({ ...each, pixels: pixels[each.label] })));
  }

  #setTruth(truth: Truth | null): void {
    this.#truth = truth;
    this.#mapHasOwnClasses = false;
    this.legend.show(truth?.classes ?? []);
  }
}
