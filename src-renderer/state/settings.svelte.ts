import type { ClassifierDescription, NetworkOption } from '@shared/network';
import type { TrainingSettings } from '@shared/training';
import type { ErrorReport } from '@shared/errors';
import { reportOf, type Backend } from '../backend/backend';
import { describeError } from '../messages/messages';
import type { Alerts } from './alerts.svelte';
import { candidatesOf, type Candidate, type Masks as FoundMasks } from '@shared/pairing';
import { fittingLabels, refOf } from './pairing';
import { applicableExperiment } from './applicable';
import { isUnusual } from './experiment-form';
import type { SceneState } from './scene.svelte';
import {
  carriedOver,
  formFromRecipe,
  optionProblems,
  optionsOf,
  problemsOf,
  settingsOf,
  type Masks,
  type Problems,
  type SettingsForm,
} from './settings-form';

export type MaskSide = keyof Masks;

const FIRST_CHOICE = 'hybridsn-bn';

/** Which network, and what it is trained with. */
export class SettingsState {
  readonly #backend: Backend;
  readonly #alerts: Alerts;
  readonly #scene: SceneState;
  #networks = $state.raw<readonly ClassifierDescription[]>([]);
  #networkId = $state('');
  #form = $state<SettingsForm | null>(null);
  #masks = $state.raw<Masks>({ training: null, test: null });
  #maskCandidates = $state.raw<Record<MaskSide, readonly Candidate[]>>({ training: [], test: [] });
  #counted = $state.raw<ClassifierDescription | null>(null);
  /** Why the network cannot be built for the window and components at hand. */
  #unbuildable = $state.raw<{ key: string; report: ErrorReport } | null>(null);
  #countRequest = 0;

  constructor(backend: Backend, alerts: Alerts, scene: SceneState) {
    this.#backend = backend;
    this.#alerts = alerts;
    this.#scene = scene;
  }

  get networks(): readonly ClassifierDescription[] {
    return this.#networks;
  }

  get networkId(): string {
    return this.#networkId;
  }

  /** The chosen network, its numbers counted for the settings where those can be built. */
  get network(): ClassifierDescription | null {
    if (this.#counted?.id === this.#networkId) return this.#counted;
    return this.#networks.find((each) => each.id === this.#networkId) ?? null;
  }

  /** What can be chosen about the network at hand. */
  get options(): readonly NetworkOption[] {
    return this.network?.options ?? [];
  }

  /** Null until the networks are known. */
  get form(): SettingsForm | null {
    return this.#form;
  }

  get masks(): Masks {
    return this.#masks;
  }

  get maskCandidates(): Record<MaskSide, readonly Candidate[]> {
    return this.#maskCandidates;
  }

  get problems(): Problems {
    if (this.#form === null) return {};
    const problems = {
      ...problemsOf(this.#form, this.#masks, this.#scene.scene?.cube ?? null, this.network),
      ...optionProblems(this.options, this.#form.options),
    };
    const unbuildable = this.#unbuildable;
    if (unbuildable?.key !== this.#buildKey || problems.patch || problems.components) return problems;
    return { ...problems, patch: (messages) => describeError(messages, unbuildable.report) };
  }

  /** Whether an experiment asks for anything that is not as the recipe has it. */
  get isUnusual(): boolean {
    const { network } = this;
    if (!this.#form || !network) return false;
    const own = applicableExperiment(this.#form.experiment, network);
    const usual = formFromRecipe(network).experiment;
    // Of a classical method the channels stand among its settings.
    const { reduction } = network.kind === 'classical' ? own : usual;
    return isUnusual(own, { ...usual, reduction });
  }

  /** What a run is started with; null while something is missing or wrong. */
  get training(): TrainingSettings | null {
    const { network } = this;
    if (this.#form === null || !network || Object.keys(this.problems).length > 0) return null;
    return settingsOf(network, this.#form);
  }

  /** What a network is built from; an answer for other values says nothing about these. */
  get #buildKey(): string {
    const { patch, components, options } = this.#form ?? {};
    return JSON.stringify([this.#networkId, patch, components, options]);
  }

  async load(): Promise<void> {
    try {
      this.#networks = await this.#backend.call('describeNetworks', {});
      const first = this.#networks.find((each) => each.id === FIRST_CHOICE) ?? this.#networks[0];
      if (first) this.choose(first.id);
    } catch (error) {
      this.#alerts.addError('training', error);
    }
  }

  /** Another network brings its own recipe; what is not part of a recipe stays as it was set. */
  choose(id: string): void {
    const network = this.#networks.find((each) => each.id === id);
    if (!network) return;
    const { training, trainingUnit, split, seed, runs, execution, experiment } = this.#form ?? {};
    const recipe = formFromRecipe(network);
    const before = this.network;
    this.#networkId = id;
    this.#counted = null;
    if (!this.#form || !before || !experiment) {
      this.#form = recipe;
      return;
    }
    const own = { training, trainingUnit, split, seed, runs, execution } as SettingsForm;
    this.#form = { ...recipe, ...own, experiment: carriedOver(experiment, before.recipe, network.recipe) };
  }

  reset(): void {
    const network = this.#networks.find((each) => each.id === this.#networkId);
    if (network) this.#form = formFromRecipe(network);
  }

  /** Counts the parameters for the settings at hand; the newest count wins. */
  async count(): Promise<void> {
    // A classical method has nothing to count before it has learnt.
    if (this.#form === null || this.network?.kind !== 'network') return;
    const cube = this.#scene.scene?.cube ?? null;
    const { components, patch } = problemsOf(this.#form, this.#masks, cube, this.network);
    const wrongOptions = Object.keys(optionProblems(this.options, this.#form.options));
    if (components || patch || wrongOptions.length > 0) return;
    const key = this.#buildKey;
    const side = Number(this.#form.patch);
    const classes = this.#scene.truth?.classes.length;
    const request = ++this.#countRequest;
    try {
      const counted = await this.#backend.call('describeNetworks', {
        ids: [this.#networkId],
        input: [side, side, Number(this.#form.components)],
        options: optionsOf(this.options, this.#form.options),
        ...(classes ? { classes } : {}),
      });
      if (request !== this.#countRequest) return;
      this.#counted = counted.find((each) => each.id === this.#networkId) ?? null;
      this.#unbuildable = null;
    } catch (error) {
      if (request !== this.#countRequest) return;
      const report = reportOf(error);
      this.#counted = null;
      if (report.kind === 'invalid-settings') this.#unbuildable = { key, report };
      else this.#alerts.addError('training', error);
    }
  }

  /** Masks belong to one scene. */
  forgetMasks(): void {
    this.#masks = { training: null, test: null };
    this.#maskCandidates = { training: [], test: [] };
  }

  /** Masks that came with the scene: the likeliest are taken once the split is by masks. */
  offerMasks(found: FoundMasks): void {
    this.#maskCandidates = found;
    this.#masks = { training: refOf(found.training[0]), test: refOf(found.test[0]) };
  }

  setMask(side: MaskSide, mask: Candidate): void {
    this.#masks = { ...this.#masks, [side]: refOf(mask) };
  }

  /** Shows the system's dialog for a mask; the first that fits is taken, the others can be chosen then. */
  async chooseMask(side: MaskSide): Promise<void> {
    const cube = this.#scene.scene?.cube;
    if (!cube) return;
    try {
      const files = await this.#backend.call('chooseFiles', { purpose: 'truth' });
      if (files.length === 0) return;
      const { labels } = candidatesOf(await this.#backend.call('inspectFiles', { files }));
      const fitting = fittingLabels([cube.rows, cube.columns], labels);
      if (fitting.length > 0) {
        this.#maskCandidates = { ...this.#maskCandidates, [side]: fitting };
        this.setMask(side, fitting[0]);
      } else {
        const names = files.join(', ');
        this.#alerts.add('training', 'error', (messages) =>
          messages.train.noMaskFits(names, `${cube.rows} × ${cube.columns}`),
        );
      }
    } catch (error) {
      this.#alerts.addError('training', error);
    }
  }
}
