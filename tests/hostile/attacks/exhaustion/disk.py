"""Fill the private folder.

Instead: it is small, and emptied.
Points: no more
"""

print("TRIED", flush=True)
written = 0
try:
    for number in range(40):
        with open(f"/tmp/big{number}", "wb", buffering=0) as file:
            for _ in range(15):
                written += file.write(bytes(2**20))
except OSError:
    pass
