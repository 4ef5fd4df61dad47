import { readdirSync, readFileSync } from 'node:fs';

/** What Python says of a function: see tools/fixtures/codec-dill.py. */
export interface FunctionFacts {
  readonly name: string;
  readonly qualname: string;
  readonly module: string;
  readonly signature: string;
  readonly doc: string | null;
  /** Hex. */
  readonly bytecode: string;
  readonly names: readonly string[];
  readonly varnames: readonly string[];
  readonly freevars: readonly string[];
  readonly flags: number;
  /** Version of Python that wrote it. */
  readonly python: string;
}

const FOLDER = new URL('../fixtures/', import.meta.url);

export const NAMES = readdirSync(FOLDER).filter((name) => !name.endsWith('.json'));

export function fixture(name: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(new URL(name, FOLDER)));
}

export function expected(name: string): { readonly function?: FunctionFacts } {
  return JSON.parse(readFileSync(new URL(`${name}.expected.json`, FOLDER), 'utf8')) as { function?: FunctionFacts };
}
