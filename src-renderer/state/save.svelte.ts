import {
  CUBE_FORMATS,
  obstacleOf,
  storedSize,
  type CubeFormat,
  type CubeFormatId,
} from '@shared/cube-formats';
import type { IpcEvents } from '@shared/ipc';
import type { Backend } from '../backend/backend';
import type { Alerts } from './alerts.svelte';
import type { SceneState } from './scene.svelte';

export type SavedPart = 'cube' | 'truth';

/** Saving the open cube or its ground truth in another format: the dialog, and what is under way. */
export class SaveState {
  readonly #backend: Backend;
  readonly #alerts: Alerts;
  readonly #scene: SceneState;
  readonly #written: (file: string | null) => void;
  #open = $state(false);
  #part = $state<SavedPart>('cube');
  #formatId = $state<CubeFormatId>('hdr');
  #running = $state.raw<IpcEvents['saving'] | null>(null);
  #asking = $state(false);

  /** @param written is told the file that was saved, and null where something is about to be */
  constructor(backend: Backend, alerts: Alerts, scene: SceneState, written: (file: string | null) => void) {
    this.#backend = backend;
    this.#alerts = alerts;
    this.#scene = scene;
    this.#written = written;
  }

  get isOpen(): boolean {
    return this.#open;
  }

  get parts(): readonly SavedPart[] {
    return this.#scene.truth ? ['cube', 'truth'] : ['cube'];
  }

  get part(): SavedPart {
    return this.#scene.truth ? this.#part : 'cube';
  }

  get format(): CubeFormat {
    return CUBE_FORMATS.find(({ id }) => id === this.#formatId) ?? CUBE_FORMATS[0];
  }

  /** Bytes of the cube's values; labels are small in every type. */
  get bytes(): number | null {
    const cube = this.#cube;
    return this.part === 'cube' && cube ? storedSize(cube.dtype, cube.shape) : null;
  }

  /** Why the chosen format cannot hold the cube. */
  get obstacle(): ReturnType<typeof obstacleOf> {
    const cube = this.#cube;
    return this.part === 'cube' && cube ? obstacleOf(this.format, cube) : undefined;
  }

  /** What is being written, null while nothing is. */
  get running(): IpcEvents['saving'] | null {
    return this.#running;
  }

  show(): void {
    if (this.#scene.scene && !this.#running) this.#open = true;
  }

  close(): void {
    this.#open = false;
  }

  choosePart(part: SavedPart): void {
    this.#part = part;
  }

  chooseFormat(format: CubeFormatId): void {
    this.#formatId = format;
  }

  receive(event: IpcEvents['saving']): void {
    // The dialog has said where to; what follows is told in the status bar, and the window can be used meanwhile.
    this.#open = false;
    if (this.#asking) this.#running = event;
  }

  /** Asks where to, then writes. */
  async save(): Promise<void> {
    const source = this.part === 'cube' ? this.#scene.cubeRef : this.#scene.truthRef;
    if (!source || this.#asking) return;
    const classes = this.part === 'truth' ? this.#scene.classes : [];
    this.#written(null);
    try {
      const file = await this.follow(() =>
        this.#backend.call('saveAs', {
          source,
          format: this.format.id,
          ...(classes.length > 0 && {
            classes: classes.map(({ label, name, color }) => ({ label, name, color: [...color] })),
          }),
        }),
      );
      if (file !== null) this.#written(file);
    } catch (error) {
      this.#alerts.addError('scene', error);
    }
  }

  /** Shows the progress of a saving, this one's or another's, until it ends. */
  async follow<T>(save: () => Promise<T>): Promise<T> {
    this.#asking = true;
    try {
      return await save();
    } finally {
      this.#asking = false;
      this.#running = null;
    }
  }

  async cancel(): Promise<void> {
    try {
      await this.#backend.call('cancelSaving', null);
    } catch (error) {
      this.#alerts.addError('scene', error);
    }
  }

  get #cube() {
    const cube = this.#scene.scene?.cube;
    return cube && { dtype: cube.dtype, shape: [cube.rows, cube.columns, cube.bands] };
  }
}
