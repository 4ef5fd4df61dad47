/**
 * What joblib puts where an array was.
 * @see joblib, joblib/numpy_pickle.py and joblib/numpy_pickle_compat.py
 */

/** The module of the wrappers; scikit-learn and others shipped joblib inside their own packages. */
export const MODULE = 'joblib.numpy_pickle';

/** Since 0.10: the array's bytes follow the wrapper in the stream. */
export const WRAPPER = 'NumpyArrayWrapper';

/** Up to 0.9: the array is a file beside the pickle, plain or compressed. */
export const SIDE_FILE_WRAPPERS: readonly string[] = ['NDArrayWrapper', 'ZNDArrayWrapper'];

/** How a compressed file of joblib up to 0.9 begins; the length of what is inside follows as text. */
export const ZFILE_PREFIX = [0x5a, 0x46, 0x30, 0x78] as const;
