import { reportOf } from '../backend/backend';
import { describeError } from '../messages/messages';
import type { Messages } from '../messages/types';
import type { ErrorReportLike } from '@shared/scene';

/** Where an alert is shown: beside what caused it. */
export type AlertPlace = 'scene' | 'training';

export interface Alert {
  id: number;
  place: AlertPlace;
  /** A note is said once beside the scene; errors and warnings are announced. */
  tone: 'error' | 'warning' | 'note';
  /** In the language of the window at the time it is drawn. */
  text: (messages: Messages) => string;
}

const MOST_SHOWN = 3;

/** Errors and warnings a person has not dismissed yet, newest last. */
export class Alerts {
  #alerts = $state.raw<readonly Alert[]>([]);
  #nextId = 1;

  get all(): readonly Alert[] {
    return this.#alerts;
  }

  at(place: AlertPlace): readonly Alert[] {
    return this.#alerts.filter((alert) => alert.place === place);
  }

  /** A thrown error; a job that the person ended is no error. */
  addError(place: AlertPlace, error: unknown): void {
    const report = reportOf(error);
    if (report.kind === 'cancelled') return;
    this.add(place, 'error', (messages) => describeError(messages, report));
  }

  addNote(place: AlertPlace, warning: ErrorReportLike): void {
    this.add(place, 'note', (messages) => describeError(messages, warning));
  }

  add(place: AlertPlace, tone: Alert['tone'], text: Alert['text']): void {
    const others = this.#alerts.filter((alert) => alert.place !== place);
    const here = this.at(place).slice(1 - MOST_SHOWN);
    this.#alerts = [...others, ...here, { id: this.#nextId++, place, tone, text }];
  }

  dismiss(id: number): void {
    this.#alerts = this.#alerts.filter((alert) => alert.id !== id);
  }

  /** Forgets what was said about something that is tried again. */
  clear(place: AlertPlace): void {
    this.#alerts = this.#alerts.filter((alert) => alert.place !== place);
  }
}
