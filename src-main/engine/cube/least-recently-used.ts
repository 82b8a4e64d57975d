/** Keeps what was used last, as much of it as fits into a number of bytes. */
export class LeastRecentlyUsed<T> {
  /** In order of use: a map gives its keys in the order in which they were put in. */
  private readonly entries = new Map<string, T>();
  private bytes = 0;

  constructor(
    private readonly limit: number,
    private readonly sizeOf: (value: T) => number,
  ) {}

  has(key: string): boolean {
    return this.entries.has(key);
  }

  get(key: string): T | undefined {
    const value = this.entries.get(key);
    if (value === undefined) return undefined;
    this.entries.delete(key);
    this.entries.set(key, value);
    return value;
  }

  /** Drops what was used longest ago until the value fits; one that can never fit is not kept. */
  set(key: string, value: T): void {
    this.drop(key);
    const size = this.sizeOf(value);
    if (size > this.limit) return;
    for (const oldest of this.entries.keys()) {
      if (this.bytes + size <= this.limit) break;
      this.drop(oldest);
    }
    this.entries.set(key, value);
    this.bytes += size;
  }

  dropWhere(matches: (key: string) => boolean): void {
    for (const key of [...this.entries.keys()]) if (matches(key)) this.drop(key);
  }

  private drop(key: string): void {
    const value = this.entries.get(key);
    if (value === undefined) return;
    this.entries.delete(key);
    this.bytes -= this.sizeOf(value);
  }
}
