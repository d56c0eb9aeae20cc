"""``grade doctor``: is all there, and what to paste into a question."""

import click


@click.command("doctor")
def command() -> int:
    """Say whether all that a check needs is there: versions, confinement, and a worker that answers.

    What is printed is what to paste into a question to your instructor. Exit status 3 when something does not work.
    """
    from grader.kit.doctor import examine  # so that --help answers at once

    ill = False
    for finding in examine():
        mark = {True: "ok  ", False: "BAD ", None: "    "}[finding.good]
        click.echo(f"{mark}{finding.topic:14} {finding.fact}")
        ill = ill or finding.good is False
    click.echo()
    click.echo("Something does not work: paste the lines above into your question." if ill else "All is well.")
    return 3 if ill else 0
