import { extname } from 'node:path';
import { CUBE_FORMATS, type CubeFormatId } from '@shared/cube-formats';
import type { IpcCalls, IpcEvents } from '@shared/ipc';
import type { VariableRef } from '@shared/scene';
import type { EngineHost } from '../engine-host/host';
import { InvalidSettingsError } from '../engine/errors';
import { writeAsking } from './asking';
import type { Dialogs } from './dialogs';

type SaveAs = IpcCalls['saveAs']['parameters'];

/** Saving the window's cube or labels: one at a time, in an engine of its own. */
export class Saving {
  private current: { cancel: AbortController; ended: Promise<unknown> } | undefined;

  constructor(
    private readonly host: Pick<EngineHost, 'call'>,
    private readonly dialogs: Dialogs,
    private readonly emit: (event: IpcEvents['saving']) => void,
  ) {}

  /**
   * Asks where to, then writes; null when a dialog was dismissed, else the written file.
   * @throws InvalidSettingsError `already-saving`
   * @throws NotWritableError, CancelledError; nothing is left behind
   */
  async saveAs(parameters: SaveAs): Promise<string | null> {
    if (this.current) {
      throw new InvalidSettingsError(
        'already-saving',
        'Something is being saved already; wait until it is done or cancel it, then save again.',
      );
    }
    const cancel = new AbortController();
    const saving = this.write(parameters, cancel.signal);
    this.current = { cancel, ended: saving.catch(() => undefined) };
    try {
      return await saving;
    } finally {
      this.current = undefined;
    }
  }

  cancel(): void {
    this.current?.cancel.abort();
  }

  /** For the end of the program: resolves when nothing half-written is left. */
  async close(): Promise<void> {
    const { current } = this;
    current?.cancel.abort();
    await current?.ended;
  }

  private async write({ source, format, classes }: SaveAs, signal: AbortSignal): Promise<string | null> {
    const chosen = await this.dialogs.chooseCubeTarget(suggestedName(source, format), format);
    if (chosen === null || signal.aborted) return null;
    const file = cubeFileOf(chosen, format);
    const onProgress = ({ fraction }: { fraction: number }) => this.emit({ file, fraction });
    onProgress({ fraction: 0 });
    return writeAsking(this.dialogs, chosen, async (overwrite) => {
      await this.host.call('convert', { source, file, classes, overwrite }, { signal, onProgress });
      return file;
    });
  }
}

/** The name that was typed, where it ends as a format does; else with the ending of the chosen format. */
function cubeFileOf(file: string, format: CubeFormatId): string {
  const ending = extname(file).slice(1).toLowerCase();
  const isKnown = CUBE_FORMATS.some(({ extensions }) => extensions.includes(ending));
  return isKnown ? file : `${file}.${format}`;
}

/** The variable's own name without the groups and structures that it lies in, such as `indian_pines_gt.tif`. */
function suggestedName({ variable }: VariableRef, format: CubeFormatId): string {
  const own = variable.split('/').pop() || 'cube';
  return `${own.replace(/[\\:*?"<>|]/g, '_')}.${format}`;
}
