/**
 * Products of matrices with vector instructions, where WebAssembly has them and the host lets it run. One instance belongs to a planned
 * graph, with the packed constants at the front of its memory and room for one product behind them; it goes when the plan does.
 */

import type { Limits } from '@brine/core';
import type { Numbers } from '../held.js';
import { BINARY, CURVE_TERMS, LIST_HEAD, PANEL_BYTES } from './binary.gen.js';

/** Dtypes with a product of their own. */
export type Float = 'float32' | 'float64';

/** What a product gets added, a panel at a time: steps in bytes from one row, and from one panel, to the next. */
export interface Term {
  readonly at: number;
  readonly row: number;
  readonly panel: number;
}

/** Addresses and steps in bytes, `rows` and `k` in elements. */
type List = (a: number, rows: number, k: number, step: number, list: number, all: number) => void;
type Meet = (
  list: number,
  rows: number,
  k: number,
  b: number,
  panelStep: number,
  panels: number,
  out: number,
  outStep: number,
  term: number,
  termRow: number,
  termPanel: number,
  least: number,
) => void;

type Lines = (
  from: number,
  rows: number,
  rowStep: number,
  lines: number,
  lineStep: number,
  lineBytes: number,
  to: number,
) => void;
type Largest = (
  from: number,
  planes: number,
  planeStep: number,
  rows: number,
  rowStep: number,
  taps: number,
  tapsEnd: number,
  to: number,
  rowBytes: number,
) => void;

type Ratio = (at: number, end: number, constants: number, shape: number) => void;

type Mix = (to: number, end: number, a: number, b: number, c: number, d: number) => void;

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  readonly list32: List;
  readonly list64: List;
  readonly meet32: Meet;
  readonly meet64: Meet;
  /** Lines of bytes, of some rows, one after another in `to`: up to a vector more is written. */
  readonly lines: Lines;
  /** The largest of windows, at every place of the last axis, or at every other one (OfTwo). */
  readonly largest32: Largest;
  readonly largest64: Largest;
  readonly largestOfTwo32: Largest;
  readonly largestOfTwo64: Largest;
  /** A curve of float32 numbers, four at a time. */
  readonly ratio: Ratio;
  /** `to = a b + c d` of float32 numbers, four at a time. */
  readonly mix: Mix;
}

/** What is used of WebAssembly: a host need not have it. */
interface WebAssembly {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
}

const PAGE = 65_536;

/** Most that an instance takes: addresses stay positive numbers of 32 bits. */
const MOST = 2 ** 31 - PAGE;

/** Bytes of lists in one product: more would not stay in the cache. */
const LISTS = 2 ** 18;

/** What is written, and read, beyond the end. */
export const SLACK = 64;

/** The start of the memory: a panel of zeros, and a vector of negative infinity for each float. */
const LEAST: Readonly<Record<Float, number>> = { float32: PANEL_BYTES, float64: PANEL_BYTES + 16 };
/** Then what curves are made of. */
const CURVE = 2 * PANEL_BYTES;

/** `(a + b m) / (m + 2)` with `m = exp(w x) - 1`: `w`, `a`, `b`. */
const CURVES = { sigmoid: [-1, 1, 0], tanh: [2, 0, 1] } as const;
export type Curve = keyof typeof CURVES;

/** log(2), of which the first part has few enough digits for exact products with exponents. */
const LN2 = 0.693359375;
const ROUND = 1.5 * 2 ** 23;
const EXPONENTIAL = [-87, 88, Math.LOG2E, ROUND, LN2, Math.LN2 - LN2, 1, 2];
const SERIES = Array.from({ length: CURVE_TERMS }, (_, i) => 1 / factorial(CURVE_TERMS + 1 - i));
const CONSTANTS = [...CURVES.sigmoid, ...CURVES.tanh, ...EXPONENTIAL, ...SERIES];
const SHAPES: Readonly<Record<Curve, number>> = { sigmoid: CURVE, tanh: CURVE + 12 };
const FIRST = CURVE + 4 * CONSTANTS.length;

/** Adds nothing: the panel of zeros. */
export const NO_TERM: Term = { at: 0, row: 0, panel: 0 };

export class Vectors {
  /** What runs, on addresses of the memory. */
  readonly calls: Exports;
  /** Where the constants end. */
  #floor = 0;
  #float32!: Numbers;
  #float64!: Numbers;
  #words!: Int32Array;

  /** @throws Error where there is no memory for what is at its start */
  constructor(
    exports: unknown,
    readonly limit: number,
  ) {
    this.calls = exports as Exports;
    this.#look();
    if (this.keep(FIRST) === undefined) throw new Error('no memory');
    this.#float32.fill(-Infinity, LEAST.float32 / 4, LEAST.float32 / 4 + 4);
    this.#float64.fill(-Infinity, LEAST.float64 / 8, LEAST.float64 / 8 + 2);
    this.#float32.set(CONSTANTS, CURVE / 4);
  }

  /** The memory as elements. Another object once the memory has grown. */
  elements(dtype: Float): Numbers {
    return dtype === 'float32' ? this.#float32 : this.#float64;
  }

  /** The memory as words of lists. Another object once the memory has grown. */
  get words(): Int32Array {
    return this.#words;
  }

  /** Room for a constant. @returns its address, or undefined where there is none left */
  keep(bytes: number): number | undefined {
    const at = this.scratch(bytes);
    if (at !== undefined) this.#floor += rounded(bytes);
    return at;
  }

  /** Room until the next call. @returns its address, or undefined where there is none left */
  scratch(bytes: number): number | undefined {
    const { memory } = this.calls;
    const end = this.#floor + rounded(bytes);
    const missing = end - memory.buffer.byteLength;
    if (missing > 0) {
      if (end > Math.min(this.limit, MOST)) return undefined;
      try {
        memory.grow(Math.ceil(missing / PAGE));
      } catch {
        return undefined;
      }
      this.#look();
    }
    return this.#floor;
  }

  /**
   * Rows as lists ({@link listBytes}) for {@link meet}.
   *
   * @param a - address of `rows` rows of `k` elements
   * @param step - bytes from one row of a panel to the next
   * @param all - whether zeros count too: 0 times Infinity is not 0
   */
  list(dtype: Float, a: number, rows: number, k: number, step: number, list: number, all: boolean): void {
    const { list32, list64 } = this.calls;
    if (dtype === 'float32') list32(a, rows, k, step, list, Number(all));
    else list64(a, rows, k, step, list, Number(all));
  }

  /**
   * The rows of lists times panels, and what follows.
   *
   * @param b - address of the panels, `panelStep` bytes from one to the next
   * @param out - address of the result, as many rows of whole panels
   * @param relu - whether what is below 0 becomes 0
   */
  meet(
    dtype: Float,
    list: number,
    rows: number,
    k: number,
    b: number,
    panelStep: number,
    panels: number,
    out: number,
    { at, row, panel }: Term,
    relu: boolean,
  ): void {
    const { meet32, meet64 } = this.calls;
    const outStep = panels * PANEL_BYTES;
    const least = relu ? 0 : LEAST[dtype];
    if (dtype === 'float32') meet32(list, rows, k, b, panelStep, panels, out, outStep, at, row, panel, least);
    else meet64(list, rows, k, b, panelStep, panels, out, outStep, at, row, panel, least);
  }

  /** Puts the curve of each of `count` float32 numbers in its place. */
  curve(curve: Curve, at: number, count: number): void {
    const end = at / 4 + count;
    if (count % 4 === 0) return this.calls.ratio(at, 4 * end, CURVE + 24, SHAPES[curve]);
    // Four at a time: those after the last are as they were.
    const after = this.#float32.slice(end, end + 3);
    this.calls.ratio(at, 4 * end, CURVE + 24, SHAPES[curve]);
    this.#float32.set(after, end);
  }

  #look(): void {
    const { buffer } = this.calls.memory;
    this.#float32 = new Float32Array(buffer) as unknown as Numbers;
    this.#float64 = new Float64Array(buffer);
    this.#words = new Int32Array(buffer);
  }
}

export const SIZES: Readonly<Record<Float, number>> = { float32: 4, float64: 8 };

/** Bytes of a list of two rows: an entry is the place of a row of a panel, in the room of an element, and an element of each row. */
const pairBytes = (dtype: Float, k: number): number => LIST_HEAD + 3 * SIZES[dtype] * k;

/** Bytes of the lists of some rows, two by two. */
export function listBytes(dtype: Float, rows: number, k: number): number {
  return (rows >> 1) * pairBytes(dtype, k) + (rows & 1) * (LIST_HEAD + 2 * SIZES[dtype] * k);
}

/** Rows to multiply at a time: always even. */
export function rowsAtATime(dtype: Float, k: number): number {
  return 2 * Math.max(1, Math.min(32, Math.floor(LISTS / pairBytes(dtype, k))));
}

/** Elements of a panel in one row. */
export const panelWidth = (dtype: Float): number => PANEL_BYTES / SIZES[dtype];

function factorial(n: number): number {
  return n < 2 ? 1 : n * factorial(n - 1);
}

/** Whole lines of the cache. */
const rounded = (bytes: number): number => Math.ceil(bytes / 64) * 64;

let compiled: object | undefined;
let refused = false;

/** @returns undefined where there is no WebAssembly, or none with SIMD, or a policy of the page or the host forbids it */
function compile(): object | undefined {
  if (compiled || refused) return compiled;
  try {
    compiled = new (webAssembly().Module)(Uint8Array.from(atob(BINARY), (letter) => letter.charCodeAt(0)));
  } catch {
    refused = true;
  }
  return compiled;
}

const webAssembly = (): WebAssembly => (globalThis as unknown as { WebAssembly: WebAssembly }).WebAssembly;

/** Whether this host runs products with vectors. */
export function hasVectors(): boolean {
  return compile() !== undefined;
}

/** @returns undefined where the host has no vectors, or no memory for them */
export function makeVectors({ bytes }: Limits): Vectors | undefined {
  const module = compile();
  if (!module) return undefined;
  try {
    return new Vectors(new (webAssembly().Instance)(module).exports, bytes);
  } catch {
    return undefined;
  }
}
