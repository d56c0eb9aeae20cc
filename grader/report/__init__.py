"""Everything a person or a program reads about a graded submission, made from the record and nothing else.

:mod:`~grader.report.record` is the record as JSON, :mod:`~grader.report.terminal` the summary at the prompt
and :mod:`~grader.report.html` the page. The page's libraries are slow to import: import that module only to
make one.
"""
