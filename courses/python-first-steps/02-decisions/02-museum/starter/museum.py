age = int(input())

price = 9

print("Ticket:", price)
