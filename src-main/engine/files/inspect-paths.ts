import { stat } from 'node:fs/promises';
import { labelKindOf, wordsOf } from '@shared/pairing-names';
import type { FileInfo } from '@shared/scene';
import { BandscapeError, throwIfCancelled, UnusableDataError } from '../errors';
import { fileName, stemOf } from './file-errors';
import { listFolder, type FolderListing } from './folder';
import { withoutParts } from './parts';
import { formats, inspectFile } from './registry';

export interface InspectOptions {
  signal?: AbortSignal;
  /** Fraction of the files that were looked into. */
  onProgress?: (fraction: number) => void;
}

const EXTENSIONS = [...new Set(formats.flatMap(({ extensions }) => extensions))];
/** Every text and picture may hold labels until it has been read. */
const MAYBE_LABELS = /\.(csv|tsv|txt|png)$/i;

/** What other programs write beside an image; people select it together with the image, which reads it by itself. */
const SIDE_FILE = /\.(prj|tfw|tifw|tiffw|pgw|pngw|wld|ovr|sta|xml)$/i;

interface Candidate {
  file: string;
  /** Found in a folder: nobody said that it is one of ours. */
  isFound: boolean;
}

/**
 * What files hold, and the files in folders, without reading their values. Of several those that cannot be read are
 * listed with their problem; what is merely nothing of ours is left out where it was found in a folder.
 *
 * @throws UnusableDataError `nothing-in-folder` where there is nothing to open in a folder
 * @throws as `inspectFile` where a file that was named is missing or damaged, or none can be read
 */
export async function inspectPaths(
  paths: readonly string[],
  { signal, onProgress }: InspectOptions = {},
): Promise<FileInfo[]> {
  const { candidates, folders } = await findCandidates(paths, signal);
  const isAlone = candidates.length === 1 && !candidates[0].isFound;
  const infos: FileInfo[] = [];
  const failures: BandscapeError[] = [];
  for (const [at, candidate] of candidates.entries()) {
    throwIfCancelled(signal);
    try {
      infos.push(await inspectFile(candidate.file, signal));
    } catch (error) {
      if (isAlone || !mayBeLeftOut(error, candidate)) throw error;
      if (!isForeign(error, candidate)) {
        failures.push(error);
        infos.push(unread(candidate.file, error));
      }
    }
    onProgress?.((at + 1) / candidates.length);
  }
  if (infos.every(({ problem }) => problem)) throw failures[0] ?? nothingIn([...folders.keys()][0]);
  const notWhole = [...folders].filter(([, { cutOff }]) => cutOff);
  return [...withoutParts(infos), ...notWhole.map(([folder]) => unread(folder, tooMuchIn(folder)))];
}

async function findCandidates(
  paths: readonly string[],
  signal?: AbortSignal,
): Promise<{ candidates: Candidate[]; folders: Map<string, FolderListing> }> {
  const folders = new Map<string, FolderListing>();
  const candidates = new Map<string, Candidate>();
  const isBeside = paths.some((path) => !SIDE_FILE.test(path));
  for (const path of paths) {
    if (await isFolder(path)) folders.set(path, await listFolder(path, EXTENSIONS, signal));
    else if (!isBeside || !SIDE_FILE.test(path)) candidates.set(path, { file: path, isFound: false });
  }
  for (const { files } of folders.values())
    for (const file of files) if (!candidates.has(file)) candidates.set(file, { file, isFound: true });
  return { candidates: [...candidates.values()], folders };
}

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

function mayBeLeftOut(error: unknown, { isFound }: Candidate): error is BandscapeError {
  if (!(error instanceof BandscapeError) || error.kind === 'cancelled') return false;
  return isFound || error.kind === 'unsupported-format';
}

/** Notes, tables and pictures lie beside scenes; one whose name says that it is ground truth is told of. */
function isForeign({ kind }: BandscapeError, { file, isFound }: Candidate): boolean {
  if (!isFound) return false;
  if (kind === 'unsupported-format') return true;
  return MAYBE_LABELS.test(file) && labelKindOf(wordsOf(stemOf(file))) !== 'truth';
}

function unread(file: string, error: BandscapeError): FileInfo {
  const { code, message, details } = error;
  return { file, format: '', variables: [], problem: { code, message, details } };
}

const ENDINGS = EXTENSIONS.map((extension) => `.${extension}`).join(', ');

function nothingIn(folder: string): UnusableDataError {
  return new UnusableDataError(
    'nothing-in-folder',
    `There is nothing to open in "${folder}": looked for were hyperspectral cubes and ground truth in files that end in ` +
      `${ENDINGS}, there and in the folders in it.`,
    { file: folder, endings: ENDINGS },
  );
}

function tooMuchIn(folder: string): UnusableDataError {
  return new UnusableDataError(
    'folder-too-large',
    `"${fileName(folder)}" holds more files or deeper folders than are looked into; the nearest were: open the folder of ` +
      'the scene itself to have all of it.',
    { file: folder },
  );
}
