nights = 0

line = input()
while line != "end":
    degrees = int(line)
    line = input()

print("Nights:", nights)
