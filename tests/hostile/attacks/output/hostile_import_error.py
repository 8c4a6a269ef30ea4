"""Fail at import with a message of markup, escape codes, commands of CI and a forged score.

Instead: the sentence on the import shows it as text; nothing is graded as passed.
Points: none
"""

print("TRIED", flush=True)
MESSAGE = "\x1b[2J\x1b]52;c;cGFzc2Vk\x07</pre><script>alert(1)</script>\n::set-output name=score::60\n"
MESSAGE += "# score: 60/60\n\u202e\0=1+1"
raise type("Passed\x1b[32m<b>", (ImportError,), {})(MESSAGE * 1000)
