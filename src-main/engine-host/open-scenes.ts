import type { CubeMethods, ParametersOf } from '@shared/engine-protocol';
import type { BandscapeError } from '../engine/errors';

type OpenParameters = ParametersOf<CubeMethods, 'openScene'>;

/** What a new cube engine must open again to stand where the last one stood. */
export class OpenScenes {
  private readonly opened = new Map<string, OpenParameters>();
  /** Scenes that could not be opened again, with the reason. */
  private readonly lost = new Map<string, BandscapeError>();

  /** Notes what a successful call changed. */
  remember<K extends keyof CubeMethods>(method: K, parameters: ParametersOf<CubeMethods, K>): void {
    if (method === 'openScene') {
      const scene = parameters as OpenParameters;
      this.opened.set(scene.sceneId, scene);
      this.lost.delete(scene.sceneId);
    } else if (method === 'attachTruth') {
      const { sceneId, truth } = parameters as ParametersOf<CubeMethods, 'attachTruth'>;
      const scene = this.opened.get(sceneId);
      // Class names given at opening belong to the truth given at opening.
      if (scene) this.opened.set(sceneId, { ...scene, truth, classNames: undefined });
    } else if (method === 'closeScene') {
      const { sceneId } = parameters as ParametersOf<CubeMethods, 'closeScene'>;
      this.opened.delete(sceneId);
      this.lost.delete(sceneId);
    }
  }

  lose(sceneId: string, error: BandscapeError): void {
    this.opened.delete(sceneId);
    this.lost.set(sceneId, error);
  }

  /** Why the scene that these parameters name is no longer open, if it is so. */
  lossOf(parameters: unknown): BandscapeError | undefined {
    const { sceneId } = parameters as { sceneId?: string };
    return sceneId === undefined ? undefined : this.lost.get(sceneId);
  }

  all(): OpenParameters[] {
    return [...this.opened.values()];
  }
}
