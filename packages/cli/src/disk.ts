/** Apart from files.ts, so that a command which touches no file loads nothing of it. */
export { fromFile, removeTemporaries, toFile } from '@brine/core/node';
