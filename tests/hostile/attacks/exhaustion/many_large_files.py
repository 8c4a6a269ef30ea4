"""Fill the folder for temporary files with files of the largest size, by writing, reserving and stretching.

Instead: file and folder have a limit, and the next worker finds them empty.
Points: no more
"""

import os

LARGEST, FILES = 16 * 2**20, 40

print("TRIED", flush=True)
taken = 0
for number in range(FILES):
    descriptor = os.open(f"./large_{number}", os.O_CREAT | os.O_EXCL | os.O_WRONLY)
    try:
        if number % 2:
            os.posix_fallocate(descriptor, 0, LARGEST)
            taken += LARGEST
        else:
            taken += sum(os.write(descriptor, bytes(2**20)) for _ in range(LARGEST // 2**20))
    except OSError:
        pass
    for size in (2**34, 2**40):
        try:
            os.truncate(descriptor, size)
        except OSError:
            continue
        print("GAINED a file of", size)
    os.close(descriptor)
if taken > 256 * 2**20:
    print("GAINED", taken)
