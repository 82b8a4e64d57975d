import { AXIS_NAMES, CUBE_ORDERS, inOrder, type AxisName, type AxisOrder } from '@shared/axes';
import { labelsFit, labelsFitTransposed } from '@shared/labels-fit';
import type { AxesFrom, VariableRef } from '@shared/scene';
import type { Backend } from '../backend/backend';
import { transposed } from '../canvas/transposed';
import { lookAt, type Look } from './look.svelte';

/** A cube whose axes can be chosen. */
export interface AxesSubject {
  variable: VariableRef;
  /** Lengths of its axes in the file's order. */
  stored: readonly number[];
  inUse: AxisOrder;
  from: AxesFrom | 'format';
  /** Ground truth as it is read now: rows, columns. */
  truth?: readonly [rows: number, columns: number];
}

/** What becomes of the ground truth with another order. */
export type TruthFate = 'none' | 'kept' | 'turned' | 'choice' | 'closed';

/** The dialog in which a person says which axis of a cube is which, by what it looks like. */
export class AxesState {
  readonly #backend: Backend;
  #subject = $state.raw<AxesSubject | null>(null);
  #apply: (axes: AxisName[], turnTruth: boolean) => void = () => undefined;
  #chosen = $state.raw<AxisOrder>(AXIS_NAMES);
  #turnTruth = $state(false);
  /** By the axis that is taken for the bands; its rows before its columns in the file. */
  #looks = $state.raw<Record<number, Look>>({});
  /** Pictures are only of the newest subject. */
  #attempt = 0;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  get subject(): AxesSubject | null {
    return this.#subject;
  }

  get chosen(): AxisOrder {
    return this.#chosen;
  }

  get turnTruth(): boolean {
    return this.#turnTruth;
  }

  set turnTruth(turn: boolean) {
    this.#turnTruth = turn;
  }

  get isChanged(): boolean {
    return this.#subject !== null && String(this.#chosen) !== String(this.#subject.inUse);
  }

  get fate(): TruthFate {
    const { subject } = this;
    if (!subject?.truth) return 'none';
    const [rows, columns] = inOrder(subject.stored, this.#chosen);
    const labels = { shape: [...subject.truth] };
    const fits = labelsFit(labels, [rows, columns]);
    if (fits) return rows === columns && this.isChanged ? 'choice' : 'kept';
    return labelsFitTransposed(labels, [rows, columns]) ? 'turned' : 'closed';
  }

  /** The picture in an order; null while it is read. */
  lookOf(order: AxisOrder): Look | null {
    const look = this.#looks[order.indexOf('bands')];
    if (!look || 'problem' in look) return look ?? null;
    const isTransposed = order.indexOf('columns') < order.indexOf('rows');
    return isTransposed ? { picture: transposed(look.picture) } : look;
  }

  /** @param apply is told the order that the person chose, once the dialog is closed */
  show(subject: AxesSubject, apply: (axes: AxisName[], turnTruth: boolean) => void): void {
    this.#subject = subject;
    this.#apply = apply;
    this.#chosen = subject.inUse;
    this.#turnTruth = false;
    this.#looks = {};
    void this.#look(subject, ++this.#attempt);
  }

  choose(order: AxisOrder): void {
    this.#chosen = order;
  }

  close(): void {
    this.#attempt++;
    this.#subject = null;
    void this.#backend.call('endPreviews', null).catch(() => undefined);
  }

  apply(): void {
    if (!this.isChanged) return;
    const turnTruth = this.fate === 'turned' || (this.fate === 'choice' && this.#turnTruth);
    this.close();
    this.#apply([...this.#chosen], turnTruth);
  }

  /** One picture after the other, first the order in use. */
  async #look({ variable: { file, variable }, inUse }: AxesSubject, attempt: number): Promise<void> {
    const first = inUse.indexOf('bands');
    for (const bands of [first, ...[0, 1, 2].filter((axis) => axis !== first)]) {
      const axes = CUBE_ORDERS.find(
        (order) => order.indexOf('bands') === bands && order.indexOf('rows') < order.indexOf('columns'),
      );
      const look = await lookAt(this.#backend, { file, variable, axes: axes && [...axes] });
      if (!look || attempt !== this.#attempt) return;
      this.#looks = { ...this.#looks, [bands]: look };
    }
  }
}
