import { resolve } from 'node:path';

/**
 * The files among a program's arguments, as absolute paths: everything that is neither an option nor the program
 * itself. A file that does not exist stays in the list, so that the window can say so.
 * @param argv the whole argument vector, program first
 * @param folder the folder that relative names are meant from
 * @param appFolder the program's own folder, which `electron .` passes as an argument
 */
export function filesAmong(argv: readonly string[], folder: string, appFolder: string): string[] {
  return argv
    .slice(1)
    .filter((argument) => argument !== '' && !argument.startsWith('-'))
    .map((argument) => resolve(folder, argument))
    .filter((file) => file !== appFolder);
}

/** Files that the person or the system asked for, kept until the page is there to open them. */
export class FilesToOpen {
  private waiting: string[] = [];
  private send: ((files: string[]) => void) | undefined;

  add(files: string[]): void {
    if (files.length === 0) return;
    if (this.send) this.send(files);
    else this.waiting.push(...files);
  }

  /** The page has started: it takes what waited, and hears of later files by `send`. */
  takeAll(send: (files: string[]) => void): string[] {
    this.send = send;
    return this.waiting.splice(0);
  }

  /** The page is gone; files wait again. */
  pause(): void {
    this.send = undefined;
  }
}
