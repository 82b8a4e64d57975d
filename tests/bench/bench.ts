/** What the command knows of everything that can be measured; a bench is one entry of `registry.ts`. */
export interface Bench {
  /** As typed: `npm run bench -- ID`. */
  id: string;
  /** One line for the list. */
  title: string;
  /** The file that the figures are written to. */
  document: string;
  /** Whether it opens the program's window. */
  needsWindow?: boolean;
  /**
   * Measures and gives the text of the document, in Markdown.
   * @param args what was typed behind the id
   */
  run(args: string[], context: BenchContext): Promise<string>;
}

export interface BenchContext {
  /** A line for whoever waits. */
  say(line: string): void;
  /** Aborted on Ctrl-C: clean up and throw. */
  signal: AbortSignal;
}

/** What was typed is not understood; its message says how to type it. */
export class UsageError extends Error {}
