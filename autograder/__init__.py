"""Descent's autograder: checks for students, grades for instructors."""

__version__ = "0.1.0"
