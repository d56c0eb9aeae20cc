"""The red team: hostile submissions, judged by what they did to the world outside their worker."""
