/**
 * Bytes of UTF-8 whose characters are below U+0100: megabytes of every array of protocol 2. WebAssembly with SIMD takes a tenth of the
 * time of the loop in JavaScript, which does it where a host has none or forbids it.
 */

import { BINARY, TABLE } from './narrow.gen.js';

/** What is used of WebAssembly: a host need not have it. */
interface WebAssembly {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
}

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  /** Leaves the place behind the result and whether something is wrong in the first two words. */
  narrow(from: number, to: number, out: number): void;
}

/** Bytes of text at a time: what is read and written stays in the cache. */
const PIECE = 1 << 16;

/** Of the memory: the text at the second page, its bytes behind; a vector more may be read and written. */
const IN = 65_536;
const OUT = IN + PIECE + 64;
const PAGES = 4;

/** Shorter text is not worth the calls. */
const SHORT = 64;

/** Longer results leave no room behind: it would outlive the file. */
const LONGEST_KEPT = 1 << 20;

let scratch = new Uint8Array(0);

/**
 * UTF-8 of characters up to U+00FF as those characters' bytes.
 *
 * @returns undefined for anything else
 */
export function latin1OfUtf8(bytes: Uint8Array, from: number, to: number): Uint8Array | undefined {
  if (scratch.length < to - from) scratch = new Uint8Array(to - from);
  const vectors = to - from < SHORT ? undefined : instance();
  const length = vectors ? withVectors(vectors, bytes, from, to, scratch) : narrow(bytes, from, to, scratch);
  const whole = length === undefined ? undefined : scratch.slice(0, length);
  if (scratch.length > LONGEST_KEPT) scratch = new Uint8Array(0);
  return whole;
}

/** @returns how many bytes were written, undefined when the text is another */
export function narrow(bytes: Uint8Array, from: number, to: number, result: Uint8Array): number | undefined {
  let length = 0;
  let wrong = 0;
  let at = from;
  // No branch: in random data every second byte would take the other one.
  while (at < to) {
    const byte = bytes[at]!;
    const next = bytes[at + 1]!;
    const two = byte >> 7;
    const mask = -two;
    wrong |= mask & (((byte & 0xfe) ^ 0xc2) | ((next & 0xc0) ^ 0x80));
    result[length++] = (byte & ~mask) | ((((byte & 3) << 6) | (next & 0x3f)) & mask);
    at += 1 + two;
  }
  return wrong === 0 && at === to ? length : undefined;
}

interface Vectors {
  readonly exports: Exports;
  readonly memory: Uint8Array;
  readonly result: Uint32Array;
}

function withVectors(
  { exports, memory, result }: Vectors,
  bytes: Uint8Array,
  from: number,
  to: number,
  out: Uint8Array,
) {
  let length = 0;
  for (let at = from; at < to;) {
    let end = Math.min(to, at + PIECE);
    // A lead stays with what continues it.
    if (end < to && bytes[end - 1]! >= 0xc0) end--;
    const size = end - at;
    // Zeros behind are characters of their own, and show a lead that nothing continues.
    const rest = 16 - (size % 16);
    memory[IN - 1] = 0;
    memory.set(bytes.subarray(at, end), IN);
    memory.fill(0, IN + size, IN + size + rest);
    exports.narrow(IN, IN + size + rest, OUT);
    if (result[1] !== 0) return undefined;
    const made = result[0]! - rest - OUT;
    out.set(memory.subarray(OUT, OUT + made), length);
    length += made;
    at = end;
  }
  return length;
}

let made: Vectors | undefined;
let refused = false;

/** @returns undefined where there is no WebAssembly, or none with SIMD, or a policy of the page or the host forbids it */
function instance(): Vectors | undefined {
  if (made || refused) return made;
  const { WebAssembly } = globalThis as unknown as { WebAssembly: WebAssembly };
  try {
    const module = new WebAssembly.Module(Uint8Array.from(atob(BINARY), (letter) => letter.charCodeAt(0)));
    const exports = new WebAssembly.Instance(module).exports as Exports;
    exports.memory.grow(PAGES);
    const memory = new Uint8Array(exports.memory.buffer);
    for (let leads = 0; leads < 256; leads++) memory.set(stayers(leads), TABLE + 8 * leads);
    made = { exports, memory, result: new Uint32Array(exports.memory.buffer, 0, 2) };
  } catch {
    refused = true;
  }
  return made;
}

/** Which of 8 bytes stay when those in the mask go. */
const stayers = (leads: number): number[] => [0, 1, 2, 3, 4, 5, 6, 7].filter((i) => ((leads >> i) & 1) === 0);
