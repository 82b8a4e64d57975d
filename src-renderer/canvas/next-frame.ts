/**
 * Paints in the window's next frame: what was asked for last, so that pictures that change with every frame are seen
 * too. What belongs to one canvas shares one of these.
 */
export class NextFrame {
  #frame = 0;
  #paint: () => void = () => {};

  ask(paint: () => void): void {
    this.#paint = paint;
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#paint();
    });
  }

  cancel(): void {
    cancelAnimationFrame(this.#frame);
  }
}
