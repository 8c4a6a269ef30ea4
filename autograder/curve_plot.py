"""A submission's values along a line beside the required ones: as a picture, and in the terminal."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from autograder.curves import Answers
from autograder.language import translate
from autograder.showing import show

_HUGE = 1e100  # uniplot overflows not far beyond


def picture(answers: Answers, module: Path) -> Path:
    """Draw both curves into `explain_<question>.png`, where the demos' pictures of a module go. Returns the file.

    The texts are English: the fonts that Matplotlib brings along have no Korean.
    """
    import matplotlib as mpl

    with mpl.rc_context():  # the look is for this picture alone
        return _drawn(answers, module)


def _drawn(answers: Answers, module: Path) -> Path:
    from matplotlib import pyplot as plt

    from shared import plots

    line, required = answers.curve.line, answers.curve.required
    xs = np.array(line.values, float)
    figure, axes = plots.new()
    style = "o" if line.whole else "-"
    axes.plot(xs, required, style, color=plots.GREY, linewidth=4, markersize=9, alpha=0.5, label="required")
    axes.plot(xs, answers.values, style, color=plots.BLUE, linewidth=1.5, markersize=4, label="yours")
    if answers.wrong is not None:
        axes.axvline(xs[answers.wrong], color=plots.RED, linestyle=":", label=f"{line.over} = {xs[answers.wrong]:g}")
    axes.set(xlabel=line.over, title=line.call)
    axes.legend()
    file = plots.folder_beside(module) / f"explain_{line.question}.png"
    figure.savefig(file, metadata={"Software": None})
    plt.close(figure)
    return file


def terminal_plot(answers: Answers, width: int) -> str:
    """Both curves in characters, coloured by escape codes, for a terminal that is `width` columns wide.

    Empty where neither has anything that can be drawn.
    """
    from uniplot import plot_to_string

    line = answers.curve.line
    xs = np.array(line.values, float)
    both = [(answers.curve.required, translate("required")), (answers.values, translate("yours"))]
    drawn = [(np.where(np.abs(ys) < _HUGE, ys, np.nan), name) for ys, name in both]
    drawn = [(ys, name) for ys, name in drawn if np.isfinite(ys).any()]  # uniplot cannot draw nothing
    if not drawn:
        return ""
    return str(
        plot_to_string(
            xs=[xs] * len(drawn),
            ys=[ys for ys, _ in drawn],
            lines=not line.whole,
            width=min(width, 80) - 14,  # the frame and the numbers beside it
            height=15,
            title=line.call,
            legend_labels=[name for _, name in drawn],
        )
    )


def in_words(answers: Answers) -> str:
    """Where the two part, as a sentence with the call, what came back and what is required."""
    line, wrong = answers.curve.line, answers.wrong
    if wrong is None:
        sentence = translate("Along {call}, {over} from {first} to {last}, your values are the required ones.")
        return sentence.format(call=line.call, over=line.over, first=f"{line.first:g}", last=f"{line.last:g}")
    value, required = answers.values[wrong], answers.curve.required[wrong]
    place = {"call": line.call, "over": line.over, "value": show(line.values[wrong])}
    wanted = translate("nothing finite") if np.isnan(required) else show(float(required))
    if np.isnan(value) and answers.raised:
        sentence = translate("Along {call}, at {over} = {value}: required is {required}, and yours raised {error}")
        return sentence.format(**place, required=wanted, error=answers.raised)
    got = translate("nothing finite") if np.isnan(value) else show(float(value))
    sentence = translate("Along {call}, at {over} = {value}: yours is {got}, required is {required}.")
    return sentence.format(**place, got=got, required=wanted)
