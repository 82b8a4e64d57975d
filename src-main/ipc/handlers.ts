import { randomUUID } from 'node:crypto';
import type { AppInfo, Preferences } from '@shared/ipc';
import type { EngineHost } from '../engine-host/host';
import { InvalidSettingsError } from '../engine/errors';
import { isAllowedLink } from '../window/links';
import type { Dialogs } from './dialogs';
import { exportMap, exportReport } from './exports';
import type { Handlers } from './requests';
import { sampleScene } from './sample';
import type { Saving } from './saving';
import type { TrainingRuns } from './training-runs';

export interface HandlerContext {
  host: Pick<EngineHost, 'call'>;
  runs: TrainingRuns;
  saving: Saving;
  dialogs: Dialogs;
  /** Where `assets/` lies. */
  appFolder: string;
  appInfo(): AppInfo;
  setPreferences(change: Partial<Preferences>): Preferences;
  openExternal(url: string): Promise<void>;
}

/** What main does for each call of the window; parameters have been checked before. */
export function createHandlers(context: HandlerContext): Handlers {
  const { host, runs, dialogs } = context;
  return {
    appInfo: async () => context.appInfo(),
    setPreferences: async (change) => context.setPreferences(change),
    chooseFiles: ({ purpose }) => dialogs.chooseFiles(purpose),
    inspectFiles: (parameters) => host.call('inspectFiles', parameters),
    openSample: () => host.call('openScene', { sceneId: randomUUID(), ...sampleScene(context.appFolder) }),
    openScene: (parameters) => host.call('openScene', { sceneId: randomUUID(), ...parameters }),
    attachTruth: (parameters) => host.call('attachTruth', parameters),
    closeScene: (parameters) => host.call('closeScene', parameters),
    readWavelengths: (parameters) => host.call('readWavelengths', parameters),
    readBand: (parameters) => host.call('readBand', parameters),
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
    exportMap: ({ runId, ...parameters }) =>
      exportMap(host, dialogs, runs.result(runId), { ...parameters, cube: runs.cube(runId) }),
    exportReport: ({ runId, format }) => exportReport(host, dialogs, runs.result(runId), format),
    saveAs: (parameters) => context.saving.saveAs(parameters),
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
