/** Speaks the cube side of the engine protocol; a scene's `name` or a band number of -1 makes it misbehave. */
void import('node:worker_threads').then(({ parentPort, threadId }) => {
  const scenes = new Map();
  let timesOpened = 0;
  const failure = (code, message) => ({ kind: 'unreadable-file', code, message, details: {} });

  const methods = {
    openScene(parameters) {
      timesOpened += 1;
      if (parameters.cube.file === 'gone') throw failure('missing-file', 'The file is gone.');
      scenes.set(parameters.sceneId, { ...parameters });
      return { sceneId: parameters.sceneId };
    },
    attachTruth({ sceneId, truth }) {
      Object.assign(scenes.get(sceneId), { truth });
      return truth;
    },
    convert({ file }) {
      if (file === 'deadly') process.exit(9);
      return { threadId };
    },
    closeScene({ sceneId }) {
      scenes.delete(sceneId);
      return null;
    },
    readBands({ sceneId, bands: [band] }) {
      if (band === -1) process.exit(9);
      if (!scenes.has(sceneId)) throw failure('scene-not-open', 'No such scene.');
      return { threadId, timesOpened, scene: scenes.get(sceneId), band };
    },
  };

  parentPort.on('message', ({ type, jobId, method, parameters }) => {
    if (type !== 'call') return;
    // A read that never comes back, as from a network drive that is gone.
    if (method === 'openScene' && parameters.cube.file === 'stuck') return;
    try {
      parentPort.postMessage({ type: 'result', jobId, result: methods[method](parameters) });
    } catch (error) {
      parentPort.postMessage({ type: 'failed', jobId, error });
    }
  });
});
