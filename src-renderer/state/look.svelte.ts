import type { SmallPicture, VariableRef } from '@shared/scene';
import { reportOf, type Backend } from '../backend/backend';
import { describeError } from '../messages/messages';
import type { Messages } from '../messages/types';

/** A small picture of an array, or why there is none. */
export type Look = { picture: SmallPicture } | { problem: (messages: Messages) => string };

/** What an array looks like; never fails. Null where all previews were ended meanwhile. */
export async function lookAt(backend: Backend, { file, variable, axes }: VariableRef): Promise<Look | null> {
  try {
    const ref = { file, variable, ...(axes && { axes: [...axes] }) };
    return { picture: (await backend.call('previewVariable', { variable: ref })).picture };
  } catch (error) {
    const report = reportOf(error);
    if (report.kind === 'cancelled') return null;
    return { problem: (messages) => describeError(messages, report) };
  }
}

/**
 * What the array that a person points at looks like. One picture is read at a time, and then that of the newest wish:
 * whoever walks through a long list does not wait for all of it.
 */
export class LookState {
  readonly #backend: Backend;
  #wish: VariableRef | null = null;
  #reading = false;
  #look = $state.raw<Look | null>(null);

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** Null while it is read, and where nothing is wished. */
  get look(): Look | null {
    return this.#look;
  }

  show(wish: VariableRef | null): void {
    this.#wish = wish;
    this.#look = null;
    void this.#readOn();
  }

  async #readOn(): Promise<void> {
    if (this.#reading) return;
    this.#reading = true;
    for (let wish = this.#wish; wish !== null;) {
      const look = await lookAt(this.#backend, wish);
      if (look && wish === this.#wish) {
        this.#look = look;
        break;
      }
      wish = this.#wish;
    }
    this.#reading = false;
  }
}
