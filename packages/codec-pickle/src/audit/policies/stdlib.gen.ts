// Written by tools/allowlist/generate.py; change the review or the evidence there.
import type { PolicyTable } from '../policy.js';

export const STDLIB: PolicyTable = {
  library: 'stdlib',
  evidence: ['python 3.11.2', 'python 3.11.7'],
  groups: [
    {
      why: 'types of the language: to be named, and made of plain values',
      call: 'data?',
      names: {
        'builtins': 'bool float int object str',
      },
    },
    {
      why: 'bytes out of their numbers; never out of one number, which is a length',
      call: 'list|tuple|bytes?',
      names: {
        'builtins': 'bytes',
      },
    },
    {
      why: 'types of the language, by name',
      names: {
        'builtins': 'BaseException NoneType NotImplementedType ellipsis type',
      },
    },
    {
      why: 'containers of values that the stream made',
      call: 'items?',
      names: {
        'builtins': 'frozenset list set tuple',
      },
    },
    {
      why: 'a dict of values that the stream made',
      call: 'items?',
      setItems: 'any*',
      names: {
        'builtins': 'dict',
      },
    },
    {
      why: 'bytes out of bytes, or of text in latin-1; never out of a number, which is a length',
      call: 'bytes|str|list?,=latin-1?',
      names: {
        'builtins': 'bytearray',
      },
    },
    {
      why: 'a number',
      call: 'float,float',
      names: {
        'builtins': 'complex',
      },
    },
    {
      why: 'three numbers',
      call: 'int,int?,int?',
      names: {
        'builtins': 'range',
      },
    },
    {
      why: 'three values',
      call: 'data,data,data',
      names: {
        'builtins': 'slice',
      },
    },
    {
      why: 'how protocols 0 to 2 write bytes',
      call: 'str,=latin1',
      names: {
        '_codecs': 'encode',
      },
    },
    {
      why: 'errors that keep what they are given',
      call: 'data*',
      new: 'data*',
      build: 'attributes',
      names: {
        'builtins': 'ArithmeticError AssertionError AttributeError BaseException BufferError DeprecationWarning ' +
          'EOFError Exception FileExistsError FileNotFoundError FloatingPointError FutureWarning ' +
          'IOError ImportError IndexError KeyError KeyboardInterrupt LookupError MemoryError ' +
          'NameError NotImplementedError OSError OverflowError PermissionError RecursionError ' +
          'ReferenceError RuntimeError RuntimeWarning StopIteration SyntaxError SystemError ' +
          'TimeoutError TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError ' +
          'UnicodeError UserWarning ValueError Warning ZeroDivisionError',
      },
    },
    {
      why: 'how pickle makes objects; the class is judged, not these',
      names: {
        'copyreg': '__newobj__ __newobj_ex__ _reconstructor',
      },
    },
    {
      why: 'a dict in order',
      call: 'items?',
      new: '',
      setItems: 'any*',
      build: 'attributes',
      names: {
        'collections': 'Counter OrderedDict',
      },
    },
    {
      why: 'a dict whose factory is one of these types',
      call: '@builtins.list|@builtins.dict|@builtins.set|@builtins.frozenset|@builtins.tuple|@builtins.int|@builtins.float|@builtins.str|@builtins.bool|@builtins.object|@builtins.bytes|@builtins.bytearray|@collections.OrderedDict|@collections.defaultdict|@collections.Counter|@collections.deque|none?',
      setItems: 'any*',
      build: 'attributes',
      names: {
        'collections': 'defaultdict',
      },
    },
    {
      why: 'a list that grows at both ends',
      call: 'items?,int|none?',
      append: 'any*',
      build: 'attributes',
      names: {
        'collections': 'deque',
      },
    },
    {
      why: 'wrappers around a dict or list',
      call: 'items*',
      new: '',
      build: 'attributes',
      names: {
        'UserDict': 'IterableUserDict UserDict',
        'UserList': 'UserList',
        'collections': 'ChainMap UserDict UserList UserString',
      },
    },
    {
      why: 'dates and times out of their bytes or numbers',
      call: 'bytes|str|int,data*',
      names: {
        'datetime': 'date datetime time timedelta',
      },
    },
    {
      why: 'an offset',
      call: '#datetime.timedelta,str?',
      names: {
        'datetime': 'timezone',
      },
    },
    {
      why: 'exact numbers out of text or ints',
      call: 'str|int|#decimal.Decimal,int?',
      names: {
        'decimal': 'Decimal',
        'fractions': 'Fraction',
      },
    },
    {
      why: 'an id of 128 bits',
      new: '',
      build: 'attributes',
      names: {
        'uuid': 'UUID',
      },
    },
    {
      why: 'a constant of an enum',
      call: 'int',
      names: {
        'uuid': 'SafeUUID',
      },
    },
    {
      why: 'a path as text, which nothing opens',
      call: 'str*',
      names: {
        'pathlib': 'Path PosixPath PurePath PurePosixPath PureWindowsPath WindowsPath',
        'pathlib._local': 'Path PosixPath PurePath PurePosixPath PureWindowsPath WindowsPath',
      },
    },
    {
      why: 'numbers in memory',
      call: 'str,list|bytes|str',
      names: {
        'array': 'array',
      },
    },
    {
      why: 'the same, with the format of its bytes',
      call: '@array.array,str,int,bytes|str',
      names: {
        'array': '_array_reconstructor',
      },
    },
    {
      why: 'a generator of random numbers and its state',
      call: '',
      new: '',
      build: 'tuple',
      names: {
        'random': 'Random',
      },
    },
    {
      why: 'a file in memory',
      call: '',
      new: '',
      build: 'tuple',
      names: {
        '_io': 'BytesIO StringIO',
        'io': 'BytesIO StringIO',
      },
    },
    {
      why: 'attributes and nothing else',
      call: '',
      new: '',
      build: 'attributes',
      names: {
        'types': 'SimpleNamespace',
      },
    },
    {
      why: 'a pattern, compiled out of text',
      call: 'str|bytes,int',
      names: {
        're': '_compile',
      },
    },
    {
      why: 'time zones of pytz and dateutil, by name and offsets',
      call: 'data*',
      new: '',
      build: 'attributes',
      names: {
        'dateutil.tz': 'tzlocal tzoffset tzutc',
        'dateutil.tz.tz': 'tzlocal tzoffset tzutc',
        'pytz': 'FixedOffset _FixedOffset _UTC _p',
      },
    },
    {
      why: 'a time zone by its key, which may not be a path',
      call: 'str,int|bool',
      names: {
        'zoneinfo': 'ZoneInfo._unpickle',
      },
    },
    {
      why: 'the class above',
      names: {
        'zoneinfo': 'ZoneInfo',
      },
    },
    {
      why: 'abstract types, by name',
      names: {
        'collections.abc': 'Callable Iterable Mapping Sequence',
      },
    },
  ],
};
