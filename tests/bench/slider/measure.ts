import type { Page } from 'playwright-core';

/** Milliseconds. */
export interface SliderTimes {
  /** From the slider's event to the painted picture of a band that was not shown before. */
  first: number[];
  /** The same for bands that were. */
  again: number[];
  /** Between two frames of the window while the slider is dragged. */
  frames: number[];
  /** Bands that were painted of those that the slider was dragged over. */
  painted: number;
  dragged: number;
}

const JUMPS = 20;
/** Far from each other, so that no band was fetched beforehand as a neighbour of another. */
const JUMP = 83;
const DRAGGED = 60;
const BANDS = 200;

/**
 * Moves the slider as a person does, by its own events, and notes when the picture is painted: drawn on its canvas and,
 * as a pixel of it is read back, rasterised too. What the screen then needs to show the frame is not in it.
 */
export async function measureSlider(page: Page): Promise<SliderTimes> {
  await page.getByRole('img', { name: 'Scene', exact: true }).waitFor();
  await page.waitForTimeout(3000);
  await page.evaluate(watchPaints);
  const bands = Array.from({ length: JUMPS }, (_, index) => ((index + 1) * JUMP) % BANDS);
  const first = await page.evaluate(jumpTo, bands);
  const again = await page.evaluate(jumpTo, bands);
  return { first, again, ...(await page.evaluate(drag, DRAGGED)) };
}

interface Watched {
  paints: number[];
}

/** In the page: notes the time of every painting of the scene's canvas. */
function watchPaints(): void {
  const watched = window as unknown as Watched;
  watched.paints = [];
  const scene = document.querySelector('canvas[aria-label="Scene"]');
  const draw = CanvasRenderingContext2D.prototype.drawImage as (...args: unknown[]) => void;
  CanvasRenderingContext2D.prototype.drawImage = function (
    this: CanvasRenderingContext2D,
    ...args: unknown[]
  ) {
    draw.apply(this, args);
    if (this.canvas !== scene) return;
    this.getImageData(0, 0, 1, 1);
    watched.paints.push(performance.now());
  } as never;
}

/** In the page: moves the slider to one band after the other, each time waiting for the picture. */
async function jumpTo(bands: number[]): Promise<number[]> {
  const { paints } = window as unknown as Watched;
  const slider = document.querySelector('input[type=range]') as HTMLInputElement;
  const times: number[] = [];
  for (const band of bands) {
    const before = paints.length;
    const started = performance.now();
    slider.value = String(band + 1);
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    while (paints.length === before) await new Promise((resolve) => setTimeout(resolve, 1));
    times.push(paints[before] - started);
  }
  return times;
}

/** In the page: moves the slider by one band a frame. */
async function drag(bands: number): Promise<Pick<SliderTimes, 'frames' | 'painted' | 'dragged'>> {
  const { paints } = window as unknown as Watched;
  const slider = document.querySelector('input[type=range]') as HTMLInputElement;
  const before = paints.length;
  const frames: number[] = [];
  let last = performance.now();
  for (let band = 1; band <= bands; band++) {
    // As a mouse does, between two frames and not within one.
    await new Promise((resolve) => setTimeout(resolve, 0));
    slider.value = String(band);
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    await new Promise(requestAnimationFrame);
    frames.push(performance.now() - last);
    last = performance.now();
  }
  await new Promise((resolve) => setTimeout(resolve, 500));
  return { frames, painted: paints.length - before, dragged: bands };
}
