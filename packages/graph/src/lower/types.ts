/** Operators that ONNX Runtime has no double kernel for, as others that it has. */

import type { Value } from '../builder/value.js';

/** What a lowering needs of the builder. */
export interface LowerBuilder {
  op(opType: string, inputs: readonly (Value | undefined)[], attributes?: Readonly<Record<string, number>>): Value;
  scalar(value: number): Value;
}

export interface LowerCall {
  readonly g: LowerBuilder;
  /** All float64. */
  readonly inputs: readonly Value[];
  /** A number, as given or by the operator's default. */
  number(attribute: string): number;
  text(attribute: string): string;
}

export type Lowering = (call: LowerCall) => Value;
