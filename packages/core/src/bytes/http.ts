/**
 * A resource over HTTP, read by range requests.
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-range-requests
 */

import type { ByteRange, ByteSource } from '../contract/bytes.js';
import { CodecError, isCodecError } from '../errors.js';
import { boundaryOf, type Part, partsOf } from './byteranges.js';
import { checkRange } from './range.js';

export interface HttpOptions {
  /** Sent with each request (authorization). */
  readonly headers?: Readonly<Record<string, string>>;
  /** In place of the platform's fetch. */
  readonly fetch?: typeof fetch;
  readonly signal?: AbortSignal;
}

/** Read at once with the first request, which also tells the size: enough for sniffing and most headers. */
const FIRST = 1 << 16;

/** Ranges in one request, where the server gives several; servers refuse too many. */
const MOST_RANGES = 64;

/** Requests at the same time, where it gives one: as many as browsers make. */
const MOST_REQUESTS = 6;

/**
 * Opens a URL for range requests: one request now, one for each read outside of the first 64 KiB. Several ranges are asked for in one
 * request; a server that does not know that is asked for each.
 *
 * @throws CodecError `io` when it cannot be fetched, `unsupported` when the server ignores ranges
 */
export async function fromUrl(url: string | URL, options: HttpOptions = {}): Promise<ByteSource> {
  const get = options.fetch ?? fetch;
  /** Asks for ranges. @returns an answer of status 206, or 416 to the first of all */
  const request = async (ranges: readonly ByteRange[], signal = options.signal): Promise<Response> => {
    const text = ranges.map(({ offset, length }) => `${offset}-${offset + length - 1}`).join(',');
    let response: Response;
    try {
      response = await get(url, {
        headers: { ...options.headers, Range: `bytes=${text}` },
        ...(signal ? { signal } : {}),
      });
    } catch (cause) {
      throw failed(`${String(url)} cannot be fetched`, cause);
    }
    // An empty resource has no range that could be satisfied.
    if (response.status === 206 || (response.status === 416 && ranges[0]!.offset === 0)) return response;
    await response.body?.cancel();
    if (response.status === 200) throw noRanges(url);
    throw failed(`${String(url)} cannot be fetched: status ${response.status}`);
  };

  const start = await request([{ offset: 0, length: FIRST }]);
  const size = Number(/\/(\d+)$/.exec(start.headers.get('content-range') ?? '')?.[1] ?? NaN);
  if (!Number.isSafeInteger(size)) throw noRanges(url);
  const head = size === 0 ? new Uint8Array(0) : new Uint8Array(await start.arrayBuffer());
  const tag = start.headers.get('etag');
  const name = new URL(url, 'http://localhost').pathname.split('/').at(-1);
  let givesSeveral = true;

  const bodyOf = async (response: Response): Promise<Uint8Array> => {
    if (response.headers.get('etag') !== tag) throw failed(`${String(url)} changed while it was read`);
    return new Uint8Array(await response.arrayBuffer());
  };
  const read = async (offset: number, length: number, signal?: AbortSignal): Promise<Uint8Array> => {
    checkRange(size, offset, length);
    if (offset + length <= head.length) return head.subarray(offset, offset + length);
    if (length === 0) return new Uint8Array(0);
    const bytes = await bodyOf(await request([{ offset, length }], signal));
    if (bytes.length !== length)
      throw failed(`${String(url)} gave ${bytes.length} bytes where ${length} were asked for`);
    return bytes;
  };
  /** Parts of one answer to several ranges; undefined when the server has no such answers. */
  const several = async (ranges: readonly ByteRange[], signal?: AbortSignal): Promise<Part[] | undefined> => {
    let response: Response;
    try {
      response = await request(ranges, signal);
    } catch (error) {
      signal?.throwIfAborted();
      if (!isCodecError(error)) throw error;
      return undefined;
    }
    const boundary = boundaryOf(response.headers.get('content-type'));
    if (boundary !== undefined) return partsOf(await bodyOf(response), boundary);
    await response.body?.cancel();
    return undefined;
  };

  return {
    size,
    ...(name ? { name } : {}),
    read,
    async readRanges(ranges, signal) {
      for (const { offset, length } of ranges) checkRange(size, offset, length);
      const results = new Array<Uint8Array>(ranges.length);
      const missing: (ByteRange & { index: number })[] = [];
      for (const [index, range] of ranges.entries()) {
        if (range.length === 0 || end(range) <= head.length) results[index] = await read(range.offset, range.length);
        else missing.push({ ...range, index });
      }
      while (givesSeveral && missing.length > 1) {
        const batch = missing.splice(0, MOST_RANGES);
        const parts = batch.length > 1 ? await several(batch, signal) : undefined;
        const left = batch.filter((range) => {
          // Servers may join ranges that lie near each other, and give them in any order.
          const part = parts?.find((one) => one.offset <= range.offset && end(one) >= end(range));
          if (part) results[range.index] = part.bytes.subarray(range.offset - part.offset, end(range) - part.offset);
          return !part;
        });
        missing.unshift(...left);
        if (left.length > 0) givesSeveral = false;
      }
      const worker = async () => {
        for (let range = missing.shift(); range; range = missing.shift())
          results[range.index] = await read(range.offset, range.length, signal);
      };
      await Promise.all(Array.from({ length: MOST_REQUESTS }, worker));
      return results;
    },
  };
}

function end({ offset, length }: ByteRange): number {
  return offset + length;
}

function failed(message: string, cause?: unknown): CodecError {
  return new CodecError({ codec: 'core', code: 'BRINE-IO-HTTP', fault: 'io', message, cause });
}

function noRanges(url: string | URL): CodecError {
  return new CodecError({
    codec: 'core',
    code: 'BRINE-IO-RANGES',
    fault: 'unsupported',
    message: `the server of ${String(url)} does not answer range requests`,
    hint: 'Fetch the whole file and open it with fromBytes.',
  });
}
