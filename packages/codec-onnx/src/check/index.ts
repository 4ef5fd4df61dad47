/**
 * Whether a graph is a valid ONNX model, as onnx's own checker sees it.
 *
 * @packageDocumentation
 */

import type { Graph } from '@brine/core';
import { checkTypes } from '@brine/graph';
import { writeModel } from '../build/model.js';
import { checkModel } from './model.js';
import type { CheckFinding } from './report.js';

export type { CheckFinding } from './report.js';

export interface CheckOptions {
  /** Also infers all types and compares them with what is stated, as `full_check` of `onnx.checker.check_model`. Default true. */
  readonly types?: boolean;
}

/** @returns nothing for a valid model, else what is wrong and where, at most a hundred of each kind */
export function check(graph: Graph, { types = true }: CheckOptions = {}): CheckFinding[] {
  const findings = checkModel(writeModel(graph));
  if (!types || findings.length > 0) return findings;
  return checkTypes(graph).map(({ name, message }) => ({ path: name, message }));
}
