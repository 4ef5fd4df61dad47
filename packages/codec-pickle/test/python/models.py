"""Classes of the values in fixtures/write: the module that their pickles name, for a Python that loads what we wrote."""


class Plain:
    def __init__(self, **attributes):
        self.__dict__.update(attributes)


class Slotted:
    __slots__ = ("a", "b")


class SlottedChild(Slotted):
    pass


class WithArgs:
    def __new__(cls, *args, **kwargs):
        self = object.__new__(cls)
        self.made = args, kwargs
        return self

    def __getnewargs_ex__(self):
        return (1, "two"), {"key": [3]}

    def __getstate__(self):
        return None


class Full:
    """An object with all that `__reduce__` may give."""

    def __init__(self, items=(), entries=(), setter=None):
        self.items = list(items)
        self.entries = list(entries)
        self.setter = setter

    def __reduce__(self):
        parts = (Full, (), {"state": 1}, iter(self.items), iter(self.entries))
        return parts + (self.setter,) if self.setter else parts

    def __setstate__(self, state):
        self.state = state

    def extend(self, items):
        self.items.extend(items)

    def append(self, item):
        self.items.append(item)

    def __setitem__(self, key, value):
        self.entries.append((key, value))


def set_state(target, state):
    target.setter = set_state
    target.state = state


class ListChild(list):
    pass


class Outer:
    class Inner:
        pass

    @classmethod
    def make(cls):
        return cls()


class Registered:
    pass


class Registered2:
    pass


class Registered3:
    pass
