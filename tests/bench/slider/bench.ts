import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UsageError, type Bench, type BenchContext } from '../bench';
import { describeMachine } from '../machine';
import { duration, markdownTable, median, percentile } from '../table';
import { measureSlider, type SliderTimes } from './measure';
import { SLIDER_SCENES, writeScene, type SliderScene } from './scenes';
import { openWindow } from './window';

/** Milliseconds: of a band shown before, of one that was not, and of any band of Indian Pines. */
const AIMS = { again: 50, first: 200, frame: 1000 / 60 };

export const sliderBench: Bench = {
  id: 'slider',
  title: 'the Band slider in the real window, from its event to the painted picture',
  document: 'docs/performance-slider.md',
  needsWindow: true,
  async run(args, context) {
    if (args.length > 0) throw new UsageError('npm run bench -- slider takes no options.');
    const rows: string[][] = [];
    let chromium = '';
    for (const scene of SLIDER_SCENES) {
      const measured = await measureScene(scene, context);
      chromium = measured.chromium;
      rows.push(rowOf(scene, measured.times));
      context.say(rows[rows.length - 1].join('  '));
    }
    return documentOf(rows, chromium);
  },
};

async function measureScene(
  { title, interleave }: SliderScene,
  { say, signal }: BenchContext,
): Promise<{ times: SliderTimes; chromium: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'bandscape-bench-'));
  try {
    say(title);
    const files = interleave ? [writeScene(folder, interleave)] : [];
    signal.throwIfAborted();
    const { page, chromium, close } = await openWindow(files, signal);
    try {
      if (interleave) await page.getByRole('heading', { name: 'slider' }).waitFor({ timeout: 120_000 });
      return { times: await measureSlider(page), chromium };
    } finally {
      await close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function rowOf({ title, interleave }: SliderScene, { first, again, ...drag }: SliderTimes): string[] {
  const cell = (times: number[], aim: number) =>
    `${duration(median(times))}, ${duration(percentile(times, 0.95))}${median(times) <= aim ? '' : ' (!)'}`;
  return [
    title,
    cell(first, interleave ? AIMS.first : AIMS.frame),
    cell(again, interleave ? AIMS.again : AIMS.frame),
    `${drag.painted} of ${drag.dragged}`,
    `${duration(median(drag.frames))}, ${duration(Math.max(...drag.frames))}`,
  ];
}

function documentOf(rows: string[][], chromium: string): string {
  return `# The Band slider

\`\`\`
npm run bench -- slider
\`\`\`

${describeMachine()}, Chromium ${chromium} on a virtual screen without graphics hardware.

Milliseconds from the slider's event to the picture of that band, drawn on its canvas and rasterised (a pixel is read
back): median, and the time that 95 of 100 do not exceed. "First" are bands never shown before, far from each other,
"again" the same ones once more; the aims are ${AIMS.first} ms and ${AIMS.again} ms, over Indian Pines one frame
(${AIMS.frame.toFixed(1)} ms); (!) marks a median that misses its aim. Then the slider is dragged by one band a frame:
pictures painted, and the time from frame to frame, median and longest. Of the interleaved scene (BIP), whose bands
cannot be read one by one, the first picture is a coarse one. The large scenes are noise, 1.6 GB each, just written and
so in the system's memory.

${markdownTable(['scene', 'first', 'again', 'dragged, painted', 'frame to frame'], rows)}
`;
}
