import type { ByteSource } from '../bytes';

/** Metadata lie in small blocks, many of them beside each other. */
const PAGE = 16 * 1024;
const MOST_PAGES = 256;

/** Small reads of a file by pages, of which those used last are kept. */
export class PageCache {
  private readonly pages = new Map<number, Uint8Array>();

  constructor(private readonly bytes: ByteSource) {}

  /** @returns bytes that are not to be written to */
  async read(offset: number, length: number, signal?: AbortSignal): Promise<Uint8Array> {
    const end = offset + length;
    if (length > PAGE || end > this.bytes.length) return this.bytes.read(offset, length, signal);
    const first = Math.floor(offset / PAGE);
    const page = await this.page(first, signal);
    const start = offset - first * PAGE;
    if (start + length <= page.length) return page.subarray(start, start + length);
    const next = await this.page(first + 1, signal);
    const joined = new Uint8Array(length);
    joined.set(page.subarray(start));
    joined.set(next.subarray(0, length - (page.length - start)), page.length - start);
    return joined;
  }

  private async page(number: number, signal?: AbortSignal): Promise<Uint8Array> {
    const found = this.pages.get(number);
    if (found) {
      this.pages.delete(number);
      this.pages.set(number, found);
      return found;
    }
    const start = number * PAGE;
    const page = await this.bytes.read(start, Math.min(PAGE, this.bytes.length - start), signal);
    this.pages.set(number, page);
    if (this.pages.size > MOST_PAGES) this.pages.delete(this.pages.keys().next().value!);
    return page;
  }
}
