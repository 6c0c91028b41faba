"""A value is a frozen, slotted dataclass that is quick to declare: its `__init__` is written when it is first made.

`dataclasses.dataclass` compiles six functions for each class, 0.4 ms; a start declares eighty classes. Here
equality, hash, words and frozenness are shared, and only `__init__` is a class's own.
"""

import dataclasses
import operator
from collections import deque
from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

__all__ = ["dataclass", "made_of", "making"]

T = TypeVar("T")

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(
        *, frozen: bool = False, slots: bool = False, kw_only: bool = False, order: bool = False
    ) -> Callable[[type], type]:
        """As `dataclasses.dataclass`, for classes that are frozen and slotted; others are handed on to it."""
        if not (frozen and slots):
            return dataclasses.dataclass(frozen=frozen, slots=slots, kw_only=kw_only, order=order)

        def declare(cls: type) -> type:
            cls.__doc__ = cls.__doc__ or cls.__name__  # without one `dataclasses` would look for a signature
            made = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)(cls)
            for name, shared in {**_SHARED, **_comparing(made, _ORDER if order else _EQUALITY)}.items():
                if name not in cls.__dict__:
                    setattr(made, name, shared)
            return made

        return declare


def _init(self: Any, *given: Any, **named: Any) -> None:
    """The first value of a class: its own `__init__` is written, and takes over."""
    for cls in type(self).__mro__:
        if cls.__dict__.get("__init__") is _init:
            cls.__init__ = _written(cls)  # type: ignore[misc]
    self.__init__(*given, **named)


def made_of(cls: type, columns: Iterable[Iterable[Any]]) -> list[Any]:
    """Values of a class from whole columns, one for each of its fields: a million are made in no time.

    As many as the first column is long.
    """
    first, *others = columns
    cells = list(first)
    made: list[Any] = [object.__new__(cls) for _ in cells]
    for field, column in zip(dataclasses.fields(cls), (cells, *others), strict=True):
        deque(map(getattr(cls, field.name).__set__, made, column), maxlen=0)
    return made


_ABSENT = object()


def _written(cls: Any) -> Any:
    """The `__init__` of a class: every field through its slot, which is the way round `__setattr__`.

    Of many fields it is quicker to be a draft meanwhile, as long as a subclass does not ask.
    """
    fields = dataclasses.fields(cls)
    space = _space(cls) | {"_absent": _ABSENT, "_become": object.__dict__["__class__"].__set__}
    lines = [f"_set_{f.name}(self, {_given(f)})" for f in fields]
    if len(fields) >= _MANY and cls.__bases__ == (object,):
        drafted = ["_become(self, _draft)", *(f"self.{f.name} = {_given(f)}" for f in fields), _DONE]
        lines = ["if self.__class__ is _cls:", *_indented(drafted), "else:", *_indented(lines)]
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    head = ", ".join(["self", *_parameters(fields)])
    init = _function("__init__", head, lines, space)
    init.__qualname__, init.__module__ = f"{cls.__qualname__}.__init__", cls.__module__
    return init


@cache
def making(cls: type[T], names: tuple[str, ...]) -> Callable[..., T]:
    """What makes values of a class from some of their fields, given in this order; None stands for a default.

    It takes a sixth of the time of naming them each time.
    """
    assert cls.__bases__ == (object,), "a plain class"
    assert not hasattr(cls, "__post_init__"), "of which no more is asked"
    space, lines = _space(cls), ["self = _new(_draft)"]
    for field in dataclasses.fields(cls):  # type: ignore[arg-type]
        default, name = f"_default_{field.name}", field.name
        if name not in names:
            name = default
        elif field.default not in {None, dataclasses.MISSING}:
            name = f"{default} if {name} is None else {name}"
        lines.append(f"self.{field.name} = {name}")
    make: Callable[..., T] = _function("make", ", ".join(names), [*lines, _DONE, "return self"], space)
    return make


_MANY = 5
"""From so many fields on an `__init__` is quicker by way of a draft."""
_DONE = "self.__class__ = _cls"


def _space(cls: Any) -> dict[str, Any]:
    """What a written function knows of a class. Its draft has the same slots, and may be written to."""
    draft = type(cls.__name__, (), {"__slots__": cls.__slots__}) if cls.__bases__ == (object,) else cls
    space: dict[str, Any] = {"_cls": cls, "_draft": draft, "_new": object.__new__}
    for field in dataclasses.fields(cls):
        space[f"_set_{field.name}"] = getattr(cls, field.name).__set__
        space[f"_default_{field.name}"] = field.default
        space[f"_make_{field.name}"] = field.default_factory
    return space


def _indented(lines: Iterable[str]) -> list[str]:
    return [f" {line}" for line in lines]


def _function(name: str, head: str, lines: Iterable[str], space: dict[str, Any]) -> Any:
    text = "\n".join([f"def {name}({head}):", *_indented(lines)])
    exec(text, space)  # noqa: S102 (as `dataclasses` does)
    return space[name]


def _given(field: "dataclasses.Field[Any]") -> str:
    made = field.default_factory is not dataclasses.MISSING
    return f"_make_{field.name}() if {field.name} is _absent else {field.name}" if made else field.name


def _parameters(fields: Iterable["dataclasses.Field[Any]"]) -> list[str]:
    plain = [f for f in fields if not f.kw_only]
    named = [f for f in fields if f.kw_only]
    return [*map(_parameter, plain), *(["*"] if named else []), *map(_parameter, named)]


def _parameter(field: "dataclasses.Field[Any]") -> str:
    if field.default is not dataclasses.MISSING:
        return f"{field.name}=_default_{field.name}"
    return f"{field.name}=_absent" if field.default_factory is not dataclasses.MISSING else field.name


def _repr(self: Any) -> str:
    shown = (f"{f.name}={getattr(self, f.name)!r}" for f in dataclasses.fields(self) if f.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _refuse_setting(self: Any, name: str, value: object) -> None:
    del self, value
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_deleting(self: Any, name: str) -> None:
    del self
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, f.name) for f in dataclasses.fields(self)]


def _restore(self: Any, state: list[Any]) -> None:
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)


_SHARED: dict[str, Any] = {
    "__init__": _init,
    "__repr__": _repr,
    "__setattr__": _refuse_setting,
    "__delattr__": _refuse_deleting,
    "__getstate__": _state,
    "__setstate__": _restore,
}


_EQUALITY = (operator.eq,)
_ORDER = (operator.eq, operator.lt, operator.le, operator.gt, operator.ge)


def _comparing(cls: Any, signs: tuple[Callable[[Any, Any], Any], ...]) -> dict[str, Any]:
    """How a value compares with others of its class, fact by fact, and the hash that goes with it."""
    names = [f.name for f in dataclasses.fields(cls) if f.compare]
    facts: Any = operator.attrgetter(*names) if names else type

    def hashed(self: Any) -> int:
        return hash(facts(self))

    return {"__hash__": hashed, **{f"__{sign.__name__}__": _compared(sign, facts) for sign in signs}}


def _compared(sign: Callable[[Any, Any], Any], facts: Callable[[Any], Any]) -> Any:
    def compare(self: Any, other: Any) -> Any:
        return sign(facts(self), facts(other)) if other.__class__ is self.__class__ else NotImplemented

    return compare
