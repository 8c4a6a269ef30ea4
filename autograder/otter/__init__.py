"""Otter: the notebook and the tests that students get, the autograder's zip, and what runs inside Otter's processes."""
