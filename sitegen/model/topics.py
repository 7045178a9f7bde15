"""The topics that articles can have.

The default vocabulary is the top level of IPTC Media Topics (<https://iptc.org/standards/media-topics/>,
CC BY 4.0, International Press Telecommunications Council); an archive may name its own instead.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic.

    Attributes:
        id: its slug, as it stands in front matter and URLs.
        label: its name for readers.
        code: its IPTC Media Topic number; empty for an archive's own.
        words: words that speak for it, where the archive gives its own.
    """

    id: str
    label: str
    code: str = ""
    words: tuple[str, ...] = ()


IPTC = (
    Topic("arts-and-entertainment", "Arts, culture, entertainment and media", "01000000"),
    Topic("conflict", "Conflict, war and peace", "16000000"),
    Topic("crime-and-law", "Crime, law and justice", "02000000"),
    Topic("disaster", "Disaster, accident and emergency", "03000000"),
    Topic("economy", "Economy, business and finance", "04000000"),
    Topic("education", "Education", "05000000"),
    Topic("environment", "Environment", "06000000"),
    Topic("health", "Health", "07000000"),
    Topic("human-interest", "Human interest", "08000000"),
    Topic("labour", "Labour", "09000000"),
    Topic("lifestyle", "Lifestyle and leisure", "10000000"),
    Topic("politics", "Politics and government", "11000000"),
    Topic("religion", "Religion", "12000000"),
    Topic("science-and-technology", "Science and technology", "13000000"),
    Topic("society", "Society", "14000000"),
    Topic("sport", "Sport", "15000000"),
    Topic("weather", "Weather", "17000000"),
)
