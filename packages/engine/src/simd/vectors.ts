/**
 * Products of matrices with vector instructions, where WebAssembly has them and the host lets it run. One instance belongs to a planned
 * graph, with the packed constants at the front of its memory and room for one product behind them; it goes when the plan does.
 */

import type { Limits } from '@brine/core';
import type { Numbers } from '../held.js';
import { BINARY, LIST_HEAD, PANEL_BYTES } from './binary.gen.js';

/** Dtypes with a product of their own. */
export type Float = 'float32' | 'float64';

/** Addresses in bytes, `k` in elements. */
type Product = (
  a: number,
  rows: number,
  k: number,
  b: number,
  step: number,
  panelStep: number,
  panels: number,
  out: number,
  outStep: number,
  list: number,
  all: number,
) => void;

type Exports = {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
} & Readonly<Record<Float, Product>>;

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

export class Vectors {
  readonly #exports: Exports;
  /** Where the constants end. */
  #floor = 0;
  #float32!: Numbers;
  #float64!: Numbers;

  constructor(
    exports: unknown,
    readonly limit: number,
  ) {
    this.#exports = exports as Exports;
    this.#look();
  }

  /** The memory as elements. Another object once the memory has grown. */
  elements(dtype: Float): Numbers {
    return dtype === 'float32' ? this.#float32 : this.#float64;
  }

  /** Room for a constant. @returns its address, or undefined where there is none left */
  keep(bytes: number): number | undefined {
    const at = this.scratch(bytes);
    if (at !== undefined) this.#floor += rounded(bytes);
    return at;
  }

  /** Room until the next call. @returns its address, or undefined where there is none left */
  scratch(bytes: number): number | undefined {
    const { memory } = this.#exports;
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
   * Rows times panels.
   *
   * @param a - address of `rows` rows of `k` elements
   * @param b - address of the panels
   * @param step - bytes from one row of a panel to the next; `panelStep` those from one panel to the next
   * @param out - address of the result, as many rows of whole panels; the lists of the rows come behind it ({@link listBytes} of each)
   * @param all - whether zeros count too: 0 times Infinity is not 0
   */
  times(
    dtype: Float,
    a: number,
    rows: number,
    k: number,
    b: number,
    step: number,
    panelStep: number,
    panels: number,
    out: number,
    all: boolean,
  ): void {
    const outStep = panels * PANEL_BYTES;
    this.#exports[dtype](a, rows, k, b, step, panelStep, panels, out, outStep, out + rows * outStep, Number(all));
  }

  #look(): void {
    const { buffer } = this.#exports.memory;
    this.#float32 = new Float32Array(buffer) as unknown as Numbers;
    this.#float64 = new Float64Array(buffer);
  }
}

/** Rows to multiply at a time. */
export function rowsAtATime(dtype: Float, k: number): number {
  return Math.max(1, Math.min(64, Math.floor(LISTS / listBytes(dtype, k))));
}

export const SIZES: Readonly<Record<Float, number>> = { float32: 4, float64: 8 };

/** Bytes of the list of the elements of a row that are not 0. */
export const listBytes = (dtype: Float, k: number): number => LIST_HEAD + 2 * SIZES[dtype] * k;

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
