"""The boundary between the grader and a submission: the wire, the worker behind it, and the walls around it."""
