/** Names of Python's own classes and builtins. */

/**
 * Classes that dill and cloudpickle name by a table of theirs, by what Python calls them; all others in it are builtins of that name.
 * @see CPython, Lib/types.py; dill, `_reverse_typemap` in dill/_dill.py; cloudpickle, `_BUILTIN_TYPE_NAMES`
 */
const TYPES: Readonly<Record<string, string>> = {
  EnvironmentError: 'builtins.OSError',
  IOError: 'builtins.OSError',
  FunctionType: 'builtins.function',
  LambdaType: 'builtins.function',
  CodeType: 'builtins.code',
  MappingProxyType: 'builtins.mappingproxy',
  CellType: 'builtins.cell',
  GeneratorType: 'builtins.generator',
  CoroutineType: 'builtins.coroutine',
  AsyncGeneratorType: 'builtins.async_generator',
  MethodType: 'builtins.method',
  BuiltinFunctionType: 'builtins.builtin_function_or_method',
  BuiltinMethodType: 'builtins.builtin_function_or_method',
  WrapperDescriptorType: 'builtins.wrapper_descriptor',
  MethodWrapperType: 'builtins.method-wrapper',
  MethodDescriptorType: 'builtins.method_descriptor',
  ClassMethodDescriptorType: 'builtins.classmethod_descriptor',
  ModuleType: 'builtins.module',
  TracebackType: 'builtins.traceback',
  FrameType: 'builtins.frame',
  GetSetDescriptorType: 'builtins.getset_descriptor',
  MemberDescriptorType: 'builtins.member_descriptor',
  EllipsisType: 'builtins.ellipsis',
  PartialType: 'functools.partial',
  SuperType: 'builtins.super',
  ItemGetterType: 'operator.itemgetter',
  AttrGetterType: 'operator.attrgetter',
  FileType: '_io.FileIO',
  BufferedRandomType: '_io.BufferedRandom',
  BufferedReaderType: '_io.BufferedReader',
  BufferedWriterType: '_io.BufferedWriter',
  TextWrapperType: '_io.TextIOWrapper',
  PyBufferedRandomType: '_pyio.BufferedRandom',
  PyBufferedReaderType: '_pyio.BufferedReader',
  PyBufferedWriterType: '_pyio.BufferedWriter',
  PyTextWrapperType: '_pyio.TextIOWrapper',
  DictKeysType: 'builtins.dict_keys',
  DictValuesType: 'builtins.dict_values',
  DictItemsType: 'builtins.dict_items',
  OdictKeysType: 'builtins.odict_keys',
  OdictValuesType: 'builtins.odict_values',
  OdictItemsType: 'builtins.odict_items',
  ExitType: '_sitebuiltins.Quitter',
  GenericAliasIteratorType: 'builtins.generic_alias_iterator',
  PyCapsuleType: 'builtins.PyCapsule',
  GenericAlias: 'types.GenericAlias',
  UnionType: 'types.UnionType',
  SimpleNamespace: 'types.SimpleNamespace',
};

/** @returns module and name of a class in the table; undefined for a name that is none */
export function builtinType(name: string): { readonly module: string; readonly name: string } | undefined {
  if (!Object.hasOwn(TYPES, name)) return /^\w+$/.test(name) ? { module: 'builtins', name } : undefined;
  const [module, type] = TYPES[name]!.split('.');
  return { module: module!, name: type! };
}

/** @see https://docs.python.org/3.14/library/functions.html and exceptions.html */
export const BUILTINS: ReadonlySet<string> = new Set(
  `
   abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex delattr dict
   dir divmod enumerate eval exec filter float format frozenset getattr globals hasattr hash help hex id input int
   isinstance issubclass iter len list locals map max memoryview min next object oct open ord pow print property range repr
   reversed round set setattr slice sorted staticmethod str sum super tuple type vars zip __import__ __build_class__
   __debug__ Ellipsis NotImplemented copyright credits exit license quit
   ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError BrokenPipeError
   BufferError BytesWarning ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError
   ConnectionResetError DeprecationWarning EOFError EncodingWarning EnvironmentError Exception ExceptionGroup
   FileExistsError FileNotFoundError FloatingPointError FutureWarning GeneratorExit IOError ImportError ImportWarning
   IndentationError IndexError InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError
   ModuleNotFoundError NameError NotADirectoryError NotImplementedError OSError OverflowError PendingDeprecationWarning
   PermissionError ProcessLookupError PythonFinalizationError RecursionError ReferenceError ResourceWarning RuntimeError
   RuntimeWarning StopAsyncIteration StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError TimeoutError
   TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning
   UserWarning ValueError Warning ZeroDivisionError
  `
    .trim()
    .split(/\s+/),
);
