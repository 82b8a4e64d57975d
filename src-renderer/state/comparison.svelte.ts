import { sortedRuns, type ColumnId, type Comparison } from '@shared/comparison';
import type { ErrorReport } from '@shared/errors';
import { reportOf, type Backend } from '../backend/backend';

/** The pane in which finished runs stand side by side: those of this window and those of folders. */
export class ComparisonState {
  readonly #backend: Backend;
  readonly #tell: (file: string) => void;
  #open = $state(false);
  #folders = $state.raw<readonly string[]>([]);
  #comparison = $state.raw<Comparison>({ runs: [], pairs: [] });
  #sort = $state<ColumnId>('oa');
  #reverse = $state(false);
  #busy = $state(false);
  #problem = $state.raw<ErrorReport | null>(null);

  /** @param tell is told which file was written */
  constructor(backend: Backend, tell: (file: string) => void) {
    this.#backend = backend;
    this.#tell = tell;
  }

  get isOpen(): boolean {
    return this.#open;
  }

  get busy(): boolean {
    return this.#busy;
  }

  get problem(): ErrorReport | null {
    return this.#problem;
  }

  get sort(): ColumnId {
    return this.#sort;
  }

  get reverse(): boolean {
    return this.#reverse;
  }

  get runs(): Comparison['runs'] {
    return sortedRuns(this.#comparison.runs, this.#sort, this.#reverse);
  }

  /** McNemar's test of every two runs, in the table's order and seen from the one that comes first there. */
  get tests(): { first: string; second: string; pair: Comparison['pairs'][number] }[] {
    const { runs, pairs } = this.#comparison;
    const order = this.runs.map((run) => runs.indexOf(run));
    return order.flatMap((first, at) =>
      order.slice(at + 1).flatMap((second) => {
        const pair = pairs.find((each) =>
          [each.first, each.second].every((run) => run === first || run === second),
        );
        if (!pair) return [];
        const seen = pair.first === first ? pair : turned(pair);
        return [{ first: runs[first].name, second: runs[second].name, pair: seen }];
      }),
    );
  }

  show(): Promise<void> {
    this.#open = true;
    return this.#compare(this.#folders);
  }

  close(): void {
    this.#open = false;
    this.#problem = null;
  }

  /** By the same column again turns the order round. */
  sortBy(column: ColumnId): void {
    this.#reverse = column === this.#sort && !this.#reverse;
    this.#sort = column;
  }

  async addFolders(): Promise<void> {
    await this.#doing(async () => {
      const chosen = await this.#backend.call('chooseFiles', { purpose: 'runs' });
      const added = chosen.filter((folder) => !this.#folders.includes(folder));
      if (added.length > 0) await this.#compare([...this.#folders, ...added]);
    });
  }

  removeFolder(folder: string): Promise<void> {
    return this.#compare(this.#folders.filter((each) => each !== folder));
  }

  async exportAs(format: 'csv' | 'svg'): Promise<void> {
    await this.#doing(async () => {
      const order = { sort: this.#sort, reverse: this.#reverse };
      const file = await this.#backend.call('exportComparison', {
        folders: [...this.#folders],
        format,
        ...order,
      });
      if (file !== null) this.#tell(file);
    });
  }

  /** Folders that cannot be read leave what is shown as it is. */
  async #compare(folders: readonly string[]): Promise<void> {
    await this.#doing(async () => {
      this.#comparison = await this.#backend.call('compareRuns', { folders: [...folders] });
      this.#folders = folders;
    });
  }

  async #doing(work: () => Promise<void>): Promise<void> {
    this.#busy = true;
    this.#problem = null;
    try {
      await work();
    } catch (error) {
      this.#problem = reportOf(error);
    } finally {
      this.#busy = false;
    }
  }
}

function turned(pair: Comparison['pairs'][number]): Comparison['pairs'][number] {
  const { first, second } = pair;
  if ('reason' in pair) return { ...pair, first: second, second: first };
  const { onlyFirst, onlySecond, z } = pair;
  return { ...pair, first: second, second: first, onlyFirst: onlySecond, onlySecond: onlyFirst, z: -z };
}
