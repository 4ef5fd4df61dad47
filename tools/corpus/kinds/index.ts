import type { Kind } from '../kind.js';
import { dill } from './dill.js';
import { hdf5 } from './hdf5.js';
import { joblib } from './joblib.js';
import { keras } from './keras.js';
import { onnx } from './onnx.js';
import { pickle } from './pickle.js';
import { sklearn } from './sklearn.js';

/** Every kind of folder that the tool compares; the first whose `folders` matches a file's folder takes it. */
export const KINDS: readonly Kind[] = [pickle, joblib, dill, sklearn, onnx, hdf5, keras];
