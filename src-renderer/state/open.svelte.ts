import type { IpcEvents } from '@shared/ipc';
import type { FileInfo, Scene, VariableRef } from '@shared/scene';
import type { Backend } from '../backend/backend';
import { fileName } from '../messages/format';
import type { Messages } from '../messages/types';
import type { Alerts } from './alerts.svelte';
import { candidatesOf, planScene, planTruth, type Candidate, type OpenPlan } from './pairing';
import type { SceneState, Truth } from './scene.svelte';

/** What a person must choose because several arrays fit. */
export type OpenChoice =
  { kind: 'scene'; cubes: Candidate[]; labels: Candidate[] } | { kind: 'truth'; labels: Candidate[] };

/** What opening needs to know of a run, which belongs to the scene it was started on. */
export interface RunGuard {
  readonly running: boolean;
  cancel(): Promise<void>;
}

export interface OpenListener {
  sceneOpened(scene: Scene): void;
  truthAttached(truth: Truth): void;
}

/** Opening files: a scene is replaced only once the new one is really open, so that a bad file loses nothing. */
export class OpenState {
  readonly #backend: Backend;
  readonly #alerts: Alerts;
  readonly #scene: SceneState;
  readonly #run: RunGuard;
  readonly #listener: OpenListener;
  #busy = $state<string | null>(null);
  #progress = $state.raw<IpcEvents['opening'] | null>(null);
  #choice = $state.raw<OpenChoice | null>(null);
  #postponed = $state.raw<(() => Promise<void>) | null>(null);
  /** Only the newest attempt may change the window. */
  #attempt = 0;

  constructor(backend: Backend, alerts: Alerts, scene: SceneState, run: RunGuard, listener: OpenListener) {
    this.#backend = backend;
    this.#alerts = alerts;
    this.#scene = scene;
    this.#run = run;
    this.#listener = listener;
  }

  /** The name of what is being opened, null while nothing is. */
  get busy(): string | null {
    return this.#busy;
  }

  /** How far it is, null before anything was heard. */
  get progress(): IpcEvents['opening'] | null {
    return this.#progress;
  }

  get choice(): OpenChoice | null {
    return this.#choice;
  }

  /** Whether the person must first say that the run may end. */
  get needsConsent(): boolean {
    return this.#postponed !== null;
  }

  receive(event: IpcEvents['opening']): void {
    if (this.#busy !== null) this.#progress = event;
  }

  /** Back to what was open before; what is under way ends, and nothing is left of it. */
  async cancel(): Promise<void> {
    if (this.#busy === null) return;
    this.#attempt++;
    this.#busy = null;
    this.#progress = null;
    try {
      await this.#backend.call('cancelOpening', null);
    } catch (error) {
      this.#alerts.addError('scene', error);
    }
  }

  async openFiles(files: readonly string[]): Promise<void> {
    if (files.length === 0) return;
    await this.#inspect(files, (infos) => planScene(candidatesOf(infos), this.#openShape));
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

  /** Shows the system's dialog for a ground truth of the open scene. */
  async chooseTruth(): Promise<void> {
    const shape = this.#openShape;
    if (shape === null) return;
    await this.#chooseFiles('truth', (files) =>
      this.#inspect(files, (infos) => planTruth(candidatesOf(infos).labels, shape)),
    );
  }

  async confirmChoice(cube: VariableRef | null, truth: VariableRef | null): Promise<void> {
    this.#choice = null;
    if (cube !== null) await this.#follow({ kind: 'open', cube, truth: truth ?? undefined }, []);
    else if (truth !== null) await this.#follow({ kind: 'attach', truth }, []);
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

  get #openShape(): [number, number] | null {
    const scene = this.#scene.scene;
    return scene === null ? null : [scene.cube.rows, scene.cube.columns];
  }

  async #chooseFiles(purpose: 'scene' | 'truth', then: (files: string[]) => Promise<void>): Promise<void> {
    try {
      const files = await this.#backend.call('chooseFiles', { purpose });
      if (files.length > 0) await then(files);
    } catch (error) {
      this.#alerts.addError('scene', error);
    }
  }

  async #inspect(files: readonly string[], plan: (infos: FileInfo[]) => OpenPlan): Promise<void> {
    await this.#attemptTo(files.map(fileName).join(', '), async (isNewest) => {
      const infos = await this.#backend.call('inspectFiles', { files: [...files] });
      if (isNewest()) return () => this.#follow(plan(infos), files);
    });
  }

  async #follow(plan: OpenPlan, files: readonly string[]): Promise<void> {
    const names = files.map(fileName).join(', ');
    const complain = (text: (messages: Messages) => string) => this.#alerts.add('scene', 'error', text);
    switch (plan.kind) {
      case 'open': {
        const { cube, truth } = plan;
        return this.#afterConsent(() =>
          this.#replaceScene(fileName(cube.file), () => this.#backend.call('openScene', { cube, truth })),
        );
      }
      case 'attach':
        return this.#afterConsent(() => this.#attach(plan.truth));
      case 'choose-scene':
        this.#choice = { kind: 'scene', cubes: plan.cubes, labels: plan.labels };
        return;
      case 'choose-truth':
        this.#choice = { kind: 'truth', labels: plan.labels };
        return;
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

  async #replaceScene(name: string, open: () => Promise<Scene>): Promise<void> {
    await this.#attemptTo(name, async (isNewest) => {
      const scene = await open();
      const old = isNewest() ? this.#scene.scene : scene;
      if (isNewest()) {
        this.#alerts.clear('scene');
        this.#scene.show(scene);
        this.#listener.sceneOpened(scene);
      }
      if (old !== null) await this.#backend.call('closeScene', { sceneId: old.sceneId });
    });
  }

  async #attach(truth: VariableRef): Promise<void> {
    await this.#attemptTo(fileName(truth.file), async (isNewest) => {
      const sceneId = this.#scene.scene?.sceneId;
      if (sceneId === undefined) return;
      const attached = await this.#backend.call('attachTruth', { sceneId, truth });
      if (!isNewest() || this.#scene.scene?.sceneId !== sceneId) return;
      this.#alerts.clear('scene');
      this.#scene.attachTruth(attached);
      this.#listener.truthAttached(attached);
    });
  }

  /** Runs one attempt; what it returns runs after it is no longer busy. */
  async #attemptTo(
    name: string,
    work: (isNewest: () => boolean) => Promise<(() => Promise<void>) | void>,
  ): Promise<void> {
    void this.cancel();
    const attempt = ++this.#attempt;
    const isNewest = () => attempt === this.#attempt;
    this.#busy = name;
    let next: (() => Promise<void>) | void = undefined;
    try {
      next = await work(isNewest);
    } catch (error) {
      if (isNewest()) this.#alerts.addError('scene', error);
    } finally {
      if (isNewest()) {
        this.#busy = null;
        this.#progress = null;
      }
    }
    await next?.();
  }
}
