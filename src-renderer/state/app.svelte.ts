import { createContext } from 'svelte';
import type { AppInfo, IpcEvents } from '@shared/ipc';
import type { MenuCommand } from '@shared/menu-command';
import type { Scene } from '@shared/scene';
import type { Backend } from '../backend/backend';
import { Alerts } from './alerts.svelte';
import { AxesState } from './axes.svelte';
import { BandStore } from './bands.svelte';
import { ComparisonState } from './comparison.svelte';
import { ExportState } from './export.svelte';
import { LayerTableState } from './layer-table.svelte';
import { OpenState } from './open.svelte';
import { PanelVisibility } from './panels.svelte';
import { PreferencesState } from './preferences.svelte';
import { SaveState } from './save.svelte';
import { SceneState, type Truth } from './scene.svelte';
import { SettingsState } from './settings.svelte';
import { SpectraState } from './spectra.svelte';
import { TrainingState } from './training.svelte';
import { ViewState } from './view.svelte';
import { WavelengthsState, type FoundWavelengths } from './wavelengths.svelte';

/** Dialogs and menus that a command of the application's menu opens. */
export type Panel = 'about';

/** Everything the window knows, and how its parts act on each other. */
export class AppState {
  readonly backend: Backend;
  readonly alerts = new Alerts();
  readonly scene = new SceneState();
  readonly view = new ViewState();
  readonly panels = new PanelVisibility();
  readonly preferences: PreferencesState;
  readonly bands: BandStore;
  readonly spectra: SpectraState;
  readonly settings: SettingsState;
  readonly layerTable: LayerTableState;
  readonly training: TrainingState;
  readonly exports: ExportState;
  readonly comparison: ComparisonState;
  readonly open: OpenState;
  readonly wavelengths: WavelengthsState;
  readonly axes: AxesState;
  readonly save: SaveState;
  #info = $state.raw<AppInfo | null>(null);
  #panel = $state<Panel | null>(null);

  constructor(backend: Backend) {
    this.backend = backend;
    this.preferences = new PreferencesState(backend, this.alerts);
    this.bands = new BandStore(backend, this.alerts);
    this.spectra = new SpectraState(backend, this.alerts);
    this.settings = new SettingsState(backend, this.alerts, this.scene);
    this.layerTable = new LayerTableState(backend, this.settings, this.scene);
    this.training = new TrainingState(backend, this.alerts);
    this.exports = new ExportState(
      ...([backend, this.alerts, this.training, this.scene, this.preferences] as const),
      (save) => this.save.follow(save),
    );
    this.open = new OpenState(backend, this.alerts, this.scene, this.training, {
      sceneOpened: (scene) => this.#sceneOpened(scene),
      truthAttached: (truth) => this.#truthAttached(truth),
      masksFound: (masks) => this.settings.offerMasks(masks),
    });
    this.axes = new AxesState(backend);
    this.comparison = new ComparisonState(backend, (file) => this.exports.tell(file));
    this.save = new SaveState(backend, this.alerts, this.scene, (file) => this.exports.tell(file));
    this.wavelengths = new WavelengthsState(backend, this.scene, (found) => this.#giveWavelengths(found));
  }

  get info(): AppInfo | null {
    return this.#info;
  }

  get panel(): Panel | null {
    return this.#panel;
  }

  showPanel(panel: Panel | null): void {
    this.#panel = panel;
  }

  /** Subscribes to the main process and opens what was asked for, or the sample. Returns the end of it. */
  start(): () => void {
    const ends = [
      this.backend.on('openFiles', ({ files }) => void this.open.openFiles(files)),
      this.backend.on('menu', ({ command }) => void this.obey(command)),
      this.backend.on('training', (event) => this.#runAdvanced(event)),
      this.backend.on('opening', (event) => this.open.receive(event)),
      this.backend.on('saving', (event) => this.#savingAdvanced(event)),
      this.backend.on('engineRestarted', () => this.#engineRestarted()),
    ];
    void this.#begin();
    return () => ends.forEach((end) => end());
  }

  async train(): Promise<void> {
    const { cubeRef: cube, truthRef: truth } = this.scene;
    const settings = this.settings.training;
    if (!cube || !truth || !settings || this.training.running) return;
    const { masks } = this.settings;
    this.exports.forget();
    const usesMasks = settings.split === 'masks' && masks.training && masks.test;
    await this.training.start(
      {
        cube,
        truth,
        ...(usesMasks
          ? { trainingMask: masks.training ?? undefined, testMask: masks.test ?? undefined }
          : {}),
        classes: this.scene.legend.namesAndColors,
      },
      settings,
    );
  }

  /** Lets the person choose what an earlier run trained, and maps the open scene with it. */
  async applyModel(): Promise<void> {
    if (!this.scene.scene || this.training.running) return;
    const folder = await this.#chooseModel();
    const { cubeRef: cube, truthRef: truth } = this.scene;
    if (folder === undefined || !cube) return;
    this.exports.forget();
    await this.training.apply({ folder, cube, ...(truth && { truth }) });
  }

  async #chooseModel(): Promise<string | undefined> {
    try {
      const [folder] = await this.backend.call('chooseFiles', { purpose: 'model' });
      return folder;
    } catch (error) {
      this.alerts.addError('training', error);
      return undefined;
    }
  }

  async obey(command: MenuCommand): Promise<void> {
    switch (command) {
      case 'open':
        return this.open.chooseScene();
      case 'open-folder':
        return this.open.chooseFolder();
      case 'open-truth':
        return this.open.chooseTruth();
      case 'open-sample':
        return this.open.openSample();
      case 'wavelengths':
        return this.wavelengths.show();
      case 'axes':
        return this.chooseAxes();
      case 'save-as':
        return this.save.show();
      case 'save-run':
        return this.exports.saveRun();
      case 'export-map':
        return this.exports.show('png');
      case 'export-report':
        return this.exports.show('txt');
      case 'train':
        return this.train();
      case 'apply-model':
        return this.applyModel();
      case 'stop':
        return this.training.stop();
      case 'about':
        return this.showPanel('about');
      case 'zoom-fit':
        return this.view.fit();
    }
  }

  /** Lets the person say which axis of the open cube is which; another order opens it anew. */
  chooseAxes(): void {
    const subject = this.scene.axesSubject;
    if (!subject) return;
    this.axes.show(subject, (axes, turnTruth) => {
      const { cube, truth } = this.scene.inOrder(axes, turnTruth);
      void this.open.reopen(cube, truth);
    });
  }

  async #begin(): Promise<void> {
    const networks = this.settings.load();
    try {
      this.#info = await this.backend.call('appInfo', null);
      this.preferences.apply(this.#info.preferences);
    } catch (error) {
      this.alerts.addError('scene', error);
    }
    const files = this.#info?.filesToOpen ?? [];
    await (files.length > 0 ? this.open.openFiles(files) : this.open.openSample());
    await networks;
  }

  #runAdvanced(event: IpcEvents['training']): void {
    const before = this.training.result;
    this.training.receive(event);
    const { result } = this.training;
    if (!result || result === before) return;
    if (result.applied) this.scene.showMapOf(result.classes, result.map.labels);
    else this.scene.showMap();
    this.view.resultIs(result);
  }

  #sceneOpened(scene: Scene): void {
    this.training.forgetResult();
    this.exports.forget();
    this.settings.forgetMasks();
    this.view.setScene(scene);
    this.bands.setScene(scene);
    this.spectra.setScene(scene.sceneId);
    for (const warning of scene.warnings) this.alerts.addNote('scene', warning);
  }

  /** A composite that the person chose stays. */
  #giveWavelengths({ nanometres, defaultRgb }: FoundWavelengths): void {
    const before = this.scene.scene?.cube.defaultRgb;
    this.scene.giveWavelengths(nanometres, defaultRgb);
    if (String(this.view.rgb) === String(before)) this.view.useComposite(defaultRgb);
  }

  #truthAttached({ warnings = [] }: Truth): void {
    this.training.forgetResult();
    this.view.resultGone();
    this.spectra.forgetMeans();
    for (const warning of warnings) this.alerts.addNote('scene', warning);
  }

  #savingAdvanced(event: IpcEvents['saving']): void {
    this.save.receive(event);
    this.exports.savingBegan();
  }

  #engineRestarted(): void {
    this.alerts.add('scene', 'warning', (messages) => messages.status.restarted);
  }
}

export const [useApp, provideApp] = createContext<AppState>();
