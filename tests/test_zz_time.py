import time
def test_a(facts):
    pass
def test_b(facts):
    from django.db import connection
    from creativecity.ledger.models import LogEntry
    print(LogEntry.objects.count())
def test_c(cast): pass
