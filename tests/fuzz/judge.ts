import type { FileInfo, VariableInfo } from '@shared/scene';
import { BandscapeError } from '../../src-main/engine/errors';
import { inspectFile, openVariable } from '../../src-main/engine/files/registry';
import { checkSource } from './check-source';
import { Inconsistency } from './inconsistency';
import { fault, type Outcome } from './outcome';

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
  let refused: Outcome | undefined;
  try {
    checkInfo(info);
    for (const variable of info.variables) {
      const outcome = await judgeVariable(file, variable);
      if (outcome?.verdict === 'fault') return outcome;
      refused ??= outcome;
    }
  } catch (error) {
    return judgeError(error);
  }
  return refused ?? { verdict: 'read', variables: info.variables.length };
}

async function judgeVariable(file: string, info: VariableInfo): Promise<Outcome | undefined> {
  try {
    const source = await openVariable({ file, variable: info.name });
    try {
      await checkSource(source, info);
    } finally {
      await source.close();
    }
    return undefined;
  } catch (error) {
    return judgeError(error);
  }
}

function judgeError(error: unknown): Outcome {
  if (error instanceof Inconsistency) return fault('inconsistent', error.message);
  if (!(error instanceof BandscapeError) || !FILE_KINDS.includes(error.kind)) {
    const stack = error instanceof Error ? (error.stack ?? '').split('\n').slice(0, 8).join('\n') : '';
    return fault('untyped-error', stack || String(error));
  }
  const { code, message } = error;
  const oneSentence = /^[^\p{Cc}]+\.$/u.test(message) && message.length <= LONGEST_MESSAGE;
  return oneSentence ? { verdict: 'refused', code, message } : fault('unreadable-message', message);
}

function checkInfo({ variables, skipped = [] }: FileInfo): void {
  const names = variables.map(({ name }) => name);
  if (new Set(names).size < names.length)
    throw new Inconsistency(`two variables of one name among ${names.join(', ')}`);
  const both = skipped.find(({ name }) => names.includes(name));
  if (both) throw new Inconsistency(`"${both.name}" is both listed and passed over`);
}
