"""What CPython makes of a pickle, as plain JSON: no class of the stream is imported, every call is written down."""

import io
import pickle
import pickletools
import struct

MODULES = {"__builtin__": "builtins", "copy_reg": "copyreg"}


class Named(type):
    """A class that the stream names; calling it is REDUCE."""

    def __call__(cls, *args, **kwargs):
        return cls.make(args, kwargs)

    @property
    def __setstate__(cls):
        """What its instances have is not its own: BUILD asks the class itself."""
        raise AttributeError("__setstate__")

    def make(cls, args, kwargs=None):
        made = object.__new__(cls)
        made.args, made.kwargs, made.states, made.items, made.entries = args, kwargs, [], [], []
        return made


class Record(metaclass=Named):
    name = ""

    def __new__(cls, *args, **kwargs):
        return cls.make(args, kwargs)

    def __call__(self, *args):
        return Called.make((self, *args))

    def __setstate__(self, state):
        self.states.append(state)

    def append(self, item):
        self.items.append(item)

    def extend(self, items):
        self.items.extend(items)

    add = append

    def __setitem__(self, key, value):
        self.entries += [key, value]


class Called(Record):
    """The result of calling what is no class."""


class Persistent:
    """What a persistent id stands for: it can be called, and nothing else is known of it."""

    __slots__ = "id"

    def __init__(self, pid):
        self.id = pid

    def __call__(self, *args):
        return Called.make((self, *args))


def reconstructor(cls, base, state):
    return cls.make((base, state))


def newobj(cls, *args):
    return cls.make(args)


def newobj_ex(cls, args, kwargs):
    return cls.make(tuple(args), kwargs)


REAL = {("builtins", name): getattr(__import__("builtins"), name) for name in ("set", "frozenset", "bytearray", "complex", "bytes", "object", "list", "dict", "tuple", "int", "str", "float")}
REAL["_codecs", "encode"] = __import__("_codecs").encode
REAL["copyreg", "_reconstructor"] = reconstructor
REAL["copyreg", "__newobj__"] = newobj
REAL["copyreg", "__newobj_ex__"] = newobj_ex


class Classes:
    """The part that the unpickler in C and the one in Python share."""

    def __init__(self, file):
        super().__init__(file)
        self.classes = {}

    def find_class(self, module, name):
        module = MODULES.get(module, module)
        if (module, name) in REAL:
            return REAL[module, name]
        key = f"{module}.{name}"
        if key not in self.classes:
            # Its own name must be one that a class can have.
            self.classes[key] = Named("Class", (Record,), {"name": key})
        return self.classes[key]

    def persistent_load(self, pid):
        return Persistent(pid)


class InC(Classes, pickle.Unpickler):
    pass


class InPython(Classes, pickle._Unpickler):
    pass


class TooLarge(Exception):
    pass


def plain(value, ids, left):
    """A value as JSON: numbers by kind, sharing of what can be changed by a number in the order of appearance."""
    left[0] -= 1
    if left[0] < 0:
        raise TooLarge
    if value is None or value is True or value is False:
        return value
    kind = type(value)
    if kind is int:
        return ["i", hex(value)]
    if kind is float:
        return ["f", "nan" if value != value else struct.pack(">d", value).hex()]
    if kind is complex:
        return ["c", plain(value.real, ids, left), plain(value.imag, ids, left)]
    if kind is str:
        return ["s", value]
    if kind is bytes:
        return ["b", value.hex()]
    if kind is memoryview:
        # READONLY_BUFFER of a bytearray: bytes to whoever is handed it.
        return ["b", value.tobytes().hex()]
    if kind is tuple:
        return ["t", *[plain(item, ids, left) for item in value]]
    if kind is frozenset:
        return ["F", *ordered(value, ids, left)]
    if isinstance(value, type):
        return ["g", value.name if isinstance(value, Named) else f"builtins.{value.__name__}"]
    if value is reconstructor or value is newobj_ex or value is REAL["_codecs", "encode"]:
        return ["g", "function"]
    if ids is None:
        return ["?"]
    if id(value) in ids:
        return ["ref", ids[id(value)][0]]
    number = len(ids)
    ids[id(value)] = number, value
    if kind is bytearray:
        return ["B", number, value.hex()]
    if kind is list:
        return ["l", number, *[plain(item, ids, left) for item in value]]
    if kind is dict:
        return ["d", number, *[plain(part, ids, left) for pair in value.items() for part in pair]]
    if kind is set:
        return ["S", number, *ordered(value, ids, left)]
    if kind is Persistent:
        return ["p", number, plain(value.id, ids, left)]
    if kind is Called:
        func, *args = value.args
    else:
        func, args = kind, value.args
    return ["o", number, plain(func, ids, left), plain(tuple(args), ids, left), *[
        ["l", *[plain(part, ids, left) for part in parts]] for parts in (value.states, value.items, value.entries)
    ]]


def ordered(items, ids, left):
    """Sets have no order, so that what has an identity is not numbered in them; who compares sorts them."""
    return [plain(item, None, left) for item in items]


def outcome(kind, data):
    try:
        value = kind(io.BytesIO(data)).load()
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"[:300]}
    try:
        return {"value": plain(value, {}, [5000])}
    except (TooLarge, RecursionError):
        return {"skip": True}


def listing(data):
    out = io.StringIO()
    try:
        pickletools.dis(io.BytesIO(data), out)
    except Exception as error:
        return [out.getvalue(), str(error)]
    return [out.getvalue(), None]
