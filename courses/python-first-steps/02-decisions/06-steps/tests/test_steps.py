import unittest

import steps


class StepsTest(unittest.TestCase):
    def check(self, expected, function, days, *more):
        passed_in = list(days)
        actual = function(passed_in, *more)
        values = ", ".join(repr(value) for value in (days, *more))
        call = f"{function.__name__}({values})"
        self.assertIsNotNone(
            actual, f"{call} gave None: is there a return, and does it always run?"
        )
        self.assertEqual(actual, expected, f"{call} should be {expected}")
        self.assertEqual(passed_in, days, f"{call} should leave the list as it was")


class TotalTest(StepsTest):
    def test_1_adds_all_days(self):
        self.check(30699, steps.total, [3200, 8000, 7999, 11500, 0])

    def test_2_single_day(self):
        self.check(4100, steps.total, [4100])

    def test_3_new_watch_has_no_steps(self):
        self.check(0, steps.total, [])


class DaysWithTest(StepsTest):
    def test_1_counts_days_above_the_goal(self):
        self.check(2, steps.days_with, [900, 5000, 7000, 20], 1000)

    def test_2_exactly_the_goal_counts(self):
        self.check(2, steps.days_with, [3200, 8000, 7999, 11500, 0], 8000)

    def test_3_last_day_counts_too(self):
        self.check(1, steps.days_with, [10, 20, 30], 30)

    def test_4_goal_was_never_reached(self):
        self.check(0, steps.days_with, [10, 20, 30], 31)

    def test_5_new_watch_has_no_days(self):
        self.check(0, steps.days_with, [], 100)


class BestTest(StepsTest):
    def test_1_best_day_in_the_middle(self):
        self.check(11500, steps.best, [3200, 11500, 8000])

    def test_2_best_day_is_the_first(self):
        self.check(9000, steps.best, [9000, 8000, 100])

    def test_3_best_day_is_the_last(self):
        self.check(9000, steps.best, [100, 8000, 9000])

    def test_4_new_watch_has_no_best_day(self):
        self.check(0, steps.best, [])


# Only the three classes above are tests of their own.
del StepsTest


if __name__ == "__main__":
    unittest.main()
