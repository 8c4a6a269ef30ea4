"""Say during the import that it raised, in a form that is no exception.

Instead: the import counts as failed, and the grader is not to blame.
Points: none
"""

import sys

from autograder.sandbox.wire import Kind

print("TRIED", flush=True)
frame = sys._getframe()
while frame.f_code.co_name != "serve":
    frame = frame.f_back
frame.f_locals["channel"].send(Kind.RAISED, frame.f_locals["frame"].call_id, None)
