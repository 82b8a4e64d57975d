import { cpus, release, totalmem } from 'node:os';
import packageJson from '../../package.json';

/** What the figures hold for, as one sentence: program, runtime, processor, memory, system, day. */
export function describeMachine(): string {
  const processors = cpus();
  const gibibytes = Math.round(totalmem() / 2 ** 30);
  const day = new Date().toISOString().slice(0, 10);
  return (
    `Bandscape ${packageJson.version}, Node.js ${process.versions.node}, ${processors.length} x ` +
    `${processors[0]?.model.trim() ?? process.arch}, ${gibibytes} GiB of memory, Linux ${release()}, ${day}`
  );
}
