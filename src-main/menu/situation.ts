import type { IpcEvents } from '@shared/ipc';
import type { MenuCommand } from '@shared/menu-command';
import type { Scene } from '@shared/scene';
import type { Handlers } from '../ipc/requests';

interface State {
  sceneId: string | null;
  hasTruth: boolean;
  hasResult: boolean;
  /** Of a run; a model that was applied has a map only. */
  hasReport: boolean;
}

const NO_RESULT = { hasResult: false, hasReport: false };
const NOTHING: State = { sceneId: null, hasTruth: false, ...NO_RESULT };

/** What the window has before it, as far as the menu must know it to offer only what does something. */
export class Situation {
  private state = NOTHING;

  /**
   * @param isTraining whether a run is under way
   * @param changed called after every change
   */
  constructor(
    private readonly isTraining: () => boolean,
    private readonly changed: () => void,
  ) {}

  isOffered(command: MenuCommand): boolean {
    const { sceneId, hasTruth, hasResult, hasReport } = this.state;
    switch (command) {
      case 'open-truth':
      case 'wavelengths':
      case 'axes':
      case 'save-as':
      case 'zoom-fit':
        return sceneId !== null;
      case 'train':
        return hasTruth && !this.isTraining();
      case 'apply-model':
        return sceneId !== null && !this.isTraining();
      case 'stop':
        return this.isTraining();
      case 'save-run':
      case 'export-map':
        return hasResult;
      case 'export-report':
        return hasReport;
      default:
        return true;
    }
  }

  /** The page is gone or starts anew. */
  reset(): void {
    this.set(NOTHING);
  }

  receive({ type }: IpcEvents['training']): void {
    if (type === 'finished') this.set({ hasResult: true, hasReport: true });
    else if (type === 'applied') this.set({ hasResult: true, hasReport: false });
    else if (type === 'failed') this.changed();
  }

  /** The same handlers, watched for what they change. */
  watch(handlers: Handlers): Handlers {
    const opened = (scene: Scene) => {
      this.set({ sceneId: scene.sceneId, hasTruth: scene.truth !== undefined, ...NO_RESULT });
      return scene;
    };
    return {
      ...handlers,
      openSample: async (parameters) => opened(await handlers.openSample(parameters)),
      openScene: async (parameters) => opened(await handlers.openScene(parameters)),
      attachTruth: async (parameters) => {
        const truth = await handlers.attachTruth(parameters);
        this.set({ hasTruth: true, ...NO_RESULT });
        return truth;
      },
      closeScene: async (parameters) => {
        const closed = await handlers.closeScene(parameters);
        if (parameters.sceneId === this.state.sceneId) this.set(NOTHING);
        return closed;
      },
      startTraining: async (parameters) => {
        const run = await handlers.startTraining(parameters);
        this.changed();
        return run;
      },
      applyModel: async (parameters) => {
        const run = await handlers.applyModel(parameters);
        this.changed();
        return run;
      },
    };
  }

  private set(change: Partial<State>): void {
    this.state = { ...this.state, ...change };
    this.changed();
  }
}
