/** Looks an operator up; a line of the table is parsed when it is first asked for. */

import { parseOperator } from './parse.js';
import { AI_ONNX, AI_ONNX_ML, AI_ONNX_ML_NEWEST, AI_ONNX_NEWEST } from './table.gen.js';
import type { OperatorSpec } from './types.js';

/** Opsets of a domain that the table covers: nothing below `floor` is ever emitted. */
export interface OpsetRange {
  readonly floor: number;
  readonly newest: number;
}

/** By domain; `''` is ai.onnx. */
export const OPSETS: Readonly<Record<string, OpsetRange>> = {
  '': { floor: 17, newest: AI_ONNX_NEWEST },
  'ai.onnx.ml': { floor: 3, newest: AI_ONNX_ML_NEWEST },
};

const LINES = new Map<string, { line: string; domain: string; spec?: OperatorSpec }>();
for (const [domain, table] of [
  ['', AI_ONNX],
  ['ai.onnx.ml', AI_ONNX_ML],
] as const) {
  for (const line of table.trim().split('\n')) LINES.set(`${domain}:${/^\w+/.exec(line)![0]}`, { line, domain });
}

/** @returns undefined for an operator that is not in the table: unknown, deprecated, or of a domain that we do not emit */
export function findOperator(domain: string, name: string): OperatorSpec | undefined {
  const entry = LINES.get(`${domain === 'ai.onnx' ? '' : domain}:${name}`);
  if (!entry) return undefined;
  return (entry.spec ??= parseOperator(entry.line, entry.domain, OPSETS[entry.domain]!.floor));
}

/** Every operator of the table. */
export function allOperators(): OperatorSpec[] {
  return Array.from(LINES.keys(), (key) => {
    const colon = key.indexOf(':');
    return findOperator(key.slice(0, colon), key.slice(colon + 1))!;
  });
}
