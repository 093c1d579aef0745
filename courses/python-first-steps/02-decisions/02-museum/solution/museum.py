age = int(input())

if age < 6:
    price = 0
elif age <= 17:
    price = 4
elif age <= 64:
    price = 9
else:
    price = 6

print("Ticket:", price)
