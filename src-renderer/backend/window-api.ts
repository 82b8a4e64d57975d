import type { BandscapeApi } from '@shared/ipc';

declare global {
  interface Window {
    api: BandscapeApi;
  }
}

/** The preload's transport; imported by the entry point alone, which hands it to the `Backend`. */
export const windowApi = (): BandscapeApi => window.api;
