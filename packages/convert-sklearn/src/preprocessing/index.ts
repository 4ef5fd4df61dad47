import type { Entries } from '../build/scope.js';
import { functionTransformer } from './function-transformer.js';
import { kBinsDiscretizer } from './kbins-discretizer.js';
import { labelBinarizer, labelEncoder } from './label.js';
import { multiLabelBinarizer } from './multi-label.js';
import { oneHotEncoder } from './one-hot-encoder.js';
import { ordinalEncoder } from './ordinal-encoder.js';
import { polynomialFeatures } from './polynomial-features.js';
import { powerTransformer } from './power-transformer.js';
import { quantileTransformer } from './quantile-transformer.js';
import {
  binarizer,
  kernelCenterer,
  maxAbsScaler,
  minMaxScaler,
  normalizer,
  robustScaler,
  standardScaler,
} from './scalers.js';
import { splineTransformer } from './spline-transformer.js';
import { targetEncoder } from './target-encoder.js';

export { markLabels } from './multi-label.js';

export const preprocessing: Entries = {
  'preprocessing.Binarizer': binarizer,
  'preprocessing.FunctionTransformer': functionTransformer,
  'preprocessing.KBinsDiscretizer': kBinsDiscretizer,
  'preprocessing.KernelCenterer': kernelCenterer,
  'preprocessing.LabelBinarizer': labelBinarizer,
  'preprocessing.LabelEncoder': labelEncoder,
  'preprocessing.MaxAbsScaler': maxAbsScaler,
  'preprocessing.MinMaxScaler': minMaxScaler,
  'preprocessing.MultiLabelBinarizer': multiLabelBinarizer,
  'preprocessing.Normalizer': normalizer,
  'preprocessing.OneHotEncoder': oneHotEncoder,
  'preprocessing.OrdinalEncoder': ordinalEncoder,
  'preprocessing.PolynomialFeatures': polynomialFeatures,
  'preprocessing.PowerTransformer': powerTransformer,
  'preprocessing.QuantileTransformer': quantileTransformer,
  'preprocessing.RobustScaler': robustScaler,
  'preprocessing.SplineTransformer': splineTransformer,
  'preprocessing.StandardScaler': standardScaler,
  'preprocessing.TargetEncoder': targetEncoder,
};
