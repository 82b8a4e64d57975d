import type { Language, Preferences, Theme } from '@shared/ipc';
import type { Backend } from '../backend/backend';
import { Format } from '../messages/format';
import { messagesIn } from '../messages/messages';
import type { Messages } from '../messages/types';
import type { Alerts } from './alerts.svelte';

/** Language and theme: changed at once, kept by the main process. */
export class PreferencesState {
  readonly #backend: Backend;
  readonly #alerts: Alerts;
  #language = $state<Language>('en');
  #theme = $state<Theme>('system');
  #format = $state.raw(new Format('en'));

  constructor(backend: Backend, alerts: Alerts) {
    this.#backend = backend;
    this.#alerts = alerts;
  }

  get language(): Language {
    return this.#language;
  }

  get theme(): Theme {
    return this.#theme;
  }

  get messages(): Messages {
    return messagesIn(this.#language);
  }

  get format(): Format {
    return this.#format;
  }

  apply({ language, theme }: Preferences): void {
    if (language !== this.#language) this.#format = new Format(language);
    this.#language = language;
    this.#theme = theme;
  }

  async set(change: Partial<Preferences>): Promise<void> {
    this.apply({ language: this.#language, theme: this.#theme, ...change });
    try {
      await this.#backend.call('setPreferences', change);
    } catch (error) {
      this.#alerts.addError('scene', error);
    }
  }
}
