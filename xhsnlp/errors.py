"""Every message the library raises, under a code: what happened, the likely cause, and the remedy.

`E1xx` input, `E2xx` settings and usage, `E3xx` models and extras. Warnings start with `W`.
"""

from __future__ import annotations


class XhsnlpError(Exception):
    """Base of all errors of the library. `code` is stable, the wording is not."""

    def __init__(self, code: str, message: str):
        super().__init__(f"[{code}] {message}")
        self.code = code
        self.message = message


class InputError(XhsnlpError):
    """The article or file given cannot be used."""


class SettingsError(XhsnlpError, ValueError):
    """A setting, option or argument has a value that is not allowed."""


class ModelError(XhsnlpError):
    """A shipped model is missing, damaged or not the one the manifest names."""


class MissingExtraError(XhsnlpError, ImportError):
    """An optional dependency is needed for what was asked."""


MESSAGES: dict[str, str] = {
    "E101": "{path}: no such file or folder. Check the path.",
    "E102": "{path}: this is a folder. Give a file, or use `xhsnlp extract {path}` for all articles in it.",
    "E103": "{path}: no article found. Files ending in {suffixes} are read; put some there or give a file.",
    "E104": "{where}: the text is empty or only white space. Give the text of an article.",
    "E105": "{where}: this looks like a binary file ({why}). Save the article as text, HTML or JSON first.",
    "E106": "{where}: {size} bytes are more than the limit of {limit}. Split it, or raise `article.max_bytes`.",
    "E107": "{where}: {size} characters are more than the limit of {limit}. Split it, or raise `article.max_chars`.",
    "E108": "{where}: cannot decode the text (tried {tried}). Save it as UTF-8.",
    "E109": "{where}: hardly any Chinese in it ({share:.0%} of the letters). xhsnlp reads Chinese; "
    "lower `article.min_chinese` to read it all the same.",
    "E110": "{where}: not valid JSON (line {line}: {why}).",
    "E111": "{where}: no text field. Each record needs one of: {fields}.",
    "E112": "{where}: no article text found in the HTML. Save the page after it has loaded, or give plain text.",
    "E113": "{where}: cannot read the file ({why}).",
    "E114": "{where}: not an extraction written by xhsnlp ({why}). Make one with `xhsnlp extract`.",
    "E115": "{text!r} is not a quantity. Examples: 三千五百万元, 12.5%, 近6小时.",
    "E116": "{where}: the gold annotation does not fit its article ({why}).",
    "E117": "{path}: no gold standard. It needs articles/NAME.txt and annotations/NAME.json (or resolved/NAME.json).",
    "E118": "{where}: {count} articles in one file. Use xhsnlp.article.read_many, or `xhsnlp extract`.",
    "E119": "{where}: the worker process died while it read this. Use fewer jobs where memory is short.",
    "E120": "{where}: not a digest written by xhsnlp ({why}). Make one with `xhsnlp digest -o digest.json`.",
    "E121": "{where}: not enough memory. Give fewer or shorter articles at once, or use fewer jobs.",
    "E199": "{where}: unforeseen {why}. This is a bug of xhsnlp: please report it with the article.",
    "E201": "published={value!r} is not a date. Write it as YYYY-MM-DD, for example 2023-10-08.",
    "E202": "unknown setting {key!r}. Known settings: {known}.",
    "E203": "setting {key!r} cannot be {value!r}: {why}.",
    "E204": "{path}: cannot read the settings ({why}).",
    "E205": "no pipeline called {name!r}. There are: {known}.",
    "E206": "{what} must be {wanted}, not {value!r}.",
    "E207": "{path}: cannot write there ({why}).",
    "E208": "component {name!r} needs {needs!r} before it in the pipeline. Add it first, or use xhsnlp.load().",
    "E209": "worker processes cannot start ({why}). Put the call under `if __name__ == '__main__':`, "
    "or use jobs=1.",
    "E210": "the query cannot be run: {why}. See `xhsnlp query --help` for the tables there are.",
    "E211": "no component called {name!r}. Install the package that brings it, or check the name in `pipeline.components`.",
    "E301": "models not found at {path}. Reinstall xhsnlp, or run `python -m xhsnlp.training` in a checkout.",
    "E302": "{path}: sha256 differs from the manifest. The file is damaged or was changed; reinstall xhsnlp.",
    "E303": "{what} needs the extra `{extra}`: pip install 'xhsnlp[{extra}]'.",
    "E304": "{path}: unreadable model ({why}). Reinstall xhsnlp.",
    "E305": "no training for {room!r}: {module} has no function `train`. Choose another room.",
    "W101": "no publication date is known, so relative times ({example}) stay unresolved. Give published=YYYY-MM-DD.",
}

_KINDS = {"E1": InputError, "E2": SettingsError, "E3": ModelError}


def error(code: str, **values: object) -> XhsnlpError:
    """Build the error of a code; the caller raises it.

    Example:
        raise error("E101", path="a.txt")
    """
    kind = MissingExtraError if code == "E303" else _KINDS[code[:2]]
    return kind(code, MESSAGES[code].format(**values))
