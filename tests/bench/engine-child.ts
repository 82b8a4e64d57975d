/**
 * The process that the engine is measured in: it does one call at a time and tells how long it took and what it
 * needed. Its memory is that of an engine's own process in the program: host, worker thread and nothing else.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { EngineHost } from '../../src-main/engine-host/host';
import { nodeWorkers } from '../../src-main/engine-host/node-transport';
import { toErrorReport } from '../../src-main/engine/errors';
import type { ChildAnswer, ChildCall, ChildProgress, Usage } from './engine';

const host = new EngineHost(nodeWorkers(process.argv[2]));

process.on('message', async ({ calls }: ChildCall) => {
  const stages: Usage[] = [];
  let meter = startMeter('call');
  const begin = (name: string) => {
    stages.push(meter());
    meter = startMeter(name);
  };
  let answer: ChildAnswer;
  try {
    const results = await Promise.all(
      calls.map(({ method, parameters }) =>
        host.call(method, parameters as never, {
          onProgress: (progress: unknown) => {
            const { type, phase } = progress as { type?: string; phase?: string };
            if (type === 'phase' && phase) begin(phase);
            process.send!({ progress } satisfies ChildProgress);
          },
        }),
      ),
    );
    stages.push(meter());
    answer = { stages, results: calls.map(({ keep }, index) => (keep ? results[index] : null)) };
  } catch (error) {
    answer = { error: toErrorReport(error).message };
  }
  process.send!(answer);
});
process.on('disconnect', () => process.exit());
process.send!('ready');

/** Begins to watch; what it gives ends it. Linux forgets the highest resident size when told so (proc(5), clear_refs). */
function startMeter(name: string): () => Usage {
  writeFileSync('/proc/self/clear_refs', '5');
  const read = bytesRead();
  const cpu = process.cpuUsage();
  const started = process.hrtime.bigint();
  return () => {
    const { user, system } = process.cpuUsage(cpu);
    return {
      name,
      milliseconds: Number(process.hrtime.bigint() - started) / 1e6,
      cpuMilliseconds: (user + system) / 1e3,
      bytesRead: bytesRead() - read,
      peakBytes: numberIn('status', /^VmHWM:\s+(\d+) kB/m) * 1024,
    };
  };
}

/** Bytes that the process asked the system for, whether they came from a disk or from memory. */
function bytesRead(): number {
  return numberIn('io', /^rchar: (\d+)/m);
}

function numberIn(file: string, pattern: RegExp): number {
  return Number(pattern.exec(readFileSync(`/proc/self/${file}`, 'latin1'))?.[1]);
}
