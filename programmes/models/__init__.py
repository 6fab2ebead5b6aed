from .agreement import Commitment, Programme, Signatory
from .target import Target

__all__ = ["Commitment", "Programme", "Signatory", "Target"]
