#!/usr/bin/env python3
"""Loads pairs of pickles and says whether they are the same value, sharing included.

    python check.py MANIFEST [--tagger FILE.py] [--path DIR]...

MANIFEST is JSON: [{"name", "original", "rewritten": [file, ...], "buffers", "encoding", "extensions", "several"}, ...]. Prints a JSON
list of [name, index of the rewritten file, what is wrong]; an original that is not even the same as itself, for it does not load here or
is another value each time, is [name, null, why].

Two values are the same when they have one type, and what pickle takes them apart into is the same, with objects that are one object on
one side one object on the other. With a tagger, its `tag(value)` has to be the same too.
"""

import argparse
import copyreg
import importlib.util
import io
import json
import pickle
import struct
import sys
import types
import warnings
from pathlib import Path

try:
    import joblib
except ImportError:
    joblib = None

try:
    import numpy as np
except ImportError:
    np = None

ATOMS = (type(None), bool, int, str, bytes, type(...), type(NotImplemented))
NAMED = (type, types.FunctionType, types.BuiltinFunctionType, types.ModuleType)


class Different(Exception):
    pass


class Comparison:
    def __init__(self):
        self.pairs = {}
        self.taken = {}
        self.kept = []

    def same(self, a, b, path=""):
        kind = type(a)
        if kind is not type(b):
            raise Different(f"{path}: {kind.__name__} is {type(b).__name__}")
        if isinstance(a, NAMED) and getattr(a, "__self__", None) in (None, sys.modules["builtins"]):
            self.need(a is b, path, a, b)
        elif kind in ATOMS:
            self.need(a == b, path, a, b)
        elif kind is float:
            self.need(struct.pack("d", a) == struct.pack("d", b) or (a != a and b != b), path, a, b)
        elif kind is complex:
            self.same(a.real, b.real, path + ".real")
            self.same(a.imag, b.imag, path + ".imag")
        elif self.first_meeting(a, b, path):
            self.parts(a, b, kind, path)

    def need(self, right, path, a, b):
        if not right:
            raise Different(f"{path}: {a!r:.80} is {b!r:.80}")

    def first_meeting(self, a, b, path):
        if isinstance(a, (tuple, frozenset)) and len(a) == 0:
            return True
        if np is not None and isinstance(a, np.dtype):
            return True
        known = self.pairs.get(id(a))
        if known is None and id(b) not in self.taken:
            self.pairs[id(a)] = id(b)
            self.taken[id(b)] = id(a)
            self.kept.append((a, b))
            return True
        if known != id(b) or self.taken.get(id(b)) != id(a):
            raise Different(f"{path}: sharing differs ({a!r:.60})")
        return False

    def parts(self, a, b, kind, path):
        if kind in (list, tuple):
            self.need(len(a) == len(b), path, len(a), len(b))
            for i, (x, y) in enumerate(zip(a, b)):
                self.same(x, y, f"{path}[{i}]")
        elif kind is dict:
            self.same(list(a), list(b), path + ".keys()")
            for key, x, y in zip(a, a.values(), b.values()):
                self.same(x, y, f"{path}[{key!r:.40}]")
        elif kind in (set, frozenset):
            order = lambda item: (type(item).__name__, repr(item))
            self.same(sorted(a, key=order), sorted(b, key=order), path + "{}")
        elif kind is bytearray:
            self.need(a == b, path, a, b)
        elif np is not None and isinstance(a, np.dtype):
            self.need(a == b and a.str == b.str and metadata(a) == metadata(b) and a.isalignedstruct == b.isalignedstruct, path, a, b)
        elif np is not None and isinstance(a, np.ndarray):
            self.array(a, b, path)
        else:
            self.reduced(a, b, path)

    def array(self, a, b, path):
        for part in ("shape", "strides"):
            self.need(getattr(a, part) == getattr(b, part), f"{path}.{part}", getattr(a, part), getattr(b, part))
        self.need(a.flags.writeable == b.flags.writeable, path + ".flags.writeable", a.flags.writeable, b.flags.writeable)
        self.same(a.dtype, b.dtype, path + ".dtype")
        if a.dtype.hasobject:
            self.same(list(np.ndarray.__reduce__(a)[2][4]), list(np.ndarray.__reduce__(b)[2][4]), path)
        else:
            self.need(a.tobytes() == b.tobytes(), path, a, b)
        if type(a) is not np.ndarray:
            self.same(vars(a) if hasattr(a, "__dict__") else None, vars(b) if hasattr(b, "__dict__") else None, path)

    def reduced(self, a, b, path):
        x, y = reduction(a), reduction(b)
        if x is None or y is None:
            self.same(vars(a), vars(b), path)
            return
        if isinstance(x, str) or isinstance(y, str):
            self.need(x == y, path, x, y)
            return
        for i, (p, q) in enumerate(zip(x, y)):
            if i in (3, 4) and p is not None:
                p, q = list(p), list(q)
            self.same(p, q, f"{path}<{type(a).__name__}>{['.func', '.args', '.state', '', '', '.setter'][i]}")


def metadata(dtype):
    try:
        return dtype.metadata
    except TypeError:
        return {}  # numpy 1 cannot show the None that numpy 2 writes for a datetime64.


def reduction(value):
    """None for an object that cannot be pickled again: one that came without the attributes that its class counts on."""
    reducer = copyreg.dispatch_table.get(type(value))
    try:
        result = reducer(value) if reducer else value.__reduce_ex__(4)
    except AttributeError:
        return None
    return result if isinstance(result, str) else tuple(result) + (None,) * (6 - len(result))


class Unpickler(pickle.Unpickler):
    def persistent_load(self, pid):
        return ("persistent", pid)


def load(path, entry):
    buffers = [Path(name).read_bytes() for name in entry.get("buffers", [])]
    if entry.get("joblib"):
        return [joblib.load(path)]
    stream = io.BytesIO(Path(path).read_bytes())
    values = []
    while not values or (entry.get("several") and stream.tell() < len(stream.getvalue())):
        # Writable, as they were when they were taken out of band.
        given = [bytearray(buffer) for buffer in buffers] if buffers else None
        values.append(Unpickler(stream, encoding=entry.get("encoding", "ASCII"), buffers=given).load())
    return values


def difference(original, other, entry, tag):
    """What is different about two files, loaded anew since looking at an iterator may move it on; None when nothing is."""
    try:
        a, b = load(original, entry), load(other, entry)
        if tag and json.dumps(tag(a)) != json.dumps(tag(b)):
            return "tagged, they differ"
        Comparison().same(a, b)
    except Exception as error:
        return f"{type(error).__name__}: {error}"[:300]


def check(entry, tag):
    for module, name, code in entry.get("extensions", []):
        copyreg.add_extension(module, name, code)
    try:
        wrong = [(index, difference(entry["original"], path, entry, tag)) for index, path in enumerate(entry["rewritten"])]
        if any(what for _, what in wrong):
            # An original that does not load here, or is another value each time, says nothing.
            itself = difference(entry["original"], entry["original"], entry, tag)
            wrong = [(None, itself)] if itself else wrong
        return [[entry["name"], index, what] for index, what in wrong if what]
    finally:
        for module, name, code in entry.get("extensions", []):
            copyreg.remove_extension(module, name, code)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("manifest")
    parser.add_argument("--tagger")
    parser.add_argument("--path", action="append", default=[])
    options = parser.parse_args()
    sys.path[:0] = options.path
    sys.setrecursionlimit(20000)
    warnings.simplefilter("ignore")
    tag = None
    if options.tagger:
        spec = importlib.util.spec_from_file_location("tagger", options.tagger)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        tag = module.tag
    entries = json.loads(Path(options.manifest).read_text())
    print(json.dumps([wrong for entry in entries for wrong in check(entry, tag)]))


if __name__ == "__main__":
    main()
