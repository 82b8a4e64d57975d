import type { BandImage } from '@shared/scene';

/** Band images by band, within a number of bytes; the one not used for longest goes first. */
export class BandCache {
  readonly #limit: number;
  /** Least recently used first. */
  readonly #images = new Map<number, BandImage>();
  #bytes = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The images of bands, in their order; those that are missing are read, each once, at the same time. */
  async get(bands: readonly number[], read: (band: number) => Promise<BandImage>): Promise<BandImage[]> {
    const requests = new Map<number, Promise<BandImage>>();
    for (const band of new Set(bands)) {
      const cached = this.#images.get(band);
      requests.set(band, cached ? Promise.resolve(cached) : read(band));
    }
    return Promise.all(bands.map((band) => requests.get(band) as Promise<BandImage>));
  }

  /** Remembers images as the ones used last. Those handed in are never dropped, however large they are. */
  keep(images: readonly BandImage[]): void {
    for (const image of images) {
      if (!this.#images.delete(image.band)) this.#bytes += image.values.byteLength;
      this.#images.set(image.band, image);
    }
    for (const [band, image] of this.#images) {
      if (this.#bytes <= this.#limit || images.includes(image)) break;
      this.#images.delete(band);
      this.#bytes -= image.values.byteLength;
    }
  }

  clear(): void {
    this.#images.clear();
    this.#bytes = 0;
  }
}
