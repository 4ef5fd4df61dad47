/**
 * What converters of estimators of your own are written with. They are given to the converter by its option `estimators`.
 *
 * @packageDocumentation
 */
export { Build, Table } from './build/index.js';
