"""Kinds of records under their many names, with the fields that they have and the values in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from scripts.starter.compose.records.topics import TOPICS

_CITIES: Final = (
    "Paris London Berlin Madrid Rome Vienna Oslo Tokyo Lima Boston Cairo Delhi Hamburg Lyon Leeds".split()
)
_NAMES: Final = "Alice Bob Carol Dave Eve Frank Grace Heidi Ivan Judy Anna Tom Maria Peter Lena Omar".split()
_KNOWN: Final = {
    "city": _CITIES, "location": _CITIES, "home": _CITIES, "name": _NAMES, "first_name": _NAMES, "owner": _NAMES, "customer": _NAMES,
    "author": _NAMES, "assignee": _NAMES, "manager": _NAMES, "country": "France Germany Spain Italy Japan Brazil India Norway Poland Kenya".split(),
    "status": "active inactive pending done open closed failed ok shipped cancelled paid new".split(),
    "state": "running stopped open closed merged ready broken idle".split(), "level": "error warning info debug ERROR WARN INFO".split(),
    "role": "admin editor guest owner viewer member".split(), "type": "login click view book car file user admin".split(),
    "category": "books toys food music sport garden office fruit drinks tools games clothes".split(), "color": "red green blue black white yellow".split(),
    "genre": "drama comedy horror rock jazz pop crime fantasy".split(), "language": "en de fr english german french".split(),
    "department": "sales support engineering marketing finance legal IT HR".split(), "team": "red blue sales web ops core".split(),
    "region": "north south east west EU US asia".split(), "method": "GET POST card cash".split(), "brand": "Acme Sony Bosch Lego".split(),
    "priority": "high low medium urgent".split(), "size": "S M L XL small large".split(), "currency": "EUR USD GBP".split(),
    "gender": "male female".split(), "kind": "cat dog bird fish tree".split(), "species": "cat dog bird fish".split(),
    "environment": "prod dev test staging".split(), "severity": "high low critical minor".split(), "grade": "A B C D".split(),
}  # fmt: skip
# plural|singular|texts|numbers|flags
_MORE: Final = """
users|user|name email city role username country|age id score logins followers|active verified premium admin
people|person|name first_name last_name city country gender|age height weight salary|married employed
members|member|name email team joined|age points id|active paid
customers|customer|name email country city company|balance orders id total_spent|active vip subscribed
employees|employee|name department city title manager|salary age id years|active remote
students|student|name grade city school|score age points id|enrolled passed
players|player|name team country position|score goals level rank|active injured
contacts|contact|name email phone company city|id age|favorite blocked
products|product|name category brand color sku|price stock rating weight id quantity|available featured in_stock
items|item|name category color type|price quantity weight count id|available sold
orders|order|customer status date product region|total amount quantity id price|paid shipped
invoices|invoice|customer status currency date|amount total tax id number|paid overdue
payments|payment|customer method currency status|amount fee id|refunded
books|book|title author genre language publisher isbn|pages year price rating|available read
movies|movie|title director genre country|year rating length votes|seen
songs|song|title artist album genre|duration plays year bpm|liked
albums|album|title artist genre label|year tracks rating|owned
articles|article|title author category slug|views words id likes|published draft
posts|post|title author category date|likes views comments id|published pinned
comments|comment|author text date|likes id|approved spam
repos|repo|name language owner url license|stars forks size open_issues|private archived fork
repositories|repository|name language owner description|stars forks size|private archived
issues|issue|title state author assignee label|number comments id|locked open
tickets|ticket|title status owner severity assignee|id hours votes|closed urgent
tasks|task|title status owner project assignee|id hours estimate points|done urgent
todos|todo|title owner category|id userId points|completed
servers|server|name status region os ip host|cpu memory port load disk id|enabled online
hosts|host|name ip os status environment|cpu port memory uptime|up enabled
services|service|name status image environment host|port replicas restarts|enabled healthy
containers|container|name image status|port memory cpu|running
pods|pod|name namespace status node|restarts age cpu|ready
jobs|job|name status queue owner|duration id attempts|done failed
packages|package|name version license author|size downloads id|installed outdated
devices|device|name type location status vendor|battery id temperature|online
sensors|sensor|name location type unit|temperature humidity value id|active
readings|reading|sensor date unit|value temperature humidity|valid
cities|city|name country region continent|population area elevation|capital
countries|country|name capital continent code currency|population area|member
cars|car|brand model color owner fuel|price year mileage speed|electric sold
pets|pet|name species owner color|age weight id|vaccinated
animals|animal|name species habitat|weight age legs speed|endangered
recipes|recipe|title author category|time calories servings rating|vegan
courses|course|title teacher language level|credits hours price seats|open
events|event|title type user level location date|duration id attendees|public
logs|log|level message service user|code duration bytes|handled
entries|entry|name type date category|id value size count|valid
files|file|name path type owner|size lines id|hidden
hotels|hotel|name city country|stars price rooms rating|open
flights|flight|airline from to status|price duration seats|delayed
rooms|room|name building floor|seats price number|free
teams|team|name city coach country|points wins losses rank|qualified
games|game|title genre platform publisher|price rating year players|installed
transactions|transaction|account type currency date|amount fee id balance|pending
accounts|account|name owner type currency|balance id limit|active locked
companies|company|name city industry country|employees revenue founded|public
projects|project|name owner status language|budget hours id|active finished
links|link|title url category|clicks id|broken
"""
_PLURALS: Final = {"city": "cities", "country": "countries", "category": "categories", "salary": "salaries", "company": "companies",
                   "currency": "currencies", "quantity": "quantities", "status": "statuses", "address": "addresses", "duty": "duties",
                   "priority": "priorities", "severity": "severities", "species": "species", "property": "properties", "industry": "industries",
                   "capacity": "capacities", "mass": "masses", "tax": "taxes", "email": "emails", "person": "persons"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of records: plural, singular, and its fields of text, of numbers, of yes and no."""

    plural: str
    singular: str
    texts: tuple[str, ...]
    numbers: tuple[str, ...]
    flags: tuple[str, ...]


def _kinds() -> tuple[Kind, ...]:
    kinds = []
    for line in _MORE.strip().splitlines():
        plural, singular, texts, numbers, flags = line.split("|")
        kinds.append(
            Kind(plural, singular, tuple(texts.split()), tuple(numbers.split()), tuple(flags.split()))
        )
    return tuple(kinds)


KINDS: Final = _kinds()
VALUES: Final = {name: known for topic in TOPICS for name, known in topic.texts.items() if known} | {
    name: tuple(known) for name, known in _KNOWN.items()
}  # fmt: skip


def plural_of(name: str) -> str:
    """How people call several values of a field: ``price`` becomes ``prices``."""
    if name in _PLURALS:
        return _PLURALS[name]
    if name.endswith(("s", "x", "ch")):
        return name if name.endswith("s") else name + "es"
    return name[:-1] + "ies" if name.endswith("y") and name[-2] not in "aeiou" else name + "s"
