/** What opening a scene does one after the other, with rough times for the same bytes. */
const TIMES = { unpacking: 4, 'into memory': 3, checking: 3 } as const;

type Step = keyof typeof TIMES;

/** The steps of opening one scene as one fraction; steps that are left out take no share of it. */
export class OpeningProgress {
  private unpacks = false;

  constructor(
    private readonly send: (fraction: number) => void,
    /** Cubes of up to so many bytes are read into memory and looked through. */
    private readonly memoryLimit: number,
  ) {}

  /** @param bytes of the cube; only a cube that must be unpacked comes here */
  unpacked(fraction: number, bytes: number): void {
    this.unpacks = true;
    this.tell('unpacking', fraction, bytes);
  }

  /** Tells of a later step of a cube of so many bytes. */
  of(step: Exclude<Step, 'unpacking'>, bytes: number): (fraction: number) => void {
    return (fraction) => this.tell(step, fraction, bytes);
  }

  private tell(step: Step, fraction: number, bytes: number): void {
    const steps = this.stepsOf(bytes);
    const before = timeOf(steps.slice(0, steps.indexOf(step)));
    this.send((before + TIMES[step] * fraction) / timeOf(steps));
  }

  private stepsOf(bytes: number): Step[] {
    return [
      ...(this.unpacks ? ['unpacking' as const] : []),
      ...(bytes <= this.memoryLimit ? ['into memory' as const, 'checking' as const] : []),
    ];
  }
}

const timeOf = (steps: readonly Step[]): number => steps.reduce((sum, step) => sum + TIMES[step], 0);
