"""Objects whose pickles are observed: what honest programs save. Each is made when it is asked for, so that a missing library leaves its own out."""

import collections
import datetime
import decimal
import fractions
import pathlib
import random
import types
import uuid

SAMPLES = []


def sample(make):
    SAMPLES.append((make.__name__, make))
    return make


@sample
def stdlib():
    import array
    import io

    chain = collections.ChainMap({"a": 1}, {"b": 2})
    return [
        {1}, frozenset([1]), bytearray(b"x"), 1j, range(3), slice(1, 2), Ellipsis, collections.OrderedDict(a=1), collections.Counter("ab"),
        collections.defaultdict(list, a=[1]), collections.deque([1], 3), chain, datetime.date(2020, 1, 1),
        datetime.datetime(2020, 1, 1, tzinfo=datetime.timezone.utc), datetime.time(1), datetime.timedelta(1), decimal.Decimal("1.5"),
        fractions.Fraction(1, 3), uuid.UUID(int=5), pathlib.PurePosixPath("a/b"), random.Random(1), types.SimpleNamespace(a=1),
        array.array("d", [1.0]), io.BytesIO(b"x"), io.StringIO("x"), int, str, type(None), collections.UserDict(a=1), collections.UserList([1]),
    ]


@sample
def numpy_arrays():
    import numpy as np

    structured = np.zeros(2, dtype=[("a", "f8"), ("b", "i4", (2,))])
    return [
        np.arange(3), np.asfortranarray(np.eye(3)), np.array(["a", None], dtype=object), structured, structured[0], np.float64(1), np.int8(1),
        np.bool_(True), np.str_("x"), np.datetime64("2020-01-01", "D"), np.timedelta64(1, "s"), np.dtype("f4"), structured.dtype,
        np.ma.masked_array([1, 2], [0, 1]), np.matrix([[1]]), np.rec.array(structured), np.random.RandomState(1), np.float32, np.log1p,
    ]


@sample
def numpy_generators():
    import numpy as np

    made = [np.random.default_rng(1), np.random.Generator(np.random.MT19937(1)), np.random.PCG64(1), np.random.SFC64(1), np.random.Philox(1)]
    return made + [np.random.SeedSequence(1)]


@sample
def sparse():
    import scipy.sparse as sp

    matrix = sp.eye(3)
    found = [matrix.asformat(form) for form in ("csr", "csc", "coo", "bsr", "dia", "lil", "dok")]
    if hasattr(sp, "csr_array"):
        found += [getattr(sp, form + "_array")(found[0]) for form in ("csr", "csc", "coo", "bsr", "dia", "lil", "dok")]
    return found


@sample
def interpolation():
    import numpy as np
    from scipy import interpolate, spatial

    x = np.arange(6.0)
    points = np.random.RandomState(0).rand(9, 2)
    return [interpolate.interp1d(x, x), interpolate.make_interp_spline(x, x), spatial.cKDTree(points), interpolate.CubicSpline(x, x)]


@sample
def pandas_objects():
    import numpy as np
    import pandas as pd

    dates = pd.date_range("2020", periods=3)
    frame = pd.DataFrame({"a": [1, 2, 3], "b": [1.5, None, 2], "c": ["x", "y", None], "d": dates, "e": pd.Categorical(["u", "v", "u"])})
    return [
        frame, frame.set_index(["a", "c"]), frame["d"].dt.tz_localize("UTC"), pd.Index([1, 2]), pd.Index([1.5]), pd.Index(["a"]), dates,
        pd.timedelta_range("1D", periods=2), pd.period_range("2020", periods=2, freq="M"), pd.interval_range(0, 2), pd.Timestamp("2020"),
        pd.Timedelta("1D"), pd.Interval(0, 1), pd.NaT, pd.NA, pd.array([1, None], dtype="Int64"), pd.array([True, None], dtype="boolean"),
        pd.array(["a", None], dtype="string"), pd.Series([1.5, None], dtype="Float64"), pd.Period("2020", "M"), pd.CategoricalDtype(["a"]),
        pd.arrays.SparseArray([0, 0, 1]), pd.offsets.MonthEnd(), pd.Series(np.arange(2), name="s"),
    ]


@sample
def torch_objects():
    import torch

    return [torch.Size([1, 2]), torch.float32, torch.device("cpu")]


@sample
def lightgbm_models():
    import lightgbm
    import numpy as np

    x = np.random.RandomState(0).rand(60, 3)
    return [lightgbm.LGBMClassifier(n_estimators=2, verbose=-1).fit(x, x[:, 0] > 0.5), lightgbm.LGBMRegressor(n_estimators=2, verbose=-1).fit(x, x[:, 0])]


@sample
def xgboost_models():
    import numpy as np
    import xgboost

    x = np.random.RandomState(0).rand(60, 3)
    return [xgboost.XGBClassifier(n_estimators=2).fit(x, x[:, 0] > 0.5), xgboost.XGBRegressor(n_estimators=2).fit(x, x[:, 0])]


def _estimators():
    import numpy as np
    from sklearn.datasets import make_classification
    from sklearn.utils import all_estimators

    x, y = make_classification(60, 6, random_state=0)
    positive = np.abs(x)

    def fitted(cls):
        def make():
            if cls.__name__ in ("CountVectorizer", "TfidfVectorizer", "HashingVectorizer"):
                return cls().fit(["a text", "another text here"])
            inner = __import__("sklearn.linear_model").linear_model.LogisticRegression()
            required = {"estimator": inner, "base_estimator": inner, "estimators": [("a", inner)], "transformers": [("a", "passthrough", [0])],
                        "steps": [("a", inner)], "transformer_list": [], "param_grid": {"C": [1]}, "param_distributions": {"C": [1, 2]},
                        "dictionary": np.eye(6)}
            import inspect

            parameters = inspect.signature(cls.__init__).parameters
            given = {name: required[name] for name, p in parameters.items() if name in required and p.default is inspect.Parameter.empty}
            estimator = cls(**given)
            for data, target in ((x, y), (positive, y), (positive, np.c_[y, y]), (x[:, 0], y)):
                try:
                    return estimator.fit(data, target)
                except Exception:
                    continue
            return estimator

        return make

    for name, cls in all_estimators():
        SAMPLES.append((name, fitted(cls)))


try:
    _estimators()
except ImportError:
    pass
