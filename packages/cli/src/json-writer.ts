/** Apart from json.ts, so that a command which prints no JSON loads nothing of it. */
export { jsonChunks } from '@brine/core/values';
