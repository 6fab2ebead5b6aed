"""All settings, read from the environment; README lists the variables.

`DEBUG` is on by default so that a clone runs at once; the production entry point
`creativecity.wsgi` turns it off unless told otherwise, and with it off nothing starts
without a `SECRET_KEY`.
"""

from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from pythonjsonlogger.core import RESERVED_ATTRS

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = BASE_DIR / "var"
BUILD_DIR = BASE_DIR / "build"

env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

# Security

DEBUG = env.bool("DEBUG", default=True)
SECRET_KEY = env.str("SECRET_KEY", default="")
if not SECRET_KEY and not DEBUG:
    raise ImproperlyConfigured(
        "SECRET_KEY is not set, and with DEBUG=0 the portal does not start without "
        "one. Set SECRET_KEY to 50 or more random characters."
    )
SECRET_KEY = SECRET_KEY or "django-insecure-for-trying-out-on-this-machine-only"
# Keys of before: what they signed or closed is still read.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"] if DEBUG else []
)
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# How many proxies of our own stand in front: their word on scheme and address is taken.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES

SECURE_CSP = {
    "default-src": ["'self'"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# A page asks nothing of a browser but to make and use passkeys; the rest of what all
# browsers offer is shut.
PERMISSIONS_POLICY = {
    "publickey-credentials-create": "self",
    "publickey-credentials-get": "self",
    "accelerometer": "none",
    "autoplay": "none",
    "camera": "none",
    "display-capture": "none",
    "encrypted-media": "none",
    "fullscreen": "none",
    "geolocation": "none",
    "gyroscope": "none",
    "hid": "none",
    "idle-detection": "none",
    "magnetometer": "none",
    "microphone": "none",
    "midi": "none",
    "payment": "none",
    "picture-in-picture": "none",
    "screen-wake-lock": "none",
    "serial": "none",
    "usb": "none",
    "xr-spatial-tracking": "none",
}
SESSION_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "creativecity.notices.Notices"
MESSAGE_COOKIE_NAME = "messages"
WROTE_COOKIE_NAME = "wrote"
CSRF_COOKIE_HTTPONLY = True
if not DEBUG:
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
    # To the portal's own name, whatever name was asked for.
    SECURE_SSL_HOST = urlsplit(env.str("SITE_URL", default="")).netloc or None
    if TRUSTED_PROXIES:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    LANGUAGE_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
    MESSAGE_COOKIE_NAME = "__Host-messages"
    WROTE_COOKIE_NAME = "__Host-wrote"

# Where readers write to about the portal; without one its pages say that none is given.
CONTACT_EMAIL = env.str("CONTACT_EMAIL", default="")

# The day of this release (2026-11-26): a year later what /.well-known/security.txt says
# runs out. Without one, the day of the newest file of the program.
RELEASED_ON = env.str("RELEASED_ON", default="")
RELEASED_ON = date.fromisoformat(RELEASED_ON) if RELEASED_ON else None

# Under which licence the data may be used; the agencies have said none so far. The
# known ones: programmes/downloads/licences.py.
DATA_LICENCE = env.str("DATA_LICENCE", default="not-given")

# What the portal is made of

INSTALLED_APPS = [
    "programmes",
    "cities",
    "creativecity.ledger",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_filters",
    "django_htmx",
    "django_tasks_db",
    "rest_framework",
    "drf_spectacular",
    "corsheaders",
    "whitenoise.runserver_nostatic",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",  # allauth's session pages use it
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.forms",  # the look of every form field, once: templates/django/forms
]

MIDDLEWARE = [
    "creativecity.request_log.number_requests",  # around all others
    # These first: whatever answers below, refusals and files too, has their headers.
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "creativecity.web_methods.only_web_methods",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "creativecity.kept_pages.kept_pages",
    "django.middleware.gzip.GZipMiddleware",  # a page is a sixth of its size
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "creativecity.accounts.sessions.bound_sessions",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "creativecity.accounts.second_factor.required.SecondFactorMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "creativecity.urls"
WSGI_APPLICATION = "creativecity.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "creativecity.template_filters",
                "creativecity.time_filters",
                "creativecity.kept_addresses",
            ],
        },
    },
]

# Data

DATABASES = {
    "default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR}/portal.sqlite3")
}
DATABASES["default"]["ATOMIC_REQUESTS"] = False
# A copy that PostgreSQL keeps level by itself: what visitors read is read there.
if env.str("REPLICA_URL", default=""):
    DATABASES["replica"] = env.db("REPLICA_URL")
    DATABASES["replica"]["TEST"] = {"MIRROR": "default"}
    DATABASE_ROUTERS = ["creativecity.replica.VisitorsReadThere"]
for _database in DATABASES.values():
    if _database["ENGINE"] == "django.db.backends.sqlite3":
        # A write waits for its turn at the start; the defaults lose one in ten. What
        # was answered lies on the disk, unless somebody only tries the portal out.
        _database["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; "
            f"PRAGMA synchronous={'NORMAL' if DEBUG else 'FULL'};",
        }
    else:
        _database["ENGINE"] = "creativecity.postgresql"
        _database["CONN_HEALTH_CHECKS"] = True
        # Seconds (one in milliseconds) until a machine that went without a word is
        # given up, and the next one of several in the address is asked. Without its
        # compiler: for long conditions it took 3.3 s before a search of 0.1 s.
        _database["OPTIONS"] = {
            "options": "-c jit=off",
            "connect_timeout": 3,
            "keepalives_idle": 5,
            "keepalives_interval": 2,
            "keepalives_count": 2,
            "tcp_user_timeout": 5000,
            **_database.get("OPTIONS", {}),
        }
    _database["CONN_MAX_AGE"] = 0 if DEBUG else 60

# What all processes count together (how often an address or a name was tried): a table,
# which migrate makes. What it holds at most must not be filled to make it forget.
CACHES = {
    "default": env.cache(
        "CACHE_URL", default="dbcache://portal_cache?max_entries=20000"
    )
}
# Several machines count together in Redis; one that does not answer holds nobody up.
if CACHES["default"]["BACKEND"].endswith(".RedisCache"):
    CACHES["default"]["OPTIONS"] = {
        "socket_connect_timeout": 1,  # seconds
        "socket_timeout": 1,
        **CACHES["default"].get("OPTIONS", {}),
    }
if CACHES["default"]["BACKEND"] == "django.core.cache.backends.db.DatabaseCache":
    CACHES["default"]["BACKEND"] = "creativecity.cache_table.CountingTable"

# Megabytes of public pages that each process keeps, until the ledger or the day
# changes them; while trying out, templates change too.
KEPT_PAGES = env.int("KEPT_PAGES", default=0 if DEBUG else 16)
# And of what pages are made of, until the ledger changes it.
REMEMBERED = env.int("REMEMBERED", default=0 if DEBUG else 4)

# Long work: a worker (`manage.py db_worker`) takes it from a table; without one,
# "immediate" does it while the browser waits.
TASKS = {
    "default": {
        "BACKEND": "django.tasks.backends.immediate.ImmediateBackend"
        if env.str("TASK_QUEUE", default="immediate") == "immediate"
        else "django_tasks_db.DatabaseBackend"
    }
}

# The API: read-only, shut unless a view says that it is open, JSON alone

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["creativecity.open_data.answers.Nobody"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_METADATA_CLASS": None,
    "UNAUTHENTICATED_USER": None,
    "EXCEPTION_HANDLER": "creativecity.open_data.problems.answer_with_problem",
    "URL_FORMAT_OVERRIDE": None,  # a parameter like others, and only of the description
}
SPECTACULAR_SETTINGS = {
    "OAS_VERSION": "3.1.1",
    "TITLE": _("Creative Cities Portal: open data"),
    "DESCRIPTION": _(
        "What is public about the creative city agreement of DASTA and CEA and its "
        "cities: the tables behind the pages, to be read by anybody without a key. "
        "What is not known is null; days are of the Common Era (ISO 8601)."
    ),
    "VERSION": "1",
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "POSTPROCESSING_HOOKS": [],  # values are listed where they are used
    "SORT_OPERATION_PARAMETERS": False,
    # It would ask a database that may not be there yet; tests validate the schema.
    "ENABLE_DJANGO_DEPLOY_CHECK": False,
}
# How many requests a minute one address may send; 0 is any number.
API_RATE = env.int("API_RATE", default=60)
# Any page may read what is public anyway; no cookie of ours goes with it.
CORS_ALLOW_ALL_ORIGINS = True
CORS_URLS_REGEX = r"^/api/"
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS"]
CORS_ALLOW_HEADERS = ["accept", "accept-language", "if-none-match", "if-modified-since"]
CORS_EXPOSE_HEADERS = ["ETag", "Last-Modified", "Link", "Retry-After"]

# Sign-in

AUTHENTICATION_BACKENDS = ["programmes.accounts.held.WithPosts"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "staff:desk"
LOGOUT_REDIRECT_URL = "programmes:home"
ACCOUNT_ADAPTER = "programmes.letters.door.WritingDoor"
ACCOUNT_FORMS = {
    "change_password": "creativecity.accounts.forms.OtherPasswordForm",
    "login": "creativecity.accounts.forms.SignInForm",
    "reauthenticate": "creativecity.accounts.forms.AgainForm",
    "reset_password": "creativecity.accounts.forms.ForgottenForm",
    "reset_password_from_key": "creativecity.accounts.forms.NewPasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are given, not taken
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # strangers are not written to
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = (
    "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105 (a class)
)
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
# So many seconds a sign-in counts for acts that weigh much: creativecity/again.py.
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",  # the key is the account, or the name tried
    "change_password": "5/5m/user",
    "reauthenticate": "10/5m/user",
    "reset_password": "10/m/ip,5/h/key",
    "reset_password_from_key": "20/m/ip",
}
# Seconds until "look into your mailbox" is said, whether a letter was sent or not.
PASSWORD_RESET_ANSWER_TAKES = 1.5
PASSWORD_RESET_TIMEOUT = 60 * 60
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{VALIDATION}.UserAttributeSimilarityValidator"},
    {"NAME": f"{VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{VALIDATION}.CommonPasswordValidator"},
    {"NAME": "creativecity.accounts.passwords.NotTooLong"},
    {"NAME": "creativecity.accounts.passwords.NoWordsOfThisPlace"},
]
# Every account has a second factor before it opens any page of its own; while trying
# out, only those that set one up.
SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR_REQUIRED", default=not DEBUG)
MFA_ADAPTER = "creativecity.accounts.second_factor.adapter.SecondFactor"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
_PASSKEYS = "creativecity.accounts.second_factor.passkey_forms"
MFA_FORMS = {
    "authenticate": "creativecity.accounts.second_factor.forms.CodeForm",
    "reauthenticate": "creativecity.accounts.second_factor.forms.CodeAgainForm",
    "authenticate_webauthn": f"{_PASSKEYS}.PasskeyForm",
    "reauthenticate_webauthn": f"{_PASSKEYS}.PasskeyAgainForm",
    "login_webauthn": f"{_PASSKEYS}.PasskeyAloneForm",
}
MFA_TOTP_TOLERANCE = 1  # half minutes that a clock may be wrong; no code counts twice
MFA_PASSKEY_LOGIN_ENABLED = True  # one that asks who holds it is two factors in one
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses are given by the secretary
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG
# A session ends two hours after it was last used, and twelve after it began.
SESSION_COOKIE_AGE = 2 * 60 * 60
SESSION_LONGEST = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# Language and time

LANGUAGE_CODE = "th"
LANGUAGES = [("th", _("Thai")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "creativecity" / "locale"]
TIME_ZONE = "Asia/Bangkok"
USE_TZ = True

# Files

STATIC_URL = "static/"
STATIC_ROOT = BUILD_DIR / "collected"
STATICFILES_DIRS = [BASE_DIR / "static", BUILD_DIR / "static"]
if not DEBUG:
    STATICFILES_DIRS.reverse()  # first what is built: each style sheet in one file
(BUILD_DIR / "static").mkdir(parents=True, exist_ok=True)
DATA_DIR.mkdir(exist_ok=True)
# While trying out, files are served from where they are written.
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_ALLOW_ALL_ORIGINS = False  # no other site needs our style or our face
# What people hand in has no address of its own: a view serves it, if at all.
MEDIA_ROOT = env.str("MEDIA_ROOT", default=str(DATA_DIR / "media"))
FILE_UPLOAD_HANDLERS = [
    "creativecity.upload_bound.BoundedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
# Whether a virus scanner is asked about them: creativecity/virus_scan.py.
CLAMD_URL = env.str("CLAMD_URL", default="unix:///run/clamav/clamd.ctl")
VIRUS_SCAN = env.str("VIRUS_SCAN", default="off" if DEBUG else "if-there")
if VIRUS_SCAN not in {"off", "if-there", "required"}:
    raise ImproperlyConfigured("VIRUS_SCAN is off, if-there or required.")
# Or in object storage that speaks as Amazon's S3 does, where several machines serve:
# object_storage.py. Without keys of its own the usual AWS_* ones count.
MEDIA_BUCKET = env.str("MEDIA_BUCKET", default="")
MEDIA_OPTIONS = {
    "bucket_name": MEDIA_BUCKET,
    "endpoint_url": env.str("MEDIA_ENDPOINT", default="") or None,
    "region_name": env.str("MEDIA_REGION", default="") or None,
    "addressing_style": env.str("MEDIA_ADDRESSING", default="auto"),
}
if MEDIA_KEY := env.str("MEDIA_KEY", default=""):
    MEDIA_OPTIONS["access_key"] = MEDIA_KEY
    MEDIA_OPTIONS["secret_key"] = env.str("MEDIA_SECRET", default="")
STORAGES = {
    "default": {
        "BACKEND": "creativecity.whole_files.WholeFiles",
        "OPTIONS": {
            "file_permissions_mode": 0o640,
            "directory_permissions_mode": 0o750,
        },
    }
    if not MEDIA_BUCKET
    else {
        "BACKEND": "creativecity.object_storage.ObjectStorage",
        "OPTIONS": MEDIA_OPTIONS,
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# Who watches

# Seconds that a good answer of /readyz holds, where finding it out costs much.
READY_FOR = 0 if DEBUG else 5
# Whoever sends it as a bearer reads the figures at /metrics; without one nobody does,
# and nothing is counted.
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")
if 0 < len(METRICS_TOKEN) < 20:
    raise ImproperlyConfigured("METRICS_TOKEN has fewer than 20 characters.")
if METRICS_TOKEN:
    MIDDLEWARE.insert(0, "creativecity.metrics.counted.count_requests")
# A file that whoever makes the backups touches after each: how old is the last one?
BACKUP_MARK = env.str("BACKUP_MARK", default="")

# Mail and logs

# Letters lead to the portal's pages: under this address, without a stroke at its end.
SITE_URL = env.str("SITE_URL", default="http://localhost:8000" if DEBUG else "")
SITE_URL = SITE_URL.rstrip("/")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="portal@localhost")
# While trying out, each letter is written into a file of its own.
_BACKENDS = "django.core.mail.backends"
MAIL_BACKEND = env.str(
    "MAIL_BACKEND",
    default=f"{_BACKENDS}.{'filebased' if DEBUG else 'smtp'}.EmailBackend",
)
MAIL_TLS = env.str("MAIL_TLS", default="starttls")  # or "ssl" from the start, or "no"
_MAIL_OPTIONS = {
    f"{_BACKENDS}.filebased.EmailBackend": {"file_path": str(DATA_DIR / "letters")},
    f"{_BACKENDS}.smtp.EmailBackend": {
        "host": env.str("MAIL_HOST", default="localhost"),
        "port": env.int("MAIL_PORT", default=None),
        "username": env.str("MAIL_USER", default=""),
        "password": env.str("MAIL_PASSWORD", default=""),
        "use_tls": MAIL_TLS == "starttls",
        "use_ssl": MAIL_TLS == "ssl",
        "timeout": 10,  # seconds: a server that does not answer holds nobody up
    },
}
MAILERS = {
    "default": {
        "BACKEND": MAIL_BACKEND,
        "OPTIONS": _MAIL_OPTIONS.get(MAIL_BACKEND, {}),
    }
}
# A line of JSON each, with its request's number, without secrets (log_lines.py); while
# trying out, plain lines.
LOG_FORMAT = env.str("LOG_FORMAT", default="plain" if DEBUG else "json")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": "creativecity.log_lines.JsonLines",
            "fmt": ["levelname", "name", "message"],
            "rename_fields": {"levelname": "level", "name": "logger"},
            "timestamp": "at",
            "reserved_attrs": [*RESERVED_ATTRS, "request", "response"],
        },
        "plain": {"()": "creativecity.log_lines.PlainLines"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT}
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {
        # Not by mail, and each line once.
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "creativecity.requests": {
            "level": "INFO" if LOG_FORMAT == "json" else "WARNING"
        },
        "pikepdf": {"level": "WARNING"},  # else it greets every command
        "django.tasks": {"level": "WARNING"},  # else each letter is two lines
    },
}
