#!/usr/bin/env python3
"""Loads files of dill and cloudpickle, each in a process of its own, and calls what is in them as their sidecars say.

    python calls.py MANIFEST --tagger FILE.py

MANIFEST is JSON: [{"name", "original", "rewritten", "sidecar"}, ...]. Prints a JSON list of [name, what is wrong with the rewritten file,
what is wrong with the original], null where nothing is. The tagger is a Python module whose `tag(value)` wrote the sidecars.
"""

import argparse
import copy
import importlib.util
import json
import os
import pickle
import re
import warnings
from pathlib import Path


def untag(node):
    if not isinstance(node, dict):
        return node
    kind = node["$"]
    if kind == "int":
        return int(node["v"])
    if kind == "float":
        return float.fromhex(node["hex"])
    if kind == "complex":
        return complex(float(node["re"]), float(node["im"]))
    if kind in ("bytes", "bytearray"):
        return (bytes if kind == "bytes" else bytearray)(bytes.fromhex(node["hex"]))
    if kind in ("list", "tuple", "set", "frozenset"):
        made = [untag(item) for item in node["v"]] if "v" in node else node["ints"]
        return {"list": list, "tuple": tuple, "set": set, "frozenset": frozenset}[kind](made)
    if kind == "dict":
        return {untag(key): untag(value) for key, value in node["v"]}
    if kind == "ndarray":
        import numpy

        return numpy.array(node["data"], dtype=node["dtype"], order=node["order"]).reshape(node["shape"])
    raise NotImplementedError(kind)


def plain(value):
    return json.loads(json.dumps(value))


def outcome(call, tag):
    """The result or exception of a call, as the sidecars have it."""
    try:
        return {"result": plain(tag(call()))}
    except Exception as error:
        return {"raises": {"type": type(error).__name__, "message": str(error)[:200]}}


def wrong(path, sidecar, tagger):
    """What a file does that its sidecar does not say; None for nothing."""
    data = Path(path).read_bytes()
    try:
        if sidecar["file"].endswith(".dill"):
            import dill

            value = dill.loads(data)
        else:
            value = pickle.loads(data)
    except Exception as error:
        said = f"{type(error).__name__}: {error}"[:300]
        return None if sidecar.get("loads") is False and same_error(said, sidecar["error"]) else f"does not load: {said}"
    if sidecar.get("loads") is False:
        return f"loads, which {sidecar['error']} should have prevented"
    if "value" in sidecar and plain(tagger.tag(value)) != sidecar["value"]:
        return f"is {json.dumps(tagger.tag(value))[:200]}"
    for i, call in enumerate(sidecar.get("calls", [])):
        args, kwargs = [untag(arg) for arg in call["args"]], {key: untag(arg) for key, arg in call.get("kwargs", {}).items()}
        found = outcome(lambda: value(*copy.deepcopy(args), **copy.deepcopy(kwargs)), tagger.tag)
        if not same_outcome(found, call):
            return f"call {i}: {json.dumps(found)[:200]} for {json.dumps(call)[:200]}"
    for probe in sidecar.get("probes", []):
        args = [untag(arg) for arg in probe["args"]]
        target = value[probe["key"]] if "key" in probe else value[probe["index"]] if "index" in probe else value
        method = getattr(target, probe["method"]) if probe.get("method") else target
        found = outcome(lambda: method(*copy.deepcopy(args)), tagger.tag)
        if not same_outcome(found, probe):
            return f"{probe.get('method')}: {json.dumps(found)[:200]} for {json.dumps(probe)[:200]}"
    for name, expected in sidecar.get("outputs", {}).items():
        import numpy

        rows = numpy.array(sidecar["X_test"]["data"], dtype=sidecar["X_test"]["dtype"])
        if plain(tagger.out(getattr(value, name)(rows))) != expected:
            return f"{name} gives something else"
    return None


def same_error(said, expected):
    """Two errors of one name, wherever __main__ lies; a nested name may be looked up at once or step by step."""
    return re.split(" from ", re.sub(r"'(\w+)[\w.]*'", r"'\1'", said))[0] == expected.split(" from ")[0]


def same_outcome(found, expected):
    if "raises" in expected:
        return found.get("raises") == expected["raises"]
    return "result" in found and found["result"] == expected["result"]


def apart(work):
    """What work() gives in a process of its own: a call may change what comes after, and a class is loaded once."""
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(read)
        try:
            answer = work()
        except BaseException as error:
            answer = f"cannot be compared: {type(error).__name__}: {error}"
        with os.fdopen(write, "w") as out:
            json.dump(answer, out)
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as answer:
        text = answer.read()
    os.waitpid(pid, 0)
    return json.loads(text) if text else "the process died"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("manifest")
    parser.add_argument("--tagger", required=True)
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    spec = importlib.util.spec_from_file_location("tagger", options.tagger)
    tagger = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tagger)
    try:
        import sklearn.ensemble  # noqa: warm, before the forks
        import sklearn.pipeline  # noqa
    except ImportError:
        pass
    import dill  # noqa

    found = []
    for entry in json.loads(Path(options.manifest).read_text()):
        sidecar = json.loads(Path(entry["sidecar"]).read_text())
        rewritten = apart(lambda: wrong(entry["rewritten"], sidecar, tagger))
        original = apart(lambda: wrong(entry["original"], sidecar, tagger)) if rewritten else None
        found.append([entry["name"], rewritten, original])
    print(json.dumps(found))


if __name__ == "__main__":
    main()
