"""Articles -> their terms, counted only where the memo does not have them."""

import functools
import hashlib
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from itertools import chain

from sitegen.analysis import lexicon, terms
from sitegen.analysis.vocabulary import Vocabulary
from sitegen.model import Article
from sitegen.model.topics import Topic
from sitegen.storage.cache import Memo
from sitegen.storage.memory import Memory, Step
from sitegen.workers import executors

TERMS = f"terms@{terms.VERSION}"
# A second process is worth its start from so many articles on.
_WORTH_A_POOL = 1000
# Articles whose terms are fetched together, and those that a worker gets at once.
_BATCH, _CHUNK = 1000, 200
# What memory has of each article: the memo's key of its terms.
_STEP = Step[bytes]("terms")


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
            yield from _counted(topics, articles, executor)
        return
    for start in range(0, len(keys), _BATCH):
        some = keys[start : start + _BATCH]
        known = memo.get(TERMS, some)
        batch = zip(articles[start : start + _BATCH], some, strict=True)
        missing = iter(count(topics, [article for article, key in batch if key not in known]))
        yield from (known.get(key) or next(missing) for key in some)


def remembered(
    keys: Sequence[bytes], memo: Memo, known: dict[bytes, bytes] | None = None
) -> Iterator[bytes]:
    """Yield terms, packed, by their keys.

    Args:
        keys: of articles' terms.
        memo: that has them.
        known: those that were got before, which become these.

    Raises:
        KeyError: the memo does not have one of them.
    """
    if known is not None:
        for key in known.keys() - set(keys):
            del known[key]
        known |= memo.get(TERMS, (key for key in keys if key not in known))
        yield from (known[key] for key in keys)
        return
    for start in range(0, len(keys), _BATCH):
        some = keys[start : start + _BATCH]
        found = memo.get(TERMS, some)
        yield from (found[key] for key in some)


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
    with executors.processes(jobs, len(missing), _WORTH_A_POOL) as executor:
        packed = _counted(topics, missing, executor)
        for start in range(0, len(wanted), _BATCH):
            some = wanted[start : start + _BATCH]
            memo.put(TERMS, {key: next(packed) for key in some})
    memo.keep_only(TERMS, keys, returning=True)


def keys_of(
    articles: Sequence[Article], topics: tuple[Topic, ...], memory: Memory | None = None
) -> list[bytes]:
    """Return the memo's keys of articles' terms."""
    # Once for each language: to find what is cached for a vocabulary takes longer than a digest.
    lexicons = {lang: _lexicon_digest(topics, lang) for lang in {a.lang for a in articles}}
    known = (memory or Memory()).of(_STEP)
    found = [known.of(_key, a.slug, a, lexicons[a.lang]) for a in articles]
    known.keep_only([article.slug for article in articles])
    return found


def know(article: Article, key: bytes, lexicon: str, memory: Memory) -> None:
    """Know under which key the memo has an article's terms.

    Args:
        article: whose they are.
        key: of them.
        lexicon: digest of what its language's words were looked up in.
        memory: has it then.
    """
    memory.of(_STEP).put(article.slug, key, article, lexicon)


def known(article: Article, memory: Memory) -> tuple[bytes, str] | None:
    """Return the key and the digest that `know` was told; None if it was not."""
    made = memory.of(_STEP).made(article.slug)
    return (made[1], made[0][1]) if made and made[0][0] is article else None


def _key(article: Article, lexicon_of: str) -> bytes:
    return bytes.fromhex(digest(lexicon_of, article.title, article.body_digest))


def count(topics: tuple[Topic, ...], articles: Sequence[Article]) -> list[bytes]:
    """Return articles' terms, as the memo keeps them; the more at once, the less each takes."""
    found: dict[int, bytes] = {}
    for lang in {article.lang for article in articles}:
        rows = [row for row, article in enumerate(articles) if article.lang == lang]
        texts = ((articles[row].title, articles[row].body) for row in rows)
        counted = terms.of(texts, vocabulary(topics, lang))
        found |= zip(rows, map(terms.packed, counted), strict=True)
    return [found[row] for row in range(len(articles))]


def _counted(
    topics: tuple[Topic, ...], articles: Sequence[Article], executor: Executor | None
) -> Iterator[bytes]:
    chunks = (articles[start : start + _CHUNK] for start in range(0, len(articles), _CHUNK))
    work = functools.partial(count, topics)
    return chain.from_iterable(executors.ordered(executor, work, chunks, 1))


@functools.cache
def vocabulary(topics: tuple[Topic, ...], lang: str) -> Vocabulary:
    """Return how the words of a language become terms."""
    entries = lexicon.entries(topics, lang)
    return Vocabulary(lang, (entry for words in entries.values() for entry in words))


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
