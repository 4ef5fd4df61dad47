/**
 * What joblib puts where an array was.
 * @see joblib, joblib/numpy_pickle.py and joblib/numpy_pickle_compat.py
 */

/** The module of the wrappers; scikit-learn and others shipped joblib inside their own packages. */
export const MODULE = 'joblib.numpy_pickle';

/** Since 0.10: the array's bytes follow the wrapper in the stream. */
export const WRAPPER = 'NumpyArrayWrapper';

/** Since 1.2: a byte that tells how many of padding follow, so that the array's bytes begin at a multiple. */
export const ALIGNMENT = 16;
export const PADDING = 0xff;

/** Arrays of objects are whole pickles in place of their bytes: of protocol 2 in joblib 1.2, which every Python reads, of 5 in joblib 1.6. */
export const OBJECTS_PROTOCOL = { 1: 2, 2: 5 } as const;

/** Classes of numpy whose arrays are taken out of the pickle. */
export const ARRAY_CLASSES: readonly string[] = ['ndarray', 'matrix', 'memmap'];

/** Up to 0.9: the array is a file beside the pickle, plain or compressed. */
export const SIDE_FILE_WRAPPERS: readonly string[] = ['NDArrayWrapper', 'ZNDArrayWrapper'];

/** How a compressed file of joblib up to 0.9 begins: a mark, and the length of what is inside as text. */
export const ZFILE_PREFIX = [0x5a, 0x46, 0x30, 0x78] as const;
export const ZFILE_MARK = 2;
export const ZFILE_LENGTH = 19;
