import { cpus, loadavg, release, totalmem } from 'node:os';
import packageJson from '../../package.json';

/**
 * What the figures hold for, as one sentence: program, runtime, processor, memory, system, day, and how many programs
 * wanted a processor at the end: many more than there are mean that others were at work.
 */
export function describeMachine(): string {
  const processors = cpus();
  const gibibytes = Math.round(totalmem() / 2 ** 30);
  const day = new Date().toISOString().slice(0, 10);
  return (
    `Bandscape ${packageJson.version}, Node.js ${process.versions.node}, ${processors.length} x ` +
    `${processors[0]?.model.trim() ?? process.arch}, ${gibibytes} GiB of memory, Linux ${release()}, ${day}, ` +
    `load ${loadavg()[0].toFixed(1)}`
  );
}
