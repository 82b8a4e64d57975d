import { Heartbeat } from '../networks/heartbeat';
import { operationsOf } from '../networks/operations';
import { hasRunningStatistics } from './calibrate';
import type { TrainingJob } from './job';

/** Of an update's time, that of its way forward: the gradients by inputs and by weights take as long each. */
const FORWARD = 1 / 3;

/**
 * How much of a training is done: tells it after every update and, where that or a look at validation pixels takes long,
 * on the way. An epoch is as long as every other; within one, validation counts the share of the time that it took in
 * the epoch before.
 */
export class Advance {
  private readonly heartbeat: Heartbeat;
  /** In epochs: what is done, and all there is to do. */
  private done = 0;
  private readonly whole: number;
  private epoch = 1;
  /** Of an epoch, validation's. */
  private validationShare: number;
  private updatingMs = 0;

  constructor(
    private readonly job: Pick<
      TrainingJob,
      'network' | 'labelled' | 'validation' | 'settings' | 'onStep' | 'onBeat'
    >,
    private readonly updatesPerEpoch: number,
  ) {
    const { network, labelled, validation, settings, onBeat } = job;
    const calibrates = hasRunningStatistics(network);
    this.whole = settings.epochs + (calibrates ? FORWARD : 0);
    const looks = validation ? validation.pixels.length + (calibrates ? labelled.pixels.length : 0) : 0;
    this.validationShare = (FORWARD * looks) / (FORWARD * looks + labelled.pixels.length);
    this.heartbeat = new Heartbeat(
      onBeat && ((fraction) => onBeat(fraction, this.epoch)),
      operationsOf(network.weights.length),
    );
  }

  /**
   * Before the first update, as the first third of it.
   * @param share of the weights that are drawn
   */
  drawing(share: number): void {
    this.done = (share * this.firstUpdate) / 3;
    this.heartbeat.at(this.fraction);
  }

  /** Whatever else comes before the first update, as its second third. */
  async preparation<T>(work: () => T): Promise<T> {
    return this.to((2 * this.firstUpdate) / 3, 'preparation', work);
  }

  /** @param index of the update in its epoch, 0-based */
  async update<T>(epoch: number, index: number, work: () => Promise<T>): Promise<T> {
    this.epoch = epoch;
    if (index === 0) this.updatingMs = 0;
    const started = performance.now();
    const share = (index + 1) / this.updatesPerEpoch;
    const result = await this.to(epoch - 1 + (1 - this.validationShare) * share, 'update', work);
    this.updatingMs += performance.now() - started;
    this.job.onStep?.(this.fraction, epoch);
    return result;
  }

  /** At the end of an epoch. */
  async validation<T>(work: () => Promise<T>): Promise<T> {
    const started = performance.now();
    const result = await this.to(this.epoch, 'validation', work);
    const took = performance.now() - started;
    this.validationShare = took / (took + this.updatingMs);
    this.job.onBeat?.(this.fraction, this.epoch);
    return result;
  }

  /** At the end of everything, where there is something to calibrate. */
  async calibration<T>(work: () => Promise<T>): Promise<T> {
    const result = await this.to(this.whole, 'calibration', work);
    this.job.onBeat?.(this.fraction, this.epoch);
    return result;
  }

  /** The end of it, in epochs. */
  private get firstUpdate(): number {
    return (1 - this.validationShare) / this.updatesPerEpoch;
  }

  private get fraction(): number {
    return this.done / this.whole;
  }

  /** @param end in epochs */
  private async to<T>(end: number, kind: string, work: () => T | Promise<T>): Promise<T> {
    const result = await this.heartbeat.during(kind, [this.fraction, end / this.whole], work);
    this.done = end;
    return result;
  }
}
