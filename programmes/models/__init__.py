from .agreement import Commitment, Programme, Signatory
from .decision import Decision, Effect
from .target import Target

__all__ = ["Commitment", "Decision", "Effect", "Programme", "Signatory", "Target"]
