"""Hidden checks, one test file per assignment, and what checks share; of that, the oracles stay with instructors."""
