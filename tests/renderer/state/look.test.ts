import { expect, test } from 'vitest';
import { Backend } from '../../../src-renderer/backend/backend';
import { LookState } from '../../../src-renderer/state/look.svelte';
import { FakeApi, FakeFailure } from '../fake-api';
import { settle } from '../settle';

const array = (variable: string) => ({ file: '/data/many.h5', variable });

test('whoever walks through a list waits for one picture and the last, not for all', async () => {
  const api = new FakeApi();
  const looking = new LookState(new Backend(api));
  for (let n = 0; n < 50; n++) looking.show(array(`/array${n}`));
  expect(looking.look).toBeNull();
  await settle();
  expect(api.callsOf('previewVariable').map(({ variable }) => variable.variable)).toEqual([
    '/array0',
    '/array49',
  ]);
  expect(looking.look).toHaveProperty('picture');
  looking.show(null);
  await settle();
  expect(looking.look).toBeNull();
});

test('an array that cannot be read says why, and the next one is shown', async () => {
  const fine = new FakeApi().handlers.previewVariable;
  const api = new FakeApi({
    previewVariable: (parameters) => {
      if (parameters.variable.variable === '/damaged') throw new FakeFailure({ code: 'file-damaged' });
      return fine(parameters);
    },
  });
  const looking = new LookState(new Backend(api));
  looking.show(array('/damaged'));
  await settle();
  expect(looking.look).toHaveProperty('problem');
  looking.show(array('/fine'));
  await settle();
  expect(looking.look).toHaveProperty('picture');
});

test('one that was ended for another dialog is asked for again, but not once nothing is wished', async () => {
  const fine = new FakeApi().handlers.previewVariable;
  let ended = 0;
  const api = new FakeApi({
    previewVariable: (parameters) => {
      if (ended++ === 0) throw new FakeFailure({ kind: 'cancelled', code: 'cancelled' });
      return fine(parameters);
    },
  });
  const looking = new LookState(new Backend(api));
  looking.show(array('/cube'));
  await settle();
  expect(looking.look).toHaveProperty('picture');
  ended = 0;
  looking.show(array('/cube'));
  looking.show(null);
  await settle();
  expect([looking.look, api.callsOf('previewVariable').length]).toEqual([null, 3]);
});
