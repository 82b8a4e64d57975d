import type { EpochRecord, TrainingPhase, TrainingProgress } from '@shared/training';

const PHASES: Record<TrainingPhase, string> = {
  reading: 'Reading',
  preprocessing: 'Preparing',
  training: 'Training',
  predicting: 'Mapping',
  evaluating: 'Evaluating',
  writing: 'Writing',
};
const NARROWEST_BAR = 8;
const WIDEST_BAR = 24;
const USUAL_COLUMNS = 80;
const LINE_EVERY_MS = 5000;
const REDRAW_EVERY_MS = 100;

interface Screen {
  isTTY?: boolean;
  columns?: number;
  write(text: string): unknown;
}

/** Follows a job on stderr: a bar that redraws itself on a terminal, else a line now and then. */
export class ProgressDisplay {
  private phase: TrainingPhase | undefined;
  private run = 1;
  private runs = 1;
  private fraction = 0;
  private ofPhase: number | undefined;
  private epoch: number | undefined;
  private epochs: number | undefined;
  private secondsLeft: number | undefined;
  private record: EpochRecord | undefined;
  private barShown = false;
  private shownAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly screen: Screen = process.stderr,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Whether the network learns at the moment, so that stopping keeps something. */
  get isTraining(): boolean {
    return this.phase === 'training';
  }

  update(progress: TrainingProgress): void {
    const entersPhase = progress.type === 'phase' && progress.phase !== this.phase;
    this.take(progress);
    const elapsed = this.now() - this.shownAt;
    if (entersPhase || elapsed >= (this.screen.isTTY ? REDRAW_EVERY_MS : LINE_EVERY_MS)) this.show();
  }

  /** A sentence between two states of the bar. */
  say(sentence: string): void {
    this.clear();
    this.screen.write(`${sentence}\n`);
  }

  /** Removes the bar, so that what follows starts on a line of its own. */
  clear(): void {
    if (this.barShown) this.screen.write('\r\x1b[K');
    this.barShown = false;
  }

  private take(progress: TrainingProgress): void {
    switch (progress.type) {
      case 'phase':
        this.phase = progress.phase;
        this.run = progress.run;
        this.runs = progress.runs;
        this.secondsLeft = undefined;
        this.ofPhase = undefined;
        return;
      case 'step':
        this.phase = progress.phase;
        this.fraction = progress.fraction;
        this.ofPhase = progress.ofPhase;
        this.secondsLeft = progress.secondsLeft;
        this.epoch = progress.epoch ?? this.epoch;
        this.epochs = progress.epochs ?? this.epochs;
        return;
      case 'epoch':
        this.record = progress.record;
        this.epoch = progress.record.epoch;
    }
  }

  private show(): void {
    this.shownAt = this.now();
    if (!this.screen.isTTY) {
      this.screen.write(`${this.text()}\n`);
      return;
    }
    // A terminal that does not know its width says 0.
    const room = (this.screen.columns || USUAL_COLUMNS) - 1;
    const text = this.text();
    const width = Math.min(WIDEST_BAR, Math.max(NARROWEST_BAR, room - text.length - 3));
    const done = Math.round(width * Math.min(1, Math.max(0, this.fraction)));
    const bar = `[${'#'.repeat(done)}${'-'.repeat(width - done)}] ${text}`;
    this.barShown = true;
    this.screen.write(`\r${bar.slice(0, room)}\x1b[K`);
  }

  private text(): string {
    const parts = [`${String(Math.floor(100 * this.fraction)).padStart(3)} %`];
    if (this.phase) {
      const share = this.ofPhase === undefined ? '' : ` ${Math.floor(100 * this.ofPhase)} %`;
      parts.push(PHASES[this.phase] + share);
    }
    if (this.runs > 1) parts.push(`run ${this.run}/${this.runs}`);
    if (this.isTraining && this.epoch !== undefined) {
      parts.push(`epoch ${this.epoch}${this.epochs === undefined ? '' : `/${this.epochs}`}`);
    }
    if (this.secondsLeft !== undefined) parts.push(`${timeLeft(this.secondsLeft)} left`);
    if (this.isTraining && this.record) {
      parts.push(
        `loss ${this.record.loss.toFixed(4)}`,
        `accuracy ${(100 * this.record.accuracy).toFixed(2)} %`,
        ...validationText(this.record),
      );
    }
    return parts.join('  ');
  }
}

function validationText({ validation }: EpochRecord): string[] {
  return validation ? [`validation ${(100 * validation.accuracy).toFixed(2)} %`] : [];
}

/** `42 s`, `3 min 05 s`, `1 h 02 min`. */
export function timeLeft(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const two = (value: number) => String(value).padStart(2, '0');
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${two(whole % 60)} s`;
  return `${Math.floor(whole / 3600)} h ${two(Math.floor((whole % 3600) / 60))} min`;
}
