"""Writes packages/codec-onnx/src/check/schemas.gen.ts: what a node of each operator must have, in every version of it.

    python tools/graph/schemas.py > packages/codec-onnx/src/check/schemas.gen.ts

A line for each operator: name, then for each version `since:inputs:outputs:attributes`. Inputs and outputs are a letter each (S single,
O optional, V variadic) behind their least number; attributes are letters of their kind, `!` behind those that are required. A version that
was withdrawn has nothing behind its number. What a version has in common with the one before it is `=`. Needs onnx.
"""

import sys
from collections import defaultdict

import onnx
from onnx import defs

DOMAINS = ["", "ai.onnx.ml", "ai.onnx.preview.training", "ai.onnx.preview"]
KINDS = "-fistgFISTGxXpP"  # AttributeProto.AttributeType by number
OPTIONS = {"Single": "S", "Optional": "O", "Variadic": "V"}


def version(schema):
    attributes = ",".join(f"{n}{KINDS[a.type.value]}{'!' if a.required else ''}" for n, a in sorted(schema.attributes.items()))
    inputs = str(schema.min_input) + "".join(OPTIONS[i.option.name] for i in schema.inputs)
    outputs = str(schema.min_output) + "".join(OPTIONS[o.option.name] for o in schema.outputs)
    return [inputs, outputs, attributes]


def main():
    by_name = defaultdict(list)
    for schema in defs.get_all_schemas_with_history():
        by_name[schema.domain, schema.name].append(schema)
    print("// Made by tools/graph/schemas.py: do not edit.")
    print(f"// onnx {onnx.__version__}.\n")
    print("/** By domain. */\nexport const SCHEMAS: Readonly<Record<string, string>> = {")
    for domain in sorted({d for d, _ in by_name}, key=lambda d: (DOMAINS.index(d) if d in DOMAINS else 99, d)):
        print(f"  '{domain}': `")
        for (of, name), schemas in sorted(by_name.items()):
            if of != domain:
                continue
            last, cells = None, []
            for schema in sorted(schemas, key=lambda s: s.since_version):
                if schema.deprecated:
                    cells.append(str(schema.since_version))
                    continue
                parts = version(schema)
                shown = parts if last is None else ["=" if p == q else p for p, q in zip(parts, last)]
                cells.append(":".join([str(schema.since_version), *shown]))
                last = parts
            print(" ".join([name, *cells]))
        print("`,")
    print("};")


main()
