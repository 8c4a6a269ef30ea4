"""Read address 0 on import.

Instead: the import failed, with a sentence, and nothing was graded as passed.
Points: none
"""

print("TRIED", flush=True)
import ctypes

ctypes.string_at(0)
