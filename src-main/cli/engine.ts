import { statSync } from 'node:fs';
import type { EngineHost } from '../engine-host/host';
import type { FileInfo } from '@shared/scene';
import { folderError } from '../engine/files/file-errors';
import { ProgressDisplay } from './progress';

/** What is looked into in less time needs no bar. */
const PATIENCE_MS = 1000;

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

export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/**
 * What a file holds.
 * @throws what the reader of the file throws
 */
export async function inspect(engine: EngineHost, file: string): Promise<FileInfo> {
  if (isFolder(file)) throw folderError(file);
  const [info] = await engine.call('inspectFiles', { files: [file] });
  return info;
}

/**
 * What the files of a folder hold, with progress on stderr where that takes long.
 * @throws UnusableDataError where there is nothing to open in it
 */
export async function lookInto(engine: EngineHost, folder: string): Promise<FileInfo[]> {
  const display = new ProgressDisplay();
  let started: number | undefined;
  try {
    return await engine.call(
      'inspectFiles',
      { files: [folder] },
      {
        onProgress: ({ fraction }) => {
          started ??= performance.now();
          if (performance.now() - started > PATIENCE_MS)
            display.update({ type: 'step', phase: 'reading', fraction });
        },
      },
    );
  } finally {
    display.clear();
  }
}
