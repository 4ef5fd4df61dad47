/**
 * HDF5 and the models that Keras keeps in it.
 *
 * @packageDocumentation
 */
export { hdf5 } from './plugin.js';
