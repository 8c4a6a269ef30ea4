"""Say during the import that the call is refused, instead of the module loaded.

Instead: the import counts as failed, since only one answer is possible here.
Points: none
"""

import sys

from autograder.sandbox.wire import Kind

print("TRIED", flush=True)
frame = sys._getframe()
while frame.f_code.co_name != "serve":
    frame = frame.f_back
frame.f_locals["channel"].send(Kind.REFUSED, frame.f_locals["frame"].call_id, {"status": "passed", "points": 60})
