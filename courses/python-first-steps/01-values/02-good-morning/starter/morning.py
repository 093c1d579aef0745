print("Good morning, moon!")
