"""Raise KeyboardInterrupt on import.

Instead: the import failed, with a sentence, and nothing was graded as passed.
Points: none
"""

print("TRIED", flush=True)
raise KeyboardInterrupt
