import { aimsOf } from './aims';
import { describeClassifiers } from '../../src-main/engine/classifiers/registry';
import { accuracyTable, classTable, costTable, recipeTable } from './page-tables';
import { BASELINE, fileOf, type PlannedRun } from './plan';
import { STUDIED_SPLITS, type RunRecord, type StudiedSplit } from './record';
import { nameOf } from './study';
import { paragraph } from './paragraph';
import { summarise, type Summary } from './summary';

const TITLES: Record<StudiedSplit, string> = {
  random: 'Random split',
  disjoint: 'Disjoint split',
};

const MEANING: Record<StudiedSplit, string> = {
  random:
    'The training pixels are drawn at random from each class. "Has seen" is the share of test pixels in whose window a ' +
    'training pixel lies: from 11 x 11 pixels on the window of nearly every test pixel shows ground that was taught. ' +
    'These figures say how well a map that is known at one pixel in ten is filled in. They do not say what the network does on a ' +
    'field, a scene or a day that it has not seen; the larger the window, the more taught ground it shows.',
  disjoint:
    'Training and test pixels come from different parts of the scene, so far apart that no window of a test pixel holds ' +
    'a training pixel ("has seen" is 0). This is closer to what happens on ground without labels, and the figures are ' +
    'far lower. The pixels that must be left out between the parts depend on the window, so lines with different ' +
    'windows are not trained and measured on the same pixels, and the larger the window, the farther away from what was ' +
    `taught is what is asked: the last column has the OA of \`${BASELINE}\` on the pixels of that line and seeds, which says how ` +
    'hard they are. A class that lies in one place only may be left without pixels on one side; AA is over the classes ' +
    'that are tested.',
};

/**
 * docs/results.md: what the kept runs say, and how to make them again.
 * @param plan every run of the whole study as the program would do it today
 */
export function pageOf(records: readonly RunRecord[], plan: readonly PlannedRun[]): string {
  const current = new Map(plan.map((run) => [fileOf(run), run.fingerprint]));
  const isCurrent = (record: RunRecord) => current.get(nameOf(record)) === record.fingerprint;
  const summaries = Object.fromEntries(
    STUDIED_SPLITS.map((split) => [split, summarise(records, split, isCurrent)]),
  ) as Record<StudiedSplit, Summary[]>;
  const parts = [
    introduction(plan),
    aims(summaries.random, plan),
    ...STUDIED_SPLITS.map((split) => splitPart(split, summaries[split], records)),
    costs(summaries),
    choices(plan),
    missing(records, plan),
    again(records),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function introduction(plan: readonly PlannedRun[]): string {
  const several = [...new Set(plan.filter(({ seed }) => seed > 0).map(({ network }) => `\`${network}\``))];
  const text = `Every network and method of the program on the scene that comes with it (145 x 145 pixels, 200 bands, 16 classes, 10,249
labelled pixels): 10 % of each class for training, settings as the window and the command line fill them in, seed 0;
seeds 0 to 4 for ${several.length > 0 ? several.join(', ') : 'none'}. OA (overall accuracy), AA (mean of the classes' recalls) and kappa are
measured on test pixels only; mean ± sample standard deviation where there is more than one seed. One draw of one seed
says little about differences of a few tenths of a point.`;
  return `# Results on Indian Pines\n\n\`\`\`\nnpm run results\n\`\`\`\n\n${paragraph(text)}`;
}

function aims(random: readonly Summary[], plan: readonly PlannedRun[]): string {
  const wanted = plan.filter(({ convolutional, split }) => convolutional && split === 'random');
  const lines = aimsOf(random, [...new Set(wanted.map(({ network }) => network))]).map(
    ({ text, state, found }) => `- **${state}**: ${text} (${found})`,
  );
  return ['What the program means to reach on the random split:', lines.join('\n')].join('\n\n');
}

function splitPart(
  split: StudiedSplit,
  summaries: readonly Summary[],
  records: readonly RunRecord[],
): string {
  if (summaries.length === 0) return '';
  return [
    `## ${TITLES[split]}`,
    paragraph(MEANING[split]),
    accuracyTable(summaries, split === 'disjoint' ? records : undefined),
    'Per-class accuracy (recall, %) of the best ones' +
      (summaries.some(({ id }) => id === BASELINE) ? ` and of \`${BASELINE}\`:` : ':'),
    classTable(summaries, [BASELINE]),
  ].join('\n\n');
}

function costs({ random, disjoint }: Record<StudiedSplit, Summary[]>): string {
  const known = new Set(random.map(({ id }) => id));
  const shown = [...random, ...disjoint.filter(({ id }) => !known.has(id))];
  if (shown.length === 0) return '';
  const outdated = [...random, ...disjoint].some((summary) => summary.outdated);
  return [
    '## Cost and settings',
    paragraph(
      'On the random split where it was run there. The machine may have had other things to do: seconds by the clock are ' +
        'those that a person would have waited then, "of processors" are the seconds of all cores together that the work ' +
        'took, which other programs change far less. A map is of all 21,025 pixels. Memory is the most that the engine’s ' +
        'process held at once. Parameters are the trainable ones.',
    ),
    costTable(shown),
    recipeTable(shown),
    outdated
      ? '† The recipe or the layers of this network have changed since; `npm run results` does the run again.'
      : '',
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** What the recipes themselves say of how they came about, where they say that test pixels had a say. */
function choices(plan: readonly PlannedRun[]): string {
  const ids = [...new Set(plan.map(({ network }) => network))];
  const said = describeClassifiers({ ids }).flatMap(({ id, recipe: { source } }) => {
    const sentences = source.match(/[^.]+\.(?= |$)/g)?.filter((sentence) => /chosen/.test(sentence)) ?? [];
    return sentences.length > 0 ? [{ id, text: sentences.map((sentence) => sentence.trim()).join(' ') }] : [];
  });
  if (said.length === 0) return '';
  const texts = [...new Set(said.map(({ text }) => text))];
  const lines = texts.map((text) => {
    const names = said.filter((one) => one.text === text).map(({ id }) => `\`${id}\``);
    return `- ${paragraph(`${names.join(', ')}: ${text}`).replaceAll('\n', '\n  ')}`;
  });
  return [
    '## How settings were chosen',
    paragraph(
      'Test pixels choose nothing within a run. But some recipes were settled by accuracy on Indian Pines, and the figures ' +
        'of a network on just those seeds are a little kind to it:',
    ),
    lines.join('\n'),
  ].join('\n\n');
}

function missing(records: readonly RunRecord[], plan: readonly PlannedRun[]): string {
  const kept = new Set(records.map(nameOf));
  const runs = plan.filter((run) => !kept.has(fileOf(run)));
  if (runs.length === 0) return '';
  const lines = STUDIED_SPLITS.flatMap((split) => {
    const ids = [...new Set(runs.filter((run) => run.split === split).map(({ network }) => network))];
    const listed = `${split}: ${ids.map((id) => `\`${id}\``).join(', ')}`;
    return ids.length > 0 ? [`- ${paragraph(listed).replaceAll('\n', '\n  ')}`] : [];
  });
  return `Not all of the study has been run. Seeds are missing of\n\n${lines.join('\n')}`;
}

function again(records: readonly RunRecord[]): string {
  if (records.length === 0) return '';
  const machines = new Map<string, string[]>();
  for (const { machine, environment } of records) {
    const { bandscape, tensorflow, node, threads, onednn, date } = environment;
    const text =
      `Bandscape ${bandscape}, TensorFlow ${tensorflow}${onednn ? ' with oneDNN' : ''}, Node.js ${node}, ` +
      `${threads} threads, ${machine.cores} x ${machine.processor}, ${machine.gibibytes} GiB of memory, ${machine.system}`;
    machines.set(text, [...(machines.get(text) ?? []), date.slice(0, 10)]);
  }
  const made = [...machines].map(([text, days]) => {
    const [first, last] = [[...days].sort()[0], [...days].sort().at(-1)];
    return `- ${days.length} runs: ${text}, ${first === last ? first : `${first} to ${last}`}`;
  });
  return `## Make them again

\`npm run results\` does what is missing and writes this page; what is kept in \`docs/results\` with the same settings,
method and layers is not done again, and Ctrl-C loses the run in hand only. \`--only svm,cnn\`, \`--split random\`,
\`--seeds 3\` and \`--budget 60\` (minutes) choose, \`--again\` does kept runs again (the way of
training is not compared), \`--table\` writes the page from what is kept. One run by hand, here the
first; each file of \`docs/results\` names its own command:

\`\`\`
${records[0].command}
\`\`\`

The same machine and version give the same figures to the last bit; another processor rounds otherwise. Made with

${made.join('\n')}`;
}
