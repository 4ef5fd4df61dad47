/** All that a stand-alone module may hold: what tools/engine/parts.mjs takes apart. */

export { KERNELS } from '../../kernels/index.js';
export { createModel } from './model.js';
export { recordFeeds } from './records.js';
export { tableFeeds } from './rows.js';
export { tensorFeeds } from './tensors.js';
export { aligned, fromBase64 } from './unpack.js';
