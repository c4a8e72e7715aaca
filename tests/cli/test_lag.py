from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

from tests.cli.conftest import Run


def test_days_from_happening_to_known(talks: Run) -> None:
    facts = {fact["id"]: fact for fact in talks("lag", "--json").data["facts"]}
    assert facts["terms"]["to_known"] == {"least": 0, "most": 0}
    assert facts["answer"]["to_known"] == {"least": 0, "most": 26}
    shown = talks("lag").out
    assert "happened" in shown.splitlines()[0]
    assert any(line.endswith("terms") and " 0 " in line for line in shown.splitlines())


def test_a_silence_is_as_long_as_asked(talks: Run) -> None:
    talks("add", "2024-03-01", "A letter arrives", "--source", "report-a", "--name", "letter")
    found = talks("lag", "--json", "--silence", "20").data["silences"]
    assert [(one["kind"], one["name"], one["days"]) for one in found] == [
        ("source", "report-a", 29)
    ]
    assert (
        "source report-a: Feb. 1, 2024 to Feb. 29, 2024, 29 days"
        in talks("lag", "--silence", "20").out
    )
    assert talks("lag", "--json").data["silences"] == []


def test_the_chart_is_an_svg_of_one_row_a_fact(talks: Run, tmp_path: Path) -> None:
    chart = ET.fromstring(talks("lag", "--svg").out)
    titles = [one.text for one in chart.iter("{http://www.w3.org/2000/svg}title")]
    assert titles[0] == "Border talks: how long it took"
    assert [title.split(":")[0] for title in titles[1:] if title] == ["answer", "terms"]
    written = talks("lag", "--svg", "-o", str(tmp_path / "lag.svg"))
    assert written.out.strip() == str(tmp_path / "lag.svg")
    assert ET.parse(tmp_path / "lag.svg").getroot().tag.endswith("svg")
    assert [path.name for path in tmp_path.glob(".*part")] == []


def test_a_chart_of_nothing_is_a_chart(run: Run) -> None:
    assert run("lag").out == "No facts.\n"
    ET.fromstring(run("lag", "--svg").out)


def test_markup_in_a_title_is_text(run: Run) -> None:
    assert run("describe", "--title", "<b>&\x1b").code == 0
    chart = ET.fromstring(run("lag", "--svg").out)
    assert chart[0].text == "<b>&\\x1b: how long it took"


def test_options_that_do_not_go_together_are_a_usage_error(talks: Run) -> None:
    assert talks("lag", "-o", "lag.svg").code == 2
    assert talks("lag", "--svg", "--json").code == 2
