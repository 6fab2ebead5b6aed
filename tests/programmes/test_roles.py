def test_a(facts): pass
def test_b(facts):
    from creativecity.ledger.verification import first_fault
    assert first_fault() is None
def test_c(cast): pass
def test_d(cast):
    from creativecity.ledger.verification import first_fault
    assert first_fault() is None
