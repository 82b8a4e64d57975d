import { expect, test } from 'vitest';
import { CUBE_ORDERS, type AxisName } from '@shared/axes';
import { Backend } from '../../../src-renderer/backend/backend';
import { AxesState, type AxesSubject } from '../../../src-renderer/state/axes.svelte';
import { FakeApi, FakeFailure } from '../fake-api';
import { settle } from '../settle';

const SUBJECT: AxesSubject = {
  variable: { file: '/data/cube.npy', variable: 'cube' },
  stored: [16, 12, 6],
  inUse: ['rows', 'columns', 'bands'],
  from: 'shape',
  truth: [16, 12],
};

function opened(changes: Partial<AxesSubject> = {}, api = new FakeApi()) {
  const state = new AxesState(new Backend(api));
  const applied: [AxisName[], boolean][] = [];
  state.show({ ...SUBJECT, ...changes }, (axes, turnTruth) => applied.push([axes, turnTruth]));
  return { state, applied, api };
}

test('three pictures serve six orders, the order in use first', async () => {
  const { state, api } = opened({ inUse: ['bands', 'rows', 'columns'] });
  expect(CUBE_ORDERS.every((order) => state.lookOf(order) === null)).toBe(true);
  await settle();
  expect(api.callsOf('previewVariable').map(({ variable }) => variable.axes)).toEqual([
    ['bands', 'rows', 'columns'],
    ['rows', 'bands', 'columns'],
    ['rows', 'columns', 'bands'],
  ]);
  const look = state.lookOf(['rows', 'columns', 'bands']);
  const exchanged = state.lookOf(['columns', 'rows', 'bands']);
  if (!look || !exchanged || !('picture' in look && 'picture' in exchanged)) throw new Error('no picture');
  const { rows, columns, grey } = look.picture;
  expect([exchanged.picture.rows, exchanged.picture.columns]).toEqual([columns, rows]);
  expect(exchanged.picture.grey[3 * rows + 2]).toBe(grey[2 * columns + 3]);
});

test('a picture that cannot be read leaves the others', async () => {
  const { state } = opened(
    {},
    new FakeApi({
      previewVariable: ({ variable }) => {
        if (variable.axes?.[0] === 'bands') throw new FakeFailure({ code: 'file-damaged' });
        return new FakeApi().handlers.previewVariable({ variable });
      },
    }),
  );
  await settle();
  expect(state.lookOf(['bands', 'rows', 'columns'])).toHaveProperty('problem');
  expect(state.lookOf(['rows', 'columns', 'bands'])).toHaveProperty('picture');
});

test.each([
  [['rows', 'columns', 'bands'], 'kept', []],
  [['columns', 'rows', 'bands'], 'turned', [[['columns', 'rows', 'bands'], true]]],
  [['bands', 'rows', 'columns'], 'closed', [[['bands', 'rows', 'columns'], false]]],
] as [AxisName[], string, unknown][])('%j: the truth is %s', (order, fate, expected) => {
  const { state, applied, api } = opened();
  state.choose(order);
  expect(state.fate).toBe(fate);
  state.apply();
  expect(applied).toEqual(expected);
  expect(api.callsOf('endPreviews')).toHaveLength(applied.length);
});

test('of a square scene the person says whether the truth is turned', () => {
  const { state, applied } = opened({ stored: [9, 9, 5], truth: [9, 9] });
  expect(state.fate).toBe('kept');
  state.choose(['columns', 'rows', 'bands']);
  expect(state.fate).toBe('choice');
  state.turnTruth = true;
  state.apply();
  expect(applied).toEqual([[['columns', 'rows', 'bands'], true]]);
});

test('pictures of an earlier dialog never show up in a later one', async () => {
  const { state, api } = opened();
  state.close();
  await settle();
  expect(state.subject).toBeNull();
  expect(api.callsOf('previewVariable')).toHaveLength(1);
  expect(state.lookOf(['rows', 'columns', 'bands'])).toBeNull();
});
