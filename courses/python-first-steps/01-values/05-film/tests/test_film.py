import contextlib
import io
import pathlib
import re
import unittest

FILE = pathlib.Path(__file__).resolve().parent.parent / "film.py"


def film(total):
    """Run film.py as if its first value were `total`; give back its names."""
    source = FILE.read_text(encoding="utf-8")
    line = re.compile(r"^total\s*=.*$", re.MULTILINE)
    if not line.search(source):
        raise AssertionError("film.py should still have its line: total = 135")
    source = line.sub(f"total = {total}", source, count=1)
    names = {"__name__": "film"}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(compile(source, "film.py", "exec"), names)
    return names


class FilmTest(unittest.TestCase):
    def check(self, total, name, expected):
        names = film(total)
        self.assertIn(name, names, f"film.py should give a value to the name {name}")
        actual = names[name]
        self.assertIs(
            type(actual), type(expected),
            f"for total = {total}, {name} is {actual!r}, which has the type "
            f"{type(actual).__name__}; wanted is {type(expected).__name__}",
        )
        self.assertEqual(
            actual, expected,
            f"for total = {total}, {name} should be {expected!r}",
        )

    def test_1_hours_are_the_whole_hours(self):
        self.check(135, "hours", 2)

    def test_2_minutes_are_what_is_left_over(self):
        self.check(135, "minutes", 15)

    def test_3_label_shows_both(self):
        self.check(135, "label", "2 h 15 min")

    def test_4_film_of_exactly_one_hour(self):
        self.check(60, "hours", 1)
        self.check(60, "minutes", 0)
        self.check(60, "label", "1 h 0 min")

    def test_5_film_just_short_of_an_hour(self):
        self.check(59, "hours", 0)
        self.check(59, "minutes", 59)
        self.check(59, "label", "0 h 59 min")

    def test_6_very_long_film(self):
        self.check(873, "hours", 14)
        self.check(873, "minutes", 33)
        self.check(873, "label", "14 h 33 min")


if __name__ == "__main__":
    unittest.main()
