print("Good morning, world!")
