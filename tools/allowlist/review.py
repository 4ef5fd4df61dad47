"""
The review: what each name may be used for, and why that is safe. What a group says holds for every name in it; the schemas are those of
packages/codec-pickle/src/audit/schema.ts. Classes that are made in the generic way are not written here: observe.py finds them.
"""

ERRORS = """ArithmeticError AssertionError AttributeError BaseException BufferError EOFError Exception FileExistsError FileNotFoundError FloatingPointError
ImportError IndexError IOError KeyError KeyboardInterrupt LookupError MemoryError NameError NotImplementedError OSError OverflowError PermissionError
RecursionError ReferenceError RuntimeError StopIteration SyntaxError SystemError TimeoutError TypeError UnboundLocalError UnicodeDecodeError
UnicodeEncodeError UnicodeError ValueError ZeroDivisionError Warning UserWarning DeprecationWarning FutureWarning RuntimeWarning"""

FACTORIES = "|".join(
    "@" + name
    for name in "builtins.list builtins.dict builtins.set builtins.frozenset builtins.tuple builtins.int builtins.float builtins.str builtins.bool builtins.object "
    "builtins.bytes builtins.bytearray collections.OrderedDict collections.defaultdict collections.Counter collections.deque".split()
)
ARRAYS = "|".join(
    "@" + name
    for name in "numpy.ndarray numpy.matrix numpy.matrixlib.defmatrix.matrix numpy.recarray numpy.rec.recarray numpy.core.records.recarray numpy.memmap "
    "numpy.core.memmap.memmap numpy.chararray numpy.char.chararray numpy.core.defchararray.chararray numpy.ma.MaskedArray numpy.ma.core.MaskedArray".split()
)

NUMPY_CORE = ["numpy.core", "numpy._core"]

STDLIB = [
    ("types of the language: to be named, and made of plain values", {"call": "data?"}, {"builtins": "int float str bool object"}),
    ("bytes out of their numbers; never out of one number, which is a length", {"call": "list|tuple|bytes?"}, {"builtins": "bytes"}),
    ("types of the language, by name", {}, {"builtins": "NoneType ellipsis NotImplementedType type BaseException"}),
    ("containers of values that the stream made", {"call": "items?"}, {"builtins": "list tuple set frozenset"}),
    ("a dict of values that the stream made", {"call": "items?", "setItems": "any*"}, {"builtins": "dict"}),
    ("bytes out of bytes, or of text in latin-1; never out of a number, which is a length", {"call": "bytes|str|list?,=latin-1?"}, {"builtins": "bytearray"}),
    ("a number", {"call": "float,float"}, {"builtins": "complex"}),
    ("three numbers", {"call": "int,int?,int?"}, {"builtins": "range"}),
    ("three values", {"call": "data,data,data"}, {"builtins": "slice"}),
    ("how protocols 0 to 2 write bytes", {"call": "str,=latin1"}, {"_codecs": "encode"}),
    ("errors that keep what they are given", {"call": "data*", "new": "data*", "build": "attributes"}, {"builtins": ERRORS}),
    ("how pickle makes objects; the class is judged, not these", {}, {"copyreg": "_reconstructor __newobj__ __newobj_ex__"}),
    ("a dict in order", {"call": "items?", "new": "", "setItems": "any*", "build": "attributes"}, {"collections": "OrderedDict Counter"}),
    ("a dict whose factory is one of these types", {"call": FACTORIES + "|none?", "setItems": "any*", "build": "attributes"}, {"collections": "defaultdict"}),
    ("a list that grows at both ends", {"call": "items?,int|none?", "append": "any*", "build": "attributes"}, {"collections": "deque"}),
    ("wrappers around a dict or list", {"call": "items*", "new": "", "build": "attributes"}, {"collections": "ChainMap UserDict UserList UserString", "UserDict": "UserDict IterableUserDict", "UserList": "UserList"}),
    ("dates and times out of their bytes or numbers", {"call": "bytes|str|int,data*"}, {"datetime": "date datetime time timedelta"}),
    ("an offset", {"call": "#datetime.timedelta,str?"}, {"datetime": "timezone"}),
    ("exact numbers out of text or ints", {"call": "str|int|#decimal.Decimal,int?"}, {"decimal": "Decimal", "fractions": "Fraction"}),
    ("an id of 128 bits", {"new": "", "build": "attributes"}, {"uuid": "UUID"}),
    ("a constant of an enum", {"call": "int"}, {"uuid": "SafeUUID"}),
    ("a path as text, which nothing opens", {"call": "str*"}, {
        "pathlib": "PurePath PurePosixPath PureWindowsPath Path PosixPath WindowsPath", "pathlib._local": "PurePath PurePosixPath PureWindowsPath Path PosixPath WindowsPath"}),
    ("numbers in memory", {"call": "str,list|bytes|str"}, {"array": "array"}),
    ("the same, with the format of its bytes", {"call": "@array.array,str,int,bytes|str"}, {"array": "_array_reconstructor"}),
    ("a generator of random numbers and its state", {"call": "", "new": "", "build": "tuple"}, {"random": "Random"}),
    ("a file in memory", {"call": "", "new": "", "build": "tuple"}, {"_io": "BytesIO StringIO", "io": "BytesIO StringIO"}),
    ("attributes and nothing else", {"call": "", "new": "", "build": "attributes"}, {"types": "SimpleNamespace"}),
    ("a pattern, compiled out of text", {"call": "str|bytes,int"}, {"re": "_compile"}),
    ("time zones of pytz and dateutil, by name and offsets", {"call": "data*", "new": "", "build": "attributes"}, {
        "pytz": "_UTC _p FixedOffset _FixedOffset", "dateutil.tz.tz": "tzutc tzlocal tzoffset", "dateutil.tz": "tzutc tzlocal tzoffset"}),
    ("a time zone by its key, which may not be a path", {"call": "str,int|bool"}, {"zoneinfo": "ZoneInfo._unpickle"}),
    ("the class above", {}, {"zoneinfo": "ZoneInfo"}),
    ("abstract types, by name", {}, {"collections.abc": "Mapping Sequence Iterable Callable"}),
]

NUMPY = [
    ("an empty array: BUILD gives shape, dtype and as many bytes", {"call": ARRAYS + ",zero,bytes|str"}, {core + ".multiarray": "_reconstruct" for core in NUMPY_CORE}),
    ("one element out of its bytes", {"call": "dtype,any?"}, {core + ".multiarray": "scalar" for core in NUMPY_CORE}),
    ("an array over bytes of the stream, whose shape must fit them", {"call": "bytes|array,dtype,tuple,str,data*"}, {core + ".numeric": "_frombuffer" for core in NUMPY_CORE}),
    ("a dtype by its text or scalar type", {"call": "str|class,bool|int,bool|int", "build": "any*"}, {"numpy": "dtype"}),
    ("the dtype of strings of variable length", {"call": "data*"}, {core + "._internal": "_convert_to_stringdtype_kwargs" for core in NUMPY_CORE}),
    ("array classes, made only empty", {"build": "any*"}, {
        "numpy": "ndarray matrix recarray memmap chararray", "numpy.rec": "recarray", "numpy.char": "chararray", "numpy.matrixlib.defmatrix": "matrix",
        "numpy.core.records": "recarray", "numpy.core.memmap": "memmap", "numpy.core.defchararray": "chararray", "numpy.ma": "MaskedArray", "numpy.ma.core": "MaskedArray"}),
    ("a masked array, made empty", {"call": "@numpy.ma.MaskedArray|@numpy.ma.core.MaskedArray," + ARRAYS + ",zero,str|bytes", "result": "numpy.ma.core.MaskedArray"}, {"numpy.ma.core": "_mareconstruct"}),
    ("scalar types, by name", {}, {
        "numpy": "bool bool_ int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64 longdouble float128 complex64 complex128 clongdouble complex256 "
        "str_ bytes_ unicode_ string_ object_ void record datetime64 timedelta64 number integer floating inexact generic intp uintp int_ float_ intc uint longlong ulonglong character"}),
    ("a generator of random numbers and its numbers", {"build": "any*", "call": "any*", "new": ""}, {
        "numpy.random._mt19937": "MT19937", "numpy.random._pcg64": "PCG64 PCG64DXSM", "numpy.random._philox": "Philox", "numpy.random._sfc64": "SFC64",
        "numpy.random.bit_generator": "SeedSequence", "numpy.random._generator": "Generator", "numpy.random.mtrand": "RandomState"}),
    ("a generator by the name of one of numpy's own", {"call": "str|class:numpy.random.?", "build": "any*"}, {"numpy.random._pickle": "__bit_generator_ctor"}),
    ("generators over one of numpy's own", {"call": "str|object?,@numpy.random._pickle.__bit_generator_ctor?", "build": "any*"}, {"numpy.random._pickle": "__generator_ctor __randomstate_ctor", "numpy.random": "__RandomState_ctor"}),
    ("an empty seed, given its state", {"call": "class:numpy.random.,int,none|tuple", "build": "tuple"}, {"numpy.random.bit_generator": "__pyx_unpickle_SeedSequence"}),
    ("one of numpy's own functions on arrays, by name", {"call": "=numpy.core._multiarray_umath|=numpy._core._multiarray_umath,str"}, {"numpy.core": "_ufunc_reconstruct", "numpy._core": "_ufunc_reconstruct"}),
    ("polynomials: coefficients", {"new": "", "build": "attributes"}, {"numpy": "poly1d", "numpy.polynomial.polynomial": "Polynomial", "numpy.polynomial.chebyshev": "Chebyshev"}),
    ("functions on arrays that reach nothing else", {}, {"numpy": "mean median sum std var max min amax amin argmax argmin array asarray abs round where clip average nanmean nanmedian nansum dot linalg.norm ravel reshape"}),
]

SCIPY = [
    ("trees and sparse dicts, whose state is arrays and numbers", {"new": "items?", "build": "any*", "setItems": "any*"}, {
        "scipy.spatial._ckdtree": "cKDTree", "scipy.spatial.ckdtree": "cKDTree", "scipy.spatial._kdtree": "KDTree", "scipy.spatial.kdtree": "KDTree",
        "scipy.sparse._dok": "dok_matrix dok_array", "scipy.sparse.dok": "dok_matrix", "scipy.sparse._arrays": "dok_array"}),
    ("sparse matrices: arrays, a shape, and flags", {"new": "", "build": "attributes"}, {
        "scipy.sparse._%s" % form: "%s_matrix %s_array" % (form, form) for form in ("csr", "csc", "coo", "bsr", "dia", "lil")}),
    ("the same, of scipy before 1.8", {"new": "", "build": "attributes"}, {"scipy.sparse.%s" % form: "%s_matrix" % form for form in ("csr", "csc", "coo", "bsr", "dia", "lil")}),
    ("the same, of scipy 1.8 to 1.10", {"new": "", "build": "attributes"}, {"scipy.sparse._arrays": "csr_array csc_array coo_array bsr_array dia_array lil_array"}),
    ("a method of the interpolation, by name", {}, {"scipy.interpolate._interpolate": "interp1d._call_linear_np interp1d._call_linear interp1d._call_nearest interp1d._call_spline", "scipy._lib.array_api_compat.numpy._aliases": "asarray"}),
    ("results: a dict", {"new": "", "setItems": "any*", "build": "attributes"}, {"scipy.optimize._optimize": "OptimizeResult", "scipy.optimize.optimize": "OptimizeResult", "scipy.optimize": "OptimizeResult"}),
    ("interpolations: arrays and numbers", {"new": "", "build": "attributes"}, {
        "scipy.interpolate._bsplines": "BSpline", "scipy.interpolate": "interp1d BSpline PPoly CubicSpline", "scipy.interpolate._interpolate": "interp1d PPoly",
        "scipy.interpolate.interpolate": "interp1d PPoly", "scipy.interpolate._cubic": "CubicSpline PchipInterpolator"}),
]

PANDAS_INDEXES = {
    "pandas": "Index RangeIndex MultiIndex DatetimeIndex TimedeltaIndex PeriodIndex IntervalIndex CategoricalIndex Int64Index UInt64Index Float64Index",
    "pandas.core.indexes.base": "Index", "pandas.core.indexes.range": "RangeIndex", "pandas.core.indexes.multi": "MultiIndex",
    "pandas.core.indexes.datetimes": "DatetimeIndex", "pandas.core.indexes.timedeltas": "TimedeltaIndex", "pandas.core.indexes.period": "PeriodIndex",
    "pandas.core.indexes.interval": "IntervalIndex", "pandas.core.indexes.category": "CategoricalIndex",
    "pandas.core.indexes.numeric": "Int64Index UInt64Index Float64Index NumericIndex", "pandas.core.indexes.frozen": "FrozenList",
}
PANDAS = [
    ("indexes, made only by the functions below", {"new": "", "build": "any*", "append": "any*"}, PANDAS_INDEXES),
    ("an index out of its parts", {"call": "class:pandas.,items", "build": "any*"}, {
        "pandas.core.indexes.base": "_new_Index", "pandas.core.indexes.datetimes": "_new_DatetimeIndex", "pandas.core.indexes.period": "_new_PeriodIndex",
        "pandas.core.indexes.interval": "_new_IntervalIndex", "pandas.indexes.base": "_new_Index", "pandas.tseries.index": "_new_DatetimeIndex"}),
    ("frames and series: their state is blocks of arrays and indexes", {"new": "", "build": "attributes"}, {
        "pandas": "DataFrame Series", "pandas.core.frame": "DataFrame", "pandas.core.series": "Series"}),
    ("blocks of arrays", {"call": "any*", "new": "any*", "build": "any*"}, {
        "pandas.core.internals.managers": "BlockManager SingleBlockManager _unpickle_block", "pandas._libs.internals": "_unpickle_block BlockManager BlockPlacement",
        "pandas.core.internals": "BlockManager SingleBlockManager", "pandas.core.internals.blocks": "new_block"}),
    ("extension arrays over arrays", {"new": "", "build": "any*"}, {
        "pandas": "Categorical", "pandas.arrays": "BooleanArray DatetimeArray FloatingArray IntegerArray PeriodArray SparseArray StringArray TimedeltaArray IntervalArray NumpyExtensionArray PandasArray ArrowStringArray",
        "pandas.core.arrays.boolean": "BooleanArray", "pandas.core.arrays.categorical": "Categorical", "pandas.core.arrays.datetimes": "DatetimeArray",
        "pandas.core.arrays.floating": "FloatingArray", "pandas.core.arrays.integer": "IntegerArray", "pandas.core.arrays.period": "PeriodArray",
        "pandas.core.arrays.sparse.array": "SparseArray", "pandas.core.arrays.string_": "StringArray", "pandas.core.arrays.timedeltas": "TimedeltaArray",
        "pandas.core.arrays.interval": "IntervalArray", "pandas.core.arrays.numpy_": "PandasArray NumpyExtensionArray"}),
    ("dtypes", {"new": "", "call": "any*", "build": "attributes"}, {
        "pandas": "BooleanDtype CategoricalDtype DatetimeTZDtype Float32Dtype Float64Dtype PeriodDtype SparseDtype StringDtype IntervalDtype Int8Dtype Int16Dtype Int32Dtype Int64Dtype UInt8Dtype UInt16Dtype UInt32Dtype UInt64Dtype",
        "pandas.core.arrays.boolean": "BooleanDtype", "pandas.core.arrays.floating": "Float32Dtype Float64Dtype",
        "pandas.core.arrays.integer": "Int8Dtype Int16Dtype Int32Dtype Int64Dtype UInt8Dtype UInt16Dtype UInt32Dtype UInt64Dtype",
        "pandas.core.arrays.string_": "StringDtype", "pandas.core.arrays.sparse.dtype": "SparseDtype",
        "pandas.core.dtypes.dtypes": "CategoricalDtype DatetimeTZDtype PeriodDtype IntervalDtype SparseDtype NumpyEADtype PandasDtype"}),
    ("an array of a C class, made empty", {"call": "class:pandas.,int,none|tuple", "build": "any*"}, {"pandas._libs.arrays": "__pyx_unpickle_NDArrayBacked"}),
    ("single values out of numbers, text and offsets", {"call": "any*", "new": "data*", "build": "any*"}, {
        "pandas": "Interval Period Timestamp Timedelta", "pandas._libs.interval": "Interval", "pandas._libs.tslibs.period": "Period",
        "pandas._libs.tslibs.nattype": "__nat_unpickle _nat_unpickle", "pandas._libs.tslibs.timedeltas": "_timedelta_unpickle Timedelta",
        "pandas._libs.tslibs.timestamps": "_unpickle_timestamp Timestamp", "pandas._libs.sparse": "IntIndex BlockIndex",
        "pandas._libs.tslibs.offsets": "Day Hour Minute Second Milli Micro Nano MonthEnd MonthBegin BusinessDay BDay BMonthEnd YearEnd YearBegin QuarterEnd QuarterBegin Week DateOffset BusinessMonthEnd Tick CustomBusinessDay BusinessHour",
        "pandas.tseries.offsets": "Day Hour Minute Second MonthEnd MonthBegin BusinessDay YearEnd QuarterEnd Week DateOffset"}),
    ("the missing value", {}, {"pandas": "NA NaT", "pandas._libs.missing": "NA C_NA", "pandas._libs.tslibs.nattype": "NaT", "pandas.api.typing": "NAType"}),
]

TORCH = [
    ("a tensor over a storage of the archive, by offset, shape and strides", {"call": "storage,data*", "build": "any*"}, {"torch._utils": "_rebuild_tensor _rebuild_tensor_v2"}),
    ("the same with scales, by the name of their scheme", {"call": "storage,int,tuple,tuple,any,bool,data*", "build": "any*"}, {"torch._utils": "_rebuild_qtensor"}),
    ("the same with a dtype", {"call": "storage,any*"}, {"torch._utils": "_rebuild_tensor_v3"}),
    ("tensors over other tensors", {"call": "object,data*"}, {"torch._utils": "_rebuild_parameter _rebuild_parameter_with_state", "torch.nn.parameter": "Parameter Buffer UninitializedParameter"}),
    ("a sparse tensor out of its parts", {"call": "object|class:torch.,any*"}, {"torch._utils": "_rebuild_sparse_tensor _rebuild_sparse_csr_tensor"}),
    ("a tensor of a class of PyTorch's own", {"call": "@torch._utils._rebuild_tensor_v2|@torch._utils._rebuild_parameter,@torch.Tensor|@torch.nn.parameter.Parameter,tuple,data*"}, {"torch._tensor": "_rebuild_from_type_v2"}),
    ("a tensor out of an array", {"call": "array|object,data*"}, {"torch._utils": "_rebuild_device_tensor_from_numpy"}),
    ("shapes, devices, layouts by their numbers and names", {"call": "data*"}, {"torch": "Size device", "torch.serialization": "_get_layout", "torch._utils": "_rebuild_layout"}),
    ("storages, dtypes and classes of tensors, by name", {}, {
        "torch": "BFloat16Storage BoolStorage ByteStorage CharStorage ComplexDoubleStorage ComplexFloatStorage DoubleStorage FloatStorage HalfStorage IntStorage LongStorage "
        "QInt8Storage QInt32Storage QUInt8Storage QUInt4x2Storage QUInt2x4Storage ShortStorage Tensor per_channel_affine per_tensor_affine per_tensor_symmetric "
        "float16 float32 float64 bfloat16 half float double int8 int16 int32 int64 uint8 uint16 uint32 uint64 bool complex32 complex64 complex128 qint8 quint8 qint32 "
        "float8_e4m3fn float8_e5m2 float8_e4m3fnuz float8_e5m2fnuz float8_e8m0fnu strided sparse_coo sparse_csr contiguous_format channels_last preserve_format",
        "torch.storage": "UntypedStorage TypedStorage _UntypedStorage _TypedStorage"}),
    ("a function on tensors that is part of PyTorch's core, by name", {}, {"torch._C._nn": "gelu linear", "torch": "relu sigmoid tanh softmax"}),
]

JOBLIB = [
    ("the two constants of the language that dill writes as text", {"call": "=Ellipsis|=NotImplemented"}, {"dill._dill": "_eval_repr"}),
    ("a check of scikit-learn with its settings, which loading does not call", {"call": "@sklearn.utils.validation.check_array", "build": "any*"}, {"functools": "partial"}),
    ("the check", {}, {"sklearn.utils.validation": "check_array"}),
    ("the place of an array, whose bytes follow", {"new": "", "build": "attributes"}, {"joblib.numpy_pickle": "NumpyArrayWrapper", "sklearn.externals.joblib.numpy_pickle": "NumpyArrayWrapper"}),
    ("the place of an array in a file beside this one, which the audit reads too", {"new": "", "build": "attributes"}, {
        module: "NDArrayWrapper ZNDArrayWrapper" for module in ("joblib.numpy_pickle", "joblib.numpy_pickle_compat", "sklearn.externals.joblib.numpy_pickle", "sklearn.externals.joblib.numpy_pickle_compat")}),
]

SKLEARN = [
    ("a tuple with names", {"new": "any*"}, {"sklearn.impute._iterative": "_ImputerTriplet", "sklearn.model_selection._search": "_CVScoreTuple", "sklearn.grid_search": "_CVScoreTuple"}),
    ("settings of the estimator and of what it holds: a dict of attributes; the methods that keep the class out of the list by rule do nothing in loading",
     {"new": "", "build": "attributes"}, {
        "sklearn.isotonic": "IsotonicRegression", "sklearn.frozen._frozen": "FrozenEstimator", "sklearn.utils._metadata_requests": "MetadataRequest MethodMetadataRequest MetadataRouter MethodMapping"}),
    ("losses in C, of which scikit-learn 1.4 to 1.6 wrote the module without its package", {"call": "any*", "new": "any*", "build": "any*"}, {
        "_loss": " ".join("Cy%s __pyx_unpickle_Cy%s" % (name, name) for name in "HalfSquaredError HalfBinomialLoss HalfMultinomialLoss HalfPoissonLoss HalfGammaLoss HalfTweedieLoss HalfTweedieLossIdentity AbsoluteError PinballLoss HuberLoss ExponentialLoss LossFunction".split())}),
]

BOOSTING = [
    ("a model as text or bytes, which the library parses: LightGBM's and XGBoost's own formats hold no code", {"new": "", "build": "attributes"}, {
        "lightgbm.basic": "Booster", "lightgbm.sklearn": "LGBMModel LGBMClassifier LGBMRegressor LGBMRanker",
        "xgboost.core": "Booster", "xgboost.sklearn": "XGBModel XGBClassifier XGBRegressor XGBRanker XGBRFClassifier XGBRFRegressor",
        "sklearn.preprocessing._label": "LabelEncoder"}),
]

EXTENSION = {"call": "any*", "new": "any*", "build": "any*"}
WHY_PLAIN = "made by object.__new__ and given a dict of attributes: everything that loading could run on it is Python's own, or was read (observe.py)"
WHY_FUNCTION = "named, never called by loading; computes on what it is given and reaches nothing else"
WHY_EXTENSION = "a class in C of numbers and arrays, or Cython's function that makes it; which class is an argument that must be on the list too"
