import type { IpcCalls } from '@shared/ipc';
import { reportOf, type Backend } from '../backend/backend';
import { fileName } from '../messages/format';
import { describeError } from '../messages/messages';
import type { Messages } from '../messages/types';
import type { SceneState } from './scene.svelte';

/** A list that fits the scene. */
export type FoundWavelengths = IpcCalls['readWavelengths']['result'];

/** The dialog that gives the open scene wavelengths: from a file, or pasted. */
export class WavelengthsState {
  readonly #backend: Backend;
  readonly #scene: SceneState;
  readonly #give: (found: FoundWavelengths) => void;
  #open = $state(false);
  #text = $state('');
  #file = $state<string | null>(null);
  #found = $state.raw<FoundWavelengths | null>(null);
  #problem = $state.raw<((messages: Messages) => string) | null>(null);
  /** Only the newest list that was asked about is shown. */
  #attempt = 0;

  /** @param give what applying a list does */
  constructor(backend: Backend, scene: SceneState, give: (found: FoundWavelengths) => void) {
    this.#backend = backend;
    this.#scene = scene;
    this.#give = give;
  }

  get isOpen(): boolean {
    return this.#open;
  }

  /** What the field shows: what was typed, or what the file holds, in nanometres. */
  get text(): string {
    return this.#text;
  }

  /** Name of the file that the list comes from, null once it was typed or edited. */
  get file(): string | null {
    return this.#file;
  }

  /** A list that fits the scene, null while there is none. */
  get found(): FoundWavelengths | null {
    return this.#found;
  }

  get problem(): ((messages: Messages) => string) | null {
    return this.#problem;
  }

  /** Opens the dialog on the wavelengths that the scene has now. */
  show(): void {
    const cube = this.#scene.scene?.cube;
    if (!cube) return;
    this.#forget();
    this.#file = null;
    this.#text = cube.wavelengths ? listed(cube.wavelengths) : '';
    this.#open = true;
    if (cube.wavelengths) void this.type(this.#text);
  }

  close(): void {
    this.#forget();
    this.#open = false;
  }

  async chooseFile(): Promise<void> {
    try {
      const [file] = await this.#backend.call('chooseFiles', { purpose: 'wavelengths' });
      if (file === undefined) return;
      this.#file = fileName(file);
      this.#text = '';
      const found = await this.#read({ file });
      if (found) this.#text = listed(found.nanometres);
    } catch (error) {
      this.#complain(error);
    }
  }

  async type(text: string): Promise<void> {
    this.#text = text;
    this.#file = null;
    if (text.trim() === '') this.#forget();
    else await this.#read({ text });
  }

  /** Gives the scene the list that was found. */
  apply(): void {
    if (!this.#found) return;
    this.#give(this.#found);
    this.close();
  }

  #forget(): void {
    this.#attempt++;
    this.#found = null;
    this.#problem = null;
  }

  async #read(source: { file: string } | { text: string }): Promise<FoundWavelengths | null> {
    const sceneId = this.#scene.scene?.sceneId;
    if (sceneId === undefined) return null;
    this.#forget();
    const attempt = this.#attempt;
    try {
      const found = await this.#backend.call('readWavelengths', { sceneId, source });
      if (attempt !== this.#attempt) return null;
      this.#found = found;
      return found;
    } catch (error) {
      if (attempt === this.#attempt) this.#complain(error);
      return null;
    }
  }

  #complain(error: unknown): void {
    const report = reportOf(error);
    this.#problem = (messages) => describeError(messages, report);
  }
}

function listed(wavelengths: readonly number[]): string {
  return wavelengths.join('\n');
}
