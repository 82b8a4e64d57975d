import { expect, test } from 'vitest';
import { Backend } from '../../../src-renderer/backend/backend';
import { AppState } from '../../../src-renderer/state/app.svelte';
import { FakeApi, FakeFailure, NETWORKS, type Handlers } from '../fake-api';
import { settle } from '../settle';

async function setUp(handlers: Partial<Handlers> = {}) {
  const api = new FakeApi({
    describeNetworks: ({ ids }) => NETWORKS.filter(({ id }) => !ids || ids.includes(id)),
    ...handlers,
  });
  const app = new AppState(new Backend(api));
  app.start();
  await settle();
  Object.assign(app.settings.form ?? {}, {
    patch: 9,
    components: 4,
    options: { form: 'published', width: 0.5 },
  });
  const { layerTable } = app;
  layerTable.show();
  await settle();
  const lastAsked = (count = 1) => api.callsOf('describeNetworks').slice(-count);
  return { layerTable, lastAsked };
}

test('shows the network of the settings for their window, its form following from that', async () => {
  const { layerTable, lastAsked } = await setUp();
  expect(layerTable.isOpen).toBe(true);
  expect(lastAsked()).toEqual([
    { ids: ['hybridsn-bn'], input: [9, 9, 4], classes: 3, options: { width: 0.5 } },
  ]);
  expect(layerTable.described('left')?.id).toBe('hybridsn-bn');
  expect(layerTable.described('right')).toBeNull();
  layerTable.setBasis('published');
  await settle();
  expect(lastAsked()).toEqual([{ ids: ['hybridsn-bn'], options: { width: 0.5 } }]);
});

test('compares with another network, or the same with other options, until it compares with nothing', async () => {
  const { layerTable, lastAsked } = await setUp();
  layerTable.choose('right', 'hybridsn');
  layerTable.setOption('right', 'width', 2);
  await settle();
  expect(lastAsked(2).map(({ ids, options }) => [ids, options])).toEqual([
    [['hybridsn-bn'], { width: 0.5 }],
    [['hybridsn'], { width: 2 }],
  ]);
  expect(layerTable.described('right')?.id).toBe('hybridsn');
  layerTable.choose('right', null);
  await settle();
  expect(layerTable.described('right')).toBeNull();
  layerTable.choose('left', null);
  expect(layerTable.chosenId('left')).toBe('hybridsn-bn');
});

test('tells why a network cannot be counted, and forgets it with the next that can', async () => {
  let works = false;
  const { layerTable } = await setUp({
    describeNetworks: ({ ids }) => {
      if (ids && !works) throw new FakeFailure({ code: 'network-input-too-small' });
      return NETWORKS.filter(({ id }) => !ids || ids.includes(id));
    },
  });
  expect(layerTable.problem?.code).toBe('network-input-too-small');
  expect(layerTable.described('left')).toBeNull();
  works = true;
  layerTable.setBasis('published');
  await settle();
  expect(layerTable.problem).toBeNull();
  expect(layerTable.described('left')?.id).toBe('hybridsn-bn');
});
