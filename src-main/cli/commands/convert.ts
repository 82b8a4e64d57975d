import type { FileInfo, VariableRef } from '@shared/scene';
import type { EngineHost } from '../../engine-host/host';
import { withCubeOptions, type CubeOptions } from '../cube-options';
import { inspect } from '../engine';
import { findVariable, infoOf } from '../find-variable';
import { listenForInterrupts } from '../interrupt';
import { print } from '../output';
import { ProgressDisplay } from '../progress';
import { parseVariableName, type VariableName } from '../variable-name';

export interface ConvertOptions extends CubeOptions {
  force?: boolean;
  json?: boolean;
}

/** Writes a variable of `text` (FILE or FILE:NAME) to `out`, in the format of its ending. */
export async function convert(
  engine: EngineHost,
  text: string,
  out: string,
  options: ConvertOptions,
): Promise<void> {
  const wanted = parseVariableName(text);
  const file = await inspect(engine, wanted.file);
  const chosen = chooseVariable(file, wanted);
  const { ref: source } = await withCubeOptions(chosen, infoOf(file, chosen), options);
  const display = new ProgressDisplay();
  const interrupts = listenForInterrupts(
    () => false,
    (sentence) => display.say(sentence),
  );
  try {
    display.update({ type: 'phase', phase: 'writing', run: 1, runs: 1 });
    const written = await engine.call(
      'convert',
      { source, file: out, overwrite: options.force ?? false },
      {
        onProgress: ({ fraction }) => display.update({ type: 'step', phase: 'writing', fraction }),
        signal: interrupts.cancel,
      },
    );
    display.clear();
    print({ source: chosen, ...written }, options.json ?? false, () =>
      [`${written.shape.join(' x ')}, ${written.dtype}`, ...written.files].join('\n'),
    );
  } finally {
    display.clear();
    interrupts.release();
  }
}

/** The named variable, the only one, or the cube. */
function chooseVariable(info: FileInfo, wanted: VariableName): VariableRef {
  const [only, ...others] = info.variables;
  if (wanted.variable === undefined && only && others.length === 0)
    return { file: info.file, variable: only.name };
  return findVariable(info, wanted, 'cube');
}
