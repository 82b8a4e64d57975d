import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

const CLI = resolve('out/main/cli.cjs');

export interface CommandResult {
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

export interface CommandOptions {
  /** Has the system refuse to write more than so much into one file, as a disk does that fills up. */
  largestFileKb?: number;
  /** Called with everything on stderr so far, whenever more arrives. */
  onStderr?: (text: string, signal: (name: NodeJS.Signals) => void) => void;
}

/** Runs the built command line as a person's shell would. */
export function runCommand(
  args: readonly string[],
  { onStderr, largestFileKb }: CommandOptions = {},
): Promise<CommandResult> {
  if (!existsSync(CLI)) throw new Error(`${CLI} is missing: run npm run build first.`);
  return new Promise((done, failed) => {
    const limit = `ulimit -f ${largestFileKb ?? 'unlimited'} && exec "$0" "$@"`;
    const child = spawn('bash', ['-c', limit, process.execPath, CLI, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
      onStderr?.(stderr, (name) => child.kill(name));
    });
    child.on('error', failed);
    child.on('close', (exitCode) => done({ exitCode, stdout, stderr }));
  });
}
