import { expect, test } from 'vitest';
import { FilesToOpen, filesAmong } from '../../../src-main/window/files-to-open';

test('files among the arguments are absolute; options and the program itself are left out', () => {
  const argv = [
    '/opt/app',
    '--no-sandbox',
    '--user-data-dir=/tmp/x',
    '/srv/app',
    'cube.mat',
    '/data/gt.mat',
    '',
  ];
  expect(filesAmong(argv, '/home/ann', '/srv/app')).toEqual(['/home/ann/cube.mat', '/data/gt.mat']);
  expect(filesAmong(['/opt/app', '.'], '/srv/app', '/srv/app')).toEqual([]);
});

test('files wait for the page, are taken once, and later ones are sent', () => {
  const files = new FilesToOpen();
  const sent: string[][] = [];
  files.add(['/a.mat']);
  files.add(['/b.mat']);
  expect(files.takeAll((more) => sent.push(more))).toEqual(['/a.mat', '/b.mat']);
  files.add([]);
  files.add(['/c.mat']);
  expect(sent).toEqual([['/c.mat']]);

  files.pause();
  files.add(['/d.mat']);
  expect(sent).toHaveLength(1);
  expect(files.takeAll(() => undefined)).toEqual(['/d.mat']);
});
