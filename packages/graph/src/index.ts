/**
 * Graphs with ONNX semantics: a builder that checks each node, the operator table, shape inference, printing.
 *
 * @packageDocumentation
 */
export { GraphBuilder } from './builder/builder.js';
export type { OpOptions } from './builder/builder.js';
export type { AttributeInput, AttributeInputs } from './builder/attributes.js';
export type { Subgraph, Value } from './builder/value.js';
export { Formula } from './formula.js';
export type { Float, Operand } from './formula.js';
export { toDot, toMermaid } from './draw.js';
export { checkTypes, inferTypes } from './infer.js';
export type { TypedValue, TypeProblem } from './infer.js';
export { bindNode } from './operators/bind.js';
export type { Binding } from './operators/bind.js';
export { DTYPE_LETTERS, dtypeOfElement, ELEMENT_TYPE } from './operators/dtypes.js';
export { allOperators, findOperator, OPSETS } from './operators/operator.js';
export type { OpsetRange } from './operators/operator.js';
export type { AttributeSpec, AttributeType, OperatorSpec, Parameter } from './operators/types.js';
export { foldConstants } from './simplify/fold.js';
export type { Evaluate } from './simplify/fold.js';
export { simplifyGraph } from './simplify/simplify.js';
export { printGraph } from './print.js';
export { tensor } from './tensor.js';
export { workOf } from './work.js';
export type { Work } from './work.js';
export type { PlainData } from './tensor.js';
export { allNodes, bodiesOf } from './walk.js';
