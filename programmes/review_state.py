"""How far a yearly review is: it follows from days and rows alone (rule 3).

Read the table from the top; the first row that fits is the answer. An agreement counts
if its hash is that of the minutes as they stand; of frozen reports the newest counts,
and of signatures those under it.

    what there is                                              state
    ---------------------------------------------------------- ----------------
    a sealed report                                            sealed
    no review of the year                                      unknown
    held; agreed by every party; frozen; some signed           signed-by-one
    held; agreed by every party; frozen                        frozen
    held; agreed by every party                                agreed
    held; agreed by some                                       agreed-by-one
    held                                                       held
    an invitation that was not withdrawn                       invited
    a review                                                   opened

**Unknown says nothing**: a year without a record may have been reviewed elsewhere.
**Changed minutes step back**: with other words the agencies' agreement is void, so a
report frozen before is none of these minutes; agreed anew, they are frozen anew.
"""

from enum import StrEnum


class ReviewState(StrEnum):
    """The value is also the hook of its badge in CSS."""

    UNKNOWN = "unknown"
    OPENED = "opened"
    INVITED = "invited"
    HELD = "held"
    AGREED_BY_ONE = "agreed-by-one"
    AGREED = "agreed"
    FROZEN = "frozen"
    SIGNED_BY_ONE = "signed-by-one"
    SEALED = "sealed"


#: What is to be done next in each state; nothing once it is sealed.
NEXT_STEPS = {
    ReviewState.UNKNOWN: "open",
    ReviewState.OPENED: "invite",
    ReviewState.INVITED: "hold",
    ReviewState.HELD: "agree",
    ReviewState.AGREED_BY_ONE: "agree",
    ReviewState.AGREED: "freeze",
    ReviewState.FROZEN: "sign",
    ReviewState.SIGNED_BY_ONE: "sign",
    ReviewState.SEALED: "",
}


#: What the public is told of: that minutes are being agreed is not for it.
TOLD = {
    ReviewState.UNKNOWN,
    ReviewState.OPENED,
    ReviewState.INVITED,
    ReviewState.HELD,
    ReviewState.SEALED,
}


def public_state(state: ReviewState) -> ReviewState:
    """Return the state as the public reads it: of the steps between held and sealed,
    one.
    """
    return state if state in TOLD else ReviewState.HELD


def review_state(
    *,
    is_opened: bool,
    is_invited: bool = False,
    is_held: bool = False,
    agreed: int = 0,
    parties: int = 2,
    is_frozen: bool = False,
    signed: int = 0,
    is_sealed: bool = False,
) -> ReviewState:
    """Return how far it is.

    `agreed` and `signed` count the agencies, of the `parties` of the agreement, whose
    word stands. An agreement without parties has nobody to agree.
    """
    if is_sealed:
        return ReviewState.SEALED
    if not is_opened:
        return ReviewState.UNKNOWN
    if is_held:
        return _after_the_meeting(agreed, parties, is_frozen, signed)
    return ReviewState.INVITED if is_invited else ReviewState.OPENED


def _after_the_meeting(agreed, parties, is_frozen, signed):
    if not agreed:
        return ReviewState.HELD
    if agreed < parties:
        return ReviewState.AGREED_BY_ONE
    if not is_frozen:
        return ReviewState.AGREED
    return ReviewState.SIGNED_BY_ONE if signed else ReviewState.FROZEN
