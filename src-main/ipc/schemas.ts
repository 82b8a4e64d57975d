import { isAbsolute } from 'node:path';
import * as v from 'valibot';
import { AXIS_NAMES } from '@shared/axes';
import { COMPARISON_COLUMNS } from '@shared/comparison';
import type { IpcCallName, IpcCalls } from '@shared/ipc';
import { LARGEST_SCALE } from '@shared/map-picture';
import { STRETCH_KINDS } from '@shared/scene';
import { parseTrainingSettings } from '../engine/samples/settings';
import { PreferencesSchema } from '../settings/settings';

/** Longer than any path a system accepts, short enough to refuse nonsense at once. */
const LONGEST_TEXT = 4096;
const MOST_FILES = 1024;
const LONGEST_TITLE = 500;
const MOST_CLASSES = 65_535;
const MOST_NETWORKS = 256;
const MOST_BANDS = 65_535;
const LONGEST_PASTED_TEXT = 4 * 1024 * 1024;

const Text = v.pipe(v.string(), v.minLength(1), v.maxLength(LONGEST_TEXT));
const File = v.pipe(
  Text,
  v.check((path) => isAbsolute(path) && !path.includes('\0'), 'must be an absolute path'),
);
const Folders = v.pipe(v.array(File), v.maxLength(MOST_FILES));
const Id = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/));
const Count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000));
const Index = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));
const Channel = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(255));
const Color = v.tuple([Channel, Channel, Channel]);
const Wavelengths = v.pipe(v.array(v.pipe(v.number(), v.finite())), v.minLength(1), v.maxLength(MOST_BANDS));
const Axes = v.pipe(v.array(v.picklist(AXIS_NAMES)), v.minLength(2), v.maxLength(3));
const Variable = v.strictObject({
  file: File,
  variable: Text,
  wavelengths: v.optional(Wavelengths),
  axes: v.optional(Axes),
});

const Classes = v.pipe(v.array(v.strictObject({ name: Text, color: Color })), v.maxLength(MOST_CLASSES));

const Label = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_CLASSES));
const LabelledClasses = v.pipe(
  v.array(v.strictObject({ label: Label, name: Text, color: Color })),
  v.maxLength(MOST_CLASSES),
);

const ClassificationInput = v.strictObject({
  cube: Variable,
  truth: Variable,
  trainingMask: v.optional(Variable),
  testMask: v.optional(Variable),
  classes: v.optional(Classes),
});

const OptionText = v.pipe(v.string(), v.maxLength(64));
const NetworkOptions = v.record(OptionText, v.union([OptionText, v.pipe(v.number(), v.finite())]));

const PictureText = v.pipe(v.string(), v.maxLength(LONGEST_TITLE));
const Picture = v.strictObject({
  scale: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(LARGEST_SCALE)),
  legend: v.boolean(),
  title: PictureText,
  subtitle: PictureText,
});

/** What the window may send with each call; everything else is refused before any handler sees it. */
export const REQUEST_SCHEMAS = {
  appInfo: v.null(),
  setPreferences: v.partial(PreferencesSchema),
  chooseFiles: v.strictObject({
    purpose: v.picklist(['scene', 'folder', 'truth', 'wavelengths', 'runs', 'model']),
  }),
  inspectFiles: v.strictObject({ files: v.pipe(v.array(File), v.minLength(1), v.maxLength(MOST_FILES)) }),
  openSample: v.null(),
  openScene: v.strictObject({ cube: Variable, truth: v.optional(Variable) }),
  attachTruth: v.strictObject({ sceneId: Id, truth: Variable }),
  previewVariable: v.strictObject({ variable: Variable }),
  endPreviews: v.null(),
  closeScene: v.strictObject({ sceneId: Id }),
  readWavelengths: v.strictObject({
    sceneId: Id,
    source: v.union([
      v.strictObject({ file: File }),
      v.strictObject({ text: v.pipe(v.string(), v.maxLength(LONGEST_PASTED_TEXT)) }),
    ]),
  }),
  readBands: v.strictObject({
    sceneId: Id,
    bands: v.pipe(v.array(Index), v.minLength(1), v.maxLength(MOST_BANDS)),
    stretch: v.picklist(STRETCH_KINDS),
    step: Count,
  }),
  readSpectrum: v.strictObject({ sceneId: Id, row: Index, column: Index }),
  classSpectra: v.strictObject({ sceneId: Id }),
  describeNetworks: v.strictObject({
    ids: v.optional(v.pipe(v.array(Id), v.maxLength(MOST_NETWORKS))),
    input: v.optional(v.tuple([Count, Count, Count])),
    classes: v.optional(Count),
    options: v.optional(NetworkOptions),
  }),
  startTraining: v.strictObject({
    input: ClassificationInput,
    settings: v.pipe(v.unknown(), v.transform(parseTrainingSettings)),
  }),
  stopTraining: v.strictObject({ runId: Id }),
  cancelTraining: v.strictObject({ runId: Id }),
  applyModel: v.strictObject({ folder: File, cube: Variable, truth: v.optional(Variable) }),
  exportMap: v.strictObject({
    runId: Id,
    format: v.picklist(['png', 'tif', 'hdr', 'npy', 'mat']),
    classes: v.optional(LabelledClasses),
    picture: v.optional(Picture),
    worldFile: v.optional(v.boolean()),
  }),
  previewMap: v.strictObject({ runId: Id, picture: Picture, classes: v.optional(LabelledClasses) }),
  exportReport: v.strictObject({ runId: Id, format: v.picklist(['json', 'txt', 'csv', 'confusion']) }),
  exportProbabilities: v.strictObject({ runId: Id, classes: v.optional(LabelledClasses) }),
  saveRun: v.strictObject({ runId: Id, classes: v.optional(LabelledClasses) }),
  compareRuns: v.strictObject({ folders: Folders }),
  exportComparison: v.strictObject({
    folders: Folders,
    format: v.picklist(['csv', 'svg']),
    sort: v.picklist(COMPARISON_COLUMNS.map(({ id }) => id)),
    reverse: v.boolean(),
  }),
  saveAs: v.strictObject({
    source: Variable,
    format: v.picklist(['npy', 'mat', 'tif', 'hdr']),
    classes: v.optional(LabelledClasses),
  }),
  showInFolder: v.strictObject({ file: File }),
  cancelSaving: v.null(),
  cancelOpening: v.null(),
  openLink: v.strictObject({ url: Text }),
} as const satisfies { [K in IpcCallName]: SchemaOf<IpcCalls[K]['parameters']> };

/** Gives the agreed type and, being strict, names every field of it, the optional ones too. */
type SchemaOf<Parameters> = v.GenericSchema<unknown, Parameters> & {
  entries?: { [Field in keyof Parameters]-?: unknown };
};
