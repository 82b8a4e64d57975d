/** Speaks the network side of the engine protocol without TensorFlow; `settings.network` says how to behave. */
void import('node:worker_threads').then(({ parentPort, threadId }) => {
  const timers = new Map();
  const answer = (message) => parentPort.postMessage(message);
  const finish = (jobId, stopped) => {
    clearInterval(timers.get(jobId));
    answer({ type: 'result', jobId, result: { threadId, stopped } });
  };

  const behaviours = {
    quick: (jobId) => finish(jobId, false),
    refuse: (jobId) =>
      answer({
        type: 'failed',
        jobId,
        error: { kind: 'invalid-settings', code: 'too-many', message: 'Too many.', details: { most: 3 } },
      }),
    crash: () => {
      throw new Error('the library fell over');
    },
    exit: () => process.exit(7),
    train: (jobId) => {
      let step = 0;
      timers.set(
        jobId,
        setInterval(() => answer({ type: 'progress', jobId, progress: { step: ++step } }), 5),
      );
    },
    deaf: () => {
      for (;;);
    },
  };

  parentPort.on('message', ({ type, jobId, method, parameters }) => {
    if (type === 'call' && method === 'environment') finish(jobId, false);
    else if (type === 'call') behaviours[parameters.settings.network](jobId);
    else if (type === 'stop') finish(jobId, true);
    else if (type === 'cancel') {
      clearInterval(timers.get(jobId));
      answer({
        type: 'failed',
        jobId,
        error: { kind: 'cancelled', code: 'cancelled', message: 'x', details: {} },
      });
    }
  });
});
