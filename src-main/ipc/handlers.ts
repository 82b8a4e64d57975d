import { randomUUID } from 'node:crypto';
import type { CubeMethods, ParametersOf } from '@shared/engine-protocol';
import type { AppInfo, Preferences } from '@shared/ipc';
import type { EngineHost } from '../engine-host/host';
import { InvalidSettingsError } from '../engine/errors';
import { NewestOnly } from './newest-only';
import { isAllowedLink } from '../window/links';
import { compareRuns, exportComparison } from './comparing';
import type { Dialogs } from './dialogs';
import { exportMap, exportReport, previewMap } from './exports';
import type { Handlers } from './requests';
import { sampleScene } from './sample';
import type { Opening } from './opening';
import type { Saving } from './saving';
import { saveRun } from './saving-runs';
import type { TrainingRuns } from './training-runs';
import { WrittenFiles } from './written-files';

export interface HandlerContext {
  host: Pick<EngineHost, 'call'>;
  runs: TrainingRuns;
  saving: Saving;
  opening: Opening;
  dialogs: Dialogs;
  /** Where `assets/` lies. */
  appFolder: string;
  appInfo(): AppInfo;
  setPreferences(change: Partial<Preferences>): Preferences;
  openExternal(url: string): Promise<void>;
  showInFolder(file: string): void;
}

/** What main does for each call of the window; parameters have been checked before. */
export function createHandlers(context: HandlerContext): Handlers {
  const { host, runs, dialogs, opening } = context;
  const written = new WrittenFiles();
  const newestBands = new NewestOnly();
  const openScene = (scene: Omit<ParametersOf<CubeMethods, 'openScene'>, 'sceneId'>) =>
    opening.run((options) => host.call('openScene', { sceneId: randomUUID(), ...scene }, options));
  return {
    appInfo: async () => context.appInfo(),
    setPreferences: async (change) => context.setPreferences(change),
    chooseFiles: ({ purpose }) => dialogs.chooseFiles(purpose),
    inspectFiles: (parameters) => opening.run((options) => host.call('inspectFiles', parameters, options)),
    openSample: () => openScene(sampleScene(context.appFolder)),
    openScene,
    attachTruth: (parameters) => opening.run((options) => host.call('attachTruth', parameters, options)),
    cancelOpening: async () => {
      opening.cancel();
      return null;
    },
    previewVariable: (parameters) => host.call('previewVariable', parameters),
    endPreviews: () => host.call('endPreviews', {}),
    closeScene: (parameters) => host.call('closeScene', parameters),
    readWavelengths: (parameters) => host.call('readWavelengths', parameters),
    readBands: (parameters) => newestBands.run((signal) => host.call('readBands', parameters, { signal })),
    readSpectrum: (parameters) => host.call('readSpectrum', parameters),
    classSpectra: (parameters) => host.call('classSpectra', parameters),
    describeNetworks: (parameters) => host.call('describeNetworks', parameters),
    startTraining: async ({ input, settings }) => runs.start(input, settings),
    stopTraining: async ({ runId }) => {
      runs.stop(runId);
      return null;
    },
    cancelTraining: async ({ runId }) => {
      runs.cancel(runId);
      return null;
    },
    applyModel: async (parameters) => runs.apply(parameters),
    exportMap: ({ runId, ...parameters }) => {
      const { found, cube } = runs.finished(runId);
      return written.note(exportMap(host, dialogs, found, { ...parameters, cube }));
    },
    previewMap: ({ runId, ...parameters }) => previewMap(host, runs.finished(runId).found, parameters),
    exportReport: ({ runId, format }) =>
      written.note(exportReport(host, dialogs, runs.result(runId), format)),
    exportProbabilities: ({ runId, classes: edited }) => {
      const { found, cube } = runs.finished(runId);
      const { name, classes } = found;
      const asked = { name, model: runs.model(runId), cube, classes: edited ?? classes };
      return written.note(context.saving.saveProbabilities(asked));
    },
    saveRun: ({ runId, classes }) =>
      written.note(saveRun(host, dialogs, runs.finished(runId), runs.model(runId), classes)),
    compareRuns: ({ folders }) => compareRuns(host, runs.all(), folders),
    exportComparison: ({ folders, ...parameters }) =>
      written.note(exportComparison(host, dialogs, () => compareRuns(host, runs.all(), folders), parameters)),
    saveAs: (parameters) => written.note(context.saving.saveAs(parameters)),
    showInFolder: async ({ file }) => {
      written.check(file);
      context.showInFolder(file);
      return null;
    },
    cancelSaving: async () => {
      context.saving.cancel();
      return null;
    },
    openLink: async ({ url }) => {
      if (!isAllowedLink(url)) {
        throw new InvalidSettingsError('link-refused', `Bandscape does not open ${url}.`, { url });
      }
      await context.openExternal(url);
      return null;
    },
  };
}
