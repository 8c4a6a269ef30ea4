"""Close both outputs, and put other files into their place.

Instead: answers do not travel there.
Points: same
"""

import os

print("TRIED", flush=True)
for descriptor in (1, 2):
    os.close(descriptor)
    os.open("/tmp/elsewhere", os.O_WRONLY | os.O_CREAT)
