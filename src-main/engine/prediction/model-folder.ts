import { promises as fs } from 'node:fs';
import { join } from 'node:path';
import type { OptionValues } from '@shared/network';
import type { Rgb } from '@shared/scene';
import type { TrainingSettings } from '@shared/training';
import { UnreadableFileError, UnsupportedFormatError } from '../errors';
import { buildForScene } from '../networks/describe';
import type { Network } from '../networks/network';
import { findNetwork } from '../networks/registry';
import { sizeOf } from '../networks/layer';
import { layersBefore } from './layers-before';
import { pcaFromJson, type PcaJson } from '../preprocessing/pca';
import {
  preprocessingFromJson,
  preprocessingToJson,
  type Preprocessing,
  type PreprocessingJson,
} from '../preprocessing/preprocessing';

/** Everything that labelling another scene needs, beside the weights. */
export interface TrainedModel {
  network: Network;
  /** In `network.weights` order. */
  weights: Float32Array[];
  preprocessing: Preprocessing;
  /** Bands of the scene that it was trained on; another scene must have as many. */
  bands: number;
  wavelengths?: number[];
  /** The label, name and colour of each output of the network. */
  classes: { label: number; name: string; color: Rgb }[];
  settings: TrainingSettings;
}

const FORMAT = 'bandscape-model';
/** Version 1 knew whitened components of all bands only, under `pca`; it is still read. */
const VERSION = 2;

/** Writes `model.json` and `weights.bin` (little-endian float32, one weight after the other) into a folder. */
export async function saveModel(directory: string, model: TrainedModel): Promise<void> {
  const { network, settings } = model;
  const header = {
    format: FORMAT,
    version: VERSION,
    network: {
      id: network.spec.id,
      input: network.input,
      classes: network.classes,
      options: network.options,
    },
    settings,
    bands: model.bands,
    wavelengths: model.wavelengths,
    classes: model.classes,
    preprocessing: preprocessingToJson(model.preprocessing),
    weightsManifest: [
      {
        paths: ['weights.bin'],
        weights: network.weights.map(({ layer, name, shape }) => ({
          name: `${layer}/${name}`,
          shape,
          dtype: 'float32',
        })),
      },
    ],
  };
  await fs.mkdir(directory, { recursive: true });
  await fs.writeFile(join(directory, 'model.json'), JSON.stringify(header, null, 1) + '\n');
  const parts = model.weights.map((values) =>
    Buffer.from(values.buffer, values.byteOffset, values.byteLength),
  );
  await fs.writeFile(join(directory, 'weights.bin'), Buffer.concat(parts));
}

type Header = {
  format: string;
  version: number;
  /** Models of earlier versions have no options: their networks had none. */
  network: { id: string; input: [number, number, number]; classes: number; options?: OptionValues };
  settings: TrainingSettings;
  bands: number;
  wavelengths?: number[];
  classes: TrainedModel['classes'];
  preprocessing?: PreprocessingJson;
  /** Of version 1. */
  pca?: PcaJson;
};

/**
 * Reads what `saveModel` wrote.
 * @throws UnreadableFileError where a part is missing or has another size than its header says
 * @throws UnsupportedFormatError where the folder is no model, or one of a later version
 */
export async function loadModel(directory: string): Promise<TrainedModel> {
  const header = parseHeader(directory, await readPart(directory, 'model.json'));
  const { id, input, classes, options = {} } = header.network;
  const before = layersBefore(header.settings);
  const network = buildForScene(findNetwork(id), input, classes, options, before);
  const bytes = await readPart(directory, 'weights.bin');
  const expected = 4 * network.weights.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  if (bytes.length !== expected)
    throw new UnreadableFileError(
      'model-weights-size',
      `The weights of the model in ${directory} are damaged: weights.bin has ${bytes.length} bytes, not ${expected}; ` +
        'train the model again or restore the file.',
      { directory, bytes: bytes.length, expected },
    );
  const all = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  let at = 0;
  const weights = network.weights.map(({ shape }) => all.subarray(at, (at += sizeOf(shape))));
  const { bands, wavelengths } = header;
  const settings = { ...header.settings, options: network.options };
  return {
    network,
    weights,
    preprocessing: preprocessingOf(header),
    bands,
    wavelengths,
    classes: header.classes,
    settings,
  };
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
      `${directory} is not a whole model: ${name} cannot be read; choose the model folder of a classification.`,
      { directory, name },
    );
  }
}

function parseHeader(directory: string, bytes: Buffer): Header {
  const refuse = (reason: string): never => {
    throw new UnsupportedFormatError(
      'model-not-ours',
      `The model in ${directory} cannot be used: ${reason}; choose the model folder of a classification.`,
      { directory, reason },
    );
  };
  let header: Header;
  try {
    header = JSON.parse(bytes.toString('utf8')) as Header;
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
    Number.isInteger(header.bands);
  return whole ? header : refuse('model.json is incomplete');
}
