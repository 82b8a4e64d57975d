/** `npm run bench`, once it is bundled: node main.mjs NAME [options], in the project's folder. */
import { writeFileSync } from 'node:fs';
import { UsageError } from './bench';
import { benches } from './registry';

const USAGE = `npm run bench -- NAME [options], where NAME is one of\n${benches
  .map(({ id, title, document }) => `  ${id}: ${title} (written to ${document})`)
  .join('\n')}`;

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof UsageError ? error.message : error);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}

async function main([id, ...args]: string[]): Promise<void> {
  const bench = benches.find((candidate) => candidate.id === id);
  if (!bench) throw new UsageError(id === undefined ? USAGE : `There is no bench named "${id}".\n${USAGE}`);
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop.abort());
  const text = await bench.run(args, { say: (line) => console.log(line), signal: stop.signal });
  writeFileSync(bench.document, text);
  console.log(`\n${text}\nWritten to ${bench.document}`);
}
