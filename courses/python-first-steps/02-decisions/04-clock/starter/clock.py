def to_minutes(hour, minute):
    return 0


def to_clock(total):
    return ""
