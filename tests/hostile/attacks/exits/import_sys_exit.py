"""Leave on import with status 0.

Instead: the import failed, with a sentence, and nothing was graded as passed.
Points: none
"""

print("TRIED", flush=True)
raise SystemExit(0)
