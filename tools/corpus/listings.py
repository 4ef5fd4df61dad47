#!/usr/bin/env python3
"""What pickletools prints of pickles, one JSON document a line: listings.py MANIFEST [FOLDER OF MODULES...]

The manifest is a list of {"name", "path"}. In what joblib wrote, the bytes of arrays lie between the opcodes. joblib itself says where; they are cut
out for pickletools, the offsets in its lines are moved back, and a line says how many there are.
"""

import io
import json
import pickletools
import re
import sys
import warnings
import zlib

warnings.simplefilter("ignore")


def printed(data):
    out = io.StringIO()
    try:
        pickletools.dis(data, out)
    except Exception as error:
        return out.getvalue(), str(error)
    return out.getvalue(), None


def all_printed(data):
    """Of all pickles of a file; what follows the last and is none is left out."""
    file, text = io.BytesIO(data), ""
    while True:
        start = file.tell()
        lines, error = printed(file)
        if error is not None and start > 0 and data[start] != 0x80:
            return text, None
        text += lines
        if error is not None or file.tell() == len(data):
            return text, error


def data_of(path):
    """[start, end, whether it is a pickle] of what joblib reads behind BUILD."""
    from joblib import numpy_pickle
    # Where scikit-learn had it until 0.22.
    sys.modules["sklearn.externals.joblib.numpy_pickle"] = numpy_pickle
    wrapper = numpy_pickle.NumpyArrayWrapper
    read, found = wrapper.read, []

    def watched(self, unpickler, *args):
        start = unpickler.file_handle.tell()
        array = read(self, unpickler, *args)
        if unpickler.file_handle.tell() > start:
            found.append((start, unpickler.file_handle.tell(), self.dtype.hasobject))
        return array

    wrapper.read = watched
    try:
        numpy_pickle.load(path)
    finally:
        wrapper.read = read
    return found


def spliced(data, parts):
    """The listing with each part in its place."""
    opcodes, starts, at = b"", [], 0
    for start, end, _ in parts:
        opcodes += data[at:start]
        starts.append(len(opcodes))
        at = end
    opcodes += data[at:]
    lines, error = printed(opcodes)

    def back(offset):
        return offset + sum(end - start for (start, end, _), place in zip(parts, starts) if place <= offset)

    text, waiting = "", list(zip(parts, starts))
    for line in lines.splitlines(keepends=True):
        match = re.match(r" *(\d+):", line)
        while waiting and match and int(match[1]) >= waiting[0][1]:
            (start, end, is_pickle), _ = waiting.pop(0)
            if is_pickle:
                text += moved(printed(io.BytesIO(data[start:end]))[0], lambda offset: offset + start)
            else:
                text += f"{start:5d}: ({end - start} bytes of data)\n"
        text += moved(line, back)
    return text, error


def moved(lines, to):
    lines = re.sub(r"(?m)^ *(\d+):", lambda at: f"{to(int(at[1])):5d}:", lines)
    return re.sub(r"(?m)\(MARK at (\d+)\)$", lambda at: f"(MARK at {to(int(at[1]))})", lines)


def main():
    manifest, *folders = sys.argv[1:]
    sys.path[:0] = folders
    for entry in json.load(open(manifest)):
        with open(entry["path"], "rb") as file:
            data = file.read()
        if data.startswith(b"ZF"):
            # joblib 0.9's own: the length in 19 characters, then zlib.
            data = zlib.decompress(data[21:])
        made = {"name": entry["name"]}
        try:
            made["dis"] = spliced(data, data_of(entry["path"])) if b"NumpyArrayWrapper" in data else all_printed(data)
        except Exception as error:
            made["error"] = f"{type(error).__name__}: {error}"
        print("\n" + json.dumps(made))


if __name__ == "__main__":
    main()
