import type { IpcEvents, MenuCommand } from '@shared/ipc';
import type { Scene } from '@shared/scene';
import type { Handlers } from '../ipc/requests';

interface State {
  sceneId: string | null;
  hasTruth: boolean;
  hasResult: boolean;
}

const NOTHING: State = { sceneId: null, hasTruth: false, hasResult: false };

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
    const { sceneId, hasTruth, hasResult } = this.state;
    switch (command) {
      case 'open-truth':
      case 'wavelengths':
      case 'axes':
      case 'save-as':
      case 'zoom-fit':
        return sceneId !== null;
      case 'train':
        return hasTruth && !this.isTraining();
      case 'stop':
        return this.isTraining();
      case 'save-run':
      case 'export-map':
      case 'export-report':
        return hasResult;
      default:
        return true;
    }
  }

  /** The page is gone or starts anew. */
  reset(): void {
    this.set(NOTHING);
  }

  receive({ type }: IpcEvents['training']): void {
    if (type === 'finished') this.set({ hasResult: true });
    else if (type === 'failed') this.changed();
  }

  /** The same handlers, watched for what they change. */
  watch(handlers: Handlers): Handlers {
    const opened = (scene: Scene) => {
      this.set({ sceneId: scene.sceneId, hasTruth: scene.truth !== undefined, hasResult: false });
      return scene;
    };
    return {
      ...handlers,
      openSample: async (parameters) => opened(await handlers.openSample(parameters)),
      openScene: async (parameters) => opened(await handlers.openScene(parameters)),
      attachTruth: async (parameters) => {
        const truth = await handlers.attachTruth(parameters);
        this.set({ hasTruth: true, hasResult: false });
        return truth;
      },
      closeScene: async (parameters) => {
        const closed = await handlers.closeScene(parameters);
        if (parameters.sceneId === this.state.sceneId)
          this.set({ sceneId: null, hasTruth: false, hasResult: false });
        return closed;
      },
      startTraining: async (parameters) => {
        const run = await handlers.startTraining(parameters);
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
