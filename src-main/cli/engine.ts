import type { EngineHost } from '../engine-host/host';
import type { FileInfo } from '@shared/scene';

/** Runs `work` with an engine that is started when it is first asked something, and ended in any case. */
export async function withEngine<T>(
  createHost: () => EngineHost,
  work: (engine: EngineHost) => Promise<T>,
): Promise<T> {
  const engine = createHost();
  try {
    return await work(engine);
  } finally {
    await engine.close();
  }
}

/** @throws what the reader of the file throws */
export async function inspect(engine: EngineHost, file: string): Promise<FileInfo> {
  const [info] = await engine.call('inspectFiles', { files: [file] });
  return info;
}
