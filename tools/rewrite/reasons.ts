/** Why a file that is written again is not byte for byte what Python wrote. */

export interface Reason {
  /** Matches the end of the file's path. */
  readonly files: RegExp;
  readonly reason: string;
}

export const REASONS: readonly Reason[] = [
  {
    files: /\/std[^/]*\/(builtin_globals|iterators)\.p[45]\.pkl$/,
    reason: 'functions and classes of builtins have a string "builtins" each, which are two objects in CPython',
  },
  {
    files: /\/std[^/]*\/operator_getters\.p[45]\.pkl$/,
    reason: 'each class of _operator has a string "operator" of its own in CPython 3.11',
  },
  {
    files: /\/std[^/]*\/classmethod_static\.p[45]\.pkl$/,
    reason:
      'getattr(class, name) is read as the nested name that it stands for, which protocol 4 has a shorter form for',
  },
];
