/**
 * UBJSON as XGBoost writes it: big-endian, typed arrays (`[$d#L`) for numbers, a count on every array, no end mark after one that has it.
 * Source: https://ubjson.org, XGBoost src/common/json.cc (UBJReader, UBJWriter)
 */

import { malformed } from '../read/index.js';

/** Numbers of one type. */
export type Vector = Float64Array | Float32Array | Int32Array | Uint8Array;

export type Node = null | boolean | number | string | Vector | Node[] | Members;

/** An object's members; keys come out of the file. */
export type Members = ReadonlyMap<string, Node>;

type Scalar = readonly [size: number, read: (view: DataView, at: number) => number, Vector: VectorType];
type VectorType = new (length: number) => Vector;

/** Numbers by type mark. int64 becomes a double: what is counted here fits. */
const SCALARS: Readonly<Record<string, Scalar>> = {
  i: [1, (view, at) => view.getInt8(at), Int32Array],
  U: [1, (view, at) => view.getUint8(at), Uint8Array],
  I: [2, (view, at) => view.getInt16(at), Int32Array],
  l: [4, (view, at) => view.getInt32(at), Int32Array],
  L: [8, (view, at) => Number(view.getBigInt64(at)), Float64Array],
  d: [4, (view, at) => view.getFloat32(at), Float32Array],
  D: [8, (view, at) => view.getFloat64(at), Float64Array],
};

const CONSTANTS: ReadonlyMap<string, Node> = new Map<string, Node>([
  ['Z', null],
  ['T', true],
  ['F', false],
]);

/** XGBoost's own documents are nine deep. */
const DEPTH = 64;

/**
 * @param bytes - one value, and nothing after it
 * @throws CodecError `malformed` for bytes that end too soon or go on, unknown marks, counts past the end, keys that come twice
 */
export function readUbjson(bytes: Uint8Array, path: string): Node {
  return new Reader(bytes, path).document();
}

class Reader {
  readonly #view: DataView;
  readonly #text = new TextDecoder('utf-8', { fatal: true });
  #at = 0;

  constructor(
    readonly bytes: Uint8Array,
    readonly path: string,
  ) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  document(): Node {
    const node = this.#node(this.#mark(), DEPTH);
    if (this.#at !== this.bytes.length) throw this.#error('bytes after the end of the model');
    return node;
  }

  #error(what: string, at = this.#at): Error {
    return malformed(`${what}, at byte ${at} of the UBJSON`, this.path);
  }

  /** Goes over bytes; says where they begin. */
  #take(count: number): number {
    const start = this.#at;
    if (!(count >= 0 && count <= this.bytes.length - start)) throw this.#error(`${count} bytes that are not there`);
    this.#at += count;
    return start;
  }

  #mark(): string {
    return String.fromCharCode(this.bytes[this.#take(1)]!);
  }

  #peek(): string {
    return String.fromCharCode(this.bytes[this.#at] ?? 0);
  }

  #scalarOf(mark: string): Scalar {
    const scalar = Object.hasOwn(SCALARS, mark) ? SCALARS[mark] : undefined;
    if (!scalar) throw this.#error(`the unknown type ${JSON.stringify(mark)}`, this.#at - 1);
    return scalar;
  }

  #number(mark: string): number {
    const [size, read] = this.#scalarOf(mark);
    return read(this.#view, this.#take(size));
  }

  #count(): number {
    const mark = this.#mark();
    if (mark === 'd' || mark === 'D') throw this.#error('a count that is no integer', this.#at - 1);
    return this.#number(mark);
  }

  #string(): string {
    const count = this.#count();
    const start = this.#take(count);
    try {
      return this.#text.decode(this.bytes.subarray(start, start + count));
    } catch {
      throw this.#error('text that is no UTF-8', start);
    }
  }

  #node(mark: string, depth: number): Node {
    if (depth === 0) throw this.#error(`more than ${DEPTH} values inside one another`);
    const constant = CONSTANTS.get(mark);
    if (constant !== undefined) return constant;
    if (mark === '{') return this.#object(depth);
    if (mark === '[') return this.#array(depth);
    return mark === 'S' ? this.#string() : this.#number(mark);
  }

  #object(depth: number): Members {
    const members = new Map<string, Node>();
    while (this.#peek() !== '}') {
      const at = this.#at;
      const key = this.#string();
      if (members.has(key)) throw this.#error(`the key ${JSON.stringify(key)} twice`, at);
      members.set(key, this.#node(this.#mark(), depth - 1));
    }
    this.#take(1);
    return members;
  }

  #array(depth: number): Node {
    if (this.#peek() === '$') return this.#vector();
    const items: Node[] = [];
    if (this.#peek() !== '#') {
      while (this.#peek() !== ']') items.push(this.#node(this.#mark(), depth - 1));
      this.#take(1);
      return items;
    }
    this.#take(1);
    const count = this.#count();
    if (!(count >= 0 && count <= this.bytes.length - this.#at)) throw this.#error(`an array of ${count} values`);
    for (let i = 0; i < count; i++) items.push(this.#node(this.#mark(), depth - 1));
    return items;
  }

  #vector(): Vector {
    this.#take(1);
    const [size, read, Type] = this.#scalarOf(this.#mark());
    if (this.#mark() !== '#') throw this.#error('a typed array without its length', this.#at - 1);
    const count = this.#count();
    const start = this.#take(count * size);
    const result = new Type(count);
    for (let i = 0; i < count; i++) result[i] = read(this.#view, start + i * size);
    return result;
  }
}
