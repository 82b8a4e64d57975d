import type { IpcEvents } from '@shared/ipc';
import type { Backend } from '../backend/backend';
import type { Alerts } from './alerts.svelte';

/** Attempts to open something, one at a time: a new one ends the one before it. */
export class Attempts {
  readonly #backend: Backend;
  readonly #alerts: Alerts;
  #busy = $state<string | null>(null);
  #progress = $state.raw<IpcEvents['opening'] | null>(null);
  /** Only the newest attempt may change the window. */
  #newest = 0;

  constructor(backend: Backend, alerts: Alerts) {
    this.#backend = backend;
    this.#alerts = alerts;
  }

  /** The name of what is being opened, null while nothing is. */
  get busy(): string | null {
    return this.#busy;
  }

  /** How far it is, null before anything was heard. */
  get progress(): IpcEvents['opening'] | null {
    return this.#progress;
  }

  receive(event: IpcEvents['opening']): void {
    if (this.#busy !== null) this.#progress = event;
  }

  /** What is under way ends, and nothing is left of it. */
  async cancel(): Promise<void> {
    if (this.#busy === null) return;
    this.#newest++;
    this.#rest();
    try {
      await this.#backend.call('cancelOpening', null);
    } catch (error) {
      this.#alerts.addError('scene', error);
    }
  }

  /** Runs one attempt; what it returns runs after it is no longer busy. */
  async run(
    name: string,
    work: (isNewest: () => boolean) => Promise<(() => Promise<void>) | void>,
  ): Promise<void> {
    void this.cancel();
    const attempt = ++this.#newest;
    const isNewest = () => attempt === this.#newest;
    this.#busy = name;
    let next: (() => Promise<void>) | void = undefined;
    try {
      next = await work(isNewest);
    } catch (error) {
      if (isNewest()) this.#alerts.addError('scene', error);
    } finally {
      if (isNewest()) this.#rest();
    }
    await next?.();
  }

  #rest(): void {
    this.#busy = null;
    this.#progress = null;
  }
}
