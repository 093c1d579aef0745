marbles = int(input())
children = int(input())

print("Each gets", marbles // children)
print("Left over:", marbles % children)
