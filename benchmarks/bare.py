"""The least that Django answers under the portal's own settings: what pages are
measured against. `/bare/` goes through all of the portal's middleware, as pages do.
"""

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.bare_settings"

from creativecity.wsgi import application  # noqa: F401
