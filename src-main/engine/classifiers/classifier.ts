import type { ClassifierDescription, OptionValues } from '@shared/network';
import type { ClassicalTraining, NetworkTraining } from '@shared/report';
import type { EpochRecord, TrainingSettings } from '@shared/training';
import type { ClassicalMethod, StoredArray } from '../classical/method';
import type { KerasModel, NotKeras } from '../networks/keras';
import type { OptionDeclarations } from '../networks/options';
import type { MappingOptions, Prediction } from '../prediction/labelled-scene';
import type { Picture } from '../preprocessing/picture';
import type { LabelledPixels } from '../training/batches';

/** What a classifier is built for. */
export interface Built {
  /** Rows, columns, channels of what it sees of one pixel. */
  readonly input: readonly [rows: number, columns: number, channels: number];
  readonly classes: number;
  /** A value for each of its options. */
  readonly options: OptionValues;
}

/** What is asked about classifiers. */
export interface DescribeParameters {
  /** All of them where left out. */
  ids?: string[];
  /** Rows, columns, channels; where left out, the published input in the published form. */
  input?: [number, number, number];
  classes?: number;
  /** For those of several that have them. */
  options?: OptionValues;
}

/** One of all that can be trained, as it stands in the registry. */
export interface ClassifierSpec {
  readonly id: string;
  readonly title: string;
  readonly options: OptionDeclarations;
  describe(asked: Omit<DescribeParameters, 'ids'>): ClassifierDescription;
  /**
   * The settings with a value for every option, and what the recipe says for what was left out.
   * @throws InvalidSettingsError for a setting that has no meaning for it
   */
  settle(settings: TrainingSettings): TrainingSettings;
  /**
   * @param settings of the run or of the saved model
   * @throws InvalidSettingsError where it cannot be built so
   */
  build(built: Built, settings: TrainingSettings): Classifier;
}

export interface LearningJob {
  picture: Picture;
  labelled: LabelledPixels;
  /** Held back to choose by. */
  validation?: LabelledPixels;
  settings: TrainingSettings;
  seeds: { weights: number; order: number };
  /** After every step: how much of the whole training is done, and the epoch it is in (1-based) if there are epochs. */
  onStep: (fraction: number, epoch?: number) => void;
  /** The same within a step that takes long, a few times a second. */
  onBeat?: (fraction: number, epoch?: number) => void;
  onEpoch: (record: Omit<EpochRecord, 'run'>) => void;
  /** Ends training soon and keeps what was learnt. */
  stop: AbortSignal;
  /** Ends training with `CancelledError`. */
  signal: AbortSignal;
}

/** A network or a classical method, built for one kind of input; everything after it does not care which. */
export interface Classifier extends Built {
  readonly id: string;
  readonly title: string;
  readonly effort: ClassicalMethod['effort'];
  /**
   * The same job gives the same result, bit for bit, on one machine and library version.
   * @throws CancelledError when cancelled, or stopped before anything was learnt
   */
  learn(job: LearningJob): Promise<{ learnt: Learnt; training: NetworkTraining | ClassicalTraining }>;
  /** A network in the layers of Keras, or which of its layers are not there. */
  keras?(): KerasModel | NotKeras;
  /** @throws RangeError where the arrays are not those of such a classifier */
  restore(arrays: readonly StoredArray[]): Learnt;
}

/** A classifier that has learnt; the caller disposes of it. */
export interface Learnt {
  readonly parameters: number;
  /** Multiply-accumulates for one pixel. */
  readonly macs: number;
  /** Labels every pixel of a scene; memory holds a part of it. */
  predict(picture: Picture, options: MappingOptions): Promise<Prediction>;
  /** What `restore` makes the same of. */
  arrays(): StoredArray[];
  dispose(): void;
}
