/** Node's files, loaded when a path is opened. */
export { fileURLToPath } from 'node:url';
export { fromFile } from '@brine/core/node';
