import { expect, test } from 'vitest';
import { legendLayout } from '../../../src-renderer/canvas/legend-picture';

test('the map keeps square pixels of a whole size and lies on the picture', () => {
  const { map, scale, width, height } = legendLayout(145, 145, 16, 180);
  expect(Number.isInteger(scale)).toBe(true);
  expect([map.width, map.height]).toEqual([145 * scale, 145 * scale]);
  expect(map.x + map.width).toBeLessThan(width);
  expect(map.y + map.height).toBeLessThan(height);
});

test('every legend row lies right of the map and on the picture', () => {
  for (const classes of [1, 9, 16, 60]) {
    const { map, rows, width, height } = legendLayout(100, 40, classes, 200);
    expect(rows).toHaveLength(classes);
    for (const { x, y } of rows) {
      expect(x).toBeGreaterThan(map.x + map.width);
      expect(x + 200).toBeLessThan(width);
      expect(y + 18).toBeLessThan(height);
    }
  }
});

test('rows do not lie over each other, however flat the map is', () => {
  const { rows } = legendLayout(3, 400, 20, 120);
  expect(new Set(rows.map(({ x, y }) => `${x} ${y}`)).size).toBe(20);
});

test('a scene larger than the picture is drawn one pixel a pixel', () => {
  expect(legendLayout(2000, 1500, 4, 80).scale).toBe(1);
});
