import type { ClassicalDescription, ClassicalRecipe, Paper } from '@shared/network';
import type { OptionDeclarations, ValuesOf } from '../networks/options';

/** Labelled pixels to learn from. */
export interface Samples {
  /** samples x features, feature fastest. */
  values: Float32Array;
  features: number;
  /** 0-based class of each. */
  targets: Int32Array;
  classes: number;
}

/**
 * Some samples' values, in the order of `chosen`.
 * @param values samples x features
 */
export function rowsOf(
  values: Float32Array | Float64Array,
  features: number,
  chosen: ArrayLike<number>,
): Float32Array {
  const rows = new Float32Array(chosen.length * features);
  for (let place = 0; place < chosen.length; place++) {
    const start = chosen[place] * features;
    rows.set(values.subarray(start, start + features), place * features);
  }
  return rows;
}

/** What a method has learnt in a form that can be stored: named arrays. */
export interface StoredArray {
  name: string;
  shape: number[];
  values: Float32Array | Float64Array | Int32Array;
}

export interface FitJob {
  samples: Samples;
  /** Where the method lets chance decide; the same seed gives the same result. */
  seed: number;
  /** How much of the fitting is done. */
  onStep?: (fraction: number) => void;
  /** The same a few times a second within a step that takes long. */
  onBeat?: (fraction: number) => void;
  /** Ends the work early and keeps what was learnt, where that is worth anything. */
  stop?: AbortSignal;
  /** Ends with `CancelledError`. */
  signal?: AbortSignal;
}

/** A method that has learnt, or that was read from a saved model. */
export interface FittedMethod {
  /** Numbers that it keeps. */
  readonly parameters: number;
  /** Multiply-accumulates for one pixel. */
  readonly macs: number;
  /** What it chose and keeps, for the report. */
  readonly learnt: Record<string, number>;
  /** Pixels that take a moment, so that a cancellation is heard after them. */
  readonly pixelsAtOnce: number;
  /**
   * Decides on some pixels.
   * @param values pixels x features
   * @param found the 0-based class of each pixel
   * @param probabilities pixels x classes; each pixel's add up to 1
   */
  decide(values: Float32Array, found: Int32Array, probabilities: Float32Array): void;
  /** For a model's folder; `restore` makes the same method of them. */
  arrays(): StoredArray[];
}

/** One method of a paper, which learns from single pixels without layers or steps. */
export interface ClassicalMethod<Options extends OptionDeclarations = OptionDeclarations> {
  id: string;
  title: string;
  paper: Paper;
  deviations: string[];
  options: Options;
  recipe: ClassicalRecipe;
  /** How it decides and what a model keeps, for a person who asks what it is. */
  facts: ClassicalDescription['facts'];
  /** Whether chance has a hand in it beside the choice of the training pixels. */
  random: boolean;
  /** Where the time of a run goes, as shares of it. */
  effort: { training: number; predicting: number };
  /** @returns stopped: whether `stop` left something undone */
  fit(job: FitJob, options: ValuesOf<Options>): Promise<{ fitted: FittedMethod; stopped: boolean }>;
  /** @throws RangeError where the arrays are not those of such a method */
  restore(arrays: ArraysByName, form: Form, options: ValuesOf<Options>): FittedMethod;
}

/** What a saved method was learnt for. */
export interface Form {
  features: number;
  classes: number;
}

/** Gives a method the types of its own options. */
export function defineMethod<const Options extends OptionDeclarations>(
  method: ClassicalMethod<Options>,
): ClassicalMethod {
  return method as unknown as ClassicalMethod;
}

/** The arrays of a saved model. */
export class ArraysByName {
  private readonly byName: Map<string, StoredArray>;

  constructor(arrays: readonly StoredArray[]) {
    this.byName = new Map(arrays.map((array) => [array.name, array]));
  }

  float32(name: string, length?: number): Float32Array {
    return this.get(name, Float32Array, length);
  }

  float64(name: string, length?: number): Float64Array {
    return this.get(name, Float64Array, length);
  }

  /** @param below every number must be from `least` to less than this */
  int32(name: string, length: number | undefined, below: number, least = 0): Int32Array {
    const values = this.get(name, Int32Array, length);
    if (!values.every((value) => value >= least && value < below))
      throw new RangeError(`${name} has a number that is not from ${least} to ${below - 1}`);
    return values;
  }

  /** @throws RangeError where it is missing, of another type or of another length */
  private get<A extends StoredArray['values']>(
    name: string,
    type: new (length: number) => A,
    length?: number,
  ): A {
    const values = this.byName.get(name)?.values;
    if (!(values instanceof type)) throw new RangeError(`${name} is missing`);
    if (length !== undefined && values.length !== length)
      throw new RangeError(`${name} has ${values.length} numbers, not ${length}`);
    return values;
  }
}
