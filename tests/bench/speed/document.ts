import { describeMachine } from '../machine';
import { duration, markdownTable } from '../table';
import type { Figures, Row } from './part';
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
long the peer takes; "(!)" marks an aim that is not reached.

${[markdownTable(head, rows), ...notes].join('\n\n')}
`;
}

function cells(row: Row): string[] {
  const { what, ours, peers = {}, aim, reached = true } = row;
  const of = (value: number | string | undefined) =>
    value === undefined ? '' : typeof value === 'number' ? duration(1000 * value) : value;
  const ratios = PEERS.map((id) => ratio(ours, peers[id]));
  const known = ratios.some((value) => value !== undefined);
  const shown = known ? ratios.map((value) => value?.toFixed(1) ?? '–').join(', ') : '';
  return [what, of(ours), ...PEERS.map((id) => of(peers[id])), shown, aimOf(aim, reached, ratios)];
}

function ratio(ours: number | string, theirs: number | string | undefined): number | undefined {
  return typeof ours === 'number' && typeof theirs === 'number' ? theirs / ours : undefined;
}

function aimOf(aim: Row['aim'], reached: boolean, ratios: (number | undefined)[]): string {
  if (aim === undefined) return '';
  if (typeof aim === 'string') return reached ? aim : `${aim} (!)`;
  return PEERS.flatMap((id, index) => {
    const wanted = aim[id];
    if (wanted === undefined) return [];
    const value = ratios[index];
    return [`${wanted}${value !== undefined && value < wanted ? ' (!)' : ''}`];
  }).join(', ');
}
