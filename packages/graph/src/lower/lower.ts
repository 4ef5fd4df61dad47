import { ACTIVATIONS } from './activations.js';
import { TRIGONOMETRY } from './trigonometry.js';
import type { Lowering } from './types.js';

const LOWERINGS: ReadonlyMap<string, Lowering> = new Map(Object.entries({ ...TRIGONOMETRY, ...ACTIVATIONS }));

/** How to compute an operator of ai.onnx in double where there is no double kernel; undefined when there is no way yet. */
export function findLowering(domain: string, opType: string): Lowering | undefined {
  return domain === '' ? LOWERINGS.get(opType) : undefined;
}
