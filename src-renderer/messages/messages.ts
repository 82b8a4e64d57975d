import type { Language } from '@shared/ipc';
import type { ErrorReportLike } from '@shared/scene';
import { en } from './en';
import type { Messages } from './types';
import { zhCN } from './zh-CN';

const LANGUAGES: Record<Language, Messages> = { en, 'zh-CN': zhCN };

/** How each language names itself. */
export const LANGUAGE_NAMES: Record<Language, string> = { en: 'English', 'zh-CN': '简体中文' };

export const messagesIn = (language: Language): Messages => LANGUAGES[language];

/** An error or warning in the language of the window; in English where it has no translation. */
export function describeError(messages: Messages, report: ErrorReportLike): string {
  return messages.errors[report.code]?.(report.details) ?? report.message;
}
