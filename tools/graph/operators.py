"""Writes packages/graph/src/operators/table.gen.ts: the operators of ai.onnx and ai.onnx.ml as one line each.

    python tools/graph/operators.py > packages/graph/src/operators/table.gen.ts

Signatures come from onnx's own schemas (all versions), kernels from the registry of the onnxruntime that is installed; an operator
without a kernel that onnxruntime may decompose is tried in a session. Needs Python with onnx and onnxruntime.
"""

import sys
from collections import defaultdict

import numpy
import onnx
import onnxruntime
from onnx import defs, helper
from onnxruntime.capi import onnxruntime_pybind11_state as state

FLOOR = {"": 17, "ai.onnx.ml": 3}  # opsets that we never go below: older variants do not matter
HIGHEST_USUAL = {"": 21, "ai.onnx.ml": 5}  # opsets that graphs of ours usually stay below
FOREVER = 2**31 - 1
DTYPES = {
    "double": "d", "float": "f", "float16": "h", "bfloat16": "b",
    "int64": "l", "int32": "i", "int16": "s", "int8": "c",
    "uint64": "L", "uint32": "I", "uint16": "S", "uint8": "C",
    "int4": "n", "uint4": "N", "bool": "?", "string": "t",
    "complex64": "z", "complex128": "Z",
    "float8e4m3fn": "1", "float8e4m3fnuz": "2", "float8e5m2": "3", "float8e5m2fnuz": "4",
}  # fmt: skip
LETTERS = {f"tensor({name})": letter for name, letter in DTYPES.items()}
ORDER = "".join(DTYPES.values())
ELEMENT = {letter: getattr(onnx.TensorProto, name.upper()) for name, letter in DTYPES.items()}
OPTION = {"Single": "", "Optional": "?", "Variadic": "*"}
LEFT_OUT = {"OptionalGetElement", "OptionalHasElement"}  # of use with optionals only, which a Graph's values never are
REFUSALS = ("implementation", "Type Error", "Failed to find kernel", "not currently registered", "under development", "INVALID_GRAPH")
THROWS = {"GRU": "d", "LSTM": "d", "RNN": "d"}  # registered, but the kernel refuses the dtype when it runs


def letters(types):
    return "".join(sorted({LETTERS[t] for t in types if t in LETTERS}, key=ORDER.index))


def newest_opset():
    """The newest released opsets of which onnxruntime has a schema; the one under development is refused by its loader."""
    known = {s.domain: 0 for s in state.get_all_operator_schema()}
    for schema in state.get_all_operator_schema():
        known[schema.domain] = max(known[schema.domain], schema.since_version)
    while known[""] > FLOOR[""] and not loads("Identity", "", "T", "f", known[""]):
        known[""] -= 1
    return known


def kernels_by_operator():
    found = defaultdict(list)
    for kernel in state.get_all_opkernel_def():
        if kernel.provider == "CPUExecutionProvider":
            found[kernel.domain, kernel.op_name].append(kernel)
    return found


def default_of(attribute):
    if attribute.default_value.type == 0:
        return None
    value = helper.get_attribute_value(attribute.default_value)
    if isinstance(value, float):
        return str(numpy.float32(value))
    if isinstance(value, list):
        return ",".join(v.decode() if isinstance(v, bytes) else str(v) for v in value) or None
    return value.decode() if isinstance(value, bytes) else value


def parameters(schema, formal):
    """(name, option, type parameter or # and letter) of each input or output, homogeneous variadics with the mark `*`, others `**`."""
    result = []
    for one in formal:
        option = OPTION[one.option.name]
        if option == "*" and not one.is_homogeneous:
            option = "**"
        result.append((one.name, option, "#" + LETTERS[one.type_str] if one.type_str in LETTERS else one.type_str))
    return result


def compatible(old, new):
    """Whether a node of the newer variant that uses only what the older one has is also valid there, and means the same."""
    for before, after in ((old.inputs, new.inputs), (old.outputs, new.outputs)):
        if len(before) > len(after):
            return False
        if any(b.name.lower() != a.name.lower() for b, a in zip(before, after)):
            return False
        if any(a.option.name == "Single" for a in after[len(before):]):
            return False
    for name, attribute in old.attributes.items():
        if name not in new.attributes or default_of(attribute) != default_of(new.attributes[name]):
            return False
    return not any(a.required and n not in old.attributes for n, a in new.attributes.items())


def types_of(schema):
    return {c.type_param_str: letters(c.allowed_type_strs) for c in schema.type_constraints}


def since_each(variants, has):
    """The first of the variants (old to new) from which on `has` holds."""
    return next(v.since_version for v in variants if has(v))


def first_version(version, floor):
    return "" if version <= floor else f"@{version}"


def signature_line(variants, floor):
    newest, since = variants[-1], variants[0].since_version
    base = max(since, floor)
    line = newest.name + first_version(since, floor)

    def column(pick):
        cells = []
        for index, (name, option, type_) in enumerate(parameters(newest, pick(newest))):
            at = since_each(variants, lambda v, i=index: len(pick(v)) > i)
            cells.append(f"{name}{option}:{type_}{first_version(at, base)}")
        return " ".join(cells)

    attributes = []
    for name in sorted(newest.attributes):
        attribute = newest.attributes[name]
        at = since_each(variants, lambda v, n=name: n in v.attributes)
        default = default_of(attribute)
        text = f"{name}{'!' if attribute.required else ''}:{attribute.type.name.lower()}{first_version(at, base)}"
        attributes.append(text if default is None else f"{text}={default}")

    constraints = []
    for parameter, allowed in types_of(newest).items():
        if not allowed:
            return None  # sequences, maps and optionals only: no tensor ever
        groups = defaultdict(str)
        for letter in allowed:
            at = since_each(variants, lambda v, p=parameter, d=letter: d in types_of(v).get(p, allowed if p not in types_of(v) else ""))
            groups[first_version(at, base)] += letter
        constraints.append(f"{parameter}=" + ",".join(f"{group}{at}" for at, group in sorted(groups.items())))
    tensors = all(p[2][0] == "#" or p[2] in types_of(newest) for p in parameters(newest, newest.inputs) + parameters(newest, newest.outputs))
    if not tensors:
        return None
    return [line, column(lambda v: v.inputs), column(lambda v: v.outputs), " ".join(attributes), " ".join(constraints)]


def loads(name, domain, parameter, letter, opset):
    """Whether onnxruntime makes a session of a model of only this operator, at this dtype."""
    schema = defs.get_schema(name, opset, domain)
    bound = {p: (letter if p == parameter else t[0]) for p, t in types_of(schema).items()}
    inputs = [
        helper.make_tensor_value_info(name, ELEMENT[bound.get(type_, type_[-1])], None)
        for name, option, type_ in parameters(schema, schema.inputs)
        if option == ""
    ]
    outputs = [n for n, option, _ in parameters(schema, schema.outputs) if option == ""]
    ones = {a.name: 1 for a in schema.attributes.values() if a.required}
    node = helper.make_node(name, [i.name for i in inputs], outputs, domain=domain, **ones)
    graph = helper.make_graph([node], "g", inputs, [onnx.ValueInfoProto(name=o) for o in outputs])
    opsets = {"": 17, domain: opset}
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid(*o) for o in opsets.items()], ir_version=10)
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    try:
        onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
        return True
    except Exception as error:  # onnxruntime's classes are many; these texts are a missing kernel or type, or an unreleased opset
        assert any(text in str(error) for text in REFUSALS), (name, letter, error)
        return False


def kernel_types(kernels, schema):
    """Dtypes by type parameter for which the registry has a kernel of this version of the operator; None when it has none.

    The rule is onnxruntime's: a kernel without a last version is for the version that it begins with and for no later one.
    """
    since = schema.since_version
    usable = [k for k in kernels if k.version_range[0] == since or k.version_range[0] < since <= k.version_range[1] < FOREVER]
    if not usable:
        return None
    having = defaultdict(set)
    for parameter, allowed in types_of(schema).items():
        for kernel in usable:
            limited = kernel.type_constraints.get(parameter)
            having[parameter] |= set(allowed if limited is None else letters(limited))
        having[parameter] -= set(THROWS.get(schema.name, ""))
    return having


def runnable_types(kernels, schema):
    """The same with what onnxruntime replaces by the operator's definition: whatever loads."""
    having = kernel_types(kernels, schema)
    if not (schema.has_function or schema.has_context_dependent_function):
        return having
    having = having or defaultdict(set)
    opset = max(schema.since_version, FLOOR[schema.domain])
    for parameter, allowed in types_of(schema).items():
        lacking = set(allowed) - having[parameter] - set(THROWS.get(schema.name, ""))
        having[parameter] |= {d for d in lacking if loads(schema.name, schema.domain, parameter, d, opset)}
    return having if any(having.values()) else None


def kernel_column(kernels, variants):
    newest = variants[-1]
    if newest.name == "Constant":
        return ""  # onnxruntime makes it an initializer before it looks for kernels
    # What we emit has the lowest opset that it can, so newer variants than these count only where there is no other.
    emitted = [v for v in variants if v.since_version <= HIGHEST_USUAL[newest.domain]] or variants[:1]
    found = [runnable_types(kernels, v) for v in emitted]
    if all(f is None for f in found):
        return "-"
    cells = []
    for parameter, allowed in types_of(newest).items():
        # A dtype must have its kernel in every variant that allows it. (Quantisation's parameters change places between variants.)
        lacking = {
            d
            for variant, having in zip(emitted, found)
            for d in types_of(variant).get(parameter, "")
            if having is not None and d not in having[parameter] and [i.type_str for i in variant.inputs[:1]] == [i.type_str for i in newest.inputs[:1]]
        }
        kernels_of = "".join(d for d in allowed if d not in lacking and any(d in types_of(v).get(parameter, "") for v in emitted))
        if kernels_of and kernels_of != allowed:
            cells.append(f"{parameter}={kernels_of}")
    return " ".join(cells)


def main():
    opsets, kernels = newest_opset(), kernels_by_operator()
    by_name = defaultdict(list)
    for schema in defs.get_all_schemas_with_history():
        if schema.domain in FLOOR and not schema.deprecated and schema.since_version <= opsets[schema.domain]:
            by_name[schema.domain, schema.name].append(schema)
    latest_names = {(s.domain, s.name) for s in defs.get_all_schemas() if not s.deprecated}
    out = sys.stdout
    out.write("// Made by tools/graph/operators.py: do not edit.\n")
    out.write(f"// onnx {onnx.__version__}, onnxruntime {onnxruntime.__version__} (CPU kernels).\n\n")
    for domain, constant in (("", "AI_ONNX"), ("ai.onnx.ml", "AI_ONNX_ML")):
        out.write(f"/** Newest opset of {domain or 'ai.onnx'} in the table. */\n")
        out.write(f"export const {constant}_NEWEST = {opsets[domain]};\n\n")
        out.write(f"export const {constant} = `\n")
        for key in sorted(by_name):
            if key[0] != domain or key not in latest_names or key[1] in LEFT_OUT:
                continue
            variants = sorted(by_name[key], key=lambda s: s.since_version)
            at_floor = [v for v in variants if v.since_version <= FLOOR[domain]]
            variants = at_floor[-1:] + [v for v in variants if v.since_version > FLOOR[domain]]
            while not compatible(variants[0], variants[-1]):
                variants.pop(0)
            cells = signature_line(variants, FLOOR[domain])
            if cells:
                out.write(" | ".join([*cells, kernel_column(kernels[key], variants)]).replace("  ", " ") + "\n")
        out.write("`;\n\n" if domain == "" else "`;\n")


if __name__ == "__main__":
    main()
