"""Prints the top-level modules of this Python's standard library, one a line."""

import pkgutil
import sys
import sysconfig

names = set(getattr(sys, "stdlib_module_names", ())) | set(sys.builtin_module_names)
if not getattr(sys, "stdlib_module_names", ()):
    paths = sysconfig.get_paths()["stdlib"]
    names |= set(module[1] for module in pkgutil.iter_modules([paths, paths + "/lib-dynload"]))
print("\n".join(sorted(names)))
