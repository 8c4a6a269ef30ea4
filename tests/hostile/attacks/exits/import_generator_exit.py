"""Raise GeneratorExit on import.

Instead: the import failed, with a sentence, and nothing was graded as passed.
Points: none
"""

print("TRIED", flush=True)
raise GeneratorExit
