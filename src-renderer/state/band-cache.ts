import type { BandPicture, StretchKind } from '@shared/scene';

/** What one picture shows. */
export interface PictureKey {
  band: number;
  stretch: StretchKind;
  step: number;
}

/** Pictures of bands, within a number of bytes; the one not used for longest goes first. */
export class BandCache {
  readonly #limit: number;
  /** Least recently used first. */
  readonly #pictures = new Map<string, BandPicture>();
  #bytes = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get(key: PictureKey): BandPicture | undefined {
    return this.#pictures.get(nameOf(key));
  }

  /** Remembers pictures as the ones used last. Those handed in are never dropped, however large they are. */
  keep(pictures: readonly BandPicture[], stretch: StretchKind): void {
    for (const picture of pictures) {
      const name = nameOf({ band: picture.band, step: picture.step, stretch });
      this.#drop(name);
      this.#pictures.set(name, picture);
      this.#bytes += bytesOf(picture);
    }
    for (const [name, picture] of this.#pictures) {
      if (this.#bytes <= this.#limit || pictures.includes(picture)) break;
      this.#drop(name);
    }
  }

  clear(): void {
    this.#pictures.clear();
    this.#bytes = 0;
  }

  #drop(name: string): void {
    const picture = this.#pictures.get(name);
    if (!picture) return;
    this.#pictures.delete(name);
    this.#bytes -= bytesOf(picture);
  }
}

const nameOf = ({ band, stretch, step }: PictureKey) => `${stretch}/${step}/${band}`;

const bytesOf = ({ grey, missing }: BandPicture) => grey.byteLength + (missing?.byteLength ?? 0);
