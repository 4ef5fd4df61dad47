/**
 * A resource over HTTP, read by range requests.
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-range-requests
 */

import type { ByteSource } from '../contract/bytes.js';
import { CodecError } from '../errors.js';
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

/**
 * Opens a URL for range requests: one request now, one for each read outside of the first 64 KiB.
 *
 * @throws CodecError `io` when it cannot be fetched, `unsupported` when the server ignores ranges
 */
export async function fromUrl(url: string | URL, options: HttpOptions = {}): Promise<ByteSource> {
  const get = options.fetch ?? fetch;
  const request = async (from: number, to: number, signal = options.signal): Promise<Response> => {
    let response: Response;
    try {
      response = await get(url, {
        headers: { ...options.headers, Range: `bytes=${from}-${to - 1}` },
        ...(signal ? { signal } : {}),
      });
    } catch (cause) {
      throw failed(`${String(url)} cannot be fetched`, cause);
    }
    // An empty resource has no range that could be satisfied.
    if (response.status === 206 || (response.status === 416 && from === 0)) return response;
    await response.body?.cancel();
    if (response.status === 200) throw noRanges(url);
    throw failed(`${String(url)} cannot be fetched: status ${response.status}`);
  };

  const start = await request(0, FIRST);
  const size = Number(/\/(\d+)$/.exec(start.headers.get('content-range') ?? '')?.[1] ?? NaN);
  if (!Number.isSafeInteger(size)) throw noRanges(url);
  const head = size === 0 ? new Uint8Array(0) : new Uint8Array(await start.arrayBuffer());
  const tag = start.headers.get('etag');
  const name = new URL(url, 'http://localhost').pathname.split('/').at(-1);

  return {
    size,
    ...(name ? { name } : {}),
    async read(offset, length, signal) {
      checkRange(size, offset, length);
      if (offset + length <= head.length) return head.subarray(offset, offset + length);
      if (length === 0) return new Uint8Array(0);
      const response = await request(offset, offset + length, signal);
      if (response.headers.get('etag') !== tag) throw failed(`${String(url)} changed while it was read`);
      const bytes = new Uint8Array(await response.arrayBuffer());
      if (bytes.length !== length)
        throw failed(`${String(url)} gave ${bytes.length} bytes where ${length} were asked for`);
      return bytes;
    },
  };
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
