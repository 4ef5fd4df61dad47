/**
 * Writing pickles, by hand and for codecs whose files are pickles with something added: the public subpath `@brine/codec-pickle/write`, apart from the plugin so that reading costs none of it.
 *
 * @packageDocumentation
 */
export { dump, dumpPickle, writePickle } from './dump.js';
export { fromJs } from './js/from-js.js';
export type { FromJsOptions } from './js/from-js.js';
export * as py from './js/py.js';
export type { PickleBuffer, PickleWriteOptions, RawWriter, Saving, SavingDialect } from './options.js';
export { freshText } from './reduce/made.js';
export { reduceArray } from './reduce/numpy.js';
