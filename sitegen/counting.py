"""Articles -> their terms, counted only where the memo does not have them."""

import functools
import hashlib
from collections.abc import Iterator, Sequence

from sitegen import executors
from sitegen.analysis import lexicon, terms
from sitegen.cache import Memo
from sitegen.model import Article
from sitegen.topics import Topic
from sitegen.words import plain

TERMS = f"terms@{terms.VERSION}"
# A second process is worth its start from so many articles on.
_WORTH_A_POOL = 1000
# Articles whose terms are fetched together, and those that a worker gets at once.
_BATCH, _CHUNK = 1000, 200


def of(
    articles: Sequence[Article],
    keys: Sequence[bytes],
    topics: tuple[Topic, ...],
    memo: Memo,
    jobs: int,
) -> Iterator[bytes]:
    """Yield every article's terms, packed: some at a time, never those of all at once.

    Args:
        articles: whose they are.
        keys: of each.
        topics: the vocabulary.
        memo: of terms; what it does not have is counted.
        jobs: worker processes where nothing is remembered; 0 for one a core.
    """
    if not memo.remembers:
        with executors.processes(jobs, len(articles), _WORTH_A_POOL) as executor:
            yield from executors.ordered(
                executor, functools.partial(count, topics), articles, _CHUNK
            )
        return
    for start in range(0, len(keys), _BATCH):
        some = keys[start : start + _BATCH]
        known = memo.get(TERMS, some)
        for article, key in zip(articles[start : start + _BATCH], some, strict=True):
            yield known.get(key) or count(topics, article)


def remembered(keys: Sequence[bytes], memo: Memo) -> Iterator[bytes]:
    """Yield terms, packed, by their keys.

    Raises:
        KeyError: the memo does not have one of them.
    """
    for start in range(0, len(keys), _BATCH):
        some = keys[start : start + _BATCH]
        known = memo.get(TERMS, some)
        yield from (known[key] for key in some)


def remember(
    articles: Sequence[Article],
    keys: Sequence[bytes],
    topics: tuple[Topic, ...],
    memo: Memo,
    jobs: int,
) -> None:
    """See to it that the memo has the terms of these articles, and of no others."""
    new = memo.missing(TERMS, keys)
    missing = [article for article, key in zip(articles, keys, strict=True) if key in new]
    wanted = [key for key in keys if key in new]
    work = functools.partial(count, topics)
    with executors.processes(jobs, len(missing), _WORTH_A_POOL) as executor:
        packed = executors.ordered(executor, work, missing, _CHUNK)
        for start in range(0, len(wanted), _BATCH):
            some = wanted[start : start + _BATCH]
            memo.put(TERMS, {key: next(packed) for key in some})
    memo.keep_only(TERMS, keys)


def key_of(article: Article, topics: tuple[Topic, ...]) -> bytes:
    """Return the memo's key of an article's terms."""
    lexicon_of = _lexicon_digest(topics, article.lang)
    return bytes.fromhex(digest(lexicon_of, article.title, article.body_digest))


def count(topics: tuple[Topic, ...], article: Article) -> bytes:
    """Return an article's terms, as the memo keeps them."""
    found = terms.of(article.title, plain(article.body), vocabulary(topics, article.lang))
    return terms.packed(found)


@functools.cache
def vocabulary(topics: tuple[Topic, ...], lang: str) -> terms.Vocabulary:
    """Return how the words of a language become terms."""
    entries = lexicon.entries(topics, lang)
    return terms.Vocabulary(lang, (entry for words in entries.values() for entry in words))


@functools.cache
def _lexicon_digest(topics: tuple[Topic, ...], lang: str) -> str:
    return digest(lang, repr(sorted(lexicon.entries(topics, lang).items())))


def digest(*parts: str) -> str:
    """Return a digest of texts."""
    whole = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        whole.update(len(data).to_bytes(8, "big") + data)
    return whole.hexdigest()[:16]
