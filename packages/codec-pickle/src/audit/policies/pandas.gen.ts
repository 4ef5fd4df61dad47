// Written by tools/allowlist/generate.py; change the review or the evidence there.
import type { PolicyTable } from '../policy.js';

export const PANDAS: PolicyTable = {
  library: 'pandas',
  evidence: ['pandas 1.5.3', 'pandas 3.0.6'],
  groups: [
    {
      why: 'indexes, made only by the functions below',
      new: '',
      build: 'any*',
      append: 'any*',
      names: {
        'pandas': 'CategoricalIndex DatetimeIndex Float64Index Index Int64Index IntervalIndex MultiIndex ' +
          'PeriodIndex RangeIndex TimedeltaIndex UInt64Index',
        'pandas.core.indexes.base': 'Index',
        'pandas.core.indexes.category': 'CategoricalIndex',
        'pandas.core.indexes.datetimes': 'DatetimeIndex',
        'pandas.core.indexes.frozen': 'FrozenList',
        'pandas.core.indexes.interval': 'IntervalIndex',
        'pandas.core.indexes.multi': 'MultiIndex',
        'pandas.core.indexes.numeric': 'Float64Index Int64Index NumericIndex UInt64Index',
        'pandas.core.indexes.period': 'PeriodIndex',
        'pandas.core.indexes.range': 'RangeIndex',
        'pandas.core.indexes.timedeltas': 'TimedeltaIndex',
      },
    },
    {
      why: 'an index out of its parts',
      call: 'class:pandas.,items',
      build: 'any*',
      names: {
        'pandas.core.indexes.base': '_new_Index',
        'pandas.core.indexes.datetimes': '_new_DatetimeIndex',
        'pandas.core.indexes.interval': '_new_IntervalIndex',
        'pandas.core.indexes.period': '_new_PeriodIndex',
        'pandas.indexes.base': '_new_Index',
        'pandas.tseries.index': '_new_DatetimeIndex',
      },
    },
    {
      why: 'frames and series: their state is blocks of arrays and indexes',
      new: '',
      build: 'attributes',
      names: {
        'pandas': 'DataFrame Series',
        'pandas.core.frame': 'DataFrame',
        'pandas.core.series': 'Series',
      },
    },
    {
      why: 'blocks of arrays',
      call: 'any*',
      new: 'any*',
      build: 'any*',
      names: {
        'pandas._libs.internals': 'BlockManager BlockPlacement _unpickle_block',
        'pandas.core.internals': 'BlockManager SingleBlockManager',
        'pandas.core.internals.blocks': 'new_block',
        'pandas.core.internals.managers': 'BlockManager SingleBlockManager _unpickle_block',
      },
    },
    {
      why: 'extension arrays over arrays',
      new: '',
      build: 'any*',
      names: {
        'pandas': 'Categorical',
        'pandas.arrays': 'ArrowStringArray BooleanArray DatetimeArray FloatingArray IntegerArray IntervalArray ' +
          'NumpyExtensionArray PandasArray PeriodArray SparseArray StringArray TimedeltaArray',
        'pandas.core.arrays.boolean': 'BooleanArray',
        'pandas.core.arrays.categorical': 'Categorical',
        'pandas.core.arrays.datetimes': 'DatetimeArray',
        'pandas.core.arrays.floating': 'FloatingArray',
        'pandas.core.arrays.integer': 'IntegerArray',
        'pandas.core.arrays.interval': 'IntervalArray',
        'pandas.core.arrays.numpy_': 'NumpyExtensionArray PandasArray',
        'pandas.core.arrays.period': 'PeriodArray',
        'pandas.core.arrays.sparse.array': 'SparseArray',
        'pandas.core.arrays.string_': 'StringArray',
        'pandas.core.arrays.timedeltas': 'TimedeltaArray',
      },
    },
    {
      why: 'dtypes',
      new: '',
      call: 'any*',
      build: 'attributes',
      names: {
        'pandas': 'BooleanDtype CategoricalDtype DatetimeTZDtype Float32Dtype Float64Dtype Int16Dtype ' +
          'Int32Dtype Int64Dtype Int8Dtype IntervalDtype PeriodDtype SparseDtype StringDtype ' +
          'UInt16Dtype UInt32Dtype UInt64Dtype UInt8Dtype',
        'pandas.core.arrays.boolean': 'BooleanDtype',
        'pandas.core.arrays.floating': 'Float32Dtype Float64Dtype',
        'pandas.core.arrays.integer': 'Int16Dtype Int32Dtype Int64Dtype Int8Dtype UInt16Dtype UInt32Dtype UInt64Dtype UInt8Dtype',
        'pandas.core.arrays.sparse.dtype': 'SparseDtype',
        'pandas.core.arrays.string_': 'StringDtype',
        'pandas.core.dtypes.dtypes': 'CategoricalDtype DatetimeTZDtype IntervalDtype NumpyEADtype PandasDtype PeriodDtype ' +
          'SparseDtype',
      },
    },
    {
      why: 'an array of a C class, made empty',
      call: 'class:pandas.,int,none|tuple',
      build: 'any*',
      names: {
        'pandas._libs.arrays': '__pyx_unpickle_NDArrayBacked',
      },
    },
    {
      why: 'single values out of numbers, text and offsets',
      call: 'any*',
      new: 'data*',
      build: 'any*',
      names: {
        'pandas': 'Interval Period Timedelta Timestamp',
        'pandas._libs.interval': 'Interval',
        'pandas._libs.sparse': 'BlockIndex IntIndex',
        'pandas._libs.tslibs.nattype': '__nat_unpickle _nat_unpickle',
        'pandas._libs.tslibs.offsets': 'BDay BMonthEnd BusinessDay BusinessHour BusinessMonthEnd CustomBusinessDay DateOffset Day ' +
          'Hour Micro Milli Minute MonthBegin MonthEnd Nano QuarterBegin QuarterEnd Second Tick Week ' +
          'YearBegin YearEnd',
        'pandas._libs.tslibs.period': 'Period',
        'pandas._libs.tslibs.timedeltas': 'Timedelta _timedelta_unpickle',
        'pandas._libs.tslibs.timestamps': 'Timestamp _unpickle_timestamp',
        'pandas.tseries.offsets': 'BusinessDay DateOffset Day Hour Minute MonthBegin MonthEnd QuarterEnd Second Week YearEnd',
      },
    },
    {
      why: 'the missing value',
      names: {
        'pandas': 'NA NaT',
        'pandas._libs.missing': 'C_NA NA',
        'pandas._libs.tslibs.nattype': 'NaT',
        'pandas.api.typing': 'NAType',
      },
    },
  ],
};
