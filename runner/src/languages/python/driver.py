"""Runs unittest tests and reports each as a line of JSON.

usage: driver.py RESULTS FILE...    (in the run folder, FILEs relative to it)
"""

import ast
import importlib
import importlib.util
import inspect
import json
import linecache
import os
import sys
import time
import traceback
import unittest

ROOT = os.getcwd()
KEPT = 16 * 1024


class Results:
    """The results file, written line by line so that nothing is lost."""

    def __init__(self, path):
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND
        self.file = os.open(path, flags, 0o600)

    def write(self, **record):
        line = json.dumps(record, ensure_ascii=True) + "\n"
        os.write(self.file, line.encode())


class Tee:
    """Passes on what a test prints and keeps the beginning of it."""

    def __init__(self, stream):
        self.stream = stream
        self.kept = []
        self.room = KEPT

    def write(self, text):
        if self.room > 0 and isinstance(text, str):
            self.kept.append(text[: self.room])
            self.room -= len(text)
        return self.stream.write(text)

    def take(self):
        text, self.kept, self.room = "".join(self.kept), [], KEPT
        return text

    def __getattr__(self, name):
        return getattr(self.stream, name)


def own_frames(tb):
    """Frames of the course's and the learner's files, outermost first."""
    frames = []
    while tb is not None:
        name = os.path.abspath(tb.tb_frame.f_code.co_filename)
        inside = name.startswith(ROOT + os.sep) and "site-packages" not in name
        if inside and "__unittest" not in tb.tb_frame.f_globals:
            frames.append((tb, name))
        tb = tb.tb_next
    return frames


def place(error):
    """Where the reason is: file relative to the run folder, and line."""
    if isinstance(error, SyntaxError) and error.filename:
        name = os.path.abspath(error.filename)
        if name.startswith(ROOT + os.sep):
            return os.path.relpath(name, ROOT), error.lineno
    frames = own_frames(error.__traceback__)
    if not frames:
        return None, None
    tb, name = frames[-1]
    return os.path.relpath(name, ROOT), tb.tb_lineno


def describe(error):
    """The error as Python words it, with the way to it where that helps."""
    text = "".join(traceback.format_exception_only(type(error), error)).rstrip()
    if isinstance(error, (AssertionError, SyntaxError)):
        return text
    lines = []
    for tb, name in own_frames(error.__traceback__)[-5:]:
        line = linecache.getline(name, tb.tb_lineno).strip()
        where = os.path.relpath(name, ROOT)
        lines.append(f"{where}:{tb.tb_lineno}: in {tb.tb_frame.f_code.co_name}\n    {line}")
    return "\n".join([text] + lines)


def asserted_call(tb, name):
    """The call of an assert method that a frame is in."""
    try:
        with open(name, encoding="utf-8") as file:
            tree = ast.parse(file.read())
    except (OSError, SyntaxError, ValueError):
        return None
    found = None
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr.startswith("assert")
            and node.lineno <= tb.tb_lineno <= (node.end_lineno or node.lineno)
        ):
            found = node
    return found


def is_expectation(node):
    """Whether an argument looks like the expected side."""
    if isinstance(node, ast.Name):
        return node.id in ("expected", "want", "wanted")
    try:
        ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return False
    return True


def compared(error):
    """Expected and actual of a failed comparison, as Python writes them."""
    tb, frames = error.__traceback__, own_frames(error.__traceback__)
    values = None
    while tb is not None:
        local = tb.tb_frame.f_locals
        if "__unittest" in tb.tb_frame.f_globals and "first" in local and "second" in local:
            values = local["first"], local["second"]
            break
        tb = tb.tb_next
    if values is None:
        return None, None
    actual, expected = values
    if frames:
        call = asserted_call(*frames[-1])
        arguments = call.args if call is not None else []
        if len(arguments) >= 2 and is_expectation(arguments[0]) and not is_expectation(arguments[1]):
            actual, expected = expected, actual
    return written(expected), written(actual)


def written(value):
    """A text as it is, everything else as Python writes it."""
    if isinstance(value, str) and "\n" in value:
        return value[:KEPT]
    try:
        return repr(value)[:KEPT]
    except Exception:
        return f"<{type(value).__name__} that cannot be shown>"


class Report(unittest.TestResult):
    """Turns what unittest tells into records."""

    def __init__(self, results):
        super().__init__()
        self.results = results
        self.out, self.err = Tee(sys.stdout), Tee(sys.stderr)
        sys.stdout, sys.stderr = self.out, self.err
        self.begin = 0.0
        self.cases = []
        self.bad = False

    def startTest(self, test):
        super().startTest(test)
        self.out.take(), self.err.take()
        self.cases = []
        self.begin = time.perf_counter()

    def record(self, name, group, status, error=None, **more):
        record = {"name": name, "group": group, "status": status, **more}
        self.bad = self.bad or status in ("fail", "error")
        if self.begin:
            record["duration_ms"] = (time.perf_counter() - self.begin) * 1000
        output = self.out.take() + self.err.take()
        if output:
            record["output"] = output
        if error is not None:
            record["message"] = describe(error)
            record["file"], record["line"] = place(error)
            if isinstance(error, AssertionError):
                record["expected"], record["actual"] = compared(error)
        self.results.write(**{key: value for key, value in record.items() if value is not None})

    def test(self, test, status, error=None, **more):
        name, group = names(test)
        self.record(name, group, status, error, **more)

    def addSuccess(self, test):
        if not self.cases:
            self.test(test, "pass")
            return
        failed = [case for case, passed in self.cases if not passed]
        if failed:
            message = f"{len(failed)} of its {len(self.cases)} cases failed: " + ", ".join(failed[:5])
            self.test(test, "fail", message=message)
        else:
            self.test(test, "pass")

    def stopTest(self, test):
        super().stopTest(test)
        if any(not passed for _, passed in self.cases):
            self.addSuccess(test)
        self.cases = []
        self.begin = 0.0

    def addFailure(self, test, err):
        self.failed(test, "fail", err[1])

    def addError(self, test, err):
        self.failed(test, "error", err[1])

    def failed(self, test, status, error):
        self.cases = []
        self.test(test, status, error)

    def addSkip(self, test, reason):
        self.test(test, "skip", message=reason)

    def addExpectedFailure(self, test, err):
        self.test(test, "pass")

    def addUnexpectedSuccess(self, test):
        self.test(test, "fail", message="It was expected to fail, but passed.")

    def addSubTest(self, test, subtest, err):
        # Not the inherited one: it cuts the frames that hold the values.
        name, group = names(test)
        case = subtest._subDescription()
        self.cases.append((case, err is None))
        if err is None:
            self.record(f"{name} {case}", group, "pass")
        else:
            status = "fail" if issubclass(err[0], test.failureException) else "error"
            self.record(f"{name} {case}", group, status, err[1])


def names(test):
    """A test's method and class; what is no test keeps its description."""
    test = getattr(test, "test_case", test)  # of a subtest
    method = getattr(test, "_testMethodName", None)
    if method is None:
        return str(test), None
    return method, type(test).__qualname__


def line_of(function):
    """The line where a function begins, below its decorators."""
    code = getattr(inspect.unwrap(function), "__code__", None)
    return code.co_firstlineno if code else 0


class FileOrder(unittest.TestLoader):
    """Finds tests in the order in which they are written."""

    def getTestCaseNames(self, case):
        names = super().getTestCaseNames(case)
        return sorted(names, key=lambda name: line_of(getattr(case, name)))

    def loadTestsFromModule(self, module, **options):
        suite = super().loadTestsFromModule(module, **options)
        if hasattr(module, "load_tests"):
            return suite
        return unittest.TestSuite(sorted(suite, key=first_line))


def first_line(suite):
    lines = [line_of(getattr(test, test._testMethodName)) for test in each(suite)]
    return min(lines, default=0)


def load(path):
    """Imports a test file and returns its tests."""
    parts = os.path.splitext(path)[0].split("/")
    name = ".".join(parts)
    if all(part.isidentifier() for part in parts):
        module = importlib.import_module(name)
    else:
        spec = importlib.util.spec_from_file_location(name, os.path.join(ROOT, path))
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    return FileOrder().loadTestsFromModule(module)


def each(suite):
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            yield from each(test)
        else:
            yield test


def main(results_path, only, files):
    # The run folder takes the place of the driver's own.
    sys.path[0] = ROOT
    for folder in sorted({os.path.dirname(path) for path in files} - {""}):
        sys.path.append(os.path.join(ROOT, folder))
    results = Results(results_path)
    report = Report(results)
    suite = unittest.TestSuite()
    broken = []
    for path in files:
        try:
            suite.addTest(load(path))
        except BaseException as error:
            broken.append((path, error))
    if only:
        chosen = [test for test in each(suite) if only in ".".join(filter(None, names(test)[::-1]))]
        suite = unittest.TestSuite(chosen)
    planned = [dict(zip(("name", "group"), names(test))) for test in each(suite)]
    results.write(plan=planned + [path for path, _ in broken])
    for path, error in broken:
        report.record(path, None, "error", error)
    suite.run(report)
    return 1 if report.bad else 0


if __name__ == "__main__":
    code = main(sys.argv[1], os.environ.pop("CODEZEST_ONLY", ""), sys.argv[2:])
    sys.stdout.flush()
    sys.stderr.flush()
    sys.exit(code)
