/** The operator table's shape: what a node of each operator may look like, and who can run it. */

import type { Attribute, DType } from '@brine/core';

/** A formal input or output. */
export interface Parameter {
  readonly name: string;
  /** `variadic` is one or more of the same type, `mixed` any number of any types (Loop, If, Scan); only the last parameter is either. */
  readonly option: 'single' | 'optional' | 'variadic' | 'mixed';
  /** Name of the type parameter of {@link OperatorSpec.types}, when its dtype is not fixed. */
  readonly type?: string;
  readonly dtype?: DType;
  /** First opset that has it. */
  readonly since: number;
}

/** ONNX's kinds of attribute, and `sparse_tensor`, which no graph that we build has. */
export type AttributeType = Attribute['type'] | 'sparse_tensor';

export interface AttributeSpec {
  readonly name: string;
  readonly type: AttributeType;
  readonly required: boolean;
  /** As text; lists have commas. */
  readonly default?: string;
  /** First opset that has it. */
  readonly since: number;
}

/**
 * One operator, in the variant that we emit: the newest, together with every older one of which it is an extension (down to the opset
 * floor). A node needs the opset of the youngest thing that it uses.
 */
export interface OperatorSpec {
  readonly name: string;
  /** `''` is ai.onnx. */
  readonly domain: string;
  /** First opset with this variant. */
  readonly since: number;
  readonly inputs: readonly Parameter[];
  readonly outputs: readonly Parameter[];
  readonly attributes: ReadonlyMap<string, AttributeSpec>;
  /** Dtypes that each type parameter may be, with the first opset that allows it. */
  readonly types: ReadonlyMap<string, ReadonlyMap<DType, number>>;
  /**
   * Dtypes for which ONNX Runtime has a CPU kernel, by type parameter; a parameter that is absent has them all.
   * Undefined when there is no kernel at all.
   */
  readonly kernels: ReadonlyMap<string, ReadonlySet<DType>> | undefined;
}
