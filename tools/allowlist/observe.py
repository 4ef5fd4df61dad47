"""
Observes what the libraries of this Python write into pickles, as evidence for the allow-list:

    python observe.py > evidence/NAME.json

Two kinds of evidence. `classes`: classes of a library that pickle makes in the generic way, by object.__new__ and a dict of attributes, with
every method that loading could run either Python's own or one of REVIEWED. `seen`: what unpickling objects of the libraries asks for, by
name, operation and types of the arguments, of objects made here and loaded again by Python's own unpickler.
"""

import importlib
import inspect
import io
import json
import pickle
import pkgutil
import sys
import warnings

warnings.simplefilter("ignore")

# __setstate__ and the like that were read and do nothing but keep what they are given.
REVIEWED = {
    "sklearn.base.BaseEstimator.__setstate__": "compares versions, warns, updates __dict__",
    "sklearn.base.BaseEstimator.__getstate__": "not called by loading",
    "sklearn.utils.deprecation.deprecated": "wraps classes",
    "torch.nn.modules.module.Module.__setstate__": "updates __dict__, adds missing dicts of hooks",
    "torch.nn.modules.conv._ConvNd.__setstate__": "the same, and a default for padding_mode",
    "torch.nn.modules.rnn.RNNBase.__setstate__": "the same, and lists names and parameters that it was given",
    "torch.nn.modules.activation.MultiheadAttention.__setstate__": "the same, with a default",
    "torch.nn.modules.activation.Softmax.__setstate__": "updates __dict__, with a default",
    "torch.nn.modules.activation.Softmin.__setstate__": "updates __dict__, with a default",
    "torch.nn.modules.activation.LogSoftmax.__setstate__": "updates __dict__, with a default",
    "torch.nn.modules.upsampling.Upsample.__setstate__": "the same, with a default",
    "torch.nn.modules.transformer.TransformerEncoderLayer.__setstate__": "the same, with a default",
    "torch.nn.modules.transformer.TransformerDecoderLayer.__setstate__": "the same, with a default",
    "torch.optim.optimizer.Optimizer.__setstate__": "updates __dict__, adds missing dicts of hooks, sets defaults",
}
RUN_BY_LOADING = ["__new__", "__setstate__", "__reduce__", "__reduce_ex__", "__del__", "__setitem__", "append", "extend", "__getattribute__", "__getattr__"]
PACKAGES = {
    "sklearn": ["sklearn"],
    "torch": ["torch.nn.modules", "torch.optim", "torch.ao.nn.quantized.modules", "torch.nn.parameter"],
    "lightgbm": ["lightgbm.sklearn", "lightgbm.basic"],
    "xgboost": ["xgboost.sklearn", "xgboost.core"],
    "scipy": ["scipy.sparse", "scipy.interpolate", "scipy.optimize._optimize", "scipy.spatial", "scipy._lib"],
    "joblib": ["joblib.numpy_pickle", "joblib.numpy_pickle_utils"],
}
SKIPPED = ("test", "conftest", "_testing", "externals", "_build_utils", "experimental", "datasets", "_array_api", "_mocking")


def owner(cls, name):
    for base in cls.__mro__:
        if name in vars(base):
            return base
    return None


def is_plain(cls):
    """Whether loading an instance runs nothing but object.__new__, dict.update and what is reviewed."""
    if cls.__module__ == "builtins" or not isinstance(cls, type) or type(cls).__name__ not in ("type", "ABCMeta"):
        return False
    base = cls.__mro__[-2] if len(cls.__mro__) > 1 else cls
    for name in RUN_BY_LOADING:
        at = owner(cls, name)
        if at is None or at is object:
            continue
        if at.__module__ in ("abc", "typing", "builtins") and at is not dict and at is not list:
            continue
        if "%s.%s.%s" % (at.__module__, at.__name__, name) in REVIEWED:
            continue
        # Python's own __getattr__ is asked for names that are missing: a Module's looks in dicts of its own.
        if name in ("__getattr__",) and at.__module__.startswith("torch.nn"):
            continue
        # Ensembles and containers of layers: loading appends to none of them, and the allow-list gives no such permission.
        if name in ("__setitem__", "append", "extend"):
            continue
        return False
    return True


def modules_of(root):
    try:
        package = importlib.import_module(root)
    except Exception:
        return
    yield package
    for info in pkgutil.walk_packages(getattr(package, "__path__", []), root + "."):
        if any(part in info.name for part in SKIPPED):
            continue
        try:
            yield importlib.import_module(info.name)
        except BaseException:
            continue


def classes():
    found = {}
    for roots in PACKAGES.values():
        for root in roots:
            for module in modules_of(root):
                for name, value in sorted(vars(module).items()):
                    if inspect.isclass(value) and value.__module__ == module.__name__ and is_plain(value):
                        if value.__name__ == name and not issubclass(value, (BaseException, type)):
                            found.setdefault(module.__name__, []).append(name)
    return found


def functions():
    """Functions that parameters of estimators and layers name: scores, kernels, activations, and numpy's ufuncs. None of a module that reads or writes."""
    found = {}
    for root in ("sklearn", "torch.nn.functional"):
        for module in modules_of(root):
            if any(part in module.__name__ for part in ("datasets", "utils", "_config", "show_versions", "setup")):
                continue
            for name, value in sorted(vars(module).items()):
                if inspect.isroutine(value) and getattr(value, "__name__", None) == name and not name.startswith("__"):
                    if getattr(value, "__module__", None) == module.__name__ or module.__name__ == "torch.nn.functional":
                        found.setdefault(module.__name__, []).append(name)
    try:
        import numpy

        found["numpy"] = sorted(name for name, value in vars(numpy).items() if isinstance(value, numpy.ufunc))
    except ImportError:
        pass
    return found


def extensions():
    """Classes in C of scikit-learn, and the functions with which Cython has them made: they hold numbers and arrays."""
    found = {}
    for module in modules_of("sklearn"):
        for name, value in sorted(vars(module).items()):
            is_class = inspect.isclass(value) and value.__module__ == module.__name__ and not value.__flags__ & (1 << 9)
            if is_class or name == "newObj" or name.startswith("__pyx_unpickle_"):
                found.setdefault(module.__name__, []).append(name)
    return found


def kind_of(value):
    if isinstance(value, type):
        return "class %s.%s" % (value.__module__, value.__qualname__)
    if callable(value) and hasattr(value, "__qualname__"):
        return "function %s.%s" % (value.__module__, value.__qualname__)
    return "%s.%s" % (type(value).__module__, type(value).__qualname__)


class Observer(pickle._Unpickler):
    """Python's own unpickler, which notes each operation with the name that it is done on."""

    def __init__(self, file, seen):
        super().__init__(file)
        self.seen = seen
        self.names = {}

    def find_class(self, module, name):
        value = super().find_class(module, name)
        self.names[id(value)] = "%s.%s" % (module, name)
        self.note(value, "reference")
        return value

    def note(self, target, operation, *args):
        name = self.names.get(id(target)) or self.names.get(id(type(target)))
        if name is None:
            name = "%s.%s" % (type(target).__module__, type(target).__qualname__)
        kinds = ", ".join(kind_of(arg) for arg in args)
        self.seen.setdefault(name, {}).setdefault(operation, set()).add(kinds[:300])

    def reduce(self):
        self.note(self.stack[-2], "call", *self.stack[-1])
        pickle._Unpickler.load_reduce(self)

    def newobj(self):
        self.note(self.stack[-2], "new", *self.stack[-1])
        pickle._Unpickler.load_newobj(self)

    def newobj_ex(self):
        self.note(self.stack[-3], "new", *(list(self.stack[-2]) + list(self.stack[-1].values())))
        pickle._Unpickler.load_newobj_ex(self)

    def build(self):
        self.note(self.stack[-2], "build", self.stack[-1])
        pickle._Unpickler.load_build(self)

    dispatch = dict(pickle._Unpickler.dispatch)
    dispatch[pickle.REDUCE[0]] = reduce
    dispatch[pickle.NEWOBJ[0]] = newobj
    dispatch[pickle.NEWOBJ_EX[0]] = newobj_ex
    dispatch[pickle.BUILD[0]] = build


def observe(value, seen, failed, label):
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        try:
            Observer(io.BytesIO(pickle.dumps(value, protocol)), seen).load()
        except Exception as error:
            failed["%s p%d" % (label, protocol)] = repr(error)[:100]


def samples():
    from samples import SAMPLES

    for label, make in SAMPLES:
        try:
            yield label, make()
        except Exception as error:
            yield label, error


def main():
    seen, failed = {}, {}
    for label, value in samples():
        if isinstance(value, Exception):
            failed[label] = repr(value)[:100]
        else:
            observe(value, seen, failed, label)
    versions = {"python": sys.version.split()[0]}
    for name in ("sklearn", "numpy", "scipy", "pandas", "joblib", "torch", "lightgbm", "xgboost"):
        try:
            versions[name] = importlib.import_module(name).__version__
        except Exception:
            pass
    report = {
        "versions": versions,
        "classes": classes(),
        "functions": functions(),
        "extensions": extensions(),
        "seen": {name: {op: sorted(kinds)[:8] for op, kinds in sorted(ops.items())} for name, ops in sorted(seen.items())},
        "failed": failed,
    }
    json.dump(report, sys.stdout, indent=1, sort_keys=True)
    print()


main()
