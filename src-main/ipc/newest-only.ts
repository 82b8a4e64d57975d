/** Work of which only the newest is of interest: what is under way is given up when more is asked for. */
export class NewestOnly {
  private current: AbortController | undefined;

  async run<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    this.current?.abort();
    const own = (this.current = new AbortController());
    try {
      return await work(own.signal);
    } finally {
      if (this.current === own) this.current = undefined;
    }
  }
}
