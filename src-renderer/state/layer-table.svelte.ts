import type { NetworkDescription, OptionValue, OptionValues } from '@shared/network';
import type { ErrorReport } from '@shared/errors';
import { reportOf, type Backend } from '../backend/backend';
import type { CountBasis, TableSide } from '../messages/layer-table';
import type { SceneState } from './scene.svelte';
import type { SettingsState } from './settings.svelte';

/** A network with the options that were chosen here; the others have their defaults. */
interface Chosen {
  id: string;
  options: OptionValues;
}

/** The form of a network follows what it is counted for. */
const FORM = 'form';

/** The pane with a network's layers, beside those of another or of the same with other options. */
export class LayerTableState {
  readonly #backend: Backend;
  readonly #settings: SettingsState;
  readonly #scene: SceneState;
  #open = $state(false);
  #basis = $state<CountBasis>('window');
  #chosen = $state.raw<{ left: Chosen; right: Chosen | null }>({
    left: { id: '', options: {} },
    right: null,
  });
  #described = $state.raw<Record<TableSide, NetworkDescription | null>>({ left: null, right: null });
  #problem = $state.raw<ErrorReport | null>(null);
  #request = 0;

  constructor(backend: Backend, settings: SettingsState, scene: SceneState) {
    this.#backend = backend;
    this.#settings = settings;
    this.#scene = scene;
  }

  get isOpen(): boolean {
    return this.#open;
  }

  get basis(): CountBasis {
    return this.#basis;
  }

  /** Whether an option is not to be chosen here, because what is counted for decides it. */
  follows(option: string): boolean {
    return option === FORM;
  }

  /** Null where nothing is compared. */
  chosenId(side: TableSide): string | null {
    return this.#chosen[side]?.id ?? null;
  }

  /** Null until it is counted, and where it cannot be built. */
  described(side: TableSide): NetworkDescription | null {
    return this.#described[side];
  }

  /** Why a network cannot be counted. */
  get problem(): ErrorReport | null {
    return this.#problem;
  }

  /** Shows the network of the settings as it is set there, alone. */
  show(): void {
    const options = Object.entries(this.#settings.form?.options ?? {}).flatMap(([id, value]) =>
      id === FORM || value === null ? [] : [[id, value] as const],
    );
    this.#chosen = {
      left: { id: this.#settings.networkId, options: Object.fromEntries(options) },
      right: null,
    };
    this.#described = { left: null, right: null };
    this.#basis = 'window';
    this.#open = true;
    void this.#count();
  }

  close(): void {
    this.#open = false;
  }

  setBasis(basis: CountBasis): void {
    this.#basis = basis;
    void this.#count();
  }

  /** @param id null to compare with nothing; only the right side can be empty */
  choose(side: TableSide, id: string | null): void {
    if (side === 'left' && id === null) return;
    this.#chosen = { ...this.#chosen, [side]: id === null ? null : { id, options: {} } };
    void this.#count();
  }

  setOption(side: TableSide, option: string, value: OptionValue): void {
    const chosen = this.#chosen[side];
    if (!chosen) return;
    const options = { ...chosen.options, [option]: value };
    this.#chosen = { ...this.#chosen, [side]: { ...chosen, options } };
    void this.#count();
  }

  /** Counts both sides anew; the newest count wins, and the old one is shown until it comes. */
  async #count(): Promise<void> {
    const request = ++this.#request;
    const { left, right } = this.#chosen;
    try {
      const [counted, beside] = await Promise.all([this.#describe(left), right && this.#describe(right)]);
      if (request !== this.#request) return;
      this.#described = { left: counted, right: beside };
      this.#problem = null;
    } catch (error) {
      if (request !== this.#request) return;
      this.#described = { left: null, right: null };
      this.#problem = reportOf(error);
    }
  }

  async #describe({ id, options }: Chosen): Promise<NetworkDescription | null> {
    const counted = await this.#backend.call('describeNetworks', {
      ids: [id],
      options,
      ...(this.#basis === 'window' ? this.#window(id) : {}),
    });
    const [found] = counted;
    return found?.kind === 'network' ? found : null;
  }

  /** As the settings have it; where they are unfinished, as the network's recipe has it. */
  #window(id: string): { input: [number, number, number]; classes?: number } {
    const { form, networks } = this.#settings;
    const recipe = networks.find((network) => network.id === id)?.recipe;
    const side = form?.patch ?? recipe?.patch ?? 1;
    const components = form?.components ?? recipe?.components ?? 1;
    const classes = this.#scene.truth?.classes.length;
    return { input: [side, side, components], ...(classes ? { classes } : {}) };
  }
}
