import { dialog } from 'electron';
import type { BrowserWindow, FileFilter, OpenDialogOptions } from 'electron';
import { basename, dirname } from 'node:path';
import type { CubeFormatId } from '@shared/cube-formats';
import type { MapFormat } from '@shared/engine-protocol';
import type { FilePurpose, Language } from '@shared/ipc';
import { EXTENSIONS as TABLE_EXTENSIONS } from '../engine/files/csv/signature';
import { mainMessages, type MainMessages } from '../menu/messages';

/** A file, or the folder of a run, that would be replaced. */
export type Existing = 'file' | 'run';

/** The system's own dialogs, over the window and in its language. */
export interface Dialogs {
  /** Empty when dismissed. */
  chooseFiles(purpose: FilePurpose): Promise<string[]>;
  /** Null when dismissed. */
  chooseMapTarget(suggestedName: string, format: MapFormat): Promise<string | null>;
  chooseReportTarget(suggestedName: string, ending: string): Promise<string | null>;
  chooseCubeTarget(suggestedName: string, format: CubeFormatId): Promise<string | null>;
  /** A folder that need not be there yet. */
  chooseRunTarget(suggestedName: string): Promise<string | null>;
  /** For what the save dialog did not ask about. */
  confirmReplace(place: string, kind: Existing): Promise<boolean>;
}

const MAP_FILTERS: Readonly<Record<MapFormat, FileFilter>> = {
  png: { name: 'PNG', extensions: ['png'] },
  tif: { name: 'GeoTIFF', extensions: ['tif', 'tiff'] },
  npy: { name: 'NumPy', extensions: ['npy'] },
  mat: { name: 'MATLAB', extensions: ['mat'] },
  hdr: { name: 'ENVI Classification', extensions: ['hdr'] },
};

const CUBE_FILTERS: Readonly<Record<CubeFormatId, FileFilter>> = {
  ...MAP_FILTERS,
  hdr: { name: 'ENVI', extensions: ['hdr'] },
};

const PROPERTIES: Readonly<Record<FilePurpose, OpenDialogOptions['properties']>> = {
  scene: ['openFile', 'multiSelections'],
  folder: ['openDirectory'],
  truth: ['openFile'],
  wavelengths: ['openFile'],
  runs: ['openDirectory', 'multiSelections'],
  model: ['openDirectory'],
};

function titleOf(purpose: FilePurpose, words: MainMessages): string {
  switch (purpose) {
    case 'scene':
      return words.chooseScene;
    case 'folder':
      return words.chooseFolder;
    case 'truth':
      return words.chooseTruth;
    case 'wavelengths':
      return words.chooseWavelengths;
    case 'runs':
      return words.chooseRuns;
    case 'model':
      return words.chooseModel;
  }
}

function filtersFor(
  purpose: FilePurpose,
  words: MainMessages,
  sceneExtensions: readonly string[],
): FileFilter[] {
  return [
    purpose === 'wavelengths'
      ? { name: words.tables, extensions: [...TABLE_EXTENSIONS] }
      : { name: words.scenes, extensions: [...sceneExtensions] },
    { name: words.allFiles, extensions: ['*'] },
  ];
}

/** @param sceneExtensions endings of the files that the engine reads, without the dot */
export function createDialogs(
  window: () => BrowserWindow | undefined,
  language: () => Language,
  sceneExtensions: readonly string[],
): Dialogs {
  const save = async (suggestedName: string, filters: FileFilter[]) => {
    const parent = window();
    if (!parent) return null;
    const { canceled, filePath } = await dialog.showSaveDialog(parent, {
      defaultPath: suggestedName,
      filters,
      properties: ['createDirectory', 'showOverwriteConfirmation'],
    });
    return canceled || !filePath ? null : filePath;
  };
  return {
    async chooseFiles(purpose) {
      const parent = window();
      if (!parent) return [];
      const words = mainMessages(language());
      const { filePaths } = await dialog.showOpenDialog(parent, {
        title: titleOf(purpose, words),
        properties: PROPERTIES[purpose],
        filters: PROPERTIES[purpose]?.includes('openDirectory')
          ? []
          : filtersFor(purpose, words, sceneExtensions),
      });
      return filePaths;
    },
    chooseMapTarget: (suggestedName, format) => save(suggestedName, [MAP_FILTERS[format]]),
    chooseReportTarget: (suggestedName, ending) =>
      save(suggestedName, [{ name: mainMessages(language()).report, extensions: [ending] }]),
    chooseCubeTarget: (suggestedName, format) => save(suggestedName, [CUBE_FILTERS[format]]),
    chooseRunTarget: (suggestedName) => save(suggestedName, []),
    async confirmReplace(place, kind) {
      const parent = window();
      if (!parent) return false;
      const words = mainMessages(language());
      const hint = kind === 'run' ? words.replaceRunHint : words.replaceHint;
      const { response } = await dialog.showMessageBox(parent, {
        type: 'warning',
        message: words.replaceTitle.replace('{file}', basename(place)),
        detail: hint.replace('{folder}', dirname(place)),
        buttons: [words.cancel, words.replace],
        defaultId: 0,
        cancelId: 0,
        noLink: true,
      });
      return response === 1;
    },
  };
}
