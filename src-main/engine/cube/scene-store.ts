import type { CubeMethods, ParametersOf, ResultOf } from '@shared/engine-protocol';
import type { BandPicture, ClassSpectrum, LabelMap, Scene, VariableRef } from '@shared/scene';
import { EngineError, throwIfCancelled } from '../errors';
import { fileName } from '../files/file-errors';
import { BandPictures, previewStep, type PictureWish } from './band-pictures';
import type { Cube } from './cube';
import { defaultRgb } from './default-rgb';
import { readTruth } from './labels';
import { bytesOf, intoMemory } from './memory-cube';
import { openCube } from './open';
import { OpeningProgress } from './opening-progress';
import { checkScene, notCheckedWarning } from './scene-check';
import { classSpectra } from './spectra';
import type { PassOptions } from './tiles';
import { checkTruthSize, turnedWarning } from './truth-size';
import { readWavelengthList, type WavelengthSource } from './wavelengths';

type OpenParameters = ParametersOf<CubeMethods, 'openScene'>;

interface OpenScene {
  cube: Cube;
  pictures: BandPictures;
  variable: string;
  truth?: VariableRef & LabelMap;
}

/**
 * Cubes up to this many bytes are held in memory, so that any spectrum is there at once, and looked through. Of larger
 * ones opening reads no more than is shown; training finds what is wrong with them too.
 */
const MEMORY_LIMIT = 256 * 1024 * 1024;
/** Packed arrays up to this many bytes are unpacked when they are opened, larger ones as they are read. */
const UNPACK_LIMIT = 1024 * 1024 * 1024;

/** The open scenes of one worker. Arrays that it hands out are copies: the receiver may give them away. */
export class SceneStore {
  private readonly scenes = new Map<string, OpenScene>();

  constructor(private readonly memoryLimit = MEMORY_LIMIT) {}

  /**
   * Opens a scene under an id that the caller chose; one that is already open under it is replaced, but only once
   * the new one stands.
   * @throws as `openCube`, `readTruth` and `checkTruthSize`; nothing stays open then
   */
  async open(parameters: OpenParameters, { signal, onProgress }: PassOptions = {}): Promise<Scene> {
    const { sceneId, wavelengthFile, classNames } = parameters;
    const progress = new OpeningProgress((fraction) => onProgress?.(fraction), this.memoryLimit);
    let cube = await openCube(parameters.cube, {
      signal,
      wavelengthFile,
      onProgress: (fraction, bytes) => progress.unpacked(fraction, bytes),
    });
    try {
      const ref = parameters.truth;
      const truth = ref && (await truthFor(cube, ref, { signal, names: classNames }));
      const bytes = bytesOf(cube);
      if (bytes <= UNPACK_LIMIT)
        await cube.unpack?.({ signal, onProgress: (fraction) => progress.unpacked(fraction, bytes) });
      let found = [notCheckedWarning()];
      if (bytes <= this.memoryLimit) {
        cube = await intoMemory(cube, { signal, onProgress: progress.of('into memory', bytes) });
        found = await checkScene(cube, { signal, onProgress: progress.of('checking', bytes) });
      }
      throwIfCancelled(signal);
      const replaced = this.scenes.get(sceneId);
      this.scenes.set(sceneId, {
        cube,
        pictures: new BandPictures(cube),
        variable: parameters.cube.variable,
        truth,
      });
      await replaced?.cube.close();
      return describeScene(parameters, cube, truth, [...cube.warnings, ...found, ...(truth?.warnings ?? [])]);
    } catch (error) {
      await cube.close();
      throw error;
    }
  }

  /** @throws as `readTruth` and `checkTruthSize`; the scene keeps the truth it had then */
  async attachTruth(
    sceneId: string,
    ref: VariableRef,
    options: { signal?: AbortSignal } = {},
  ): Promise<VariableRef & LabelMap> {
    const scene = this.find(sceneId);
    const truth = await truthFor(scene.cube, ref, options);
    throwIfCancelled(options.signal);
    scene.truth = truth;
    return copyTruth(truth);
  }

  /** Wavelengths that fit a scene's bands, and the composite that they suggest; the scene stays as it is. */
  async readWavelengths(
    sceneId: string,
    source: WavelengthSource,
  ): Promise<ResultOf<CubeMethods, 'readWavelengths'>> {
    const { cube, variable } = this.find(sceneId);
    const list = await readWavelengthList(source, cube.bands);
    return { ...list, defaultRgb: compositeOf(cube, list.nanometres, variable) };
  }

  /** @returns one picture a band, in the order asked for */
  async readBands(sceneId: string, wish: PictureWish, signal?: AbortSignal): Promise<BandPicture[]> {
    const { cube, pictures } = this.find(sceneId);
    for (const band of wish.bands) checkIndex('band', band, cube.bands);
    return pictures.paint(wish, signal);
  }

  /** @returns one value a band */
  async readSpectrum(
    sceneId: string,
    row: number,
    column: number,
    signal?: AbortSignal,
  ): Promise<Float32Array> {
    const { cube } = this.find(sceneId);
    checkIndex('row', row, cube.rows);
    checkIndex('column', column, cube.columns);
    return new Float32Array(await cube.read({ rows: [row, row + 1], columns: [column, column + 1] }, signal));
  }

  /** Mean spectra of the truth's classes; none where the scene has no truth. */
  async classSpectra(sceneId: string, options: PassOptions = {}): Promise<ClassSpectrum[]> {
    const { cube, truth } = this.find(sceneId);
    return truth ? classSpectra(cube, truth, options) : [];
  }

  /** Frees the scene; one that is not open is no error. */
  async close(sceneId: string): Promise<void> {
    const scene = this.scenes.get(sceneId);
    this.scenes.delete(sceneId);
    await scene?.cube.close();
  }

  private find(sceneId: string): OpenScene {
    const scene = this.scenes.get(sceneId);
    if (scene) return scene;
    throw new EngineError('scene-not-open', 'This scene is no longer open; open its file again.', {
      sceneId,
    });
  }
}

async function truthFor(
  cube: Cube,
  ref: VariableRef,
  options: { signal?: AbortSignal; names?: readonly string[] },
): Promise<VariableRef & LabelMap> {
  const truth = await readTruth(ref, { ...options, size: [cube.rows, cube.columns] });
  checkTruthSize(cube, truth, ref);
  const { file, variable, axes } = ref;
  return {
    ...{ file, variable, ...truth },
    ...(axes && { axes }),
    ...(axes?.[0] === 'columns' && { warnings: [...(truth.warnings ?? []), turnedWarning(ref)] }),
  };
}

function copyTruth(truth: VariableRef & LabelMap): VariableRef & LabelMap {
  return { ...truth, labels: truth.labels.slice() };
}

function describeScene(
  { sceneId, name, cube: { file, variable } }: OpenParameters,
  cube: Cube,
  truth: (VariableRef & LabelMap) | undefined,
  warnings: Scene['warnings'],
): Scene {
  const { rows, columns, bands, dtype, wavelengths, georeferencing, taken } = cube;
  return {
    sceneId,
    name: name ?? fileName(file),
    cube: {
      file,
      variable,
      rows,
      columns,
      bands,
      dtype,
      ...(taken && { axes: [...taken.axes], axesFrom: taken.from }),
      ...(wavelengths && { wavelengths: [...wavelengths] }),
      defaultRgb: compositeOf(cube, wavelengths, variable),
      ...(georeferencing && { georeferencing }),
      previewStep: previewStep(cube),
    },
    ...(truth && { truth: copyTruth(truth) }),
    warnings,
  };
}

/** The bands that the file wants to be shown, else those that the wavelengths or the scene suggest. */
function compositeOf(
  { bands, defaultRgb: ofFile }: Cube,
  wavelengths: readonly number[] | undefined,
  variable: string,
): [number, number, number] {
  return ofFile ? [...ofFile] : defaultRgb(bands, wavelengths, variable);
}

function checkIndex(axis: string, index: number, length: number): void {
  if (Number.isInteger(index) && index >= 0 && index < length) return;
  throw new EngineError(
    'index-outside-scene',
    `There is no ${axis} number ${index} in this scene; it has ${length}, counted from 0.`,
    { axis, index, length },
  );
}
