/**
 * HDF5 and the models that Keras keeps in it.
 *
 * @packageDocumentation
 */
export { hdf5, keras, kerasWeights } from './plugin.js';
