"""The version of the package and of the JSON it writes."""

__version__ = "0.1.0"

#: Version of the published JSON Schema. The first number changes when a reader of the old JSON would break.
SCHEMA_VERSION = "1.0"
#: The pipeline that is used where none is named.
DEFAULT_PIPELINE = "accurate"
