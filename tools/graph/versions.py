"""Writes packages/graph/src/opset/versions.gen.ts: what a node of each operator may be in each version of it, from opset 6 on.

    python tools/graph/versions.py > packages/graph/src/opset/versions.gen.ts

A line for each operator: its name, then a cell for each version, `since|inputs|outputs|attributes|types`. Inputs and outputs are
`name:type` with `?` (optional) or `*` (variadic) behind the name, attributes `name:kind` with `!` (required) or `=default`, types
`T=letters` with `~` for what is no tensor. What a version has in common with the one before it is `=`; one that was withdrawn has
nothing behind its number. Needs onnx.
"""

from collections import defaultdict

from onnx import __version__, defs

from operators import OPTION, default_of, letters, LETTERS

FLOOR = {"": 6, "ai.onnx.ml": 1}
NEWEST = {"": 26, "ai.onnx.ml": 5}
NAMES = {"": "AI_ONNX", "ai.onnx.ml": "AI_ONNX_ML"}


def ports(formal):
    def kind(one):
        return ("#" + LETTERS[one.type_str]) if one.type_str in LETTERS else "~" if "(" in one.type_str else one.type_str

    return ",".join(f"{p.name}{OPTION[p.option.name]}:{kind(p)}" for p in formal)


def attribute(name, a):
    default = default_of(a)
    return f"{name}:{a.type.name.lower()}" + ("!" if a.required else "" if default is None else f"={default}")


def cell(schema):
    attributes = ";".join(attribute(n, a) for n, a in sorted(schema.attributes.items()))
    types = ",".join(
        f"{c.type_param_str}={letters(c.allowed_type_strs)}{'~' if any(t not in LETTERS for t in c.allowed_type_strs) else ''}"
        for c in schema.type_constraints
    )
    return [ports(schema.inputs), ports(schema.outputs), attributes, types]


def main():
    by_name = defaultdict(list)
    for schema in defs.get_all_schemas_with_history():
        if schema.domain in FLOOR and schema.since_version <= NEWEST[schema.domain]:
            by_name[schema.domain, schema.name].append(schema)
    print("// Made by tools/graph/versions.py: do not edit.")
    print(f"// onnx {__version__}.")
    for domain, floor in FLOOR.items():
        print(f"\nexport const {NAMES[domain]} = `")
        for (of, name), schemas in sorted(by_name.items()):
            if of != domain:
                continue
            schemas.sort(key=lambda s: s.since_version)
            while len(schemas) > 1 and schemas[1].since_version <= floor:
                schemas.pop(0)
            last, cells = None, []
            for schema in schemas:
                if schema.deprecated:
                    cells.append(str(schema.since_version))
                    continue
                parts = cell(schema)
                shown = parts if last is None else ["=" if p == q else p for p, q in zip(parts, last)]
                cells.append("|".join([str(schema.since_version), *shown]))
                last = parts
            line = " ".join([name, *cells])
            assert "`" not in line and "\\" not in line and "${" not in line and line.count(" ") == len(cells), line
            print(line)
        print("`;")


main()
