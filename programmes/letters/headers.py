"""A mail message whose head every mail program can read.

Python folds a header that has no blank to fold at into encoded words. Inside an address
nobody decodes them, and the address at which letters are stopped would be lost; so that
header stays one line, however long (RFC 5322 allows 998 letters). A subject it folds
into a mixture that some programs put together wrongly; here it is encoded as one.
"""

from email import policy as policies
from email.header import Header
from email.headerregistry import HeaderRegistry, UniqueUnstructuredHeader

from django.core.mail import EmailMultiAlternatives


class WholeHeader(UniqueUnstructuredHeader):
    def fold(self, *, policy):
        return f"{self.name}: {self}{policy.linesep}"


class EncodedHeader(UniqueUnstructuredHeader):
    def fold(self, *, policy):
        encoded = Header(str(self), "utf-8", header_name=self.name)
        return f"{self.name}: {encoded.encode(linesep=policy.linesep)}{policy.linesep}"


REGISTRY = HeaderRegistry()
REGISTRY.map_to_type("subject", EncodedHeader)
REGISTRY.map_to_type("list-unsubscribe", WholeHeader)


class Message(EmailMultiAlternatives):
    def message(self, *, policy=policies.default):
        return super().message(policy=policy.clone(header_factory=REGISTRY))
