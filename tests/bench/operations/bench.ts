import { UsageError, type Bench } from '../bench';
import { describeMachine } from '../machine';
import { measure } from '../speed/run-child';
import { PATCH, TRAINING_PIXELS } from '../speed/scene';
import type { Results, Tasks } from '../speed/tasks';
import { duration, markdownTable } from '../table';

const SHOWN = 10;

const CASES: { title: string; task: Tasks['operations'] }[] = [
  {
    title: 'HybridSN, dense, all training pixels in one update',
    task: { network: 'hybridsn', execution: 'dense', batch: 2048, passes: 5 },
  },
  {
    title: 'HybridSN, window by window, batches of 256',
    task: { network: 'hybridsn', execution: 'patch', batch: 256, passes: 2 },
  },
  {
    title: 'HybridSN-Attention, dense, all training pixels in one update',
    task: { network: 'hybridsn-attention', execution: 'dense', batch: 2048, passes: 5 },
  },
];

export const operationsBench: Bench = {
  id: 'operations',
  title: 'where the time of a pass over the training pixels goes, by operation of the library',
  document: 'docs/performance-operations.md',
  async run(args, { say, signal }) {
    if (args.length > 0) throw new UsageError('npm run bench -- operations takes no options.');
    const parts: string[] = [];
    for (const { title, task } of CASES) {
      say(title);
      parts.push(`## ${title}\n\n${tableOf(await measure('operations', task, signal))}`);
    }
    return `# Where a pass's time goes

\`\`\`
npm run bench -- operations
\`\`\`

${describeMachine()}.

One pass, forward, back and Adam, over ${TRAINING_PIXELS.toLocaleString('en-US')} training pixels of Indian Pines, windows of ${PATCH} x ${PATCH}, 30 components: the
operations of the library that take most of it, by their names there. Calls are those of one pass, times the mean of
the passes behind the first. What is left over is the time between operations, in which the program decides what comes
next and hands over its numbers. The statistics that batch normalisation is given at the end of a training are counted too.

${parts.join('\n\n')}
`;
  },
};

const rounded = (calls: number): string => String(Number(calls.toFixed(1)));

function tableOf({ seconds, operations }: Results['operations']): string {
  const row = (name: string, calls: string, time: number) => [
    ...[name, calls, duration(1000 * time), `${((100 * time) / seconds).toFixed(1)} %`],
  ];
  const rest = operations.slice(SHOWN);
  const sum = (of: typeof operations) => of.reduce((total, each) => total + each.seconds, 0);
  return markdownTable(
    ['operation', 'calls', 'time', 'share'],
    [
      ...operations.slice(0, SHOWN).map(({ name, calls, seconds: time }) => row(name, rounded(calls), time)),
      row(`${rest.length} others`, rounded(rest.reduce((total, { calls }) => total + calls, 0)), sum(rest)),
      row('between operations', '', Math.max(0, seconds - sum(operations))),
      row('the pass', '', seconds),
    ],
    [1, 2, 3],
  );
}
