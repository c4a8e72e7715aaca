"""The words that tell whether what a sentence says is past or to come, for `cues`."""

from __future__ import annotations

FUTURE = frozenset(
    "will 'll shall would expected expects expect scheduled schedules due plans planned "
    "plan planning going hopes hope hoped intends intend aims slated upcoming could might "
    "may must should expire expires begins starts opens resumes ends meets arrives "
    "deadline forecast forecasts predicts projected anticipated anticipates set likely "
    "possibility prospect promised pledged vows vowed postponed delayed extended wants "
    "proposed tomorrow can slating prepare preparing prepares poised runs leaves goes "
    "faces looms takes kicks airs looking urged payable possible invited want need go "
    "meet turns begin start open resume end visits heads hosts plays speaks appears "
    "expecting face retires reopens celebrates travels concludes".split()
)
PAST = frozenset(
    "was were had did said told been began came went took gave left made met fell rose "
    "won lost saw shot held sent sold bought struck broke spoke wrote got became ran led "
    "found kept brought built hit fled flew drew grew knew sank swore wore tore threw "
    "drove rode cut shut quit spent paid laid heard felt dealt meant slept stood "
    "understood sought caught taught fought thought lent shrank sang dug hung stuck swung "
    "spread beat bit bled fed bred sped shook stole froze chose woke arose awoke forgot "
    "hid lit proved put read slid slipped split stung wept withdrew undertook overthrew "
    "has have ago ate bore burst clung crept drank leapt overcame oversaw overran rang "
    "rebuilt shone slain spat spun swam swept thrust withheld".split()
)
NOT_PAST = frozenset(
    "need needed indeed red bed shed bred hundred speed feed seed unprecedented united "
    "limited so-called wed".split()
)
"""Words that end as past verbs do."""
STRONG = frozenset(
    "will 'll shall expected scheduled due going hopes plans planned intends expects "
    "slated upcoming postponed forecast until till by likely possibility prospect "
    "possible is are would might planning plan resumes begins opens starts expires ends "
    "meets arrives runs goes leaves wants vowed promised expect expecting hope intend aim "
    "want need to ahead may face go meet turns begin start open resume visits heads hosts "
    "plays speaks appears set agreed decided voted ordered were was".split()
)
"""The plainest words of the future: what is past nearly always is to come for these alone."""
STATIVE = frozenset(
    "accused charged suspected believed alleged said wanted known reported based located "
    "thought considered used called named made linked tied blamed survived credited been "
    "missing".split()
)
"""What `is suspected` or `is known` holds today, and is no plan."""
TELLING = frozenset(
    "says believes thinks knows denies insists claims argues admits recalls remembers "
    "adds notes tells shows means suggests seems looks appears feels wants calls costs "
    "describes estimates explains includes keeps lives maintains owns remains represents "
    "stands uses works".split()
)
"""Present verbs that tell, think or last: what stands beside them may be past."""
ONE_FORM = frozenset(
    "beat become bet burst bid come cost cut found hit hurt let put quit read run set "
    "shed shut split spread".split()
)
"""Verbs whose past has the letters of their base."""
BEFORE_INFINITIVE = frozenset(
    "decided agreed ready supposed required ordered voted vowed promised pledged deadline "
    "how agreement decision plan date time refused invited due expected scheduled".split()
)
"""What rules an infinitive that is to come: `agreed to`, `ordered to`."""
