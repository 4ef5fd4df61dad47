/** Stages as JavaScript. */

import type { StageDescription, StageSource } from '@brine/core';
import { ENTRIES, PARTS } from './parts.gen.js';

/** @returns undefined for a kind of somebody else's, who has not brought its source */
export function sourceOf({ kind, parameters }: StageDescription): StageSource | undefined {
  const entry = ENTRIES.find(([name]) => name === kind);
  if (!entry) return undefined;
  const [, expression, needs] = entry;
  const row = kind === 'sklearn.FeatureHasher' ? HASHED[String(parameters['input_type'])] : ROWS[kind];
  return {
    parts: PARTS,
    make: `record=>runnerFor(${expression},record)`,
    needs: ['runnerFor', ...needs.split(' ')],
    ...(row === undefined ? {} : { row }),
  };
}

const CELL = 'string | number | bigint | boolean | null';

/** Rows that are no table, as TypeScript has them. */
const ROWS: Readonly<Record<string, string>> = {
  'sklearn.DictVectorizer': `Readonly<Record<string, ${CELL} | readonly string[]>>`,
  'sklearn.MultiLabelBinarizer': 'readonly (string | number | bigint | boolean)[]',
};

/** By `input_type`. */
const HASHED: Readonly<Record<string, string>> = {
  dict: `Readonly<Record<string, ${CELL}>>`,
  pair: `readonly (readonly [name: string, value: ${CELL}])[]`,
  string: 'readonly string[]',
};
