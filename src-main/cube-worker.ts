/**
 * A worker thread that serves `CubeMethods`: files, bands, spectra, descriptions, exports. It holds the open scenes and
 * never loads TensorFlow's native library, so that it stays quick while a network trains.
 */
import { join } from 'node:path';
import { parentPort } from 'node:worker_threads';
import type { CubeMethods } from '@shared/engine-protocol';
import { serveWorker, type Handlers, type WorkerPort } from './engine-host/serve-worker';
import { Previews } from './engine/cube/previews';
import { SceneStore } from './engine/cube/scene-store';
import { writeClassification } from './engine/export/classification';
import { Font } from './engine/export/picture/font';
import { previewMap } from './engine/export/picture/preview';
import { writePrediction } from './engine/export/prediction';
import { placedOf } from './engine/export/place/placed-of';
import { writeComparison, writeMap, writeReport } from './engine/export/write';
import { inspectPaths } from './engine/files/inspect-paths';

const scenes = new SceneStore();
const previews = new Previews();

let opened: Promise<Font> | undefined;
/** The font that pictures are written with, read once. */
const font = () => (opened ??= Font.open(join(__dirname, '../../assets/fonts/noto-sans-sc.ttf')));

const handlers: Handlers<CubeMethods> = {
  inspectFiles: ({ files }, { signal, progress }) =>
    inspectPaths(files, { signal, onProgress: (fraction) => progress({ fraction }) }),
  openScene: (parameters, { signal, progress }) =>
    scenes.open(parameters, { signal, onProgress: (fraction) => progress({ fraction }) }),
  attachTruth: ({ sceneId, truth }, { signal }) => scenes.attachTruth(sceneId, truth, { signal }),
  readWavelengths: ({ sceneId, source }) => scenes.readWavelengths(sceneId, source),
  readBands: ({ sceneId, ...wish }, { signal }) => scenes.readBands(sceneId, wish, signal),
  readSpectrum: ({ sceneId, row, column }, { signal }) => scenes.readSpectrum(sceneId, row, column, signal),
  classSpectra: ({ sceneId }, { signal, progress }) =>
    scenes.classSpectra(sceneId, { signal, onProgress: (fraction) => progress({ fraction }) }),
  previewVariable: ({ variable }) => previews.preview(variable),
  endPreviews: async () => {
    await previews.close();
    return null;
  },
  closeScene: async ({ sceneId }) => {
    await scenes.close(sceneId);
    return null;
  },
  describeNetworks: async (parameters) => {
    const { describeClassifiers } = await import('./engine/classifiers/registry');
    return describeClassifiers(parameters);
  },
  convert: async ({ source, file, ...options }, { signal, progress }) => {
    const { convertVariable } = await import('./engine/export/cube/convert');
    return convertVariable(source, file, {
      ...options,
      signal,
      onProgress: (fraction) => progress({ fraction }),
    });
  },
  exportMap: async ({ file, format, map, classes, cube, ...options }) => {
    return writeMap(file, format, map, classes, { placed: cube && (await placedOf(cube)), font, ...options });
  },
  previewMap: ({ map, rows, columns, classes, picture }) =>
    previewMap(map, { rows, columns }, classes, picture, font),
  compareRuns: async ({ runs, truth }, { signal }) => {
    const { compareRuns } = await import('./engine/jobs/compare');
    return compareRuns(runs, { truth, signal });
  },
  exportComparison: async ({ file, format, runs, overwrite }) => {
    await writeComparison(file, format, runs, { overwrite });
    return null;
  },
  saveRun: async ({ directory, result, model, cube, overwrite }) => {
    const { copyTrainedModel } = await import('./engine/export/trained-model');
    const writeModel = (to: string) => copyTrainedModel(model, to, result.report.classes);
    const { georeferencing } = await placedOf(cube);
    await writeClassification(directory, result, { overwrite, writeModel, georeferencing });
    return null;
  },
  savePrediction: async ({ directory, applied, cube, overwrite }) => {
    const { georeferencing } = await placedOf(cube);
    await writePrediction(directory, { ...applied, georeferencing }, { overwrite });
    return null;
  },
  exportReport: async ({ file, format, result, overwrite }) => {
    await writeReport(file, format, result, { overwrite });
    return null;
  },
};

serveWorker<CubeMethods>(parentPort as WorkerPort, handlers);
