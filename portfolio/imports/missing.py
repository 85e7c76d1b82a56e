"""Words that say “no figure here”: named, never read as zero."""

from __future__ import annotations

from portfolio.imports.words import one_line, plain

_LIST = (
    "na nil none null nan nfp tbc tbd tba tbn nk ns np nr dnk x xx unknown unk notknown notreported notavailable "
    "notapplicable notpublished notforpublication notdisclosed notdetermined notprovided notset notstated notyetknown "
    "withheld confidential redacted restricted classified exempt commercial commercialinconfidence "
    "commerciallysensitive cic tobeconfirmed tobedetermined tobeadvised tobedecided pending various varies blank empty "
    "offen unbekannt keineangabe ka entfaellt entfallt nichtbekannt inconnu nonconnu nondisponible nd nc desconocido "
    "onbekend nvt pendiente valuenotfound nodata missing noinformation undefined undetermined"
)
_WORDS = frozenset(_LIST.split())
_STARTS = (
    "exempt",
    "withheld",
    "redacted",
    "notfor",
    "notyet",
    "notapplic",
    "notavail",
    "notpubl",
    "notdiscl",
    "notreport",
    "notprovided",
    "notrequired",
    "tobe",
    "commercialin",
    "commerciallysens",
    "commercialconf",
    "confidential",
    "datanot",
    "informationnot",
    "underreview",
    "awaiting",
    "subjectto",
    "nodata",
    "nobudget",
    "nofigure",
    "refused",
    "seenote",
)
_SIGNS = frozenset(("-", "--", "---", "–", "—", "−", "?", "??", ".", "..", "...", "…", "*", "/", "#", "n/a", "•"))


def is_missing_word(text: str) -> bool:
    """Whether the text says that there is no figure, like NFP, TBC or a dash; blank text does not."""
    given = one_line(text)
    if given.casefold() in _SIGNS:
        return True
    word = plain(given)
    return word in _WORDS or word.startswith(_STARTS)
