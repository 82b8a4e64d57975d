import type { Language } from '@shared/ipc';

/** Numbers as the language of the window writes them. */
export class Format {
  readonly #language: Language;
  readonly #whole: Intl.NumberFormat;

  constructor(language: Language) {
    this.#language = language;
    this.#whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  }

  /** A count, e.g. 5,122,176. */
  whole(value: number): string {
    return this.#whole.format(value);
  }

  /** A fraction as per cent with `digits` decimals, e.g. 0.98214 -> 98.21 %, never broken before the sign. */
  percent(fraction: number, digits = 1): string {
    return `${(fraction * 100).toFixed(digits)}\u00a0%`;
  }

  /** An amount of data, e.g. 8.4 MB. */
  bytes(value: number): string {
    const units = ['B', 'kB', 'MB', 'GB', 'TB'];
    const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, value)) / 3));
    const amount = value / 1000 ** step;
    const digits = step === 0 || amount >= 100 ? 0 : 1;
    return `${new Intl.NumberFormat(this.#language, { maximumFractionDigits: digits }).format(amount)}\u00a0${units[step]}`;
  }

  /** A value with four significant digits, e.g. an axis or a loss. */
  value(value: number): string {
    if (value !== 0 && (Math.abs(value) >= 1e6 || Math.abs(value) < 1e-3)) return value.toExponential(2);
    return new Intl.NumberFormat(this.#language, { maximumSignificantDigits: 4 }).format(value);
  }

  /** Sentences one after the other; Chinese puts no space between them. */
  paragraph(sentences: readonly string[]): string {
    return sentences.join(this.#language === 'zh-CN' ? '' : ' ');
  }

  /** Things one after the other. */
  list(items: readonly string[]): string {
    return items.join(this.#language === 'zh-CN' ? '、' : ', ');
  }

  /** Seconds in words, e.g. 2 min 5 s; below a second as "1 s", because nobody waits for less. */
  duration(seconds: number): string {
    const total = Math.max(1, Math.round(seconds));
    const hours = Math.floor(total / 3600);
    const minutes = Math.floor((total % 3600) / 60);
    const rest = total % 60;
    const [h, m, s] = this.#language === 'zh-CN' ? ['小时', '分', '秒'] : ['h', 'min', 's'];
    if (hours > 0) return minutes > 0 ? `${hours} ${h} ${minutes} ${m}` : `${hours} ${h}`;
    if (minutes > 0) return rest > 0 && minutes < 10 ? `${minutes} ${m} ${rest} ${s}` : `${minutes} ${m}`;
    return `${rest} ${s}`;
  }
}

/** A fraction x 100 with two decimals: how tables show precision, recall, F1, OA, AA and kappa. */
export const hundredths = (fraction: number): string => (fraction * 100).toFixed(2);

/** The last part of a path of either kind of system. */
export const fileName = (path: string): string => path.split(/[\\/]/).pop() ?? path;
