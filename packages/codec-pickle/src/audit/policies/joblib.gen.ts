// Written by tools/allowlist/generate.py; change the review or the evidence there.
import type { PolicyTable } from '../policy.js';

export const JOBLIB: PolicyTable = {
  library: 'joblib',
  evidence: ['joblib 1.2.0', 'joblib 1.6.0'],
  groups: [
    {
      why: 'the two constants of the language that dill writes as text',
      call: '=Ellipsis|=NotImplemented',
      names: {
        'dill._dill': '_eval_repr',
      },
    },
    {
      why: 'a check of scikit-learn with its settings, which loading does not call',
      call: '@sklearn.utils.validation.check_array',
      build: 'any*',
      names: {
        'functools': 'partial',
      },
    },
    {
      why: 'the check',
      names: {
        'sklearn.utils.validation': 'check_array',
      },
    },
    {
      why: 'the place of an array, whose bytes follow',
      new: '',
      build: 'attributes',
      names: {
        'joblib.numpy_pickle': 'NumpyArrayWrapper',
        'sklearn.externals.joblib.numpy_pickle': 'NumpyArrayWrapper',
      },
    },
    {
      why: 'the place of an array in a file beside this one, which the audit reads too',
      new: '',
      build: 'attributes',
      names: {
        'joblib.numpy_pickle': 'NDArrayWrapper ZNDArrayWrapper',
        'joblib.numpy_pickle_compat': 'NDArrayWrapper ZNDArrayWrapper',
        'sklearn.externals.joblib.numpy_pickle': 'NDArrayWrapper ZNDArrayWrapper',
        'sklearn.externals.joblib.numpy_pickle_compat': 'NDArrayWrapper ZNDArrayWrapper',
      },
    },
  ],
};
