import type { IpcEvents } from '@shared/ipc';
import { candidatesOf, type Candidate, type Candidates, type Masks, type Pairing } from '@shared/pairing';
import type { FileInfo, Scene, VariableRef } from '@shared/scene';
import type { Backend } from '../backend/backend';
import { fileName } from '../messages/format';
import type { Messages } from '../messages/types';
import type { Alerts } from './alerts.svelte';
import { Attempts } from './attempts.svelte';
import { tellFound, tellUnread } from './open-notes';
import { namesOf } from './file-names';
import { openPlan, planScene, planTruth, type OpenCube, type OpenPlan } from './pairing';
import type { SceneState, Truth } from './scene.svelte';

/** What a person must choose because several arrays fit. */
export type OpenChoice =
  | { kind: 'choose-scene'; pairings: Pairing[]; candidates: Candidates }
  | { kind: 'choose-truth'; labels: Candidate[] };

/** What opening needs to know of a run, which belongs to the scene it was started on. */
export interface RunGuard {
  readonly running: boolean;
  cancel(): Promise<void>;
}

export interface OpenListener {
  sceneOpened(scene: Scene): void;
  truthAttached(truth: Truth): void;
  masksFound(masks: Masks): void;
}

/** Opening files: a scene is replaced only once the new one is really open, so that a bad file loses nothing. */
export class OpenState {
  readonly #backend: Backend;
  readonly #alerts: Alerts;
  readonly #scene: SceneState;
  readonly #run: RunGuard;
  readonly #listener: OpenListener;
  readonly #attempts: Attempts;
  #choice = $state.raw<OpenChoice | null>(null);
  #postponed = $state.raw<(() => Promise<void>) | null>(null);

  constructor(backend: Backend, alerts: Alerts, scene: SceneState, run: RunGuard, listener: OpenListener) {
    this.#backend = backend;
    this.#alerts = alerts;
    this.#scene = scene;
    this.#run = run;
    this.#listener = listener;
    this.#attempts = new Attempts(backend, alerts);
  }

  /** The name of what is being opened, null while nothing is. */
  get busy(): string | null {
    return this.#attempts.busy;
  }

  /** How far it is, null before anything was heard. */
  get progress(): IpcEvents['opening'] | null {
    return this.#attempts.progress;
  }

  get choice(): OpenChoice | null {
    return this.#choice;
  }

  /** Whether the person must first say that the run may end. */
  get needsConsent(): boolean {
    return this.#postponed !== null;
  }

  receive(event: IpcEvents['opening']): void {
    this.#attempts.receive(event);
  }

  /** Back to what was open before. */
  cancel(): Promise<void> {
    return this.#attempts.cancel();
  }

  async openFiles(files: readonly string[]): Promise<void> {
    if (files.length === 0) return;
    await this.#inspect(files, (infos) =>
      planScene(candidatesOf(infos), this.#openCube, (file) => files.includes(file)),
    );
  }

  async openSample(): Promise<void> {
    await this.#afterConsent(() =>
      this.#replaceScene('Indian Pines', () => this.#backend.call('openSample', null)),
    );
  }

  /** Shows the system's dialog for a scene. */
  async chooseScene(): Promise<void> {
    await this.#chooseFiles('scene', (files) => this.openFiles(files));
  }

  /** Shows the system's dialog for a folder that holds a scene. */
  async chooseFolder(): Promise<void> {
    await this.#chooseFiles('folder', (files) => this.openFiles(files));
  }

  /** Shows the system's dialog for a ground truth of the open scene. */
  async chooseTruth(): Promise<void> {
    const cube = this.#openCube;
    if (cube === null) return;
    await this.#chooseFiles('truth', (files) =>
      this.#inspect(files, (infos) => planTruth(candidatesOf(infos), cube)),
    );
  }

  /** @param pairing the cube with all that may belong to it; null for a truth of the open scene */
  async confirmChoice(pairing: Pairing | null, truth: VariableRef | null): Promise<void> {
    this.#choice = null;
    if (pairing !== null) await this.#follow(openPlan(pairing, truth ?? undefined), []);
    else if (truth !== null) await this.#follow({ kind: 'attach', truth }, []);
  }

  /** Opens the cube of the open scene in another way. */
  async reopen(cube: VariableRef, truth: VariableRef | undefined): Promise<void> {
    await this.#follow({ kind: 'open', cube, truth, found: {} }, []);
  }

  cancelChoice(): void {
    this.#choice = null;
  }

  async consent(): Promise<void> {
    const postponed = this.#postponed;
    this.#postponed = null;
    await this.#run.cancel();
    await postponed?.();
  }

  refuseConsent(): void {
    this.#postponed = null;
  }

  get #openCube(): OpenCube | null {
    const cube = this.#scene.scene?.cube;
    if (!cube) return null;
    const { file, variable, rows, columns, bands } = cube;
    return { file, variable, shape: [rows, columns, bands], hasTruth: this.#scene.truth !== null };
  }

  async #chooseFiles(
    purpose: 'scene' | 'folder' | 'truth',
    then: (files: string[]) => Promise<void>,
  ): Promise<void> {
    try {
      const files = await this.#backend.call('chooseFiles', { purpose });
      if (files.length > 0) await then(files);
    } catch (error) {
      this.#alerts.addError('scene', error);
    }
  }

  async #inspect(files: readonly string[], plan: (infos: FileInfo[]) => OpenPlan): Promise<void> {
    await this.#attempts.run(namesOf(files), async (isNewest) => {
      const infos = await this.#backend.call('inspectFiles', { files: [...files] });
      if (!isNewest()) return;
      return async () => {
        await this.#follow(plan(infos), files);
        tellUnread(this.#alerts, infos);
      };
    });
  }

  async #follow(plan: OpenPlan, files: readonly string[]): Promise<void> {
    const names = namesOf(files);
    const complain = (text: (messages: Messages) => string) => this.#alerts.add('scene', 'error', text);
    switch (plan.kind) {
      case 'open':
        return this.#afterConsent(() => this.#openFound(plan));
      case 'attach':
        return this.#afterConsent(() => this.#attach(plan.truth));
      case 'choose-scene':
        this.#choice = plan;
        return;
      case 'choose-truth':
        this.#choice = plan;
        return;
      case 'masks':
        this.#listener.masksFound(plan.masks);
        return tellFound(this.#alerts, plan);
      case 'no-cube':
        return complain((messages) => messages.open.noCube(names));
      case 'no-labels':
        return complain((messages) => messages.open.noLabels(names));
      case 'labels-without-scene':
        return complain((messages) => messages.open.noScene(names));
    }
  }

  async #afterConsent(open: () => Promise<void>): Promise<void> {
    if (this.#run.running) this.#postponed = open;
    else await open();
  }

  async #openFound({ cube, truth, found }: Extract<OpenPlan, { kind: 'open' }>): Promise<void> {
    const open = () => this.#backend.call('openScene', { cube, truth });
    await this.#replaceScene(fileName(cube.file), open, (scene) => {
      if (cube.wavelengths) this.#scene.giveWavelengths(cube.wavelengths, scene.cube.defaultRgb);
      if (found.masks) this.#listener.masksFound(found.masks);
      tellFound(this.#alerts, found);
    });
  }

  async #replaceScene(
    name: string,
    open: () => Promise<Scene>,
    opened: (scene: Scene) => void = () => {},
  ): Promise<void> {
    await this.#attempts.run(name, async (isNewest) => {
      const scene = await open();
      const old = isNewest() ? this.#scene.scene : scene;
      if (isNewest()) {
        this.#alerts.clear('scene');
        this.#scene.show(scene);
        this.#listener.sceneOpened(scene);
        opened(scene);
      }
      if (old !== null) await this.#backend.call('closeScene', { sceneId: old.sceneId });
    });
  }

  async #attach(truth: VariableRef): Promise<void> {
    await this.#attempts.run(fileName(truth.file), async (isNewest) => {
      const sceneId = this.#scene.scene?.sceneId;
      if (sceneId === undefined) return;
      const attached = await this.#backend.call('attachTruth', { sceneId, truth });
      if (!isNewest() || this.#scene.scene?.sceneId !== sceneId) return;
      this.#alerts.clear('scene');
      this.#scene.attachTruth(attached);
      this.#listener.truthAttached(attached);
    });
  }
}
