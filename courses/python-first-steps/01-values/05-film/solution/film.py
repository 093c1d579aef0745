# A film lasts this many minutes.
total = 135

# Work these out from total.
hours = total // 60
minutes = total % 60
label = f"{hours} h {minutes} min"

print(label)
