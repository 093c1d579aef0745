import unittest

import clock


class ToMinutesTest(unittest.TestCase):
    def check(self, hour, minute, expected):
        actual = clock.to_minutes(hour, minute)
        self.assertIsNotNone(
            actual, "to_minutes gave None: it should hand its result back with return"
        )
        self.assertEqual(
            actual, expected, f"to_minutes({hour}, {minute}) should be {expected}"
        )

    def test_1_a_full_hour_has_60_minutes(self):
        self.check(1, 0, 60)

    def test_2_minutes_are_added(self):
        self.check(7, 5, 425)

    def test_3_midnight_is_zero(self):
        self.check(0, 0, 0)

    def test_4_last_minute_of_the_day(self):
        self.check(23, 59, 1439)


class ToClockTest(unittest.TestCase):
    def check(self, total, expected):
        actual = clock.to_clock(total)
        self.assertIsNotNone(
            actual, "to_clock gave None: it should hand its result back with return"
        )
        self.assertIsInstance(actual, str, "to_clock should return a text")
        self.assertEqual(
            actual, expected, f"to_clock({total}) should be {expected!r}"
        )

    def test_1_hours_and_minutes(self):
        self.check(719, "11:59")

    def test_2_small_minutes_get_a_zero_in_front(self):
        self.check(425, "7:05")

    def test_3_nine_and_ten_past(self):
        self.check(429, "7:09")
        self.check(430, "7:10")

    def test_4_full_hours_have_two_zeros(self):
        self.check(0, "0:00")
        self.check(600, "10:00")

    def test_5_last_minute_of_the_day(self):
        self.check(1439, "23:59")

    def test_6_midnight_starts_again_at_zero(self):
        self.check(1440, "0:00")

    def test_7_after_midnight(self):
        self.check(1500, "1:00")

    def test_8_after_two_nights(self):
        self.check(2 * 1440 + 61, "1:01")


class ThereAndBackTest(unittest.TestCase):
    def test_both_functions_fit_together(self):
        self.assertEqual(
            clock.to_clock(clock.to_minutes(18, 4)), "18:04",
            "to_clock should undo what to_minutes did",
        )


if __name__ == "__main__":
    unittest.main()
