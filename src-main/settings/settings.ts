import * as v from 'valibot';
import type { Language, Preferences } from '@shared/ipc';

export const PreferencesSchema = v.strictObject({
  language: v.picklist(['en', 'zh-CN']),
  theme: v.picklist(['system', 'light', 'dark']),
});

const WindowStateSchema = v.strictObject({
  width: v.pipe(v.number(), v.integer(), v.minValue(400), v.maxValue(20_000)),
  height: v.pipe(v.number(), v.integer(), v.minValue(300), v.maxValue(20_000)),
  maximized: v.boolean(),
});

export const SettingsSchema = v.object({ preferences: PreferencesSchema, window: WindowStateSchema });

/** Size of the window as it was last closed. */
export type WindowState = v.InferOutput<typeof WindowStateSchema>;

/** All that the program remembers between two starts. */
export interface Settings {
  preferences: Preferences;
  window: WindowState;
}

/** @param locale of the system, e.g. `zh-CN` or `en-US`; the first start speaks Chinese where the system does */
export function defaultSettings(locale: string): Settings {
  const language: Language = /^zh\b/i.test(locale) ? 'zh-CN' : 'en';
  return {
    preferences: { language, theme: 'system' },
    window: { width: 1440, height: 900, maximized: false },
  };
}
