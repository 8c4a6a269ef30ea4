"""What people read: gradebook, feedback and the report on the class, each a pure function of stored results.

- `gradebook.gradebook_csv`: a row per student and assignment, for spreadsheets and registries.
- `feedback.feedback_html`, `feedback_markdown`, `feedback_json`: one student, one assignment.
- `overview.ClassReport`: pages on the class, on each assignment and on each student, from `class_statistics`.
- `site.Reports`: all of them, as files, feedback as soon as it is known; `stamps` knows which need not be made again.
- `exports` and `junit`, written by `export_files`: what other programs read; with the class list, where they know
  students by other names.
- `similar`, `strength`, `calibration`: what is alike, how strong checks are, and how thresholds were measured.

A report never grades; grading never formats. A report on grades takes nothing but `Result` objects, the course's titles
and its policy on lateness, so the same results give the same bytes. Whatever a student could have written arrives here
as text, and leaves it escaped for its format: `plain` bounds it first, then the templates (HTML), `markdown` or
`gradebook` (CSV) escape it.
"""
