"""
Writes the tables of the allow-list (packages/codec-pickle/src/audit/policies/*.gen.ts) out of the review and the evidence:

    python generate.py

Names of a review that no evidence shows stand for other versions; evidence that neither the review nor the classes found cover is printed.
"""

import glob
import json
import os

import renames
import review

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.path.join(HERE, "../../packages/codec-pickle/src/audit/policies")
EVIDENCE = [json.load(open(path)) for path in sorted(glob.glob(os.path.join(HERE, "evidence/*.json")))]


def union(key, root):
    found = {}
    for report in EVIDENCE:
        for module, names in report.get(key, {}).items():
            if module.split(".")[0] == root:
                found.setdefault(module, set()).update(names)
    return found


def renamed(found, table, prefix):
    """Adds the names of modules under what older versions called them."""
    for pair in table.split():
        new, old = pair.split("=")
        names = found.get(prefix + new)
        if names:
            found.setdefault(prefix + old, set()).update(names)
    return found


def without_dunder(found):
    return {module: {name for name in names if name.isidentifier()} for module, names in found.items()}


def versions(library):
    seen = sorted({report["versions"][library] for report in EVIDENCE if library in report["versions"]})
    return ["%s %s" % (library, version) for version in seen]


def literal(text):
    return "'%s'" % text.replace("\\", "\\\\").replace("'", "\\'")


def wrap(names, indent):
    lines, line = [], ""
    for name in sorted(names):
        if len(line) + len(name) > 90:
            lines.append(line.rstrip())
            line = ""
        line += name + " "
    lines.append(line.rstrip())
    return (" +\n" + indent).join(literal(line + (" " if i + 1 < len(lines) else "")) for i, line in enumerate(lines))


def group(why, permission, names):
    rows = ["    {", "      why: %s," % literal(why)]
    rows += ["      %s: %s," % (op, literal(schema)) for op, schema in permission.items()]
    rows.append("      names: {")
    for module in sorted(names):
        listed = names[module].split() if isinstance(names[module], str) else names[module]
        rows.append("        %s: %s," % (literal(module), wrap(set(listed), "          ")))
    rows += ["      },", "    },"]
    return "\n".join(rows)


def write(library, evidence, groups):
    text = "// Written by tools/allowlist/generate.py; change the review or the evidence there.\n"
    text += "import type { PolicyTable } from '../policy.js';\n\nexport const %s: PolicyTable = {\n  library: %s,\n" % (library.upper(), literal(library))
    text += "  evidence: [%s],\n  groups: [\n%s\n  ],\n};\n" % (", ".join(map(literal, evidence)), "\n".join(groups))
    with open(os.path.join(OUT, library + ".gen.ts"), "w") as file:
        file.write(text)


def main():
    plain = {"call": None, "new": "", "build": "attributes"}
    plain.pop("call")
    groups_of = {library: [] for library in ("stdlib", "numpy", "scipy", "pandas", "torch", "joblib", "boosting", "sklearn")}
    for library in groups_of:
        groups_of[library] = [group(*row) for row in getattr(review, library.upper(), [])]
    sklearn = without_dunder(union("classes", "sklearn"))
    for module, row in renames.SKLEARN_GONE.items():
        sklearn.setdefault("sklearn." + module, set()).update(row.split(": ")[1].split())
    renamed(sklearn, renames.SKLEARN_0_22, "sklearn.")
    functions = without_dunder(renamed(union("functions", "sklearn"), renames.SKLEARN_0_22, "sklearn."))
    extensions = renamed(union("extensions", "sklearn"), renames.SKLEARN_0_22, "sklearn.")
    bunch = {module: names & {"Bunch"} for module, names in sklearn.items() if "Bunch" in names}
    bunch.setdefault("sklearn.utils", {"Bunch"})
    bunch.setdefault("sklearn.utils._bunch", {"Bunch"})
    groups_of["sklearn"] = groups_of["sklearn"] + [
        group(review.WHY_FUNCTION, {}, functions),
        group(review.WHY_EXTENSION, review.EXTENSION, extensions),
        group(review.WHY_PLAIN, plain, sklearn),
        group("a dict with attributes", {"new": "", "build": "attributes", "setItems": "any*"}, bunch),
    ]
    groups_of["scipy"] = [group(review.WHY_PLAIN, plain, renamed(without_dunder(union("classes", "scipy")), renames.SCIPY_1_8, "scipy."))] + groups_of["scipy"]
    groups_of["torch"] = [group(review.WHY_PLAIN, plain, without_dunder(union("classes", "torch"))), group(review.WHY_FUNCTION, {}, without_dunder(union("functions", "torch")))] + groups_of["torch"]
    ufuncs = union("functions", "numpy")
    names = set().union(*ufuncs.values())
    groups_of["numpy"].append(group(review.WHY_FUNCTION, {}, {module: names for module in ("numpy", "numpy.core._multiarray_umath", "numpy._core._multiarray_umath", "numpy.core.umath", "numpy._core.umath")}))
    evidence = {"stdlib": ["python"], "boosting": ["lightgbm", "xgboost"]}
    for library, groups in groups_of.items():
        write(library, sum((versions(name) for name in evidence.get(library, [library])), []), groups)


main()
