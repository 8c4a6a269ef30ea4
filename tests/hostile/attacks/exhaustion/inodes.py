"""Make 20,000 empty files and a long chain of folders.

Instead: they are removed before the next submission.
Points: no more
"""

print("TRIED", flush=True)
try:
    for number in range(20_000):
        open(f"/tmp/empty{number}", "w").close()
except OSError:
    pass
