/** The process that one figure is measured in, so that its memory is its own and nothing is warm from another. */
import '@tensorflow/tfjs-node';
import * as tf from '@tensorflow/tfjs-core';
import { measureGrowth } from './growth';
import { measureOperations } from './operations';
import { measurePass, measureTarget, measureUpdates } from './passes';
import { writeForPeers } from './peer-files';
import { measureScene } from './labelling';
import type { ChildTask, Results, TaskKind, Tasks } from './tasks';

const measures: { [K in TaskKind]: (task: Tasks[K]) => Promise<Results[K]> } = {
  pass: (task) => measurePass(task),
  operations: measureOperations,
  scene: measureScene,
  target: measureTarget,
  growth: measureGrowth,
  updates: measureUpdates,
  files: writeForPeers,
};

process.on('message', async ({ kind, task }: ChildTask) => {
  await tf.ready();
  const { TF_Version } = (tf.backend() as unknown as { binding: { TF_Version: string } }).binding;
  try {
    process.send!({ result: await measures[kind](task as never), tensorflow: TF_Version });
  } catch (error) {
    process.send!({ error: (error as Error).message });
  }
  process.disconnect();
});
