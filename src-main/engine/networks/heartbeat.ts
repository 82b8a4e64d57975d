/** Milliseconds between two signs of life, at least. */
const EVERY_MS = 250;
/** As far as the known operations lead; what is left is for those that this piece has beyond them. */
const KNOWN_SHARE = 0.95;

/** How long after its start each operation of a piece of work was done, and the whole. */
interface Course {
  doneAt: readonly number[];
  total: number;
}

/** From one fraction of the whole to another. */
export type Stretch = readonly [from: number, to: number];

/** Work whose operations can be heard. */
export interface Audible {
  /** Calls `told` after every operation until the returned function is called. */
  listen(told: () => void): () => void;
  /** Operations of a piece of work, where nothing is known of its kind. */
  expected: number;
}

/**
 * Tells how far long work is while it goes on, from the operations that it has finished: those of a piece of work are
 * weighed by the time that they took in the last piece of its kind. Computes nothing, keeps no tensors, draws no random
 * numbers; a piece may be synchronous, since a worker's messages leave at once.
 */
export class Heartbeat {
  private readonly courses = new Map<string, Course>();
  private lastTold = performance.now();

  /**
   * @param tell what is told the fraction of the whole; without it, work just runs
   * @param audible where its operations are heard
   */
  constructor(
    private readonly tell: ((fraction: number) => void) | undefined,
    private readonly audible: Audible,
  ) {}

  /**
   * Does the work that leads from one fraction of the whole to another. Its end is for the caller to tell.
   * @param kind such as other pieces that take a like course
   */
  async during<T>(kind: string, [from, to]: Stretch, work: () => T | Promise<T>): Promise<T> {
    if (!this.tell) return work();
    const before = this.courses.get(kind);
    const expected = before?.doneAt.length ?? this.audible.expected;
    const doneAt: number[] = [];
    const started = performance.now();
    const end = this.audible.listen(() => {
      const now = performance.now();
      doneAt.push(now - started);
      this.beat(now, () => from + (to - from) * shareDone(doneAt.length, expected, before));
    });
    try {
      const result = await work();
      this.lastTold = performance.now();
      this.courses.set(kind, { doneAt, total: this.lastTold - started });
      return result;
    } finally {
      end();
    }
  }

  /** For work that has no such operations and knows how far it is. */
  at(fraction: number): void {
    this.beat(performance.now(), () => fraction);
  }

  private beat(now: number, fraction: () => number): void {
    if (!this.tell || now - this.lastTold < EVERY_MS) return;
    this.lastTold = now;
    this.tell(fraction());
  }
}

/** Grows with every operation and never reaches 1, however many there are. */
function shareDone(operations: number, expected: number, before: Course | undefined): number {
  if (operations > expected) return 1 - ((1 - KNOWN_SHARE) * (expected + 1)) / (operations + 1);
  return KNOWN_SHARE * (before ? before.doneAt[operations - 1] / before.total : operations / expected);
}
