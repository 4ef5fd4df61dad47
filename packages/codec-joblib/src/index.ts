/**
 * The joblib codec: what `joblib.dump` writes.
 *
 * @packageDocumentation
 */
export type { JoblibOptions } from './options.js';
export { joblib } from './plugin.js';
