/** Every operator that the engine runs. */

import { binaryKernels } from './elementwise/binary.js';
import { unaryKernels } from './elementwise/unary.js';
import { blockKernels } from './blocks.js';
import { castKernels } from './cast.js';
import { classicKernels } from './classic.js';
import { controlKernels } from './control.js';
import { einsumKernels } from './einsum.js';
import { gatherKernels } from './gather.js';
import { groupKernels } from './groups.js';
import type { Kernel, Kernels } from './kernel.js';
import { labelKernels } from './labels.js';
import { layoutKernels } from './layout.js';
import { makeKernels } from './make.js';
import { matmulKernels } from './matmul.js';
import { normaliseKernels } from './normalise.js';
import { orderKernels } from './order.js';
import { recurrentKernels } from './recurrent/index.js';
import { reduceKernels } from './reduce.js';
import { resizeKernels } from './resize.js';
import { scanKernels } from './scan.js';
import { shapeKernels } from './shape.js';
import { transposeKernels } from './transpose.js';
import { classicTreeKernels } from './tree/classic.js';
import { treeKernels } from './tree/ensemble.js';
import { convKernels } from './window/conv.js';
import { poolKernels } from './window/pool.js';
import { wordKernels } from './words.js';

/** By domain, then by operator. */
export const KERNELS: Readonly<Record<string, Kernels>> = {
  '': {
    ...binaryKernels,
    ...unaryKernels,
    ...castKernels,
    ...controlKernels,
    ...gatherKernels,
    ...layoutKernels,
    ...makeKernels,
    ...matmulKernels,
    ...normaliseKernels,
    ...orderKernels,
    ...reduceKernels,
    ...shapeKernels,
    ...transposeKernels,
    ...blockKernels,
    ...convKernels,
    ...einsumKernels,
    ...groupKernels,
    ...poolKernels,
    ...recurrentKernels,
    ...resizeKernels,
    ...scanKernels,
    ...wordKernels,
  },
  'ai.onnx.ml': { ...labelKernels, ...treeKernels, ...classicTreeKernels, ...classicKernels },
};

export function kernelOf(domain: string, opType: string): Kernel | undefined {
  const kernels = KERNELS[domain === 'ai.onnx' ? '' : domain];
  return kernels && Object.hasOwn(kernels, opType) ? kernels[opType] : undefined;
}
