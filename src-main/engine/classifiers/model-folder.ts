import { promises as fs } from 'node:fs';
import { join } from 'node:path';
import type { OptionValues } from '@shared/network';
import type { Rgb } from '@shared/scene';
import type { Report } from '@shared/report';
import type { TrainingSettings } from '@shared/training';
import { UnreadableFileError, UnsupportedFormatError } from '../errors';
import type { StoredArray } from '../classical/method';
import { resolveOptions } from '../networks/options';
import { pcaFromJson, type PcaJson } from '../preprocessing/pca';
import {
  preprocessingFromJson,
  preprocessingToJson,
  type Preprocessing,
  type PreprocessingJson,
} from '../preprocessing/preprocessing';
import type { Classifier, Learnt } from './classifier';
import { findClassifier } from './registry';
import { arraysOf, bytesOf, isManifest, manifestOf, WEIGHTS, type WeightsManifest } from './stored-arrays';

/** Everything that labelling another scene needs. */
export interface TrainedModel {
  classifier: Classifier;
  /** What it has learnt. */
  arrays: StoredArray[];
  preprocessing: Preprocessing;
  /** Bands of the scene that it was trained on; another scene must have as many. */
  bands: number;
  wavelengths?: number[];
  /** The label, name and colour of each class of the classifier. */
  classes: { label: number; name: string; color: Rgb }[];
  settings: TrainingSettings;
  /** The scene that it learnt from; earlier models do not say. */
  trainedOn?: Pick<Report['config'], 'cube' | 'truth' | 'axes' | 'truthAxes'>;
}

const FORMAT = 'bandscape-model';
/**
 * TensorFlow.js's own format, for networks whose layers Keras has too: `tf.loadLayersModel` makes of it what gives the
 * probabilities of windows that were prepared as `preprocessing` says. All that is ours is in its
 * `userDefinedMetadata`. Other networks name the `ownLayers` that stand in the way.
 */
const LAYERS_FORMAT = 'layers-model';
/** Version 1 knew whitened components of all bands only, under `pca`; it is still read. */
const VERSION = 2;

/** Writes `model.json` and `weights.bin` (little-endian, one array after the other) into a folder. */
export async function saveModel(directory: string, model: TrainedModel): Promise<void> {
  await fs.mkdir(directory, { recursive: true });
  await writeDocument(directory, documentOf(model));
  await fs.writeFile(join(directory, WEIGHTS), bytesOf(model.arrays));
}

function documentOf({ classifier, arrays, ...model }: TrainedModel): object {
  const { id, input, classes, options } = classifier;
  const own = {
    version: VERSION,
    network: { id, input, classes, options },
    settings: model.settings,
    trainedOn: model.trainedOn,
    bands: model.bands,
    wavelengths: model.wavelengths,
    classes: model.classes,
    preprocessing: preprocessingToJson(model.preprocessing),
  };
  const keras = classifier.keras?.();
  if (keras && 'topology' in keras)
    return {
      ...{ format: LAYERS_FORMAT, generatedBy: 'Bandscape', convertedBy: null },
      modelTopology: keras.topology,
      weightsManifest: manifestOf(arrays, keras.weights),
      userDefinedMetadata: { bandscape: own },
    };
  return { format: FORMAT, ...own, ...keras, weightsManifest: manifestOf(arrays) };
}

/**
 * Gives the classes of a saved model other names and colours.
 * @throws as `loadModel`
 */
export async function relabelModel(directory: string, classes: TrainedModel['classes']): Promise<void> {
  const bytes = await readPart(directory, 'model.json');
  parseHeader(directory, bytes);
  const document = JSON.parse(bytes.toString('utf8')) as Stored;
  ownFields(document).classes = classes.map(({ label, name, color }) => ({ label, name, color }));
  await writeDocument(directory, document);
}

function writeDocument(directory: string, document: object): Promise<void> {
  return fs.writeFile(join(directory, 'model.json'), JSON.stringify(document, null, 1) + '\n');
}

type Header = {
  format: string;
  version: number;
  /** Models of earlier versions have no options: their networks had none. */
  network: { id: string; input: [number, number, number]; classes: number; options?: OptionValues };
  settings: TrainingSettings;
  trainedOn?: TrainedModel['trainedOn'];
  bands: number;
  wavelengths?: number[];
  classes: TrainedModel['classes'];
  preprocessing?: PreprocessingJson;
  /** Of version 1. */
  pca?: PcaJson;
  weightsManifest: WeightsManifest;
};

/** The folder of a model, which may be named by the folder of the run that holds it. */
export async function modelFolder(directory: string): Promise<string> {
  const inRun = join(directory, 'model');
  const holds = (folder: string) => fs.stat(join(folder, 'model.json')).then(Boolean, () => false);
  return !(await holds(directory)) && (await holds(inRun)) ? inRun : directory;
}

/** model.json in either format. */
type Stored = Header & { userDefinedMetadata?: { bandscape?: Header } };

/** Where what is ours stands. */
function ownFields(document: Stored): Header {
  const inside = document?.format === LAYERS_FORMAT ? document.userDefinedMetadata?.bandscape : undefined;
  return inside ?? document;
}

/**
 * Reads what `saveModel` wrote.
 * @throws UnreadableFileError where a part is missing or has another size than its header says
 * @throws UnsupportedFormatError where the folder is no model, or one of a later version
 */
export async function loadModel(directory: string): Promise<TrainedModel> {
  const header = parseHeader(directory, await readPart(directory, 'model.json'));
  const { id, input, classes } = header.network;
  const spec = findClassifier(id);
  const options = resolveOptions(spec, header.network.options);
  const settings = { ...header.settings, options };
  const classifier = spec.build({ input, classes, options }, settings);
  const arrays = arraysOf(directory, header.weightsManifest, await readPart(directory, WEIGHTS));
  const { bands, wavelengths, trainedOn } = header;
  return {
    classifier,
    arrays,
    preprocessing: preprocessingOf(header),
    bands,
    wavelengths,
    classes: header.classes,
    settings,
    ...(trainedOn && { trainedOn }),
  };
}

/**
 * A loaded model, ready for use; the caller disposes of it.
 * @throws UnreadableFileError where its arrays are not those of its classifier
 */
export function restoreModel(directory: string, { classifier, arrays }: TrainedModel): Learnt {
  try {
    return classifier.restore(arrays);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const reason = error.message;
    throw new UnreadableFileError(
      'model-damaged',
      `The model in ${directory} is damaged: ${reason}; train the model again or restore its files.`,
      { directory, reason },
    );
  }
}

function preprocessingOf({ preprocessing, pca }: Header): Preprocessing {
  if (preprocessing) return preprocessingFromJson(preprocessing);
  return { pca: pcaFromJson(pca as PcaJson), whitened: true };
}

async function readPart(directory: string, name: string): Promise<Buffer> {
  try {
    return await fs.readFile(join(directory, name));
  } catch {
    throw new UnreadableFileError(
      'model-part-missing',
      `${directory} is not a whole model: ${name} cannot be read; choose the folder of a run, or the model folder in it.`,
      { directory, name },
    );
  }
}

function parseHeader(directory: string, bytes: Buffer): Header {
  const refuse = (reason: string): never => {
    throw new UnsupportedFormatError(
      'model-not-ours',
      `The model in ${directory} cannot be used: ${reason}; choose the folder of a run, or the model folder in it.`,
      { directory, reason },
    );
  };
  let header: Header;
  try {
    const document = JSON.parse(bytes.toString('utf8')) as Stored;
    const own = ownFields(document);
    header =
      own === document ? document : { ...own, format: FORMAT, weightsManifest: document.weightsManifest };
  } catch {
    return refuse('model.json is not valid JSON');
  }
  if (header?.format !== FORMAT) return refuse('model.json does not describe a Bandscape model');
  if (header.version !== VERSION && header.version !== 1)
    return refuse(`it has version ${header.version}, this program reads up to ${VERSION}`);
  const whole =
    header.network &&
    header.settings &&
    (header.pca || header.preprocessing) &&
    Array.isArray(header.classes) &&
    isManifest(header.weightsManifest) &&
    Number.isInteger(header.bands);
  return whole ? header : refuse('model.json is incomplete');
}
