import { describeMachine } from '../machine';
import { duration, markdownTable } from '../table';
import type { Figures, Measured, Row } from './part';
import { PEER_TITLES, type Peer, type PeerId } from './peers';

const PEERS = Object.keys(PEER_TITLES) as PeerId[];

/** docs/performance.md: one table, what it holds for, and what belongs to its lines. */
export function documentOf(
  command: string,
  found: readonly Figures[],
  peers: Record<PeerId, Peer | string>,
  tensorflow: string,
): string {
  const head = ['measured', 'Bandscape', ...PEERS.map((id) => PEER_TITLES[id]), 'ratio', 'aim'];
  const rows = found.flatMap((figures) => figures.rows.map(cells));
  const notes = found.flatMap((figures) => figures.notes ?? []);
  const versions = PEERS.map((id) => {
    const peer = peers[id];
    return `${PEER_TITLES[id]}: ${typeof peer === 'string' ? `not measured, ${peer}` : peer.version}`;
  });
  return `# Speed

\`\`\`
${command}
\`\`\`

${describeMachine()}. TensorFlow ${tensorflow} with oneDNN in the program; ${versions.join('; ')}.

Indian Pines (145 x 145), 30 principal components, windows of 25 x 25, HybridSN where no other network is named. All
programs have the same scene, the same split and the same cores. Every figure of the program is measured in a process
of its own, the first pass or scene not counted, and is the median of those that follow. A ratio is how many times as
long the peer takes; ">" stands before what was not enough, "(!)" marks an aim that is not reached.

${[markdownTable(head, rows), ...notes].join('\n\n')}
`;
}

function cells(row: Row): string[] {
  const { what, ours, peers = {} } = row;
  const ratios = PEERS.map((id) => ratio(ours, peers[id]));
  const known = ratios.some((value) => value !== undefined);
  const shown = known ? PEERS.map((id, index) => shownRatio(ratios[index], peers[id])).join(', ') : '';
  return [what, shownTime(ours), ...PEERS.map((id) => shownTime(peers[id])), shown, aimOf(row, ratios)];
}

/** How a figure of the table is written. */
export function shownTime(value: Measured | undefined): string {
  if (value === undefined || typeof value === 'string') return value ?? '';
  return typeof value === 'number' ? duration(1000 * value) : `> ${duration(1000 * value.moreThan)}`;
}

function shownRatio(value: number | undefined, theirs: Measured | undefined): string {
  if (value === undefined) return '–';
  return `${typeof theirs === 'object' ? '> ' : ''}${value.toFixed(1)}`;
}

/** At least so many times as long, where the peer was not done. */
function ratio(ours: Measured, theirs: Measured | undefined): number | undefined {
  if (typeof ours !== 'number' || theirs === undefined || typeof theirs === 'string') return undefined;
  return (typeof theirs === 'number' ? theirs : theirs.moreThan) / ours;
}

function aimOf({ aim, ours, reached = true }: Row, ratios: (number | undefined)[]): string {
  if (aim === undefined) return '';
  if (typeof aim === 'string') return reached ? aim : `${aim} (!)`;
  return PEERS.flatMap((id, index) => {
    const wanted = aim[id];
    if (wanted === undefined) return [];
    const value = ratios[index];
    const missed = value === undefined ? typeof ours === 'object' : value < wanted;
    return [`${wanted}${missed ? ' (!)' : ''}`];
  }).join(', ');
}
