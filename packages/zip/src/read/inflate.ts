/** A stream without header and checksum. @see zlib, `inflateInit2` */
const RAW = -15;
/** Bytes that are made between two looks at the clock. */
const ROUND = 1 << 20;
/** Milliseconds for which work may keep the program from everything else. */
const BREATH = 50;

export interface Inflated {
  /** Bytes that came out, at most as many as there was room for. */
  readonly made: number;
  /** Bytes that were read. */
  readonly used: number;
  /** What is wrong: the data are no DEFLATE stream, end in it, or give more than there is room for. */
  readonly wrong?: string;
}

/**
 * Inflates a raw stream into memory of the size that is expected. Nothing is believed of it: it cannot make more.
 *
 * @throws AbortError when the signal was aborted
 */
export async function inflate(input: Uint8Array, output: Uint8Array, signal?: AbortSignal): Promise<Inflated> {
  // Not before it is needed: most archives of models are stored.
  const { Z_BUF_ERROR, Z_NO_FLUSH, Z_OK, Z_STREAM_END, zlibInflate, zlibInflateInit2, ZStream } = await import('pako');
  const stream = new ZStream();
  zlibInflateInit2(stream, RAW);
  stream.input = input;
  stream.avail_in = input.length;
  let breathed = performance.now();
  let made = 0;
  // A byte beyond the expected ones shows that there are more.
  const spare = new Uint8Array(1);
  for (;;) {
    const isFull = made === output.length;
    stream.output = (isFull ? spare : output) as Uint8Array<ArrayBuffer>;
    stream.next_out = isFull ? 0 : made;
    stream.avail_out = isFull ? 1 : Math.min(ROUND, output.length - made);
    const status = zlibInflate(stream, Z_NO_FLUSH);
    const used = stream.next_in;
    if (isFull && stream.next_out > 0) return { made, used, wrong: 'more bytes come out than expected' };
    if (!isFull) made = stream.next_out;
    if (status === Z_STREAM_END) return { made, used };
    if (status !== Z_OK) {
      return { made, used, wrong: status === Z_BUF_ERROR ? 'the compressed data are cut off' : stream.msg };
    }
    signal?.throwIfAborted();
    if (performance.now() - breathed < BREATH) continue;
    await new Promise((resolve) => setTimeout(resolve));
    breathed = performance.now();
  }
}
