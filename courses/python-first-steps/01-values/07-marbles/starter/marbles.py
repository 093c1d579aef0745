marbles = input()
children = input()

print("Each gets", marbles)
print("Left over:", children)
