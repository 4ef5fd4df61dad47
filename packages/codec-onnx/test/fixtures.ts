import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  concatBytes,
  elementsOf,
  fromBytes,
  isCodecError,
  type ByteSource,
  type DenseTensor,
  type DType,
} from '@brine/core';
import { createHost, type OpenSettings, type Opened } from '@brine/core/host';
import { GraphBuilder } from '@brine/graph';
import { onnx } from '../src/plugin.js';
import { encodeGraph } from '../src/write/document.js';

const FOLDER = fileURLToPath(new URL('../fixtures/', import.meta.url));

/** An array in a sidecar: little-endian bytes, or text. */
export interface ArrayJson {
  readonly dtype: DType;
  readonly shape: number[];
  readonly hex?: string;
  readonly data?: string[];
}

/** What tools/fixtures/codec-onnx.py writes beside each model. */
export interface Sidecar {
  readonly irVersion: number;
  readonly opsets: Readonly<Record<string, number>>;
  readonly initializers: readonly { name: string; type: string; shape: number[]; elements: string | string[] }[];
  readonly inputs?: Readonly<Record<string, ArrayJson>>;
  readonly outputs?: Readonly<Record<string, ArrayJson>>;
}

export const NAMES = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.onnx'))
  .map((name) => name.slice(0, -'.onnx'.length));

export function fixture(name: string): Uint8Array {
  return new Uint8Array(readFileSync(FOLDER + name));
}

export function sidecar(name: string): Sidecar {
  return JSON.parse(readFileSync(`${FOLDER}${name}.expected.json`, 'utf8')) as Sidecar;
}

/** A model of two weights of 64 KiB each and a small one, elements 0, 1, 2, ... */
export function heavyModel(): Uint8Array {
  const g = new GraphBuilder('heavy');
  const weight = (rows: number, columns: number, start: number) =>
    g.constant(
      {
        dtype: 'float64',
        shape: [rows, columns],
        data: Float64Array.from({ length: rows * columns }, (_, i) => start + i),
      },
      'weight',
    );
  const x = g.input('X', 'float64', [null, 64]);
  const hidden = g.op('MatMul', [g.op('MatMul', [x, weight(64, 128, 0)]), weight(128, 64, 1)]);
  g.output('Y', g.op('MatMul', [hidden, weight(64, 3, 2)]));
  return concatBytes(encodeGraph(g.build()).pieces);
}

/** A source over a fixture's bytes in memory of its own, aligned as a file would be. */
export function source(name: string): ByteSource {
  return fromBytes(fixture(`${name}.onnx`), `${name}.onnx`);
}

export function tensorOf({ dtype, shape, hex, data }: ArrayJson): DenseTensor {
  return { dtype, shape, data: data ?? elementsOf(new Uint8Array(Buffer.from(hex!, 'hex')), dtype)! };
}

/** A host with this codec, and files of the folder as siblings. */
export function open(from: ByteSource, options: OpenSettings = {}): Promise<Opened> {
  const besides: ByteSource = { ...from, sibling: (name) => Promise.resolve(fromBytes(fixture(name), name)) };
  return createHost([onnx]).open(besides, { codec: 'onnx', ...options });
}

/** The error that comes out, as its code, message and place. */
export async function failure(
  run: () => unknown,
): Promise<{ code: string; fault: string; message: string; at: unknown; hint?: string }> {
  try {
    await run();
  } catch (error) {
    if (!isCodecError(error)) throw error;
    const { code, fault, message, at, hint } = error;
    return { code, fault, message, at, ...(hint === undefined ? {} : { hint }) };
  }
  throw new Error('nothing was thrown');
}
