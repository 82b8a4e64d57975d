import type { TrainingPhase, TrainingProgress } from '@shared/training';

/** Rough shares of one run, for a bar that moves evenly; time left comes from the clock, not from these. */
const SHARES: Record<TrainingPhase, number> = {
  reading: 0.01,
  preprocessing: 0.02,
  training: 0.93,
  predicting: 0.03,
  evaluating: 0.005,
  writing: 0.005,
};
const ORDER = Object.keys(SHARES) as TrainingPhase[];

/** Turns a job's steps into the messages that a window or a terminal shows. */
export class JobProgress {
  private readonly started = Date.now();
  private phaseStarted = Date.now();
  private phase: TrainingPhase = 'reading';
  private run = 1;
  private shares = SHARES;
  /** What this run's training took, once it is done. */
  private trainingSeconds = 0;
  /** What was said last of the time left, and when. */
  private left: { seconds: number; at: number } | undefined;
  private furthest = 0;

  /** @param epochs of training, where there are such */
  constructor(
    private readonly send: (progress: TrainingProgress) => void,
    private readonly runs: number,
    private readonly epochs?: number,
  ) {}

  /** Says where the time of a run goes, as shares of it. */
  weigh(effort: Pick<typeof SHARES, 'training' | 'predicting'>): void {
    this.shares = { ...SHARES, ...effort };
  }

  begin(phase: TrainingPhase, run = this.run): void {
    if (phase === 'predicting' && this.phase === 'training') this.trainingSeconds = this.inPhase;
    this.phase = phase;
    this.run = run;
    this.phaseStarted = Date.now();
    this.left = undefined;
    this.send({ type: 'phase', phase, run, runs: this.runs });
  }

  /** @param fraction of the current phase @param epoch the epoch that training is in, 1-based */
  step(fraction: number, epoch?: number): void {
    const seconds = this.secondsLeft(fraction);
    this.left = seconds === undefined ? undefined : { seconds, at: Date.now() };
    this.tell(fraction, epoch, seconds);
  }

  /**
   * On the way from one step to the next, whose parts have no pace of their own: the time left is what it was, less what
   * has passed since.
   */
  beat(fraction: number, epoch?: number): void {
    const { left } = this;
    this.tell(fraction, epoch, left && Math.max(0, left.seconds - (Date.now() - left.at) / 1000));
  }

  private tell(fraction: number, epoch: number | undefined, secondsLeft: number | undefined): void {
    this.furthest = Math.max(this.furthest, this.overall(fraction));
    this.send({
      type: 'step',
      phase: this.phase,
      fraction: this.furthest,
      ...(this.phase === 'reading' && { ofPhase: fraction }),
      ...(secondsLeft === undefined ? {} : { secondsLeft }),
      ...(epoch === undefined ? {} : { epoch, ...(this.epochs !== undefined && { epochs: this.epochs }) }),
    });
  }

  private overall(fraction: number): number {
    const before = ORDER.slice(0, ORDER.indexOf(this.phase)).reduce(
      (sum, phase) => sum + this.shares[phase],
      0,
    );
    return (this.run - 1 + before + this.shares[this.phase] * fraction) / this.runs;
  }

  /** From the pace of training or mapping so far; nothing until there is a pace to speak of. */
  private secondsLeft(fraction: number): number | undefined {
    const { inPhase } = this;
    const paced = this.phase === 'training' || this.phase === 'predicting';
    if (!paced || fraction <= 0 || inPhase < 1) return undefined;
    const left = (inPhase * (1 - fraction)) / fraction;
    const before = this.phase === 'predicting' ? this.trainingSeconds : 0;
    return left + (this.runs - this.run) * (before + inPhase / fraction);
  }

  private get inPhase(): number {
    return (Date.now() - this.phaseStarted) / 1000;
  }

  /** Seconds since the job began. */
  get seconds(): number {
    return (Date.now() - this.started) / 1000;
  }
}
