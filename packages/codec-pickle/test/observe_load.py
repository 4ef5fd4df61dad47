"""
Loads pickles in real CPython with inert stand-ins for everything that they name, and prints what was imported and called: a JSON list a line.
Nothing that a stream names is imported or run.

    python3 observe_load.py < FILE     each line of FILE is a pickle in hexadecimal
"""

import io
import json
import pickle
import sys


def make(name, called):
    class Inert:
        _name = name

        def __new__(cls, *args, **kwargs):
            called.append(name)
            return object.__new__(cls)

        def __init__(self, *args, **kwargs):
            pass

        def __call__(self, *args, **kwargs):
            called.append(name)
            return self

        def __setstate__(self, state):
            called.append(name)

        def append(self, item):
            called.append(name)

        def extend(self, items):
            called.append(name)

        def add(self, item):
            called.append(name)

        def __setitem__(self, key, value):
            called.append(name)

    return Inert


class Watched(pickle._Unpickler):
    def __init__(self, file):
        super().__init__(file)
        self.named, self.called = [], []

    def find_class(self, module, name):
        if self.proto < 3:
            # As Python's own find_class does with fix_imports.
            import _compat_pickle

            if (module, name) in _compat_pickle.NAME_MAPPING:
                module, name = _compat_pickle.NAME_MAPPING[(module, name)]
            elif module in _compat_pickle.IMPORT_MAPPING:
                module = _compat_pickle.IMPORT_MAPPING[module]
        full = "%s.%s" % (module, name)
        self.named.append(full)
        return make(full, self.called)

    def persistent_load(self, pid):
        return None


def main():
    imported = []
    sys.addaudithook(lambda event, args: imported.append(args[0]) if event == "import" else None)
    for line in sys.stdin:
        watched = Watched(io.BytesIO(bytes.fromhex(line.strip())))
        watched.proto = 0
        del imported[:]
        try:
            watched.load()
            end = "STOP"
        except Exception as error:
            end = type(error).__name__
        print(json.dumps({"named": watched.named, "called": watched.called, "imported": [name for name in imported if name != "_compat_pickle"], "end": end}))


main()
