"""Words for json: kinds of records with their fields, how values are compared, and requests about what is not records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from scripts.starter.compose.records import TOPICS

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
# superlative -> field, whether the highest
BEST: Final = {"oldest": ("age", True), "youngest": ("age", False), "cheapest": ("price", False), "most expensive": ("price", True),
                "longest": ("duration", True), "shortest": ("duration", False), "heaviest": ("weight", True), "lightest": ("weight", False),
                "tallest": ("height", True), "newest": ("year", True), "best rated": ("rating", True), "worst rated": ("rating", False),
                "best paid": ("salary", True), "most populous": ("population", True), "fastest": ("speed", True), "least expensive": ("price", False)}  # fmt: skip
MORE_THAN: Final = {("age", "gt"): "older than", ("age", "lt"): "younger than", ("price", "gt"): "that cost more than", ("price", "lt"): "cheaper than",
                     ("year", "gt"): "after", ("year", "lt"): "before", ("weight", "gt"): "heavier than", ("duration", "gt"): "longer than",
                     ("salary", "gt"): "earning more than", ("size", "gt"): "bigger than", ("size", "lt"): "smaller than", ("height", "gt"): "taller than"}  # fmt: skip


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


VERB: Final = (
    "(show|show me|print|list|get|give me|display|output|extract|find|return|pull out|let me see|fetch)"
)
GET: Final = "(show|show me|print|get|give me|display|output|tell me|find|calculate|compute|work out)"
FRAMES: Final = {
    f"- {VERB} @np @in": 5.0, "* @np @in": 4.0, "* {jf}: @np": 0.0, f"- use jq to {VERB} @np @in": 0.9, f"- with jq {VERB} @np @in": 0.5,
    "* i (need|want|would like) @np @in": 0.8, f"* (can you|could you|please|pls) {VERB} @np @in": 0.8, f"* @context. {VERB} @np": 0.9,
    f"* @context, {VERB} @np": 0.6, f"- (read|parse|take|open) @data and {VERB} @np": 0.7, f"- from @data {VERB} @np": 0.8,
    f"- go through @data and {VERB} @np": 0.3, "* jq: @np @in": 0.3, "* @context. i (only|just|) want @np": 0.4, "* what (is|are) @np @in": 0.5,
    "* (jq (command|filter) (for|to get)|command for) @np @in": 0.3,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Op:
    """One thing to want: weight, command, noun phrases, sentences of its own, fields, share of requests with a test.

    ``needs`` names the fields that are drawn: ``n`` of numbers, ``t`` of text, ``x`` either.
    """

    weight: float
    command: str
    nouns: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    needs: str = ""
    share: float = 0.0
    out: str = ""


HIGH: Final = "(highest|largest|biggest|maximum|greatest|max)"
LOW: Final = "(lowest|smallest|minimum|least|min)"
DOWN: Final = "((in|) descending (order|)|highest first|from (high|highest) to (low|lowest)|(biggest|largest) first|in reverse order|from largest to smallest)"
UP: Final = "((in|) ascending (order|)|lowest first|from (low|lowest) to (high|highest)|smallest first||)"
OPS: Final[dict[str, Op]] = {
    "field": Op(6, "jq -r '@fld' {jf}", ("the {jas} of @who", "{jas} of @who", "(just|only) the {jas} of @who", "the {ja} of @any", "(a list of|all) the {jas} of @who", "the {ja} (field|value|property|attribute) of @any",
                "every {ja}", "(all|all the|just the|only the) {jas}", "each @one's {ja}", "the {ja} for @any", "the values of {ja} for @who"),
                ("- loop over @who @in and print (the|their) {ja}", "- print the {ja} of @any @in, one per line", "* @who @in, only (the|their) {jas}", "* @who @in: show (me|) (just|only|) (the|their) {ja}"), "x", 0.45, "txt"),
    "fieldarray": Op(0.7, "jq '@vals' {jf}", ("(an array|a json array) (of|with) the {jas} of @who", "the {jas} of @who as (an array|a json array|json array)", "(an array|a json array) of (all|) {jas}", "all {jas} as (one|a|) (json|) array"),
                     ("- collect the {jas} of @who @in (in|into) (an|one) array", "- make a json array of the {jas} of @who @in", "- turn @data into an array of {jas}", "* array with just the {jas} @in"), "x", 0.25, "json"),
    "two": Op(2, "jq -r '@flow | \"\\(.@a) \\(.@b)\"' {jf}", ("the {ja} and {jb} of @who", "{ja} and {jb} of @who", "the {ja} and the {jb} of @any", "the {ja} together with the {jb} of @who", "both {ja} and {jb} of @who", "{ja} {jb} for @any", "{jas} and {jbs} of @who"),
              ("- for @any @in print (the|) {ja} and (the|) {jb}", "* @who @in with their {ja} and {jb}, one per line", "- print {ja} (and|plus|followed by) {jb} of @who @in", "- print one line per @one with {ja} and {jb} of @who @in"), "tx", 0.3, "txt"),
    "three": Op(0.7, "jq -r '@flow | \"\\(.@a) \\(.@b) \\(.@third)\"' {jf}", ("the {ja}, {jb} and {jc} of @who", "{ja}, {jb}, {jc} of @who", "{ja}, {jb} and {jc} of @any", "(three fields|the fields) {ja}, {jb} and {jc} of @who"),
                ("- for @any @in print (the|) {ja}, {jb} and {jc}", "* {ja} {jb} {jc} of @who @in", "- print {ja}, {jb} and {jc} of @who @in, one @one per line", "- (read|go through) @data and print {ja}, {jb} and {jc} (per @one|for @any)"), "txn", 0.2, "txt"),
    "objects": Op(4.5, "jq '@flow' {jf}", ("@who", "only @who", "the complete objects of @who", "@who with all (their|) fields", "(everything about|all the data of|the full record of) @who", "just @who"),
                  ("- filter @data (for|to) @who", "* which @bare are @in", "* are there (any|) @who @in, show them", "- select @who @in", "- keep only @who @in", "* @who @in (please|pls|)", "- search @data for @who", "- pick @who (out of|from) @data"), "", 1.0),
    "selectarray": Op(1.1, "jq '@mapped' {jf}", ("(an array|a json array) of @who", "@who as (an array|a json array|json array)", "(one|a single) array with (only|) @who"),
                      ("- filter @data to @who, keep it an array", "- reduce @data to an array of @who", "- filter @data for @who and keep the array", "- filter the array to @who @in, result should be an array", "- filter @data, only @who, still as an array"), "", 1.0, "json"),
    "without": Op(0.8, "jq '@removed' {jf}", ("everything (except|but) @who", "all @many except @who"),
                  ("- (remove|delete|drop|throw out|exclude) @who from @data", "* @data without @who", "- (get rid of|leave out|filter out) @who @in", "- print @data (with|after) @who removed", "- delete @who @in (and print the rest|, show what is left|)", "- show @data without @who", "- take @who out of @data"), "", 1.0, "json"),
    "count": Op(3.2, "jq '@counted' {jf}", ("the number of @who", "the count of @bare", "how many @many there are", "number of @who"),
                ("- count @who @in", "* how many @bare are @in", "* how many @bare are there @in", "* {jf}: how many @bare are there", "- (tell me|find out) how many @bare are @in", "* count of @bare @in", "* @who @in: how many", "- use jq to count @who @in", "* total number of @who @in", "* @context. how many @bare are there"), "", 0.6),
    "sum": Op(2.6, "jq '@vals | add' {jf}", ("the (sum|total) of (all|the) {jas} of @who", "the (total|summed|overall) {ja} of @who", "the sum of (all|the|) {jas}", "the total {ja} (of|for) @who", "the {jas} of @who added up"),
              ("- (add up|sum|sum up|total|add together) the {ja} of @who @in", "- (add up|sum up|sum) (all|) the {jas} of @who @in", "* how much is the {ja} of @who @in (altogether|in total|all together)", "* total {ja} of @who @in", "* sum of {ja} (over|for|of) @who @in", "* @context. add up the {jas} of @who", "* what do the {jas} of @who @in add up to"), "n", 0.35),
    "avg": Op(2.2, "jq '@vals | add / length' {jf}", ("the (average|mean) {ja} of @who", "the (average|mean) of (all|the) {jas} of @who", "the (average|mean) {ja}", "the average {ja} per @one", "the arithmetic mean of the {jas} of @who"),
              ("- average the {jas} of @who @in", "* what {ja} do @who @in have on average", "* average {ja} of @who @in", "* mean {ja} of @who @in", "* avg {ja} of @who @in", "* how high is the {ja} of @who @in on average"), "n", 0.35),
    "max": Op(1.4, "jq '@vals | max' {jf}", (f"the {HIGH} {{ja}} of @who", f"the {HIGH} {{ja}}", f"the {HIGH} value of {{ja}} of @who", f"the {HIGH} {{ja}} among @who", "the largest of the {jas} of @who"),
              (f"* {HIGH} {{ja}} @in", f"* {HIGH} {{ja}} of @who @in", f"* what is the {HIGH} {{ja}} @in", "* how high does the {ja} of @who @in get", "* max {ja} of @who @in"), "n", 0.3),
    "min": Op(1.2, "jq '@vals | min' {jf}", (f"the {LOW} {{ja}} of @who", f"the {LOW} {{ja}}", f"the {LOW} value of {{ja}} of @who", f"the {LOW} {{ja}} among @who", "the smallest of the {jas} of @who"),
              (f"* {LOW} {{ja}} @in", f"* {LOW} {{ja}} of @who @in", f"* what is the {LOW} {{ja}} @in", "* how low does the {ja} of @who @in get", "* min {ja} of @who @in"), "n", 0.3),
    "maxby": Op(1.5, "jq '@premax_by(.@a)' {jf}", (f"the @one with the {HIGH} {{ja}}", f"the (whole|complete|full) @one with the {HIGH} {{ja}}", f"the one @one that has the {HIGH} {{ja}}", "the @one with the most {ja}"),
                (f"* which @one @in has the {HIGH} {{ja}}", f"* @one with the {HIGH} {{ja}} @in", f"* who or what has the {HIGH} {{ja}} @in", "- find the top @one by {ja} @in", "* which @one has the most {ja} @in"), "n"),
    "minby": Op(1.1, "jq '@premin_by(.@a)' {jf}", (f"the @one with the {LOW} {{ja}}", f"the (whole|complete|full) @one with the {LOW} {{ja}}", f"the one @one that has the {LOW} {{ja}}", "the @one with the fewest {ja}"),
                (f"* which @one @in has the {LOW} {{ja}}", f"* @one with the {LOW} {{ja}} @in", f"* who or what has the {LOW} {{ja}} @in", "* which @one has the least {ja} @in"), "n"),
    "maxname": Op(1.6, "jq -r '@premax_by(.@b) | .@a' {jf}", (f"the {{ja}} of the @one with the {HIGH} {{jb}}", f"{{ja}} of the @one having the {HIGH} {{jb}}", f"only the {{ja}} of the @one with the {HIGH} {{jb}}", f"the {{ja}} with the {HIGH} {{jb}}"),
                  (f"* which {{ja}} has the {HIGH} {{jb}} @in", f"- find the @one with the {HIGH} {{jb}} @in and print its {{ja}}", f"* @one with the {HIGH} {{jb}} @in, just the {{ja}}", f"* who has the {HIGH} {{jb}} @in, print the {{ja}}"), "tn"),
    "minname": Op(1.0, "jq -r '@premin_by(.@b) | .@a' {jf}", (f"the {{ja}} of the @one with the {LOW} {{jb}}", f"{{ja}} of the @one having the {LOW} {{jb}}", f"only the {{ja}} of the @one with the {LOW} {{jb}}", f"the {{ja}} with the {LOW} {{jb}}"),
                  (f"* which {{ja}} has the {LOW} {{jb}} @in", f"- find the @one with the {LOW} {{jb}} @in and print its {{ja}}", f"* @one with the {LOW} {{jb}} @in, just the {{ja}}", f"* who has the {LOW} {{jb}} @in, print the {{ja}}"), "tn"),
    "uniq": Op(1.8, "jq -r '@fld' {jf} | sort -u", ("the (different|distinct|unique) {jas} of @who", "all (different|distinct|unique) {jas}", "every {ja} (only once|once|without repeats|without duplicates)", "(a list of|the|) (different|distinct|unique) {jas}", "the {jas} of @who without duplicates", "the set of {jas}", "the {jas}, each only once"),
               ("* which {jas} (occur|are there|appear) @in", "* which (different|) {jas} do @who @in have", "* {jas} @in, no duplicates", "* unique {jas} @in", "- list the {jas} of @who @in and drop duplicates", "- dedupe the {jas} @in"), "t", 0.12, "txt"),
    "nuniq": Op(1.0, "jq '[@fld] | unique | length' {jf}", ("the number of (different|distinct|unique) {jas}", "how many (different|distinct|unique) {jas} there are", "the count of (distinct|unique|different) {jas} of @who"),
                ("* how many (different|distinct|unique) {jas} are (there|) @in", "- count the (different|distinct|unique) {jas} of @who @in", "* how many (different|distinct|unique) {jas} do @who @in have", "- count (distinct|unique|different) {jas} @in", "* number of (unique|different) {jas} @in", "- count the {jas} @in without duplicates", "* in how many {jas} are @who @in"), "t", 0.1),
    "countper": Op(1.8, "jq -r '@fld' {jf} | sort | uniq -c | sort -nr", ("the number of @many (per|for each|by|for every) {ja}", "how many @many there are (per|for each|for every) {ja}", "how often (each|every) {ja} (occurs|appears|comes up)", "the frequency of (each|every) {ja}", "a count of @many (by|per) {ja}", "the {jas} with how often they occur"),
                   ("- count @who per {ja} @in", "- count @many (by|grouped by) {ja} @in", "* how many @many (per|for each) {ja} @in", "- tally the {jas} @in", "- group by {ja} and count @in", "* @many per {ja} @in, most (frequent|common) first", "- count the {jas} @in, how often does each (occur|appear)"), "t", 0.1),
    "counttop": Op(0.7, "jq -r '@fld' {jf} | sort | uniq -c | sort -nr | head -n {jn}", ("the {jn} most (common|frequent) {jas}", "the {jn} {jas} that occur most (often|)", "the top {jn} {jas} by number of @many", "{jn} most (common|frequent) {jas}"),
                   ("* which {jn} {jas} (occur|appear) most often @in", "* top {jn} {jas} by count @in", "- count the {jas} @in and show the top {jn}", "* {jn} most used {jas} @in"), "t"),
    "sumper": Op(1.1, "jq '@pregroup_by(.@b) | map({@b: .[0].@b, total: (map(.@a) | add)})' {jf}", ("the (total|sum of the|summed) {ja} (per|for each|by|for every) {jb}", "the {jas} (summed|added) up (per|by|for each) {jb}", "the total {ja} grouped by {jb}"),
                 ("- (sum|add up|total) the {jas} (per|by|for each) {jb} @in", "- group @data by {jb} and (sum|add up|total) the {jas}", "* total {ja} (per|by|for each) {jb} @in", "* {ja} per {jb} summed up @in", "* how much {ja} is there per {jb} @in", "- for each {jb} @in add up the {ja}"), "nt"),
    "avgper": Op(0.7, "jq '@pregroup_by(.@b) | map({@b: .[0].@b, average: (map(.@a) | add / length)})' {jf}", ("the (average|mean) {ja} (per|for each|by|for every) {jb}", "the {jas} averaged (per|by) {jb}", "the (average|mean) {ja} grouped by {jb}"),
                 ("- average the {jas} (per|by|for each) {jb} @in", "- group @data by {jb} and average the {jas}", "* (average|mean) {ja} (per|by|for each) {jb} @in", "- for each {jb} @in compute the (average|mean) {ja}", "* avg {ja} by {jb} @in"), "nt"),
    "group": Op(1.0, "jq '@pregroup_by(.@a)' {jf}", ("@many grouped by (their|) {ja}", "the @many in groups by {ja}", "the @many, grouped by {ja}"),
                ("- group @data by {ja}", "- group the @many @in by (their|) {ja}", "* group by {ja} @in", "- (collect|bundle|put together) the @many with the same {ja} @in", "* @data grouped by {ja}", "- (arrange|split) the @many @in into groups by {ja}"), "t", 0, "json"),
    "sort": Op(2.0, "jq '@presort_by(.@a)' {jf}", (f"@who sorted by (their|) {{ja}} {UP}", f"@who (ordered|in order) (by|of) {{ja}} {UP}", f"@who sorted {UP} by {{ja}}"),
               (f"- sort @data by {{ja}} {UP}", f"- sort @who @in by (their|) {{ja}} {UP}", f"- (order|arrange|rank) @who @in by {{ja}} {UP}", f"* sort by {{ja}} {UP} @in", f"* @data sorted by {{ja}} {UP}", "- put @who @in in order of {ja}", "- use jq to sort @data by {ja}"), "x", 0.15, "json"),
    "sortdown": Op(1.5, "jq '@presort_by(.@a) | reverse' {jf}", (f"@who sorted by (their|) {{ja}} {DOWN}", f"@who ordered by {{ja}} {DOWN}", f"@who by {{ja}}, {DOWN}", f"@who sorted by {{ja}}, {DOWN}"),
                   (f"- sort @data by {{ja}} {DOWN}", f"- sort @who @in by (their|) {{ja}}, {DOWN}", f"- (order|arrange|rank) @who @in by {{ja}} {DOWN}", f"* @data sorted by {{ja}} {DOWN}", "- sort @data descending by {ja}", "- reverse sort @data by {ja}"), "n", 0.15, "json"),
    "sortnames": Op(1.2, "jq -r '@presort_by(.@b) | .[].@a' {jf}", (f"the {{jas}} of @who sorted by {{jb}} {UP}", f"the {{jas}} ordered by {{jb}} {UP}", "the {jas} of @who in order of {jb}", f"just the {{jas}}, sorted by {{jb}} {UP}"),
                    (f"- sort @data by {{jb}} {UP} and print (only|just|) the {{jas}}", "* {jas} by {jb} @in", "- sort @who @in by {jb} and list their {jas}", "- sort by {jb} @in, print only the {ja}", "* {jas} of @who @in, sorted by {jb}"), "tn", 0.15, "txt"),
    "sortnamesdown": Op(0.8, "jq -r '@presort_by(.@b) | reverse | .[].@a' {jf}", (f"the {{jas}} of @who sorted by {{jb}} {DOWN}", f"the {{jas}} ordered by {{jb}}, {DOWN}", f"just the {{jas}}, sorted by {{jb}} {DOWN}"),
                        (f"- sort @data by {{jb}} {DOWN} and print (only|just|) the {{jas}}", f"* {{jas}} by {{jb}} {DOWN} @in", f"- sort @who @in by {{jb}} {DOWN} and list their {{jas}}", f"* {{jas}} of @who @in, {{jb}} {DOWN}", "- reverse sort @data by {jb} and list the {jas}"), "tn", 0.1, "txt"),
    "top": Op(1.1, "jq '@presort_by(.@a) | reverse | .[:{jn}]' {jf}", (f"the {{jn}} @many with the {HIGH} {{ja}}", "the top {jn} @many by {ja}", "the top {jn} by {ja}", f"the {{jn}} @many having the {HIGH} {{jas}}"),
              (f"* which {{jn}} @many have the {HIGH} {{ja}} @in", "* top {jn} @many by {ja} @in", f"- sort @data by {{ja}} {DOWN} and (keep|show|take) the first {{jn}}", "* {jn} @many with the most {ja} @in"), "n"),
    "bottom": Op(0.7, "jq '@presort_by(.@a) | .[:{jn}]' {jf}", (f"the {{jn}} @many with the {LOW} {{ja}}", f"the {{jn}} @many having the {LOW} {{jas}}", "the bottom {jn} @many by {ja}"),
                 (f"* which {{jn}} @many have the {LOW} {{ja}} @in", "- sort @data by {ja} and (keep|show|take) the first {jn}", "* {jn} @many with the least {ja} @in", "- order @data by {ja} and show (just|only) the {jn} lowest", "* bottom {jn} by {ja} @in"), "n"),
    "topnames": Op(1.0, "jq -r '@presort_by(.@b) | reverse | .[:{jn}][].@a' {jf}", (f"the {{jas}} of the {{jn}} @many with the {HIGH} {{jb}}", "the {jas} of the top {jn} @many by {jb}", f"the {{jn}} {{jas}} with the {HIGH} {{jb}}"),
                   ("* top {jn} {jas} by {jb} @in", f"* which {{jn}} {{jas}} have the {HIGH} {{jb}} @in", f"- sort @data by {{jb}} {DOWN} and print the {{ja}} of the first {{jn}}", "- print the {jas} of the top {jn} @many by {jb} @in", f"- find the {{jn}} @many with the {HIGH} {{jb}} @in and list their {{jas}}"), "tn"),
    "firstn": Op(1.2, "jq '@base[:{jn}]' {jf}", ("the first {jn} @many", "only the first {jn} @many", "{jn} @many from the (start|beginning)", "just {jn} @many"),
                 ("* first {jn} @many @in", "- limit @data to (the first|) {jn} @many", "- cut @data (down|) to the first {jn} @many", "- take the first {jn} @many @in", "- slice the first {jn} @many out of @data"), "", 0, "json"),
    "lastn": Op(0.8, "jq '@base[-{jn}:]' {jf}", ("the last {jn} @many", "only the last {jn} @many", "the final {jn} @many", "the {jn} last @many"),
                ("* last {jn} @many @in", "- cut @data down to the last {jn} @many", "- take the last {jn} @many @in", "* the tail of @data, {jn} @many"), "", 0, "json"),
    "first": Op(1.0, "jq '@base[0]' {jf}", ("the first @one", "only the first @one", "(just|only) the very first @one", "the @one at the (top|beginning|start)"),
                ("* first @one @in", "* what is the first @one @in", "- take the first @one @in", "* how does the first @one @in look (like|)", "* an example @one, the first @in")),
    "last": Op(0.8, "jq '@base[-1]' {jf}", ("the last @one", "only the last @one", "the very last @one", "the @one at the end", "the final @one"),
               ("* last @one @in", "* what is the last @one @in", "- take the last @one @in")),
    "firstfield": Op(1.1, "jq -r '@base[0].@a' {jf}", ("the {ja} of the first @one", "only the {ja} of the first @one", "the first @one's {ja}", "the first {ja}"),
                     ("* {ja} of the first @one @in", "* what is the {ja} of the first @one @in", "- take the first @one @in and print its {ja}", "* first @one @in: {ja}"), "x"),
    "lastfield": Op(0.8, "jq -r '@base[-1].@a' {jf}", ("the {ja} of the last @one", "only the {ja} of the last @one", "the last @one's {ja}", "the last {ja}"),
                    ("* {ja} of the last @one @in", "* what is the {ja} of the last @one @in", "- take the last @one @in and print its {ja}", "* last @one @in: {ja}"), "x"),
    "nthfield": Op(0.9, "jq -r '@base[@at].@a' {jf}", ("the {ja} of the {jp} @one", "the {jp} @one's {ja}", "only the {ja} of the {jp} @one", "the {jp} {ja}"),
                   ("* {ja} of the {jp} @one @in", "* what is the {ja} of the {jp} @one @in", "- take the {jp} @one @in and print its {ja}", "* {jp} @one @in: {ja}"), "x"),
    "nth": Op(0.9, "jq '@base[@at]' {jf}", ("the {jp} @one", "only the {jp} @one", "the (whole|complete) {jp} @one", "@one number {jq}"),
              ("* {jp} @one @in", "* what is the {jp} @one @in", "- take the {jp} @one @in", "- pick the {jp} @one out of @data"), ""),
    "csv": Op(2.2, "jq -r '@flow | [.@a, .@b] | @csv' {jf}", ("the {ja} and {jb} of @who as (csv|comma separated values)", "{ja} and {jb} of @who in csv format", "(csv|comma separated) lines with {ja} and {jb} of @who", "a csv of {ja} and {jb} of @who", "{ja},{jb} as csv for @any"),
              ("- (convert|export|turn) @data (to|into) csv with (the columns|) {ja} and {jb}", "- (export|write|dump) {ja} and {jb} of @who @in as csv", "- make a csv (of|from|with) {ja} and {jb} of @who @in", "* {ja} and {jb} @in to csv", "- convert the {jas} and {jbs} @in to csv", "* csv with {ja} and {jb} from @data"), "tx", 0.15, "csv"),
    "csvthree": Op(0.9, "jq -r '@flow | [.@a, .@b, .@third] | @csv' {jf}", ("the {ja}, {jb} and {jc} of @who as csv", "{ja}, {jb} and {jc} of @who in csv format", "a csv of {ja}, {jb} and {jc} of @who", "csv lines with {ja}, {jb} and {jc} of @who"),
                   ("- (convert|export|turn) @data (to|into) csv with (the columns|) {ja}, {jb} and {jc}", "- (export|dump) {ja}, {jb}, {jc} of @who @in as csv", "* csv with {ja}, {jb} and {jc} from @data", "- make a csv with the columns {ja}, {jb}, {jc} from @data"), "txn", 0.1, "csv"),
    "csvhead": Op(0.9, "jq -r '[\"@a\", \"@b\"], (@flow | [.@a, .@b]) | @csv' {jf}", ("{ja} and {jb} of @who as csv with a header (line|row|)", "a csv with header (line|row|) of {ja} and {jb} of @who", "the {ja} and {jb} of @who as csv, header (line|row|) included"),
                  ("- (convert|export|turn) @data (to|into) csv with (the columns|) {ja} and {jb} and a header (line|row|)", "- make a csv with (a|) header from {ja} and {jb} @in", "* {ja} and {jb} @in to csv, first line should be the header", "- export {ja} and {jb} @in as csv, (start|begin) with a header line", "* csv with header, columns {ja} and {jb}, from @data"), "tx", 0.05, "csv"),
    "tsv": Op(0.9, "jq -r '@flow | [.@a, .@b] | @tsv' {jf}", ("the {ja} and {jb} of @who (tab separated|as tsv|separated by tabs|separated by a tab)", "{ja} and {jb} of @who in tsv format", "(tsv|tab separated) lines with {ja} and {jb} of @who"),
              ("- (convert|export|turn) @data (to|into) tsv with (the columns|) {ja} and {jb}", "- (export|dump) {ja} and {jb} of @who @in (as tsv|tab separated)", "* tsv with {ja} and {jb} from @data", "- print {ja}, a tab and {jb} (of|for) @any @in", "* {ja} tab {jb} of @who @in"), "tx", 0.15, "tsv"),
    "keys": Op(1.0, "jq -r '@base[0] | keys[]' {jf}", ("the (keys|field names|property names) of the first @one", "the names of the fields of (a|the first) @one", "the keys (that|) the first @one has", "the fields of the first @one"),
               ("* which (keys|fields|properties) (do the @many|does the first @one) @in have", "* what fields does the first @one @in have", "* field names of the @many @in", "* keys of the first @one @in", "* which keys are in the first @one @in")),
    "pick": Op(1.4, "jq '@pickmap' {jf}", ("the @many with only (the|their|) {ja} and {jb}", "only (the fields|the keys|) {ja} and {jb} of (each|every) @one as json", "an array of objects with just {ja} and {jb}"),
               ("- (reduce|cut|trim|strip) (each|every) @one @in (down|) to {ja} and {jb}", "- keep only (the fields|the keys|) {ja} and {jb} of (each|every) @one @in", "- (remove|drop) everything (but|except) {ja} and {jb} from the @many @in", "- make a (smaller|new) array with only {ja} and {jb} from @data", "* @data with only {ja} and {jb} per @one", "- convert @data to objects with just {ja} and {jb}", "- simplify @data to {ja} and {jb}"), "tx", 0, "json"),
    "drop": Op(1.1, "jq '@dropped' {jf}", ("the @many without (the|their|) {ja} (field|key|)", "(everything|all fields) but the {ja} of (each|every) @one"),
               ("- (remove|delete|drop|strip) the {ja} (field|key|property) from (each|every) @one @in", "- (remove|delete|strip out) the {jas} (from|of) all @many @in", "* @data without the {ja} field", "- delete {ja} from all @many @in", "- get rid of the {ja} (field|key) in (each|every) @one @in", "- print the @many @in but leave out {ja}"), "x", 0, "json"),
    "setall": Op(0.9, "jq '@map(.@a = \"@value\")' {jf}", (),
                 ("- set (the|) {ja} of (each|every) @one @in to {jv}", "- set {ja} to {jv} for (every|each|all) @many @in", "- (add|put) (a|the) field {ja} with the value {jv} (to|in) (each|every) @one @in", "- give (each|every) @one @in the {ja} {jv}", "- change the {ja} of all @many @in to {jv}", "- make {ja} {jv} in (each|every) @one @in", "- add {ja}: {jv} to all @many @in", "- overwrite the {ja} of (each|every) @one @in with {jv}"), "t", 0, "json"),
    "raise": Op(0.6, "jq '@map(.@a += {jn})' {jf}", (),
                ("- (increase|raise|bump) (the|) {ja} of (each|every) @one @in by {jn}", "- add {jn} to the {ja} of (each|every) @one @in", "- (increase|raise) all {jas} @in by {jn}", "- add {jn} to all {jas} @in", "- make (each|every) {ja} @in {jn} (higher|bigger|larger)", "- bump the {ja} by {jn} for all @many @in", "* {ja} + {jn} for all @many @in", "- increment {ja} by {jn} in (each|every) @one @in"), "n", 0, "json"),
    "times": Op(0.6, "jq '@map(.@a *= {jn})' {jf}", (),
                ("- multiply (the|) {ja} of (each|every) @one @in by {jn}", "- multiply all {jas} @in (by|with) {jn}", "* {ja} times {jn} for all @many @in", "- scale (each|every) {ja} @in by (a factor of|) {jn}", "- make all {jas} @in {jn} times (as big|larger|higher)", "- multiply (each|every) @one's {ja} @in by {jn}", "* @data with {ja} multiplied by {jn}", "- change {ja} to {jn} times its value in (each|every) @one @in"), "n", 0, "json"),
    "product": Op(0.7, "jq '@productsum' {jf}", ("the (sum|total) of {ja} times {jb} (over|of) all @many", "the total of {ja} * {jb}"),
                  ("- multiply {ja} (by|and|with) {jb} of (each|every) @one @in and (add|sum) (it|them|everything) up", "* sum of {ja} times {jb} @in", "* total {ja} * {jb} @in", "- (add up|sum) {ja} * {jb} for all @many @in", "- add up {ja} times {jb} of (each|every) @one @in", "* {ja} x {jb} summed over @data", "- calculate {ja} times {jb} for (each|every) @one @in and give me the total"), "nn"),
    "any": Op(0.6, "jq 'any(@each; @test)' {jf}", ("whether (there is|@data has) any @one @cond", "true if any @one @cond"),
              ("* is there (any|a|at least one) @one @cond @in", "- check (if|whether) there is (any|a|at least one) @one @cond @in", "* does @data have any @one @cond", "- test if any @one @in @cond", "- print true if (at least one|any) @one @in @cond", "* does any @one @in exist @cond"), "", 2.0),
    "all": Op(0.6, "jq 'all(@each; @test)' {jf}", (),
              ("- check (if|whether|that) @cond for (each|every) @one @in", "- check (if|whether) for all @many @in @cond", "* is it true for (each|every) @one @in that @cond", "- test if @cond for all @many @in", "- print true if @cond for all @many @in", "- make sure that @cond for (each|every) @one @in", "- verify that @cond for all @many @in", "* do all @many @in satisfy: @cond"), "", 3.0),
    "join": Op(0.9, "jq -r '@prejoined' {jf}", ("(all|) the {jas} of @who (separated by commas|comma separated|in one line with commas|on one line, separated by commas)", "a comma separated list of the {jas}", "the {jas} joined (by|with) commas", "the {jas} in a single line with commas between (them|)"),
               ("- join the {jas} of @who @in with (commas|a comma)", "* {jas} @in, comma separated", "* {jas} of @who @in on one line with commas", "- put all {jas} @in on one line separated by commas"), "t", 0, "txt"),
    "tags": Op(1.0, "jq -r '@each.@a[]' {jf} | sort -u", ("the (different|distinct|unique) {ja} of all @many", "all (distinct|unique|different) {ja}", "every value that (occurs|appears) in the {ja} (arrays|lists)", "the {ja} of all @many, each (only|) once"),
               ("* which {ja} (occur|are used|appear) @in", "- collect the (different|unique) {ja} of all @many @in", "* unique {ja} over all @many @in", "- list all {ja} of the @many @in without duplicates"), "g"),
    "tagcount": Op(0.8, "jq -r '@each.@a[]' {jf} | sort | uniq -c | sort -nr", ("how often each (value|one) of the {ja} (occurs|is used)", "the number of @many for each of the {ja}", "the frequency of the {ja}", "the {ja} and how often (each|each one) is used"),
                   ("- count how often each of the {ja} is used @in", "* how many @many per {ja} entry @in", "- count the {ja} over all @many @in", "* most used {ja} @in", "- tally the {ja} of all @many @in"), "g"),
    "sorted": Op(1.0, "jq -r '@fld' {jf} | sort", ("the {jas} of @who (sorted|in alphabetical order|alphabetically|from a to z)", "a sorted list of (the|) {jas} of @who", "all {jas} sorted (alphabetically|)", "the {jas} of @who, sorted"),
                 ("* sorted {jas} @in", "- sort the {jas} of @who @in", "* {jas} of @who @in in alphabetical order", "- print the {jas} of @who @in alphabetically", "- list {jas} of @who @in from a to z"), "t", 0.2, "txt"),
    "uniqby": Op(0.7, "jq '@preunique_by(.@a)' {jf}", ("only one @one (per|for each|for every) {ja}", "the @many with (different|distinct|unique) {jas}"),
                 ("- (remove|drop) @many with (the same|a duplicate|repeated) {ja} (from|in) @data", "- (dedupe|deduplicate) @data by {ja}", "- keep one @one per {ja} @in", "* @data without @many that repeat a {ja}", "- remove duplicate {jas} from @data, keep one @one each", "* unique @many by {ja} @in"), "t", 0, "json"),
    "byid": Op(1.8, "jq '@each | select(.@a == {jn})' {jf}", ("the @one with (the|) {ja} {jn}", "the @one (whose {ja} is|having {ja}|with {ja} =) {jn}", "@one with {ja} {jn}", "the (full|whole|complete) @one (with|that has) {ja} {jn}"),
               ("- look up the @one with (the|) {ja} {jn} @in", "* @one {ja} {jn} @in", "* which @one has (the|) {ja} {jn} @in", "- find the @one whose {ja} is {jn} @in", "* who is the @one with {ja} {jn} @in"), "i"),
    "byidfield": Op(1.8, "jq -r '@each | select(.@a == {jn}) | .@b' {jf}", ("the {jb} of the @one with (the|) {ja} {jn}", "the {jb} of the @one (whose {ja} is|having {ja}) {jn}", "the {jb} of @one with {ja} {jn}", "only the {jb} for {ja} {jn}"),
                    ("- look up the {jb} of the @one with {ja} {jn} @in", "* which {jb} has the @one with {ja} {jn} @in", "* {jb} for {ja} {jn} @in", "* what {jb} does the @one with (the|) {ja} {jn} have @in", "- find the @one with {ja} {jn} @in and print its {jb}"), "it"),
    "byname": Op(1.8, "jq -r '@each | select(.@a == \"@value\") | .@b' {jf}", ("the {jb} of the @one with (the|) {ja} {jv}", "the {jb} of the @one (whose {ja} is|having {ja}|where {ja} is) {jv}", "the {jb} of {jv}", "{jv}'s {jb}", "the {jb} for {jv}"),
                 ("- look up the {jb} of {jv} @in \\({ja}\\)", "* {jb} of the @one with {ja} {jv} @in", "- find the @one whose {ja} is {jv} @in and print its {jb}", "* what is the {jb} of the @one (with|whose) {ja} {jv} @in", "* what {jb} does the @one with (the|) {ja} {jv} have @in"), "tx"),
    "lines": Op(0.8, "jq -c '@flow' {jf}", ("@who, one (object|json object) per line", "each @one on a line of its own", "@who compactly, one per line", "@who as (json lines|jsonl|ndjson)"),
                ("- print @who @in one per line", "- print (each|every) @one @in on its own line (as compact json|)", "- convert @data to (json lines|jsonl|ndjson)", "- turn @data into one object per line", "* @data one @one per line"), "", 0.2, "jsonl"),
    "total": Op(0.5, "jq '@map(. + {total: (.@a * .@b)})' {jf}", (),
                ("- add a (field|key) total to (each|every) @one @in: {ja} times {jb}", "- add to (each|every) @one @in a total (which is|of|=) {ja} * {jb}", "- compute total = {ja} * {jb} for (each|every) @one @in", "- give (each|every) @one @in a field total with {ja} times {jb}", "* @data with a new field total \\({ja} times {jb}\\)", "- multiply {ja} and {jb} of (each|every) @one @in into a field total", "- extend (each|every) @one @in by total, the product of {ja} and {jb}", "- put {ja} times {jb} into a new total field of (each|every) @one @in"), "nn", 0, "json"),
    "table": Op(0.7, "jq -r '@flow | [.@a, .@b] | @tsv' {jf} | column -t", ("{ja} and {jb} of @who as (a|an aligned) table", "a table of {ja} and {jb} of @who", "the {ja} and {jb} of @who in aligned columns"),
                ("- print {ja} and {jb} of @who @in (nicely|) aligned", "* table with {ja} and {jb} from @data", "- (show|make) a readable table of {ja} and {jb} @in", "* {ja} and {jb} @in as columns", "- line up {ja} and {jb} of @who @in in columns"), "tx", 0.15),
}  # fmt: skip


# Not records: one object with keys inside keys (.@a is a path), a plain array, an object that maps names to numbers.
PLAIN: Final[dict[str, tuple[float, str, tuple[str, ...]]]] = {
    "get": (6, "jq -r '.@a' {jf}", ("- <show> (the|) (value of|) @p (in|from|of) {jf}", "* what is (the value of|) @p in {jf}", "* @p from {jf}", "- read @p (out of|from) {jf}", "- use jq to (read|get|extract) @p from {jf}", "* {jf}: @p", "- (get|extract|pull) @p out of {jf}", "* what does {jf} say (for|about|as) @p", "* i need (the value of|) @p from {jf}",
                                     "- look in {jf} for @p and print it", "- look up @p in {jf}", "- print just @p from {jf}, no quotes", "- from {jf} (read|get|print) @p", "* which value does @p have in {jf}", "* value of @p in the json {jf}", "- parse {jf} and (print|show) @p", "- output the raw string @p from {jf} without quotes")),
    "getboth": (1.6, "jq -r '.@a, .@b' {jf}", ("- <show> {ja} and {jb} (in|from|of) {jf}", "* {ja} and {jb} from {jf}", "- read (the|) {ja} and (the|) {jb} from {jf}", "* {jf}: {ja} and {jb}", "* what are {ja} and {jb} in {jf}", "- print the values of {ja} and {jb} from {jf}", "- (get|extract) both {ja} and {jb} out of {jf}", "- from {jf} (read|get|print) {ja} and {jb}", "- print {ja}, then {jb} of {jf}")),
    "keys": (1.4, "jq -r '.@a | keys[]' {jf}", ("- (list|show|print|get) the keys (of|in|under|inside) @p in {jf}", "* which keys (are|does|has) @p in {jf}", "* keys (of|under) @p in {jf}", "- list the (names|property names|key names) inside @p of {jf}", "* what keys are (in|under|inside) @p in {jf}", "- from {jf} list the keys of @p", "* {jf}: keys of @p", "- print only the keys of the object @p in {jf}", "* field names (in|of) @p, {jf}")),
    "length": (1.2, "jq '.@a | length' {jf}", ("* how many (entries|elements|items|values) are in @p (in|of) {jf}", "- count the (entries|elements|items) (in|of) @p in {jf}", "* length of (the array|) @p in {jf}", "* number of (elements|entries|items) in @p in {jf}", "- <show> the (size|length) of (the array|the list|) @p in {jf}", "* how long is (the list|the array|) @p in {jf}", "* how big is the array @p in {jf}", "- from {jf} get the number of elements in @p", "- tell me how many (items|elements) @p has in {jf}")),
    "items": (1.6, "jq -r '.@a[]' {jf}", ("- (list|print|show) (all|the|every) (elements|items|entries|values) of the array @p in {jf}", "- print each (element|item|entry) of @p in {jf} on its own line", "- list @p from {jf}, one per line", "* all (elements|items|entries) of @p in {jf}", "- print the array @p of {jf} line by line", "- (loop|iterate) over @p in {jf} and print (each|every) (element|item)", "- unpack the list @p in {jf}, one (item|value) per line", "* {jf}: every (element|item) of @p", "- from {jf} list everything in the array @p")),
    "item": (1.0, "jq -r '.@a[@at]' {jf}", ("- <show> the @nth (element|item|entry) of @p in {jf}", "* @nth (element|item|entry|value) of @p in {jf}", "- <show> the @nth (element|item) of the (array|list) @p (in|from) {jf}", "* what is the @nth (entry|element) of @p in {jf}", "- from {jf} get the @nth (element|item) of @p", "* {jf}: @nth (item|element) of @p", "- take the @nth (entry|value) of the array @p in {jf}", "- read @p from {jf}, only the @nth (element|item)")),
    "has": (0.8, "jq 'has(\"@k\")' {jf}", ("- check (if|whether) {jf} has (a|the) key {jk}", "* does {jf} (have|contain) (a|the) key {jk}", "* is there a key {jk} in {jf}", "- test (if|whether) (the key|) {jk} exists in {jf}", "* true or false: {jf} has (the key|) {jk}", "- see (if|whether) the top level of {jf} has (a|the) (field|key) {jk}", "* is the (field|key) {jk} (present|set) in {jf}", "- find out (if|whether) the object in {jf} has {jk}")),
    "section": (1.0, "jq '.@a' {jf}", ("- <show> (only|just|) the (object|section|block) @p (of|in|from) {jf}", "- <show> the whole (section|object|block) @p of {jf}", "* the @p (section|object|block) of {jf}", "- print everything under @p in {jf}", "- (extract|cut out) the (section|object|part) @p from {jf}", "* {jf}, only the part under @p", "* what is (inside|under) the (section|object) @p of {jf}", "- from {jf} print the (section|object|block) @p")),
    "set": (1.4, "jq '.@a = \"@value\"' {jf} > tmp.json && mv tmp.json {jf}", ("- set @p to {jv} in {jf}", "- change @p (in|of) {jf} to {jv}", "- (update|edit) {jf} so that @p is {jv}", "- in {jf} (set|change) @p to {jv}", "- write {jv} (in|into|as) @p of {jf}", "- replace the value of @p in {jf} (by|with) {jv}", "* {jf}: @p should (be|become) {jv}", "- make @p in {jf} {jv}", "- modify {jf} in place: @p = {jv}")),
    "setnum": (1.0, "jq '.@a = {jn}' {jf} > tmp.json && mv tmp.json {jf}", ("- set @p to {jn} in {jf}", "- change @p (in|of) {jf} to {jn}", "- (update|edit) {jf} so that @p is {jn}", "- in {jf} (set|change) @p to {jn}", "- set the number @p in {jf} to {jn}", "- replace the value of @p in {jf} (by|with) {jn}", "* {jf}: @p should (be|become) {jn}", "- make @p in {jf} {jn}", "- raise or lower @p in {jf} to {jn} and save the file")),
    "setshow": (0.7, "jq '.@a = \"@value\"' {jf}", ("- print {jf} with @p set to {jv}", "- show {jf} with @p changed to {jv}", "* {jf} with {jv} as @p", "- set @p to {jv} in {jf}, only print the result", "- output {jf} but with @p replaced by {jv}", "- set @p to {jv} in {jf} (but|) (do not|don't) change the file", "- print what {jf} would be with @p = {jv}", "- display {jf} where @p is changed to {jv}, leave the file as it is")),
    "del": (0.9, "jq 'del(.@a)' {jf} > tmp.json && mv tmp.json {jf}", ("- (remove|delete|drop) @p from {jf} (and save|and save the file|in place)", "- (remove|delete) the key @p in {jf} itself", "- take @p out of {jf} and save it", "- edit {jf}: remove @p", "- get rid of @p in {jf} for good", "- permanently (remove|delete) @p from {jf}", "- (strip|erase) @p from {jf} and write the file back", "- update {jf} so that there is no @p any more")),
    "delshow": (0.8, "jq 'del(.@a)' {jf}", ("- (show|print) {jf} without @p", "* {jf} without (the key|) @p", "- print everything in {jf} except @p", "- (remove|delete) @p from {jf} and print the result", "- display {jf} but leave out @p", "- drop @p from {jf}, print to the screen only", "- output {jf} minus @p", "- print {jf} with @p removed")),
    "vsum": (1.0, "jq 'add' {jf}", ("- (sum|add up|total) the (json|) array of numbers in {jf}", "* sum of the numbers in the (json|) array {jf}", "* {jf} is a (json|) array of numbers, add them up", "- <calc> the total of the (number|) array in {jf}", "* what do the numbers in the json {jf} add up to", "- add all the elements of the array {jf}", "* total of the (json|) list of numbers in {jf}", "- use jq to sum the numbers in {jf}")),
    "vmax": (0.8, "jq 'max' {jf}", ("* largest number in the (json|) array {jf}", "- <calc> the (maximum|highest number) of the (json|) array in {jf}", "* {jf} is a json list of numbers, which is the (largest|biggest)", "* (max|maximum) of the array {jf}", "- <show> the biggest (value|element) of the (json|) array in {jf}", "* what is the highest number in the json array {jf}", "- find the greatest number in the array {jf}", "* jq: max of the array in {jf}")),
    "vmin": (0.7, "jq 'min' {jf}", ("* smallest number in the (json|) array {jf}", "- <calc> the (minimum|lowest number) of the (json|) array in {jf}", "* {jf} is a json list of numbers, which is the (smallest|lowest)", "* (min|minimum) of the array {jf}", "- <show> the smallest (value|element) of the (json|) array in {jf}", "* what is the lowest number in the json array {jf}", "- find the least number in the array {jf}", "* jq: min of the array in {jf}")),
    "vavg": (0.8, "jq 'add / length' {jf}", ("* (average|mean) of the (json|) array of numbers in {jf}", "- <calc> the (average|mean) of the numbers in the (json|) array {jf}", "* {jf} is a json list of numbers, what is the (average|mean)", "- average the numbers in the array {jf}", "* what is the (average|mean) of the json array {jf}", "- take the mean of the elements of the array in {jf}", "* average element of the number array {jf}", "- use jq to average the numbers in {jf}")),
    "vsort": (0.8, "jq 'sort' {jf}", ("- sort the (json|) array in {jf}", "* {jf} is a json list of numbers, sort it", "* the array in {jf} sorted", "- (order|sort) the elements of the array {jf}", "- put the numbers of the json array {jf} in order", "* sorted version of the array in {jf}", "- print the array of {jf} in ascending order", "- use jq to sort the values in {jf}")),
    "vuniq": (0.8, "jq 'unique' {jf}", ("- remove duplicates from the (json|) array in {jf}", "* (unique|distinct) (values|elements) of the (json|) array {jf}", "* {jf} is a json list, drop repeated values", "- dedupe the array in {jf}", "* the array in {jf} without duplicates", "- keep every value of the json array {jf} only once", "* distinct elements of the list in {jf} as json", "- use jq to (dedupe|deduplicate) the array {jf}")),
    "vfilter": (1.0, "jq '.[] | select(. > {jn})' {jf}", ("* numbers (above|over|greater than|bigger than) {jn} in the (json|) array {jf}", "- <show> the elements of the (json|) array {jf} that are (greater|bigger|larger|more) than {jn}", "* {jf} is a json list of numbers, show those (over|above) {jn}", "- filter the array {jf} for numbers > {jn}", "* which numbers in the array {jf} are (over|above|greater than) {jn}", "- print (every|each) element of the array {jf} above {jn}", "- keep only the values over {jn} of the json array in {jf}", "* all values bigger than {jn} in the json array {jf}")),
    "vlist": (0.9, "jq -r '.[]' {jf}", ("- print the (json|) array of strings in {jf} one per line", "* {jf} is a json list of strings, print it line by line", "- turn the array in {jf} into lines of text", "- list the (elements|items|values) of the (json|) array {jf}, no quotes", "* (elements|items|strings) of the array {jf}, one per line", "- unpack the json array {jf} into plain lines", "- print every string of the array {jf} on its own line", "* plain text lines from the json array in {jf}")),
    "vjoin": (0.7, "jq -r 'join(\", \")' {jf}", ("- join the (json|) array of strings in {jf} with commas", "* {jf} is a json list of strings, print it comma separated", "- print the array in {jf} on one line with commas", "* the strings of the array {jf}, separated by commas", "- put the elements of the array {jf} on one line separated by a comma", "* comma separated line from the json array {jf}", "- combine the strings of the json array {jf} into one line with commas", "- write the list in {jf} as a, b, c")),
    "entries": (1.2, "jq -r 'to_entries[] | \"\\(.key): \\(.value)\"' {jf}", ("- print (all|the|every) (key|name) and value of {jf} as key: value", "* (keys|key names) and values of {jf}, one pair per line", "- list (each|every) key with its value (in|from) {jf}", "- show the pairs in {jf} as key: value", "* {jf} as lines of key: value", "- print each key (together|along) with its value from {jf}", "- go through the object in {jf} and print key and value", "- dump the key value pairs of {jf}, one per line", "* every key: value of {jf} on its own line")),
    "mvalues": (0.9, "jq '.[]' {jf}", ("- (list|print|show) (all|just|only) the values of the object in {jf} (without|not) the keys", "* values of the object in {jf}", "* only the values, not the keys, of {jf}", "- print every value of {jf}, leave out the keys", "- drop the keys of {jf}, list the values", "* all values in the object {jf}", "- <show> the values (but not the keys|without their keys) of {jf}", "- from the object in {jf} print only the values")),
    "msum": (0.9, "jq 'add' {jf}", ("- (sum|add up|total) all (the|) values (in|of) the object {jf}", "* {jf} maps names to numbers, add (them|the numbers) up", "* sum of all values of the object in {jf}", "- add the numbers of all keys in {jf} together", "* total over all keys in {jf}", "* what do all the values in the object {jf} add up to", "- <calc> the total of the values in the object {jf}", "* {jf} has a number per key, total of all (numbers|of them)")),
    "mfilter": (0.9, "jq 'with_entries(select(.value > {jn}))' {jf}", ("- keep only the keys of {jf} (whose|with a) value (is|) (above|over|greater than) {jn}", "- filter the object in {jf} to values (above|over|greater than) {jn}", "* entries of the object {jf} with a value (above|over|greater than) {jn}", "* {jf} maps names to numbers, only those above {jn}", "- drop all keys of {jf} with values of {jn} or less", "- reduce the object {jf} to pairs with a value > {jn}", "* which pairs in the object {jf} have a value over {jn}, as json", "- print the object of {jf} with only the values above {jn}")),
    "mkeys": (0.8, "jq -r 'to_entries[] | select(.value > {jn}) | .key' {jf}", ("- (list|print|show) the keys of {jf} whose value is (above|over|greater than|more than) {jn}", "* which keys in {jf} have a value (above|over|greater than) {jn}", "* names of the keys with a value > {jn} in {jf}", "* {jf} maps names to numbers, which names are above {jn}", "* only the keys of {jf} with a value over {jn}", "- find the keys in {jf} with (a|) value larger than {jn}", "- print just the key for every value (over|above) {jn} in {jf}", "* keys where the value is greater than {jn} in {jf}")),
    "mtop": (0.8, "jq -r 'to_entries | max_by(.value) | .key' {jf}", ("* which key in {jf} has the (highest|largest|biggest) value", "- <show> the key with the (highest|largest|biggest) value in {jf}", "* key with the (highest|largest|maximum) value in {jf}", "* {jf} maps names to numbers, which name has the (highest|biggest) number", "- find the key of {jf} whose value is (the|) (highest|largest)", "* name with the biggest number in the object {jf}", "- print only the key of the (largest|biggest) value in {jf}", "* top key of {jf} by value")),
    "mlow": (0.6, "jq -r 'to_entries | min_by(.value) | .key' {jf}", ("* which key in {jf} has the (lowest|smallest) value", "- <show> the key with the (lowest|smallest) value in {jf}", "* key with the (lowest|smallest|minimum) value in {jf}", "* {jf} maps names to numbers, which name has the (lowest|smallest) number", "- find the key of {jf} whose value is (the|) (lowest|smallest)", "* name with the smallest number in the object {jf}", "- print only the key of the (smallest|lowest) value in {jf}", "* bottom key of {jf} by value")),
}  # fmt: skip
PATHS: Final = ("server.port", "server.host", "database.host", "database.name", "database.user", "database.port", "user.name", "user.email", "user.address.city", "settings.theme",
                 "settings.language", "app.version", "app.name", "meta.title", "data.id", "data.user.email", "config.debug.level", "owner.login", "author.name", "address.city", "address.zip",
                 "name", "version", "title", "description", "license", "email", "id", "status", "url", "author", "port", "host", "total", "token", "theme", "timezone", "image", "main",
                 "metadata.name", "spec.replicas", "status.phase", "response.code", "error.message", "result.score", "info.version", "package.name", "location.lat", "current.temperature",
                 "logging.level", "cache.size", "limits.memory", "paths.home", "window.width", "api.key", "api.url", "auth.user", "scripts.build", "payload.type", "build.number")  # fmt: skip
OBJECTS: Final = ("server", "database", "dependencies", "devDependencies", "scripts", "settings", "user", "options", "config", "env", "limits", "metadata", "address", "paths", "headers",
                   "data.user", "app.settings", "spec.template", "services", "volumes", "labels", "engines", "features", "plugins", "colors", "info.contact")  # fmt: skip
ARRAYS: Final = ("tags", "hosts", "users", "items", "results", "keywords", "files", "ports", "servers", "roles", "authors", "data.items", "servers.prod", "config.paths", "members", "steps",
                  "meta.tags", "allowed_hosts", "recipients", "features", "scores", "errors", "emails", "names", "build.targets", "languages", "contributors", "plugins")  # fmt: skip
