/** Why a file that is written again is not byte for byte what Python wrote. */

export interface Reason {
  /** Matches the end of the file's path. */
  readonly files: RegExp;
  readonly reason: string;
}

/** The first that matches a file is its reason. */
export const REASONS: readonly Reason[] = [
  {
    files: /\/std[^/]*\/(builtin_globals|iterators)\.p[45]\.pkl$/,
    reason: 'functions and classes of builtins have a string "builtins" each, which are two objects in CPython',
  },
  {
    files: /\/std[^/]*\/(operator_getters|stringio_bytesio)\.p[45]\.pkl$/,
    reason: 'some classes written in C have a string of their own for their module, by Python version',
  },
  {
    files: /\/std[^/]*\/classmethod_static\.p[45]\.pkl$/,
    reason:
      'getattr(class, name) is read as the nested name that it stands for, which protocol 4 has a shorter form for',
  },
  {
    files: /\/std[^/]*\/inst_reduce_setter\.p[01]\.pkl$/,
    reason:
      'CPython writes TUPLE2 for a state setter in protocols 0 and 1 too, and then the stream looks like one of protocol 2',
  },
  {
    files: /\/np[^/]*\/endian_big_/,
    reason: 'big-endian arrays of protocols 0 to 4 are read in native order, as numpy does',
  },
  {
    files: /\/joblib[^/]*\/array_big_endian\./,
    reason: 'big-endian arrays are read in native order, as joblib.load does',
  },
  {
    files: /\/joblib[^/]*\/pre11_/,
    reason: 'joblib 1.1 and older wrote no padding; it is written as joblib 1.2 and newer do',
  },
  {
    files: /\/joblib[^/]*\/sklearn_externals_/,
    reason: "joblib's own names are written, not those of the copy in scikit-learn",
  },
  {
    files: /\/np[^/]*\/order_(broadcast|noncontiguous)\.p5\.pkl$/,
    reason: 'numpy writes an array that was not contiguous without a buffer; what is read is contiguous',
  },
  {
    files: /\/np[^/]*\/oob_pickle_buffer\.p5\.pkl$/,
    reason: 'a buffer that is no array is read as the bytes that it was given as, and goes into the stream',
  },
  {
    files: /\/(np|sklearn)[^/]*\//,
    reason: 'equal strings that are two objects in CPython, or one under a name that is written apart (ADR 6)',
  },
  { files: /\/py2\//, reason: 'Python 2 has opcodes for 8-bit strings; the value is written as Python 3 writes it' },
  { files: /\/extra\//, reason: 'written by hand, or by pickletools.optimize: no pickler writes it so' },
];

/** Why a file that is written again is not the value that it was. */
export const CHANGED: readonly Reason[] = [
  {
    files: /\/extra\/multi_same_pickler_memo\./,
    reason: 'what several dumps of one Pickler share is written in each',
  },
  {
    files: /\/np[^/]*\/oob_pickle_buffer\./,
    reason: 'a buffer that is no array is read as the bytes that it was given as',
  },
];
