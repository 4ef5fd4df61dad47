/** A file read window by window: small ones where arrays are passed over, larger and larger ones where opcodes go on. */

import { limitError, type ByteSource, type Context } from '@brine/core';
import { Cursor } from '../read/cursor.js';
import { nextLandings } from './ahead.js';

/** What is read first: most files are opcodes and small arrays, and whoever sniffed has read as much. */
const FIRST = 1 << 16;
/** What is read behind an array that was passed over: room for the opcodes between two arrays. */
const LANDING = 1 << 12;
/** A landing that was foreseen begins earlier by this much, for what is a little shorter than the last time. */
const EARLIER = 1 << 10;
/** Each window is larger than the one before by this factor, up to the largest. */
const GROWTH = 4;
const LARGEST = 1 << 24;

/** Bytes of this many are passed over. Less is as soon read: a second read costs more than the bytes. */
const LEAVES = 1 << 20;
/** A file of small arrays is read as a whole, until this much of it was; then they are passed over too. */
const READ_THROUGH = 1 << 28;
const LEAVES_LATER = 1 << 16;

/** Windows begin at a multiple, so that what is aligned in the file is in memory. */
const ALIGNMENT = 64;

interface Held {
  readonly base: number;
  readonly bytes: Uint8Array;
}

export class Windows {
  /** Bytes read so far. */
  private held = 0;
  private length = FIRST;
  /** Places behind arrays that were passed over. */
  private readonly landings: number[] = [];
  /** Landings that were read before they were known. */
  private foreseen: Held[] = [];
  /** How many are foreseen next: more as long as they are right. */
  private foresight = GROWTH;

  private constructor(
    readonly cursor: Cursor,
    private readonly source: ByteSource,
    private readonly codec: string,
    private readonly context: Pick<Context, 'limits' | 'signal'>,
  ) {}

  /** @throws CodecError as the source */
  static async open(source: ByteSource, codec: string, context: Pick<Context, 'limits' | 'signal'>): Promise<Windows> {
    const cursor = new Cursor(new Uint8Array(0), 0, source.size);
    cursor.leaves = LEAVES;
    const windows = new Windows(cursor, source, codec, context);
    await windows.next();
    return windows;
  }

  /**
   * Moves the cursor's window to its place, with at least the bytes that it wants.
   *
   * @throws CodecError as the source, or `limit` when more was read than the limits allow
   */
  async next(): Promise<void> {
    const { cursor } = this;
    const wanted = Math.min(Math.max(cursor.wanted, 1), cursor.size - cursor.offset);
    cursor.wanted = 0;
    const isLanding = cursor.offset > cursor.base + cursor.bytes.byteLength;
    if (isLanding) this.land();
    const { bytes, base } = this.known(wanted) ?? (await this.read(wanted, isLanding));
    cursor.refill(bytes, base);
    if (this.held > READ_THROUGH) cursor.leaves = LEAVES_LATER;
  }

  private land(): void {
    const { cursor, landings, foreseen } = this;
    // The beginning of the first array lies as far from its end as ends will lie apart.
    if (landings.length === 0) landings.push(cursor.left!);
    landings.push(cursor.offset);
    const wasWrong = !foreseen.some(({ base }) => base <= cursor.offset) && foreseen.length > 0;
    if (wasWrong) this.foresight = GROWTH;
  }

  /** What was foreseen, when it holds what is wanted. */
  private known(wanted: number): Held | undefined {
    const { offset } = this.cursor;
    const found = this.foreseen.find(({ base, bytes }) => base <= offset && offset + wanted <= base + bytes.byteLength);
    if (found) this.length = LANDING;
    return found;
  }

  private async read(wanted: number, isLanding: boolean): Promise<Held> {
    const { cursor, source } = this;
    if (isLanding) this.length = LANDING;
    const base = cursor.offset - (cursor.offset % ALIGNMENT);
    const window = this.range(base, Math.max(this.length, cursor.offset - base + wanted));
    this.length = Math.min(window.length * GROWTH, LARGEST);
    const ahead = isLanding && source.readRanges ? this.ahead(base + window.length) : [];
    this.count(window.length + ahead.length * LANDING);
    if (ahead.length === 0) return { base, bytes: await source.read(base, window.length, this.context.signal) };
    const ranges = [window, ...ahead];
    const [bytes, ...foreseen] = await source.readRanges!(ranges, this.context.signal);
    this.foreseen = foreseen.map((landing, i) => ({ base: ahead[i]!.offset, bytes: landing }));
    return { base, bytes: bytes! };
  }

  /** Where it will probably land next, behind `end`. */
  private ahead(end: number) {
    const ranges = [];
    for (const landing of nextLandings(this.landings, this.foresight)) {
      const offset = landing - EARLIER - ((landing - EARLIER) % ALIGNMENT);
      if (offset < end || offset >= this.cursor.size) break;
      ranges.push(this.range(offset, LANDING));
      end = offset + LANDING;
    }
    if (ranges.length > 0) this.foresight = Math.min(this.foresight * GROWTH, 64);
    return ranges;
  }

  private range(offset: number, length: number) {
    return { offset, length: Math.min(length, this.cursor.size - offset) };
  }

  private count(more: number): void {
    const { limits } = this.context;
    this.held += more;
    if (this.held > limits.bytes) {
      const what = 'More of the file than that must be read';
      throw limitError(this.codec, 'bytes', limits, what, { offset: this.cursor.offset });
    }
  }
}
