/**
 * The body of an answer with several ranges.
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-media-type-multipart-byteran
 */

import type { ByteRange } from '../contract/bytes.js';

/** A part of the body: where it lies in the resource, and its bytes. */
export interface Part extends ByteRange {
  readonly bytes: Uint8Array;
}

/** Of the text before the first part, and of the headers of each. */
const MOST_HEADER_BYTES = 8192;

/**
 * The boundary that a Content-Type names.
 *
 * @returns undefined when the answer is no `multipart/byteranges`
 */
export function boundaryOf(contentType: string | null): string | undefined {
  const match = /^multipart\/byteranges\s*;.*?\bboundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType ?? '');
  return match?.[1] ?? match?.[2];
}

/**
 * Parts of a body, in its order.
 *
 * @returns undefined when it does not follow the syntax
 */
export function partsOf(body: Uint8Array, boundary: string): Part[] | undefined {
  const parts: Part[] = [];
  const delimiter = `\r\n--${boundary}`;
  // The first stands at the beginning, or behind text of no meaning.
  const start = `\r\n${latin1(body, 0, MOST_HEADER_BYTES)}`.indexOf(delimiter);
  if (start < 0) return undefined;
  let at = start + delimiter.length - 2;
  for (;;) {
    const header = latin1(body, at, MOST_HEADER_BYTES);
    if (header.startsWith('--')) return parts;
    const end = header.indexOf('\r\n\r\n');
    const range = /^content-range:\s*bytes\s+(\d+)-(\d+)\//im.exec(end < 0 ? '' : header.slice(0, end));
    if (!range) return undefined;
    const offset = Number(range[1]);
    const length = Number(range[2]) - offset + 1;
    at += end + 4;
    if (!(length > 0 && latin1(body, at + length, delimiter.length) === delimiter)) return undefined;
    parts.push({ offset, length, bytes: body.subarray(at, at + length) });
    at += length + delimiter.length;
  }
}

function latin1(bytes: Uint8Array, from: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(from, from + length));
}
