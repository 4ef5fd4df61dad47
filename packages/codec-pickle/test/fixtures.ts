import { readdirSync, readFileSync } from 'node:fs';
import { DEFAULT_LIMITS } from '@brine/core';
import { Loader } from '../src/inspect/load.js';
import type { PickleOptions } from '../src/options.js';

const folder = new URL('../fixtures/', import.meta.url);

/** The sidecar of a fixture: see tools/fixtures/codec-pickle.py. */
export interface Expected {
  readonly globals: readonly string[];
  readonly stop: number;
  readonly value?: unknown;
  readonly value_of?: string;
  readonly values?: readonly unknown[];
  readonly buffers?: readonly string[];
  readonly coef?: readonly string[];
  readonly threshold?: readonly string[];
}

export const NAMES = readdirSync(folder).filter((name) => name.endsWith('.pkl'));

export function fixture(name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(name, folder)));
}

export function json<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as T;
}

export function load(bytes: Uint8Array, options?: PickleOptions): Loader {
  return Loader.of(bytes, { codec: 'pickle', limits: DEFAULT_LIMITS, options });
}
