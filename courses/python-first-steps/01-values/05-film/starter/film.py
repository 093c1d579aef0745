# A film lasts this many minutes.
total = 135

# Work these out from total.
hours = 0
minutes = 0
label = ""

print(label)
