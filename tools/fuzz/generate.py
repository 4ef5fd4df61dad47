#!/usr/bin/env python3
"""Pickles and what CPython makes of them, one JSON document a line: generate.py SEED COUNT

Half are values, dumped in some protocol; half are streams of opcodes, most of them possible ones. The same seed gives the same.
"""

import json
import pickle
import pickletools
import random
import struct
import sys
import warnings

from oracle import InC, InPython, listing, outcome

warnings.simplefilter("ignore")


class Plain:
    pass


class Slots:
    __slots__ = ("a", "b")


class ListSub(list):
    pass


class DictSub(dict):
    pass


class Reduced:
    def __init__(self, parts):
        self.parts = parts

    def __reduce_ex__(self, protocol):
        return self.parts


INTS = [0, 1, -1, 2, 127, 128, 255, 256, -128, -129, 65535, 65536, 2**31 - 1, 2**31, -2**31, -2**31 - 1, 2**32, 2**63 - 1, 2**63, -2**63, 2**64, 10**30, -(10**40), 2**2040]
FLOATS = [0.0, -0.0, 1.0, -1.5, 0.1, 1e16, 1e-5, 123456789.125, 5e-324, 1.7976931348623157e308, float("inf"), float("-inf"), float("nan")]
CHARACTERS = "ab\0\n\r\\'\"\t\x7f\x80\xff\u0100\u2028\ud800\udfff\U0001f600"


class Values:
    """Random values; what was made before may come again."""

    def __init__(self, rng):
        self.rng, self.made = rng, []

    def text(self):
        rng = self.rng
        length = rng.choice([0, 1, 2, 3, 8, 300] if rng.random() < 0.05 else [0, 1, 2, 3, 8])
        # Two surrogates that are one character in UTF-16 are one in JavaScript.
        text = "".join(rng.choice(CHARACTERS) for _ in range(length))
        return text.replace("\ud800", "a") if "\ud800\udfff" in text else text

    def bytes(self):
        return self.rng.randbytes(self.rng.choice([0, 1, 3, 20, 300] if self.rng.random() < 0.1 else [0, 1, 3]))

    def leaf(self):
        rng = self.rng
        return rng.choice([
            lambda: None, lambda: rng.random() < 0.5, lambda: rng.choice(INTS), lambda: rng.getrandbits(rng.randrange(1, 90)) * rng.choice([1, -1]),
            lambda: rng.choice(FLOATS), lambda: rng.uniform(-1e3, 1e3), self.text, self.bytes, lambda: bytearray(self.bytes()),
            lambda: complex(rng.choice(FLOATS[:8]), rng.choice(FLOATS[:8])), lambda: Plain, lambda: Slots,
        ])()

    def key(self):
        while True:
            value = self.value(3) if self.rng.random() < 0.3 else self.leaf()
            if value != value:
                continue
            try:
                hash(value)
                return value
            except TypeError:
                pass

    def value(self, depth=0):
        rng = self.rng
        if self.made and rng.random() < 0.15:
            return rng.choice(self.made)
        if depth > 3 or rng.random() < 0.35:
            value = self.leaf()
            self.made.append(value)
            return value
        more = lambda most=4: [self.value(depth + 1) for _ in range(rng.randrange(most + 1))]
        kind = rng.randrange(12)
        if kind == 0:
            value = tuple(more())
        elif kind == 1:
            value = frozenset(self.key() for _ in range(rng.randrange(4)))
        elif kind == 2:
            value = {self.key() for _ in range(rng.randrange(4))}
        elif kind in (3, 4):
            value = {}
            self.made.append(value)
            for _ in range(rng.randrange(5)):
                value[self.key()] = self.value(depth + 1)
        elif kind == 5:
            value = Plain()
            self.made.append(value)
            for name in rng.sample(["a", "b", "\xe9", "__proto__", "constructor"], rng.randrange(4)):
                setattr(value, name, self.value(depth + 1))
        elif kind == 6:
            value = Slots()
            self.made.append(value)
            value.a = self.value(depth + 1)
        elif kind == 7:
            value = ListSub(more())
        elif kind == 8:
            value = DictSub((self.key(), self.value(depth + 1)) for _ in range(rng.randrange(3)))
        elif kind == 9:
            parts = (Plain, tuple(more(3)), *[rng.choice([None, part]) for part in (self.value(depth + 1), iter(more(3)), iter([(self.key(), 1)]))])
            value = Reduced((*parts[:2], parts[2], list(parts[3]).__iter__() if parts[3] else None, list(parts[4]).__iter__() if parts[4] else None))
            return value
        elif kind == 10 and rng.random() < 0.1:
            value = [rng.choice(INTS[:16]) if rng.random() < 0.99 else self.leaf() for _ in range(rng.choice([64, 65, 1001, 2100]))]
        elif kind == 11 and rng.random() < 0.1:
            value = [rng.choice(FLOATS) for _ in range(rng.choice([64, 1000, 1500]))]
        else:
            value = []
            self.made.append(value)
            value.extend(more())
        self.made.append(value)
        return value


def of_value(rng):
    values = Values(rng)
    for _ in range(20):
        value = values.value()
        protocol = rng.randrange(6)
        try:
            pickler = rng.choice([pickle.dumps, pickle._dumps])
            return pickler(value, protocol)
        except (pickle.PicklingError, TypeError, RecursionError, UnicodeError, AssertionError):
            values = Values(rng)
    return b"N."


OPCODES = {op.name: op for op in pickletools.opcodes}
NAMES = [name for name in OPCODES if name not in ("STOP", "PROTO", "FRAME")]
COMMON = ["MARK", "EMPTY_LIST", "EMPTY_DICT", "EMPTY_TUPLE", "BININT1", "SHORT_BINUNICODE", "TUPLE2", "TUPLE", "LIST", "APPEND", "APPENDS", "SETITEM",
          "SETITEMS", "MEMOIZE", "BINGET", "GLOBAL", "REDUCE", "NEWOBJ", "BUILD", "TUPLE1", "NONE", "BINPUT", "ADDITEMS", "EMPTY_SET", "DICT"]


STORES = ("PUT", "BINPUT", "LONG_BINPUT")
FETCHES = ("GET", "BINGET", "LONG_BINGET")
RARE = ("EXT1", "EXT2", "EXT4", "NEXT_BUFFER", "READONLY_BUFFER", "PERSID", "INST", "STRING", "UNICODE")
# Kinds of what opcodes push, where pickletools does not tell, and of what others add to.
KINDS = {"GLOBAL": "class", "STACK_GLOBAL": "class", "REDUCE": "object", "NEWOBJ": "object", "NEWOBJ_EX": "object", "OBJ": "object", "INST": "object", "BINPERSID": "object", "PERSID": "object"}
TARGETED = {"APPEND": ("list", "object"), "APPENDS": ("list", "object"), "SETITEM": ("dict", "object"), "SETITEMS": ("dict", "object"),
            "ADDITEMS": ("set", "object"), "BUILD": ("object",)}


class Streams:
    def __init__(self, rng):
        self.rng = rng

    def line(self, text):
        return text + b"\n"

    def argument(self, name):
        rng = self.rng
        kind = OPCODES[name].arg.name if OPCODES[name].arg else None
        small = rng.randrange(8)
        data = rng.choice([b"", b"a", b"b", b"xyz", b"\xc3\xa9", b"a" * 70])
        if rng.random() < 0.02:
            data = rng.randbytes(4)
        if kind is None:
            return b""
        if name in ("GET", "PUT"):
            return self.line(rng.choice([b"%d" % small] * 20 + [b"01", b"-1", b"x", b" 3", b"1_0", b"2L", b"", b"0x1"]))
        if name in ("INT", "LONG"):
            return self.line(rng.choice([b"%d" % rng.choice(INTS)] * 8 + [b"00", b"01", b"0x1f", b"007", b"-0", b" 5 ", b"1_0", b"5L", b"L", b"", b"1.0", b"+5", b"0b1", b"9" * 30, b"\x00", b"1\x002"]))
        if name == "FLOAT":
            return self.line(rng.choice([b"1.5", b"-0.0", b"inf", b"-Infinity", b"nan", b"1e400", b"1e-400", b".5", b"5.", b"1_0.0", b"", b" 1", b"x", b"1e5", b"0x1p3", b"+nan"]))
        if kind == "stringnl":
            quote = rng.choice([b"'", b'"'])
            return self.line(rng.choice([quote + body + quote for body in (b"", b"ab", b"\\x41", b"\\n\\'\\\\", b"\\101\\7", b"\\q", b"it's", b"\\x4", b"\\")] + [b"ab", b"'a", b"a'", b"'", b"' '"]))
        if kind == "unicodestringnl":
            return self.line(rng.choice([b"", b"abc", b"\xe9", b"\\u00e9", b"\\U0001f600", b"\\\\u0041", b"\\ud800", b"\\u12", b"\\x41", b"\\U00110000", b"a\\"]))
        if kind == "stringnl_noescape":
            return self.line(rng.choice([b"id", b"", b"1 2", b"\xe9"]))
        if kind == "stringnl_noescape_pair":
            return self.line(rng.choice([b"m", b"n.o", b"m", b""] if rng.random() < 0.03 else [b"m", b"n.o"])) + self.line(rng.choice([b"C", b"D", b"C.E"]))
        if name in ("BINGET", "BINPUT"):
            return bytes([small if rng.random() < 0.97 else rng.randrange(256)])
        if name in ("LONG_BINGET", "LONG_BINPUT"):
            return struct.pack("<I", small if rng.random() < 0.97 else rng.randrange(2000))
        if kind in ("uint1", "uint2", "int4", "uint4"):
            width = int(kind[-1])
            return rng.choice([b"\0", b"\1", b"\xff", rng.randbytes(1)]) * width if rng.random() < 0.5 else rng.randbytes(width)
        if kind == "float8":
            return struct.pack(">d", rng.choice(FLOATS))
        if kind == "long1":
            return bytes([len(data)]) + data
        if kind == "long4":
            return struct.pack("<i", rng.choice([len(data)] * 30 + [-1, 2**31 - 1])) + data
        width = int(kind[-1])
        length = len(data) + (rng.choice([1, 200, 1000]) if rng.random() < 0.003 else 0)
        return length.to_bytes(width, "little") + data if length < 256 or width > 1 else b"\0"

    def fits(self, name, stack, below, memo):
        """Whether CPython would go on, as far as kinds tell."""
        if name in FETCHES:
            return bool(memo)
        before = [item.name for item in OPCODES[name].stack_before]
        if name in STORES:
            return bool(stack)
        if "mark" in before:
            if not below:
                return False
            under = below[-1]
            if name in ("SETITEMS", "DICT") and len(stack) % 2:
                return False
            if name == "OBJ":
                return stack[:1] == ["class"]
            return name not in TARGETED or under[-1:] and under[-1] in TARGETED[name]
        if len(stack) < len(before):
            return False
        if name in TARGETED:
            return stack[-len(before)] in TARGETED[name]
        if name in ("REDUCE", "NEWOBJ"):
            return stack[-2] in ("class", *(["object"] * (name == "REDUCE"))) and stack[-1] == "tuple"
        if name == "NEWOBJ_EX":
            return stack[-3] == "class" and stack[-2:] == ["tuple", "dict"]
        return name != "STACK_GLOBAL" or stack[-2:] == ["str", "str"]

    def stream(self):
        rng = self.rng
        out = bytearray()
        protocol = rng.randrange(6)
        if protocol > 1 or rng.random() < 0.1:
            out += b"\x80" + bytes([protocol if rng.random() < 0.98 else rng.randrange(256)])
        # A frame that ends inside of an opcode loses bytes in C when it reads a file, and none when it reads bytes: none does.
        framed = len(out) if protocol >= 4 and rng.random() < 0.3 else None
        stack, below, memo = [], [], {}
        for _ in range(rng.choice([3, 8, 15, 30, 60])):
            name = rng.choice(COMMON if rng.random() < 0.6 else NAMES)
            if name in RARE and rng.random() < 0.9 or not self.fits(name, stack, below, memo) and rng.random() < 0.99:
                continue
            op = OPCODES[name]
            argument = self.argument(name)
            if name in FETCHES and memo and rng.random() < 0.98:
                key = rng.choice(list(memo))
                argument = {"GET": b"%d\n" % key, "BINGET": bytes([key & 255]), "LONG_BINGET": struct.pack("<I", key & 0xffffffff)}[name]
                kind = memo[key]
            else:
                kind = KINDS.get(name) or (op.stack_after[-1].name if op.stack_after else None)
            out += op.code.encode("latin-1") + argument
            before = [item.name for item in op.stack_before]
            if name == "MARK":
                below.append(stack)
                stack = []
                continue
            if name == "MEMOIZE" and stack:
                memo[len(memo)] = stack[-1]
            elif name in STORES and stack:
                key = {"PUT": lambda: int(argument), "BINPUT": lambda: argument[0], "LONG_BINPUT": lambda: int.from_bytes(argument, "little")}
                try:
                    memo[key[name]()] = stack[-1]
                except ValueError:
                    pass
            elif name in TARGETED:
                # What is added to stays what it is.
                if "mark" in before and below:
                    stack = below.pop()
                else:
                    del stack[len(stack) - len(before) + 1:]
            elif name == "DUP":
                stack += stack[-1:]
            else:
                if name == "POP" and not stack and below:
                    stack = below.pop()
                elif "mark" in before:
                    stack = below.pop() if below else []
                elif before:
                    del stack[-len(before):]
                if op.stack_after:
                    stack.append(kind)
        if rng.random() < 0.95:
            for _ in below:
                out += rng.choice([b"t", b"l", b"1N"])
            if not stack and not below:
                out += b"N"
        if rng.random() < 0.98:
            out += b"."
        if rng.random() < 0.05 and out:
            out[rng.randrange(len(out))] = rng.randrange(256)
        if framed is not None:
            length = rng.choice([len(out) - framed] * 20 + [0, 2**40])
            out[framed:framed] = b"\x95" + struct.pack("<Q", length)
        return bytes(out)


def is_cheap(data):
    """Whether CPython may be asked: a memo key or a length of billions costs it as many bytes."""
    try:
        for op, argument, _ in pickletools.genops(data):
            if op.name in ("PUT", "LONG_BINPUT") and isinstance(argument, int) and argument > 100_000:
                return False
    except Exception:
        pass
    at = -1
    while (at := data.find(b"r", at + 1)) >= 0:
        if len(data) - at > 4 and int.from_bytes(data[at + 1:at + 5], "little") > 10_000_000:
            return False
    return True


def main():
    seed, count = int(sys.argv[1]), int(sys.argv[2])
    for number in range(count):
        rng = random.Random(f"{seed} {number}")
        is_value = rng.random() < 0.5
        data = of_value(rng) if is_value else Streams(rng).stream()
        if not is_value and not is_cheap(data):
            continue
        made = {"case": f"{seed}:{number}", "kind": "value" if is_value else "stream", "data": data.hex(), "c": outcome(InC, data)}
        in_python = outcome(InPython, data)
        if in_python.get("value") != made["c"].get("value") or ("error" in in_python) != ("error" in made["c"]):
            made["python"] = in_python
        if len(data) < 2000:
            made["dis"] = listing(data)
        print(json.dumps(made))


if __name__ == "__main__":
    sys.modules["m"] = sys.modules[__name__]
    for cls in (Plain, Slots, ListSub, DictSub, Reduced):
        cls.__module__ = "m"
    main()
