/**
 * The joblib codec: what `joblib.dump` wrote, from joblib 0.10 on.
 *
 * @packageDocumentation
 */
export { joblib } from './plugin.js';
export type { PickleOptions as JoblibOptions } from '@brine/codec-pickle/vm';
