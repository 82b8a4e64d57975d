/**
 * One set-up at a time for a clone and for a cache. The lock is a name in the kernel (an abstract socket), not
 * a file: it is gone the moment its holder ends, however it ends, so no lock is ever stale.
 */
import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Runs `work` while no other process works on one of these folders.
 * @template T
 * @param {string[]} folders existing folders; every caller names them in the same order
 * @param {(holder: string) => void} onWait called once when another process holds one; with its process id
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLocks(folders, onWait, work) {
  const held = [];
  try {
    for (const folder of folders) held.push(await take(lockName(folder), onWait));
    return await work();
  } finally {
    for (const release of held.reverse()) release();
  }
}

function lockName(folder) {
  const path = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 32);
  return `\0bandscape-set-up-${path}`;
}

async function take(name, onWait) {
  let told = false;
  for (;;) {
    const server = await tryListen(name);
    if (server) return () => server.close();
    await holderEnds(name, (holder) => {
      if (!told) onWait(holder);
      told = true;
    });
  }
}

function tryListen(name) {
  return new Promise((resolve, reject) => {
    const waiting = new Set();
    const server = createServer((socket) => {
      waiting.add(socket);
      socket.on('error', () => socket.destroy());
      socket.write(String(process.pid));
      socket.unref();
    });
    server.once('error', (error) => (error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error)));
    server.listen(name, () => {
      server.unref();
      const close = () => {
        server.close();
        for (const socket of waiting) socket.destroy();
      };
      resolve({ close });
    });
  });
}

/** Resolves when the holder lets go or ends: the kernel closes our connection to it. */
async function holderEnds(name, onHolder) {
  await new Promise((resolve) => {
    const socket = connect({ path: name });
    socket.setEncoding('utf8');
    socket.on('data', onHolder);
    socket.on('error', () => resolve());
    socket.on('close', () => resolve());
  });
  await sleep(50);
}
