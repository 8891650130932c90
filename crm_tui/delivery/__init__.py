"""How reminders, notifications and day plans leave the program: letters and text messages, and who carries them."""
