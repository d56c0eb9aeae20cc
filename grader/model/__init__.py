"""The frozen data that everything else passes along: verdicts, values, calls, exercises, results."""
