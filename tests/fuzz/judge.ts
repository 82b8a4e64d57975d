import type { FileInfo, VariableInfo } from '@shared/scene';
import { BandscapeError } from '../../src-main/engine/errors';
import { inspectFile, openVariable } from '../../src-main/engine/files/registry';
import { checkSource } from './check-source';
import { Inconsistency } from './inconsistency';
import { fault, type Found, type Outcome } from './outcome';

/** Kinds of errors that blame the file; any other blames us. */
const FILE_KINDS = ['unreadable-file', 'unsupported-format', 'unusable-data'];
const LONGEST_MESSAGE = 1000;

/**
 * Does with a file all that the program does: lists its variables and reads every one, whole and by windows. What
 * it lists may then be refused on opening or reading, in one sentence.
 */
export async function judgeFile(file: string): Promise<Outcome> {
  let info: FileInfo;
  try {
    info = await inspectFile(file);
  } catch (error) {
    return judgeError(error);
  }
  const digests: Record<string, string> = {};
  const warned: string[] = [];
  let refused: unknown;
  try {
    checkInfo(info);
    for (const variable of info.variables) {
      const { digest, warnings = 0, error } = await judgeVariable(file, variable);
      if (error !== undefined && judgeError(error).verdict === 'fault') return judgeError(error);
      refused ??= error;
      if (digest !== undefined) digests[variable.name] = digest;
      if (warnings > 0) warned.push(variable.name);
    }
  } catch (error) {
    return judgeError(error);
  }
  const found = { digests, warned };
  return refused === undefined ? { verdict: 'read', ...found } : judgeError(refused, found);
}

/** `digest` is missing where it is too large to be read whole, `error` says why it was refused. */
interface Judged {
  digest?: string;
  warnings?: number;
  error?: unknown;
}

async function judgeVariable(file: string, info: VariableInfo): Promise<Judged> {
  try {
    const source = await openVariable({ file, variable: info.name });
    try {
      return { digest: await checkSource(source, info), warnings: source.warnings.length };
    } finally {
      await source.close();
    }
  } catch (error) {
    return { error };
  }
}

const NOTHING: Found = { digests: {}, warned: [] };

function judgeError(error: unknown, found = NOTHING): Outcome {
  if (error instanceof Inconsistency) return fault('inconsistent', error.message);
  if (!(error instanceof BandscapeError) || !FILE_KINDS.includes(error.kind)) {
    const stack = error instanceof Error ? (error.stack ?? '').split('\n').slice(0, 8).join('\n') : '';
    return fault('untyped-error', stack || String(error));
  }
  const { code, message } = error;
  const oneSentence = /^[^\p{Cc}]+\.$/u.test(message) && message.length <= LONGEST_MESSAGE;
  return oneSentence ? { verdict: 'refused', code, message, ...found } : fault('unreadable-message', message);
}

function checkInfo({ variables, skipped = [] }: FileInfo): void {
  const names = variables.map(({ name }) => name);
  if (new Set(names).size < names.length)
    throw new Inconsistency(`two variables of one name among ${names.join(', ')}`);
  const both = skipped.find(({ name }) => names.includes(name));
  if (both) throw new Inconsistency(`"${both.name}" is both listed and passed over`);
}
