// Written by tools/allowlist/generate.py; change the review or the evidence there.
import type { PolicyTable } from '../policy.js';

export const NUMPY: PolicyTable = {
  library: 'numpy',
  evidence: ['numpy 1.24.2', 'numpy 2.4.6'],
  groups: [
    {
      why: 'an empty array: BUILD gives shape, dtype and as many bytes',
      call: '@numpy.ndarray|@numpy.matrix|@numpy.matrixlib.defmatrix.matrix|@numpy.recarray|@numpy.rec.recarray|@numpy.core.records.recarray|@numpy.memmap|@numpy.core.memmap.memmap|@numpy.chararray|@numpy.char.chararray|@numpy.core.defchararray.chararray|@numpy.ma.MaskedArray|@numpy.ma.core.MaskedArray,zero,bytes|str',
      names: {
        'numpy._core.multiarray': '_reconstruct',
        'numpy.core.multiarray': '_reconstruct',
      },
    },
    {
      why: 'one element out of its bytes',
      call: 'dtype,any?',
      names: {
        'numpy._core.multiarray': 'scalar',
        'numpy.core.multiarray': 'scalar',
      },
    },
    {
      why: 'an array over bytes of the stream, whose shape must fit them',
      call: 'bytes|array,dtype,tuple,str,data*',
      names: {
        'numpy._core.numeric': '_frombuffer',
        'numpy.core.numeric': '_frombuffer',
      },
    },
    {
      why: 'a dtype by its text or scalar type',
      call: 'str|class,bool|int,bool|int',
      build: 'any*',
      names: {
        'numpy': 'dtype',
      },
    },
    {
      why: 'the dtype of strings of variable length',
      call: 'data*',
      names: {
        'numpy._core._internal': '_convert_to_stringdtype_kwargs',
        'numpy.core._internal': '_convert_to_stringdtype_kwargs',
      },
    },
    {
      why: 'array classes, made only empty',
      build: 'any*',
      names: {
        'numpy': 'chararray matrix memmap ndarray recarray',
        'numpy.char': 'chararray',
        'numpy.core.defchararray': 'chararray',
        'numpy.core.memmap': 'memmap',
        'numpy.core.records': 'recarray',
        'numpy.ma': 'MaskedArray',
        'numpy.ma.core': 'MaskedArray',
        'numpy.matrixlib.defmatrix': 'matrix',
        'numpy.rec': 'recarray',
      },
    },
    {
      why: 'a masked array, made empty',
      call: '@numpy.ma.MaskedArray|@numpy.ma.core.MaskedArray,@numpy.ndarray|@numpy.matrix|@numpy.matrixlib.defmatrix.matrix|@numpy.recarray|@numpy.rec.recarray|@numpy.core.records.recarray|@numpy.memmap|@numpy.core.memmap.memmap|@numpy.chararray|@numpy.char.chararray|@numpy.core.defchararray.chararray|@numpy.ma.MaskedArray|@numpy.ma.core.MaskedArray,zero,str|bytes',
      result: 'numpy.ma.core.MaskedArray',
      names: {
        'numpy.ma.core': '_mareconstruct',
      },
    },
    {
      why: 'scalar types, by name',
      names: {
        'numpy': 'bool bool_ bytes_ character clongdouble complex128 complex256 complex64 datetime64 ' +
          'float128 float16 float32 float64 float_ floating generic inexact int16 int32 int64 int8 ' +
          'int_ intc integer intp longdouble longlong number object_ record str_ string_ timedelta64 ' +
          'uint uint16 uint32 uint64 uint8 uintp ulonglong unicode_ void',
      },
    },
    {
      why: 'a generator of random numbers and its numbers',
      build: 'any*',
      call: 'any*',
      new: '',
      names: {
        'numpy.random._generator': 'Generator',
        'numpy.random._mt19937': 'MT19937',
        'numpy.random._pcg64': 'PCG64 PCG64DXSM',
        'numpy.random._philox': 'Philox',
        'numpy.random._sfc64': 'SFC64',
        'numpy.random.bit_generator': 'SeedSequence',
        'numpy.random.mtrand': 'RandomState',
      },
    },
    {
      why: 'a generator by the name of one of numpy\'s own',
      call: 'str|class:numpy.random.?',
      build: 'any*',
      names: {
        'numpy.random._pickle': '__bit_generator_ctor',
      },
    },
    {
      why: 'generators over one of numpy\'s own',
      call: 'str|object?,@numpy.random._pickle.__bit_generator_ctor?',
      build: 'any*',
      names: {
        'numpy.random': '__RandomState_ctor',
        'numpy.random._pickle': '__generator_ctor __randomstate_ctor',
      },
    },
    {
      why: 'an empty seed, given its state',
      call: 'class:numpy.random.,int,none|tuple',
      build: 'tuple',
      names: {
        'numpy.random.bit_generator': '__pyx_unpickle_SeedSequence',
      },
    },
    {
      why: 'one of numpy\'s own functions on arrays, by name',
      call: '=numpy.core._multiarray_umath|=numpy._core._multiarray_umath,str',
      names: {
        'numpy._core': '_ufunc_reconstruct',
        'numpy.core': '_ufunc_reconstruct',
      },
    },
    {
      why: 'polynomials: coefficients',
      new: '',
      build: 'attributes',
      names: {
        'numpy': 'poly1d',
        'numpy.polynomial.chebyshev': 'Chebyshev',
        'numpy.polynomial.polynomial': 'Polynomial',
      },
    },
    {
      why: 'functions on arrays that reach nothing else',
      names: {
        'numpy': 'abs amax amin argmax argmin array asarray average clip dot linalg.norm max mean median min ' +
          'nanmean nanmedian nansum ravel reshape round std sum var where',
      },
    },
    {
      why: 'named, never called by loading; computes on what it is given and reaches nothing else',
      names: {
        'numpy': 'abs absolute acos acosh add arccos arccosh arcsin arcsinh arctan arctan2 arctanh asin ' +
          'asinh atan atan2 atanh bitwise_and bitwise_count bitwise_invert bitwise_left_shift ' +
          'bitwise_not bitwise_or bitwise_right_shift bitwise_xor cbrt ceil conj conjugate copysign ' +
          'cos cosh deg2rad degrees divide divmod equal exp exp2 expm1 expm1x fabs float_power floor ' +
          'floor_divide fmax fmin fmod frexp gcd greater greater_equal heaviside hypot invert ' +
          'isfinite isinf isnan isnat lcm ldexp left_shift less less_equal log log10 log1p log2 ' +
          'logaddexp logaddexp2 logical_and logical_not logical_or logical_xor matmul matvec maximum ' +
          'minimum mod modf multiply negative nextafter not_equal positive pow power rad2deg radians ' +
          'reciprocal remainder right_shift rint sign signbit sin sinh spacing sqrt square subtract ' +
          'tan tanh true_divide trunc vecdot vecmat',
        'numpy._core._multiarray_umath': 'abs absolute acos acosh add arccos arccosh arcsin arcsinh arctan arctan2 arctanh asin ' +
          'asinh atan atan2 atanh bitwise_and bitwise_count bitwise_invert bitwise_left_shift ' +
          'bitwise_not bitwise_or bitwise_right_shift bitwise_xor cbrt ceil conj conjugate copysign ' +
          'cos cosh deg2rad degrees divide divmod equal exp exp2 expm1 expm1x fabs float_power floor ' +
          'floor_divide fmax fmin fmod frexp gcd greater greater_equal heaviside hypot invert ' +
          'isfinite isinf isnan isnat lcm ldexp left_shift less less_equal log log10 log1p log2 ' +
          'logaddexp logaddexp2 logical_and logical_not logical_or logical_xor matmul matvec maximum ' +
          'minimum mod modf multiply negative nextafter not_equal positive pow power rad2deg radians ' +
          'reciprocal remainder right_shift rint sign signbit sin sinh spacing sqrt square subtract ' +
          'tan tanh true_divide trunc vecdot vecmat',
        'numpy._core.umath': 'abs absolute acos acosh add arccos arccosh arcsin arcsinh arctan arctan2 arctanh asin ' +
          'asinh atan atan2 atanh bitwise_and bitwise_count bitwise_invert bitwise_left_shift ' +
          'bitwise_not bitwise_or bitwise_right_shift bitwise_xor cbrt ceil conj conjugate copysign ' +
          'cos cosh deg2rad degrees divide divmod equal exp exp2 expm1 expm1x fabs float_power floor ' +
          'floor_divide fmax fmin fmod frexp gcd greater greater_equal heaviside hypot invert ' +
          'isfinite isinf isnan isnat lcm ldexp left_shift less less_equal log log10 log1p log2 ' +
          'logaddexp logaddexp2 logical_and logical_not logical_or logical_xor matmul matvec maximum ' +
          'minimum mod modf multiply negative nextafter not_equal positive pow power rad2deg radians ' +
          'reciprocal remainder right_shift rint sign signbit sin sinh spacing sqrt square subtract ' +
          'tan tanh true_divide trunc vecdot vecmat',
        'numpy.core._multiarray_umath': 'abs absolute acos acosh add arccos arccosh arcsin arcsinh arctan arctan2 arctanh asin ' +
          'asinh atan atan2 atanh bitwise_and bitwise_count bitwise_invert bitwise_left_shift ' +
          'bitwise_not bitwise_or bitwise_right_shift bitwise_xor cbrt ceil conj conjugate copysign ' +
          'cos cosh deg2rad degrees divide divmod equal exp exp2 expm1 expm1x fabs float_power floor ' +
          'floor_divide fmax fmin fmod frexp gcd greater greater_equal heaviside hypot invert ' +
          'isfinite isinf isnan isnat lcm ldexp left_shift less less_equal log log10 log1p log2 ' +
          'logaddexp logaddexp2 logical_and logical_not logical_or logical_xor matmul matvec maximum ' +
          'minimum mod modf multiply negative nextafter not_equal positive pow power rad2deg radians ' +
          'reciprocal remainder right_shift rint sign signbit sin sinh spacing sqrt square subtract ' +
          'tan tanh true_divide trunc vecdot vecmat',
        'numpy.core.umath': 'abs absolute acos acosh add arccos arccosh arcsin arcsinh arctan arctan2 arctanh asin ' +
          'asinh atan atan2 atanh bitwise_and bitwise_count bitwise_invert bitwise_left_shift ' +
          'bitwise_not bitwise_or bitwise_right_shift bitwise_xor cbrt ceil conj conjugate copysign ' +
          'cos cosh deg2rad degrees divide divmod equal exp exp2 expm1 expm1x fabs float_power floor ' +
          'floor_divide fmax fmin fmod frexp gcd greater greater_equal heaviside hypot invert ' +
          'isfinite isinf isnan isnat lcm ldexp left_shift less less_equal log log10 log1p log2 ' +
          'logaddexp logaddexp2 logical_and logical_not logical_or logical_xor matmul matvec maximum ' +
          'minimum mod modf multiply negative nextafter not_equal positive pow power rad2deg radians ' +
          'reciprocal remainder right_shift rint sign signbit sin sinh spacing sqrt square subtract ' +
          'tan tanh true_divide trunc vecdot vecmat',
      },
    },
  ],
};
