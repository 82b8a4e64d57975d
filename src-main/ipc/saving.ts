import { extname } from 'node:path';
import { CUBE_FORMATS, type CubeFormatId } from '@shared/cube-formats';
import type { IpcCalls, IpcEvents, LabelledClass } from '@shared/ipc';
import type { VariableRef } from '@shared/scene';
import type { EngineHost } from '../engine-host/host';
import { InvalidSettingsError } from '../engine/errors';
import { writeAsking } from './asking';
import type { Dialogs } from './dialogs';
import { withEnding } from './save-target';

type SaveAs = IpcCalls['saveAs']['parameters'];

interface Probabilities {
  /** What the file is called if the person types no other name. */
  name: string;
  model: string;
  cube: VariableRef;
  classes: LabelledClass[];
}

type Ask = () => Promise<string | null>;
type Write = (
  file: string,
  overwrite: string[],
  options: { signal: AbortSignal; onProgress: (progress: { fraction: number }) => void },
) => Promise<void>;

/** Saving the window's cube, labels or probabilities: one at a time, in an engine of its own. */
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
  saveAs(parameters: SaveAs): Promise<string | null> {
    const { source, format, classes } = parameters;
    const ask = () => this.dialogs.chooseCubeTarget(suggestedName(source, format), format);
    return this.save(
      ask,
      (chosen) => cubeFileOf(chosen, format),
      async (file, overwrite, options) => {
        await this.host.call('convert', { source, file, classes, overwrite }, options);
      },
    );
  }

  /** As `saveAs`, for the class probabilities of a run's map, which are computed once more. */
  saveProbabilities(parameters: Probabilities): Promise<string | null> {
    const { name, ...job } = parameters;
    const ask = () => this.dialogs.chooseMapTarget(`${name}-probabilities.tif`, 'tif');
    return this.save(
      ask,
      (chosen) => withEnding(chosen, ['tif', 'tiff']),
      async (file, overwrite, options) => {
        const { onProgress, signal } = options;
        await this.host.call(
          'exportProbabilities',
          { ...job, file, overwrite },
          { signal, onProgress: (progress) => progress.type === 'step' && onProgress(progress) },
        );
      },
    );
  }

  private async save(ask: Ask, fileOf: (chosen: string) => string, write: Write): Promise<string | null> {
    if (this.current) {
      throw new InvalidSettingsError(
        'already-saving',
        'Something is being saved already; wait until it is done or cancel it, then save again.',
      );
    }
    const cancel = new AbortController();
    const saving = this.write(ask, fileOf, write, cancel.signal);
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

  private async write(
    ask: Ask,
    fileOf: (chosen: string) => string,
    write: Write,
    signal: AbortSignal,
  ): Promise<string | null> {
    const chosen = await ask();
    if (chosen === null || signal.aborted) return null;
    const file = fileOf(chosen);
    const onProgress = ({ fraction }: { fraction: number }) => this.emit({ file, fraction });
    onProgress({ fraction: 0 });
    return writeAsking(this.dialogs, [chosen], async (overwrite) => {
      await write(file, overwrite, { signal, onProgress });
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
