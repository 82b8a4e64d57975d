import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import type { RunningApp } from './app';

/** Numbers of a process and of everything it started, from the system's own table. */
export function processTree(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const parent = parentOf(Number(pid));
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), Number(pid)]);
  }
  const tree = [root];
  for (const pid of tree) tree.push(...(children.get(pid) ?? []));
  return tree;
}

function parentOf(pid: number): number | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold spaces and brackets itself.
    return Number(status.slice(status.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
}

/** Those of the processes that still run; one that has ended and only waits to be counted does not. */
export function alive(pids: number[]): number[] {
  return pids.filter((pid) => {
    try {
      const status = readFileSync(`/proc/${pid}/stat`, 'utf8');
      return status.slice(status.lastIndexOf(')') + 2)[0] !== 'Z';
    } catch {
      return false;
    }
  });
}

/** Process number of the engine of this kind, undefined where none runs. */
export async function enginePid({ app }: RunningApp, kind: 'cube' | 'network'): Promise<number | undefined> {
  const name = `Bandscape ${kind} engine`;
  return app.evaluate(
    ({ app: electronApp }, wanted) =>
      electronApp.getAppMetrics().find((metric) => metric.name === wanted || metric.serviceName === wanted)
        ?.pid,
    name,
  );
}

/** Addresses outside this machine that the processes are connected to. */
export function remoteConnections(pids: number[]): string[] {
  const inodes = new Set(pids.flatMap(socketsOf));
  return ['tcp', 'tcp6', 'udp', 'udp6'].flatMap((table) =>
    readFileSync(`/proc/net/${table}`, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter((fields) => inodes.has(fields[9]) && !isLocal(fields[2]))
      .map((fields) => `${table} ${fields[2]}`),
  );
}

/** Of a row's remote address: unset (listening) or 127.0.0.0/8 or ::1, in the kernel's byte order. */
function isLocal(address: string): boolean {
  const [host] = address.split(':');
  return /^0+$/.test(host) || /^[0-9A-F]{6}7F$/.test(host) || /(^0{24}|0000FFFF[0-9A-F]{6}7F$)/.test(host);
}

function socketsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      const match = /^socket:\[(\d+)\]$/.exec(linkOf(`/proc/${pid}/fd/${fd}`));
      return match ? [match[1]] : [];
    });
  } catch {
    return [];
  }
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}
