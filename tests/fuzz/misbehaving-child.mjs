/** Answers like child.ts, but does to itself what the file says: for the tests of what watches it. */
import { readFileSync } from 'node:fs';

const held = [];
const deeds = {
  read: () => {},
  crash: () => process.abort(),
  exit: () => process.exit(3),
  hang: () => {
    for (;;);
  },
  wait: () => new Promise(() => {}),
  memory: () => {
    for (;;) held.push(Buffer.alloc(16 * 1024 * 1024, 1));
  },
  /** Only while a later file is read. */
  later: () => void setTimeout(() => process.abort(), 50),
  slow: () => new Promise((resolve) => setTimeout(resolve, 100)),
  /** Only where another was read before. */
  second: () => {
    if (held.length > 0) process.abort();
  },
};

process.on('message', async ({ file }) => {
  await deeds[readFileSync(file, 'utf8')]();
  held.push(file);
  process.send({ outcome: { verdict: 'read', digests: {}, warned: [] } });
});
process.on('disconnect', () => process.exit());
process.send('ready');
