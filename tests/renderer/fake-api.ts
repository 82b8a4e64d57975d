import type { ErrorReport } from '@shared/errors';
import type { Answer, BandscapeApi, IpcCallName, IpcCalls, IpcEventName, IpcEvents } from '@shared/ipc';
import type { NetworkDescription } from '@shared/network';
import {
  bandOf,
  classSpectraOf,
  describeScene,
  labelMapOf,
  smallScene,
  spectrumOf,
  TRUTH,
} from './fake-scene';

export type Handlers = {
  [K in IpcCallName]: (
    parameters: IpcCalls[K]['parameters'],
  ) => IpcCalls[K]['result'] | Promise<IpcCalls[K]['result']>;
};

/** Thrown by a handler to answer with an error. */
export class FakeFailure extends Error {
  readonly report: ErrorReport;

  constructor(report: Partial<ErrorReport> & { code: string }) {
    super(report.message ?? report.code);
    this.report = { kind: 'unusable-data', message: `It failed: ${report.code}.`, details: {}, ...report };
  }
}

/** `window.api` without a main process: it records calls, answers from memory and sends events on demand. */
export class FakeApi implements BandscapeApi {
  readonly calls: { name: IpcCallName; parameters: unknown }[] = [];
  readonly handlers: Handlers;
  readonly #listeners = new Map<IpcEventName, Set<(event: never) => void>>();

  constructor(handlers: Partial<Handlers> = {}, scene = smallScene()) {
    this.handlers = { ...defaultHandlers(scene), ...handlers };
  }

  async call<K extends IpcCallName>(
    name: K,
    parameters: IpcCalls[K]['parameters'],
  ): Promise<Answer<IpcCalls[K]['result']>> {
    this.calls.push({ name, parameters });
    try {
      return { ok: true, value: await this.handlers[name](parameters) };
    } catch (error) {
      if (error instanceof FakeFailure) return { ok: false, error: error.report };
      throw error;
    }
  }

  on<K extends IpcEventName>(name: K, listener: (event: IpcEvents[K]) => void): () => void {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  send<K extends IpcEventName>(name: K, event: IpcEvents[K]): void {
    for (const listener of this.#listeners.get(name) ?? [])
      (listener as (event: IpcEvents[K]) => void)(event);
  }

  pathForFile(file: File): string {
    return `/dropped/${file.name}`;
  }

  /** The parameters of every call of that name. */
  callsOf<K extends IpcCallName>(name: K): IpcCalls[K]['parameters'][] {
    return this.calls.filter((call) => call.name === name).map((call) => call.parameters as never);
  }
}

export const NETWORKS: NetworkDescription[] = [
  network('hybridsn', 'HybridSN'),
  network('hybridsn-bn', 'HybridSN-BN'),
];

function defaultHandlers(scene: ReturnType<typeof smallScene>): Handlers {
  let opened = 0;
  const open = (withTruth = true) => describeScene(scene, `scene-${++opened}`, withTruth);
  return {
    appInfo: () => ({
      version: '0.1.0',
      electron: '22.3.25',
      preferences: { language: 'en', theme: 'system' },
      filesToOpen: [],
      notices: '',
    }),
    setPreferences: (change) => ({ language: 'en', theme: 'system', ...change }),
    chooseFiles: () => [],
    inspectFiles: () => [],
    openSample: () => open(),
    openScene: ({ truth }) => open(truth !== undefined),
    attachTruth: () => ({ ...TRUTH, ...labelMapOf(scene) }),
    previewVariable: () => ({ shape: [scene.rows, scene.columns, scene.bands], picture: bandOf(scene, 0) }),
    endPreviews: () => null,
    closeScene: () => null,
    readWavelengths: ({ source }) => {
      const nanometres =
        'text' in source ? source.text.split('\n').map(Number) : [500, 550, 600, 650, 700, 750];
      return { nanometres, micrometres: false, defaultRgb: [3, 2, 1] };
    },
    readBands: ({ bands, step }) => bands.map((band) => bandOf(scene, band, step)),
    readSpectrum: ({ row, column }) => spectrumOf(scene, row, column),
    classSpectra: () => classSpectraOf(scene),
    describeNetworks: () => NETWORKS,
    startTraining: () => ({ runId: 'run-1' }),
    stopTraining: () => null,
    cancelTraining: () => null,
    applyModel: () => ({ runId: 'run-1' }),
    exportMap: ({ format }) => `/out/map.${format}`,
    previewMap: () => ({ png: new Uint8Array(1), width: 800, height: 640, missing: [] }),
    compareRuns: () => ({ runs: [], pairs: [] }),
    exportComparison: ({ format }) => `/out/runs.${format}`,
    exportReport: ({ format }) => `/out/report.${format}`,
    saveRun: () => '/out/run',
    exportProbabilities: () => '/out/probabilities.tif',
    saveAs: ({ format }) => `/out/cube.${format}`,
    showInFolder: () => null,
    cancelSaving: () => null,
    cancelOpening: () => null,
    openLink: () => null,
  };
}

function network(id: string, title: string): NetworkDescription {
  return {
    kind: 'network',
    id,
    title,
    paper: {
      authors: 'Roy, Krishna, Dubey, Chaudhuri',
      title: 'HybridSN: Exploring 3-D–2-D CNN Feature Hierarchy for Hyperspectral Image Classification',
      venue: 'IEEE GRSL 17(2)',
      year: 2020,
      link: 'https://doi.org/10.1109/LGRS.2019.2918719',
    },
    deviations: id === 'hybridsn' ? [] : ['Batch normalisation after every convolution.'],
    recipe: {
      patch: 25,
      components: 30,
      epochs: 100,
      learningRate: 0.001,
      batch: 256,
      optimizer: 'Adam',
      source: 'We use a learning rate of 0.001 and train for 100 epochs.',
    },
    options: [],
    chosen: {},
    input: [25, 25, 30],
    classes: 16,
    trainableParameters: 5_122_176,
    totalParameters: 5_122_176,
    macs: 1e9,
    activations: 1e6,
    layers: [],
    trunkLayers: 4,
    headInput: [17, 17, 64],
    headMacs: 5e6,
    denseMacs: 1e7,
  };
}
