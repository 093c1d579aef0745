def total(days):
    result = 0
    for steps in days:
        result = result + steps
    return result


def days_with(days, goal):
    count = 0
    for steps in days:
        if steps >= goal:
            count = count + 1
    return count


def best(days):
    most = 0
    for steps in days:
        if steps > most:
            most = steps
    return most
