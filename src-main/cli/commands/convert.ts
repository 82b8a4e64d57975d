import type { EngineHost } from '../../engine-host/host';
import { withCubeOptions, type CubeOptions } from '../cube-options';
import { inspect, isFolder } from '../engine';
import { besideCube, findCube, withWavelengthsBeside, type FoundCube } from '../find-scene';
import { findVariable, infoOf } from '../find-variable';
import { listenForInterrupts } from '../interrupt';
import { print } from '../output';
import { ProgressDisplay } from '../progress';
import { parseVariableName } from '../variable-name';

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
  const found = await findSource(engine, text);
  const { ref, info } = await withCubeOptions(found.ref, found.info, options);
  const source = withWavelengthsBeside(ref, besideCube(found, info));
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
    print({ source: found.ref, ...written }, options.json ?? false, () =>
      [`${written.shape.join(' x ')}, ${written.dtype}`, ...written.files].join('\n'),
    );
  } finally {
    display.clear();
    interrupts.release();
  }
}

/** The named variable, the only one, or the cube; of a folder the cube. */
async function findSource(engine: EngineHost, text: string): Promise<FoundCube> {
  const wanted = parseVariableName(text);
  if (isFolder(wanted.file)) return findCube(engine, text);
  const file = await inspect(engine, wanted.file);
  const [only, ...others] = file.variables;
  const isOnly = wanted.variable === undefined && only && others.length === 0;
  const ref = isOnly ? { file: file.file, variable: only.name } : findVariable(file, wanted, 'cube');
  return { file, ref, info: infoOf(file, ref) };
}
