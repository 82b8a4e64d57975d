import type {
  CubeMethods,
  NetworkMethods,
  ParametersOf,
  ProgressOf,
  ResultOf,
  WorkerKind,
} from '@shared/engine-protocol';
import { BandscapeError, EngineError } from '../engine/errors';
import { OpenScenes } from './open-scenes';
import { WorkerClient } from './worker-client';
import type { CallOptions } from './worker-client';
import type { StartWorker } from './transport';

export type EngineMethods = CubeMethods & NetworkMethods;
export type EngineMethod = keyof EngineMethods & string;

/** Compile-time complete list of the methods that get a fresh network engine each. */
const NETWORK_METHODS = {
  environment: true,
  classify: true,
  predict: true,
  exportProbabilities: true,
} as const satisfies Record<keyof NetworkMethods, true>;

/** Cube methods that keep a thread busy for minutes and need no open scene: they get a fresh engine each too. */
const APART_METHODS = { convert: true } as const satisfies Partial<Record<keyof CubeMethods, true>>;

/**
 * The engine as the rest of the program sees it, in Electron and in plain Node alike. Cube methods share one
 * long-lived worker that is replaced, with its open scenes, if it dies; every network method, and what writes a whole
 * cube, gets a fresh worker that is ended afterwards, so that it leaves no memory behind and never keeps a band waiting.
 */
export class EngineHost {
  private readonly scenes = new OpenScenes();
  private readonly running = new Set<{ end(): Promise<void> }>();
  private cube: Promise<WorkerClient<CubeMethods>> | undefined;
  private cubeDied = false;
  /** A person who cancelled something knows why the engine starts anew. */
  private deathIsNews = false;
  private closed = false;

  /** @param onRestart told in one sentence that the cube engine died and stands again with its scenes */
  constructor(
    private readonly start: StartWorker,
    private readonly onRestart: (message: string) => void = () => {},
  ) {}

  /** Starts the cube worker before it is first needed; where that fails, the first call says why. */
  warmUp(): void {
    this.cubeClient().catch(() => undefined);
  }

  /**
   * Runs one method of the engine.
   * @throws the error that the engine reported; `EngineError` `engine-died` when its process ended meanwhile;
   *   `CancelledError` when `options.signal` is aborted or the host is closed
   */
  async call<K extends EngineMethod>(
    method: K,
    parameters: ParametersOf<EngineMethods, K>,
    options: CallOptions<ProgressOf<EngineMethods, K>> = {},
  ): Promise<ResultOf<EngineMethods, K>> {
    if (this.closed)
      throw new EngineError('engine-closed', 'The engine has been closed; start Bandscape again.');
    const answer: Promise<unknown> = this.answer(method, parameters as never, options as never);
    return (await answer) as ResultOf<EngineMethods, K>;
  }

  /** Closes every open scene, for a window that is gone and will never ask for them again. */
  async closeScenes(): Promise<void> {
    const closing = this.scenes.all().map(({ sceneId }) => this.call('closeScene', { sceneId }));
    await Promise.allSettled(closing);
  }

  /** Ends every worker; resolves when none is left. Pending calls reject with `CancelledError`. */
  async close(): Promise<void> {
    this.closed = true;
    const ends = [...this.running].map((client) => client.end());
    if (this.cube) {
      ends.push(
        this.cube.then(
          (client) => client.end(),
          () => undefined,
        ),
      );
    }
    await Promise.all(ends);
  }

  private answer(method: EngineMethod, parameters: never, options: CallOptions<never>): Promise<unknown> {
    if (method in NETWORK_METHODS) return this.callApart('network', method, parameters, options);
    if (method in APART_METHODS) return this.callApart('cube', method, parameters, options);
    return this.callCube(method as keyof CubeMethods, parameters, options as never);
  }

  private async callApart(
    kind: WorkerKind,
    method: EngineMethod,
    parameters: never,
    options: CallOptions<never>,
  ): Promise<unknown> {
    const client = new WorkerClient<EngineMethods>(this.start(kind), DEATHS[kind]);
    this.running.add(client);
    try {
      return await client.call(method, parameters, options as never);
    } finally {
      await client.end();
      this.running.delete(client);
    }
  }

  private async callCube<K extends keyof CubeMethods & string>(
    method: K,
    parameters: ParametersOf<CubeMethods, K>,
    options: CallOptions<ProgressOf<CubeMethods, K>>,
  ): Promise<ResultOf<CubeMethods, K>> {
    const client = await this.cubeClient();
    const loss = this.scenes.lossOf(parameters);
    if (loss && method !== 'openScene' && method !== 'closeScene') throw loss;
    const result = await client.call(method, parameters, options);
    this.scenes.remember(method, parameters);
    return result;
  }

  /** The cube worker, started when it is first needed and again after its death. */
  private cubeClient(): Promise<WorkerClient<CubeMethods>> {
    this.cube ??= this.startCube().catch((error: unknown) => {
      this.cube = undefined;
      throw error;
    });
    return this.cube;
  }

  private async startCube(): Promise<WorkerClient<CubeMethods>> {
    const client = new WorkerClient<CubeMethods>(
      this.start('cube'),
      (reason) =>
        new EngineError(
          'engine-died',
          `The file engine ended unexpectedly (${reason}); it starts again by itself with the scene that was open, so try once more.`,
          { engine: 'cube', reason },
        ),
      (wasGivenUp) => {
        this.cube = undefined;
        this.cubeDied = true;
        this.deathIsNews ||= !wasGivenUp;
      },
    );
    if (this.cubeDied) await this.reopenScenes(client);
    return client;
  }

  private async reopenScenes(client: WorkerClient<CubeMethods>): Promise<void> {
    for (const scene of this.scenes.all()) {
      try {
        await client.call('openScene', scene);
      } catch (error) {
        const died = error instanceof EngineError;
        if (died || !(error instanceof BandscapeError)) throw error;
        this.scenes.lose(scene.sceneId, error);
      }
    }
    this.cubeDied = false;
    if (!this.deathIsNews) return;
    this.deathIsNews = false;
    this.onRestart('The file engine ended unexpectedly and was started again; the open scene is as it was.');
  }
}

/** What the end of an engine of its own means for its job. */
const DEATHS: Readonly<Record<WorkerKind, (reason: string) => BandscapeError>> = {
  network: (reason) =>
    new EngineError(
      'engine-died',
      `The training engine ended unexpectedly (${reason}); the scene is kept, and training can be started again.`,
      { engine: 'network', reason },
    ),
  cube: (reason) =>
    new EngineError(
      'engine-died',
      `The engine that writes files ended unexpectedly (${reason}); nothing was written, so try once more.`,
      { engine: 'writer', reason },
    ),
};
