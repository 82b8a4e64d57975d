import type { Scene, StretchKind } from '@shared/scene';
import type { PicturePosition, Size, Viewport } from '../canvas/viewport';
import type { DisplayKind, Placement } from '../messages/types';

/** How the picture is looked at; nothing here changes data. */
export class ViewState {
  #display = $state<DisplayKind>('rgb');
  #band = $state(0);
  #rgb = $state.raw<readonly [number, number, number]>([0, 0, 0]);
  #viewport = $state.raw<Viewport>({ zoom: 'fit', center: { column: 0, row: 0 } });
  #pane = $state.raw<Size>({ width: 1, height: 1 });
  #pixelRatio = $state(1);
  #cursor = $state.raw<PicturePosition | null>(null);
  stretch = $state<StretchKind>('percentile');
  overlay = $state(false);
  overlayOpacity = $state(0.6);
  placement = $state<Placement>('beside');
  mapOpacity = $state(0.7);
  /** Share of the pane, from the left, that shows the scene; the rest shows the map. */
  swipe = $state(0.5);
  labelledOnly = $state(false);

  get display(): DisplayKind {
    return this.#display;
  }

  /** 0-based. */
  get band(): number {
    return this.#band;
  }

  /** 0-based bands of the composite: red, green, blue. */
  get rgb(): readonly [number, number, number] {
    return this.#rgb;
  }

  get viewport(): Viewport {
    return this.#viewport;
  }

  /** Size of a pane of the stage; where there are two, both have it. */
  get pane(): Size {
    return this.#pane;
  }

  /** Device pixels a CSS pixel. */
  get pixelRatio(): number {
    return this.#pixelRatio;
  }

  /** The pixel under the mouse or the keyboard's cursor. */
  get cursor(): PicturePosition | null {
    return this.#cursor;
  }

  /** The bands that the picture needs. */
  get wantedBands(): readonly number[] {
    switch (this.#display) {
      case 'rgb':
        return this.#rgb;
      case 'band':
        return [this.#band];
      default:
        return [];
    }
  }

  setScene({ cube }: Scene): void {
    this.#rgb = cube.defaultRgb;
    this.#band = cube.defaultRgb[0];
    this.#display = 'rgb';
    this.#cursor = null;
    this.fit();
  }

  show(display: DisplayKind): void {
    this.#display = display;
  }

  /** Moving the slider shows the band it stands on. */
  showBand(band: number): void {
    this.#band = band;
    this.#display = 'band';
  }

  setChannel(channel: 0 | 1 | 2, band: number): void {
    this.#rgb = this.#rgb.map((old, index) => (index === channel ? band : old)) as [number, number, number];
    this.#display = 'rgb';
  }

  /** Changes the bands of the composite, whatever is displayed. */
  useComposite(rgb: readonly [number, number, number]): void {
    this.#rgb = rgb;
  }

  /** Displays that show a result fall back to the scene when there is none. */
  resultGone(): void {
    if (['map', 'difference', 'confidence', 'split'].includes(this.#display)) this.#display = 'rgb';
  }

  /** Displays that show what a result does not have fall back to the scene. */
  resultIs({ split, accuracy }: { split?: unknown; accuracy?: unknown }): void {
    if ((this.#display === 'split' && !split) || (this.#display === 'difference' && !accuracy))
      this.#display = 'rgb';
  }

  setPane(pane: Size, pixelRatio: number): void {
    this.#pane = pane;
    this.#pixelRatio = pixelRatio;
  }

  setViewport(viewport: Viewport): void {
    this.#viewport = viewport;
  }

  fit(): void {
    this.#viewport = { ...this.#viewport, zoom: 'fit' };
  }

  point(position: PicturePosition | null): void {
    const { row, column } = this.#cursor ?? {};
    if (position?.row === row && position?.column === column) return;
    this.#cursor = position;
  }
}
