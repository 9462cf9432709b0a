"""What a piece of Python code would do: its calls are followed like commands of a shell.

The code is parsed, never run.  Every branch counts as run, a function counts as its body, and what is not known
stays open.  What calls do is written in the words of the shell (`shutil.rmtree(x)` is `rm -rf x`), so that the same
rules judge both.
"""

from __future__ import annotations

import ast
import warnings
from typing import TYPE_CHECKING, Final

from cmdgen.safety.inline import python_calls
from cmdgen.safety.inline.python_values import (
    Name,
    Value,
    constant,
    is_endless_iterable,
    is_true,
    joined_path,
    method,
    sliced,
    text,
    words,
)
from cmdgen.safety.ir import TooComplex
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.marks import HOME, UNKNOWN

if TYPE_CHECKING:
    from cmdgen.safety.call import Call

MAX_NODES: Final = 5_000
"""Expressions and statements that are followed."""
_LOOKS_UP: Final = frozenset({"get", "pop", "setdefault", "__getitem__"})
"""Methods that give a value of a dictionary."""
MAX_CALLS: Final = 4
"""Functions within functions that are followed with their arguments; each body counts without them too."""
_MAX_VALUE: Final = 100_000
"""Characters or items of one value."""
_BUILTINS: Final = frozenset(
    "open exec eval compile print input chr ord str bytes int list tuple set dict map filter sorted reversed range len getattr setattr __import__ iter next enumerate zip any all sum min max repr format bytearray vars globals locals".split()
)


def parse(code: str) -> ast.Module | None:
    """Return the tree of a piece of code, or None when it is not Python 3."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # an odd escape in somebody's text is no concern of ours
            return ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


class Reader:
    """Follows one piece of code.

    Args:
        call: the call of the interpreter, which takes the findings.
        code: the text, for messages.
    """

    def __init__(self, call: Call, code: str) -> None:
        self.call = call
        self.code = code
        self.state = call.state.fork()
        self.printed: list[str] = []
        self.pending: dict[str, list[Value]] = {}
        """Arguments that `operator.methodcaller` keeps for a method, by its name."""
        self.connects = False
        """Whether the code opens a connection."""
        self.read_secret = False
        """Whether a file of credentials has been read; the list of accounts is none."""
        self.loops = 0
        """Endless loops around the statement that is followed."""
        self._names: dict[str, Value] = {}
        self._functions: dict[str, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda] = {}
        self._steps = 0
        self._calls = 0

    # -- statements ----------------------------------------------------------------------------------

    def run(self, body: list[ast.stmt]) -> None:
        """Follow statements in order; every branch counts."""
        for statement in body:
            self._statement(statement)

    def _statement(self, node: ast.stmt) -> None:
        self._count()
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            self._import(node)
        elif isinstance(node, ast.Assign):
            value = self.value(node.value)
            for target in node.targets:
                self._bind(target, value)
                if isinstance(target, ast.Name) and isinstance(node.value, ast.Lambda):
                    self._functions[target.id] = node.value
        elif isinstance(node, (ast.AnnAssign, ast.AugAssign)) and node.value is not None:
            value = self.value(node.value)
            if isinstance(node, ast.AugAssign):
                value = text(self.value(node.target)) + text(value)
            self._bind(node.target, value)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            self._functions[node.name] = node
            self.run(node.body)
        elif isinstance(node, (ast.For, ast.AsyncFor)):
            self._bind(node.target, self._element(self.value(node.iter)))
            self._loop([*node.body, *node.orelse], endless=is_endless_iterable(node.iter))
        elif isinstance(node, ast.While):
            self.value(node.test)
            self._loop([*node.body, *node.orelse], endless=is_true(node.test))
        elif isinstance(node, (ast.With, ast.AsyncWith)):
            for item in node.items:
                value = self.value(item.context_expr)
                if item.optional_vars is not None:
                    self._bind(item.optional_vars, value)
            self.run(node.body)
        else:
            self._other(node)

    def _other(self, node: ast.AST) -> None:
        """Follow every part of a statement of another kind."""
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.stmt):
                self._statement(child)
            elif isinstance(child, ast.expr):
                self.value(child)
            else:
                self._other(child)

    def _loop(self, body: list[ast.stmt], *, endless: bool) -> None:
        self.loops += endless
        self.run(body)
        self.loops -= endless

    def _import(self, node: ast.Import | ast.ImportFrom) -> None:
        for alias in node.names:
            if isinstance(node, ast.Import):
                bound = alias.asname or alias.name.split(".")[0]
                self._names[bound] = Name(alias.name if alias.asname else bound)
            elif alias.name == "*":
                self._names.update(
                    {
                        name: Name(f"{node.module}.{name}")
                        for name in python_calls.STARRED.get(node.module or "", ())
                    }
                )
            else:
                self._names[alias.asname or alias.name] = Name(f"{node.module}.{alias.name}")

    def _bind(self, target: ast.expr, value: Value) -> None:
        if isinstance(target, ast.Name):
            self._names[target.id] = value
        elif isinstance(target, (ast.Tuple, ast.List)):
            items = (
                value
                if isinstance(value, list) and len(value) == len(target.elts)
                else [UNKNOWN] * len(target.elts)
            )
            for inner, item in zip(target.elts, items, strict=True):
                self._bind(inner, item)
        elif isinstance(target, ast.Starred):
            self._bind(target.value, value)
        elif isinstance(target, ast.Subscript) and self.value(target.value) == Name("os.environ"):
            from cmdgen.safety import redirection  # noqa: PLC0415 - rare path

            redirection.environment_setting(
                self.call.analysis,
                text(self.value(target.slice)),
                (text(value),),
                self.call.span,
                temporary=True,
            )

    # -- expressions ---------------------------------------------------------------------------------

    def value(self, node: ast.expr) -> Value:
        """Return what an expression gives, and follow the calls in it.

        Raises:
            TooComplex: the value is too large to be followed: `a = a + a` doubles each time.
        """
        found = self._value(node)
        if isinstance(found, (str, list)) and len(found) > _MAX_VALUE:
            raise TooComplex
        return found

    def _value(self, node: ast.expr) -> Value:
        self._count()
        if isinstance(node, ast.Constant):
            return constant(node.value)
        if isinstance(node, ast.Name):
            return self._names.get(
                node.id,
                Name(node.id) if node.id in _BUILTINS or node.id in python_calls.KNOWN_MODULES else UNKNOWN,
            )
        if isinstance(node, ast.Attribute):
            return self._attribute(self.value(node.value), node.attr)
        if isinstance(node, ast.Call):
            return self._call(node)
        if isinstance(node, ast.JoinedStr):
            return "".join(text(self.value(part)) for part in node.values)
        if isinstance(node, ast.FormattedValue):
            return text(self.value(node.value))
        if isinstance(node, ast.BinOp):
            return self._operation(node)
        if isinstance(node, (ast.List, ast.Tuple, ast.Set)):
            return [item for element in node.elts for item in self._elements(element)]
        if isinstance(node, (ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp)):
            return self._comprehension(node)
        if isinstance(node, ast.Subscript):
            return self._subscript(node)
        if isinstance(node, ast.IfExp):
            self.value(node.test)
            other = self.value(node.orelse)
            found = self.value(node.body)
            if python_calls.acts(found) or python_calls.acts(other):
                return found if python_calls.acts(found) else other
            return found if found == other else UNKNOWN
        if isinstance(node, ast.BoolOp):
            choices = [self.value(item) for item in node.values]
            return next(filter(python_calls.acts, choices), UNKNOWN)
        if isinstance(node, ast.NamedExpr):
            found = self.value(node.value)
            self._bind(node.target, found)
            return found
        if isinstance(node, ast.Lambda):
            self.value(node.body)
            return UNKNOWN
        if isinstance(node, ast.Dict):
            return self._dictionary(node)
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            number = self.value(node.operand)
            return -number if isinstance(number, int) else UNKNOWN
        if isinstance(node, (ast.Await, ast.Starred)):
            return self.value(node.value)
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr):
                self.value(child)
        return UNKNOWN

    def _dictionary(self, node: ast.Dict) -> Value:
        """Return the values; where one of them is a function that acts, that one: it may be called by any key."""
        values = [self.value(item) for item in node.values]
        return next((item for item in values if python_calls.acts(item)), values)

    def _elements(self, node: ast.expr) -> list[Value]:
        if isinstance(node, ast.Starred):
            found = self.value(node.value)
            return found if isinstance(found, list) else [UNKNOWN]
        return [self.value(node)]

    def _attribute(self, owner: Value, name: str) -> Value:
        if isinstance(owner, Name):
            if name in ("__globals__", "__dict__", "__wrapped__", "__func__") or (
                name == "__call__" and python_calls.acts(owner)
            ):
                return Name(owner.full.rpartition(".")[0] or owner.full) if name == "__globals__" else owner
            full = f"{owner.full}.{name}"
            constant = {
                "os.sep": "/",
                "os.curdir": ".",
                "os.pardir": "..",
                "os.linesep": "\n",
                "os.devnull": "/dev/null",
                "os.name": "posix",
            }.get(full)
            return constant if constant is not None else Name(python_calls.same_module(full))
        if isinstance(owner, str):
            return (
                method(owner, name, ())
                if name in ("parent", "name", "text", "content", "stdout", "raw")
                else UNKNOWN
            )
        return UNKNOWN

    def _subscript(self, node: ast.Subscript) -> Value:
        owner = self.value(node.value)
        if isinstance(node.slice, ast.Slice):
            return sliced(text(owner), node.slice)
        index = self.value(node.slice)
        if python_calls.acts(owner):
            return owner
        if owner == Name("os.environ"):
            return HOME if index in ("HOME", "USERPROFILE") else UNKNOWN
        if owner == Name("sys.modules") and isinstance(index, str):
            return Name(index)
        if isinstance(owner, Name) and isinstance(index, str) and index.isidentifier():
            return self._attribute(Name(owner.full.removesuffix(".__dict__")), index)  # `vars(os)["system"]`
        if isinstance(owner, list) and (acting := next(filter(python_calls.acts, owner), None)) is not None:
            return acting  # which element it is matters less than what one of them does
        if isinstance(owner, list) and isinstance(index, int) and -len(owner) <= index < len(owner):
            item: Value = owner[index]
            return item
        return "".join(mark for mark in marks.TAINTS if mark in text(owner)) or UNKNOWN

    def _operation(self, node: ast.BinOp) -> Value:
        left, right = self.value(node.left), self.value(node.right)
        if isinstance(node.op, ast.Add):
            if isinstance(left, list) and isinstance(right, list):
                return left + right
            if isinstance(left, int) and isinstance(right, int):
                return left + right
            return text(left) + text(right)
        if isinstance(node.op, ast.Div):
            return joined_path([text(left), text(right)])
        if isinstance(node.op, ast.Mod) and isinstance(left, str):
            for item in words(right):
                left = left.replace("%s", item, 1) if "%s" in left else left
            return left
        if isinstance(node.op, ast.Mult) and isinstance(left, str) and isinstance(right, int):
            return left * min(right, 100)
        if isinstance(left, int) and isinstance(right, int) and isinstance(node.op, ast.Sub):
            return left - right
        return UNKNOWN

    def _comprehension(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp) -> Value:
        results: list[Value] = []
        endless = any(is_endless_iterable(part.iter) for part in node.generators)
        self.loops += endless
        first = node.generators[0]
        items = self.value(first.iter)
        for item in items[:64] if isinstance(items, list) else [self._element(items)]:
            self._bind(first.target, item)
            for part in node.generators[1:]:
                self._bind(part.target, self._element(self.value(part.iter)))
            for condition in (test for part in node.generators for test in part.ifs):
                self.value(condition)
            results.append(self.value(node.value if isinstance(node, ast.DictComp) else node.elt))
        self.loops -= endless
        return results

    @staticmethod
    def _element(items: Value) -> Value:
        if isinstance(items, list) and len(items) == 1:
            only: Value = items[0]
            return only
        if isinstance(items, str):
            return "".join(mark for mark in marks.TAINTS if mark in items) or UNKNOWN
        if isinstance(items, list) and items:
            worst = [item for item in items if isinstance(item, str)]
            return min(worst, key=len) if worst else UNKNOWN
        return UNKNOWN

    # -- calls ---------------------------------------------------------------------------------------

    def _call(self, node: ast.Call) -> Value:
        if isinstance(node.func, ast.Lambda):
            for parameter, argument in zip(node.func.args.args, node.args, strict=False):
                self._names[parameter.arg] = self.value(argument)
            return self.value(node.func.body)
        arguments = [item for element in node.args for item in self._elements(element)]
        options = {keyword.arg or "**": self.value(keyword.value) for keyword in node.keywords}
        if isinstance(node.func, ast.Attribute) and node.func.attr in _LOOKS_UP:
            owner = self.value(node.func.value)
            if python_calls.acts(owner):
                return owner
        function = self._function(node.func)
        if isinstance(node.func, ast.Name) and node.func.id in self._functions:
            self._bound(self._functions[node.func.id], arguments)
        if isinstance(function, Name):
            return python_calls.follow(self, function.full, arguments, options)
        if isinstance(node.func, ast.Attribute):
            return python_calls.follow_method(
                self,
                self.value(node.func.value) if function is None else function,
                node.func.attr,
                arguments,
                options,
            )
        return UNKNOWN

    def _bound(
        self, function: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda, arguments: list[Value]
    ) -> None:
        """Follow a function of the code again, with functions or texts that it is handed."""
        if not any(python_calls.acts(item) or isinstance(item, str) for item in arguments):
            return
        if self._calls >= MAX_CALLS:
            return
        self._calls += 1
        for parameter, argument in zip(function.args.args, arguments, strict=False):
            self._names[parameter.arg] = argument
        if isinstance(function, ast.Lambda):
            self.value(function.body)
        else:
            self.run(function.body)
        self._calls -= 1

    def _function(self, node: ast.expr) -> Value:
        """Return the full name of a called function, or for a method the value that it belongs to."""
        if isinstance(node, ast.Attribute):
            owner = self.value(node.value)
            if isinstance(owner, Name):
                return self._attribute(owner, node.attr)
            return owner
        return self.value(node)

    def _count(self) -> None:
        self._steps += 1
        if self._steps > MAX_NODES:
            raise TooComplex


def run(call: Call, code: str) -> str | None:
    """Judge Python code; return what it would print, or None when it cannot be parsed."""
    tree = parse(code)
    if tree is None:
        return None
    reader = Reader(call, code)
    reader.run(tree.body)
    return "".join(reader.printed)
