import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findNetwork } from '../../../src-main/engine/networks/registry';
import type { NetworkSpec } from '../../../src-main/engine/networks/spec';
import { UsageError, type Bench, type BenchContext } from '../bench';
import { describeMachine } from '../machine';
import { duration, markdownTable, megabytes } from '../table';
import { CUBE_KINDS, makeCube, type CubeKind } from './cubes';
import { FILLED_LINES, bytesIn } from './lines';
import { PEAK_LIMIT, measureCube, measureNetwork, type Stage } from './stages';

const USAGE = `npm run bench -- files [--only ${CUBE_KINDS.map(({ id }) => id).join(',')}] [--filled] [--network ID] [--no-network]`;

interface Options {
  kinds: readonly CubeKind[];
  filled: boolean;
  /** That labels every pixel; none where that is left out. */
  network?: NetworkSpec;
}

export const filesBench: Bench = {
  id: 'files',
  title: 'cubes of 3 GB: opening, bands, spectra, statistics, PCA, prediction, with peak memory',
  document: 'docs/performance-files.md',
  async run(args, context) {
    const options = readOptions(args);
    const rows: string[][] = [];
    for (const kind of options.kinds) rows.push(...(await measureKind(kind, options, context)));
    return documentOf(rows, args, options);
  },
};

function readOptions(args: string[]): Options {
  let values;
  try {
    ({ values } = parseArgs({
      args,
      options: {
        only: { type: 'string' },
        filled: { type: 'boolean', default: false },
        network: { type: 'string', default: 'fc' },
        'no-network': { type: 'boolean', default: false },
      },
    }));
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n${USAGE}`);
  }
  const wanted = values.only?.split(',');
  const unknown = wanted?.find((id) => !CUBE_KINDS.some((kind) => kind.id === id));
  if (unknown !== undefined) throw new UsageError(`There is no kind of cube named "${unknown}".\n${USAGE}`);
  const kinds = CUBE_KINDS.filter(({ id }) => wanted?.includes(id) ?? true);
  const network = values['no-network'] ? undefined : networkOf(values.network);
  return { kinds, filled: values.filled, ...(network && { network }) };
}

function networkOf(id: string): NetworkSpec {
  try {
    return findNetwork(id);
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n${USAGE}`);
  }
}

/** Makes a cube in a folder of its own, measures it and removes it. */
async function measureKind(
  kind: CubeKind,
  { filled, network }: Options,
  { say, signal }: BenchContext,
): Promise<string[][]> {
  const folder = mkdtempSync(join(tmpdir(), 'bandscape-bench-'));
  const rows: string[][] = [];
  const note = (stage: Stage) => {
    const row = rowOf(kind, stage);
    rows.push(row);
    say(row.join('  '));
  };
  try {
    say(`${kind.title}: making ${megabytes(bytesIn(kind.shape))}`);
    const cube = await makeCube(folder, kind, filled);
    signal.throwIfAborted();
    await measureCube(cube, kind, note, signal);
    if (network) await measureNetwork(cube, network, note, signal);
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function rowOf(kind: CubeKind, stage: Stage): string[] {
  const { name, milliseconds, cpuMilliseconds, bytesRead, peakBytes, aim } = stage;
  const mark = (within: boolean) => (within ? '' : ' (!)');
  const time = `${milliseconds.map(duration).join(', worst ')}${mark(aim === undefined || milliseconds[0] <= aim)}`;
  const peak = `${megabytes(peakBytes)}${mark(peakBytes <= PEAK_LIMIT)}`;
  return [
    kind.title,
    name,
    time,
    aim === undefined ? '' : duration(aim),
    duration(cpuMilliseconds),
    megabytes(bytesRead),
    peak,
  ];
}

function documentOf(rows: string[][], args: string[], { filled, kinds }: Options): string {
  const sizes = kinds.map(
    ({ title, shape, order }) =>
      `${title}: ${shape.rows} x ${shape.columns} x ${shape.bands}, ${megabytes(bytesIn(shape))}, ${order}`,
  );
  const command = ['npm run bench -- files', ...args].join(' ');
  const contents = filled
    ? 'Every value is noise.'
    : `Only the first ${FILLED_LINES} lines hold values, noise; the rest are holes, which the system reads as zeros
from memory, so that these figures are without any disk (\`--filled\` writes every value).`;
  return `# Large files

\`\`\`
${command}
\`\`\`

${describeMachine()}.

Every cube is opened by the engine as the program has it, in a process of its own: one for files, bands and spectra,
another for training. The first picture is the composite of three bands, counted from the call that opens the file;
where several calls were made, "time" is the median and the worst. "Processor" is the time of all threads, "read" what
was asked of the system, "peak memory" the most that the process held at once (VmHWM), its code included; the aim is
under ${megabytes(PEAK_LIMIT)}. (!) marks what misses its aim. Values are float32. ${contents}

${markdownTable(['cube', 'stage', 'time', 'aim', 'processor', 'read', 'peak memory'], rows)}

${sizes.map((size) => `- ${size}`).join('\n')}
`;
}
