"""Hidden checks, one test file per assignment, with the strategies and oracles they share."""
