nights = 0
frosty = 0
coldest = 0

line = input()
while line != "end":
    degrees = int(line)
    if nights == 0 or degrees < coldest:
        coldest = degrees
    if degrees < 0:
        frosty = frosty + 1
    nights = nights + 1
    line = input()

if nights == 0:
    print("No nights")
else:
    print("Nights:", nights)
    print("Frosty:", frosty)
    print("Coldest:", coldest)
