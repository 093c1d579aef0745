def to_minutes(hour, minute):
    return hour * 60 + minute


def to_clock(total):
    total = total % 1440
    hour = total // 60
    minute = total % 60
    if minute < 10:
        return f"{hour}:0{minute}"
    return f"{hour}:{minute}"
