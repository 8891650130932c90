"""What the columns of a table of contacts mean: our headers, Google's, Outlook's in English and Polish, plain words."""

import re
from collections.abc import Sequence

from store.folding import fold

OWN = (
    "contact", "short", "tax_number", "email", "phone", "address", "web", "status", "group", "owner",
    "person", "position", "function", "person_email", "person_phone",
)  # fmt: skip
PARTS = ("name", "prefix", "given", "additional", "family", "suffix", "street", "city", "region", "code", "country")
FIELDS = (*OWN, *PARTS)
MANY = frozenset({"email", "phone", "group", "function", "person_email", "person_phone"})

# In folded words; "*" stands for a number or a kind of address: "E-mail 1 - Value", "Business Phone 2".
_WORDS: dict[str, str] = {
    "contact": "company, company name, organization, organisation, organization name, organization * name, account, "
    "account name, business name, customer, client, contact name, contact, firma, nazwa firmy, firma "
    "nazwa, organizacja, nazwa, nazwa organizacji, kontrahent, klient, nazwa kontrahenta, nazwa klienta, "
    "przedsiebiorstwo, kontakt",
    "short": "short, short name, skrot, nazwa skrocona, nazwa krotka",
    "tax_number": "tax number, tax no, tax id, taxid, vat, vat id, vat number, vat no, nip, numer nip, nr nip, ust id",
    "email": "email, e mail, mail, emails, email address, e mail address, e mail * address, email * address, e "
    "mail * value, email *, e mail *, email * value, adres e mail, adres email, adres poczty e mail, "
    "adres * e mail, adres e mail *, primary email, secondary email, work email, home email, adres poczty "
    "elektronicznej, poczta, poczta elektroniczna, e mail * adres, e mail adres, email adres",
    "phone": "phone, phones, phone number, telephone, telephone number, tel, tel no, mobile, mobile phone, cell, "
    "cell phone, phone * value, phone *, business phone, business phone *, work phone, home phone, home "
    "phone *, primary phone, company main phone, company phone, other phone, telefon, telefony, numer "
    "telefonu, nr telefonu, telefon *, telefon sluzbowy, telefon sluzbowy *, telefon komorkowy, komorka, "
    "tel komorkowy, telefon domowy, telefon domowy *, telefon podstawowy, telefon firmowy, glowny telefon "
    "firmy, glowny telefon do firmy, inny telefon, telefon glowny, telefon kontaktowy",
    "address": "address, full address, postal address, business address, address * formatted, home address, adres, "
    "adres sluzbowy, adres pocztowy, pelny adres, siedziba",
    "web": "web, website, web page, web site, www, url, homepage, website * value, website *, strona sieci web, "
    "strona www, strona internetowa, strona, witryna",
    "status": "status",
    "group": "group, groups, contact group, labels, group membership, categories, grupa, grupy, kategorie, etykiety",
    "owner": "owner, account owner, opiekun, wlasciciel",
    "person": "person, full name, display name, contact person, person name, file as, imie i nazwisko, nazwisko i "
    "imie, osoba, osoba kontaktowa, nazwa wyswietlana, pelna nazwa, pelne imie i nazwisko",
    "position": "position, job title, title of job, role, organization * title, organization title, stanowisko, "
    "funkcja sluzbowa, job",
    "function": "function, functions, funkcja, funkcje",
    "person_email": "person email, person e mail, e mail osoby, email osoby",
    "person_phone": "person phone, telefon osoby",
    "name": "name",
    "prefix": "title, prefix, name prefix, tytul, prefiks",
    "given": "given name, first name, first, firstname, forename, imie",
    "additional": "additional name, middle name, drugie imie",
    "family": "family name, last name, last, lastname, surname, nazwisko",
    "suffix": "suffix, name suffix, sufiks",
    "street": "street, street address, work address, work street, business street, home street, address * street, "
    "ulica, adres sluzbowy ulica, ulica adres sluzbowy, ulica sluzbowy, ulica domowy, ulica firmowa",
    "city": "city, town, work city, business city, home city, address * city, miasto, miejscowosc, adres sluzbowy "
    "miejscowosc, miejscowosc sluzbowy, miejscowosc adres sluzbowy, miasto sluzbowe, miejscowosc domowy",
    "region": "state, work state, region, business state, address * region, wojewodztwo, adres sluzbowy "
    "wojewodztwo, wojewodztwo sluzbowy, wojewodztwo adres sluzbowy",
    "code": "zip, work zipcode, zipcode, zip code, postal code, postcode, business postal code, home postal code, "
    "address * postal code, kod, kod pocztowy, adres sluzbowy kod pocztowy, kod pocztowy sluzbowy, kod "
    "pocztowy adres sluzbowy",
    "country": "country, work country, business country, business country region, address * country, kraj, kraj "
    "region, adres sluzbowy kraj, adres sluzbowy kraj region, kraj region sluzbowy, kraj region adres "
    "sluzbowy",
}
# What Google and Outlook on the web call their columns in Polish.
_POLISH_WORDS: dict[str, str] = {
    "contact": "organizacja * nazwa",
    "position": "stanowisko w organizacji, organizacja * stanowisko, organizacja * tytul",
    "email": "e mail * wartosc, adres e mail * wartosc",
    "phone": "telefon * wartosc, telefon praca, telefon dom, telefon kom",
    "web": "witryna * wartosc",
    "group": "czlonkostwo w grupach",
    "address": "adres * sformatowany",
    "street": "adres * ulica, ulica sluzbowa, ulica adres domowy",
    "city": "adres * miasto, adres * miejscowosc, miasto sluzbowy, miejscowosc adres domowy",
    "region": "adres * region, adres * wojewodztwo, wojewodztwo adres domowy",
    "code": "adres * kod pocztowy, kod pocztowy adres domowy",
    "country": "adres * kraj, kraj region adres domowy",
}
_MEANING = {
    word.strip(): field
    for known in (_WORDS, _POLISH_WORDS)
    for field, words in known.items()
    for word in words.split(",")
}


def plain(header: str) -> str:
    """Return a header as the list above has it: folded words without signs, a number as "*"."""
    words = re.sub(r"[^a-z0-9]+", " ", fold(header)).split()
    return " ".join("*" if word.isdigit() and len(words) > 1 else word for word in words)


def meaning(header: str) -> str:
    """Return the field that a header names, "" for none that is known."""
    word = plain(header)
    return _MEANING.get(word) or (word.replace(" ", "_") if word.replace(" ", "_") in FIELDS else "")


def meanings(headers: Sequence[str]) -> list[str]:
    """Return the field of each column, "" for what nobody knows.

    A plain "name" is a person where another column names the organisation, else the contact; where the parts of the
    name have columns of their own it is nothing new.
    """
    found = [meaning(header) for header in headers]
    if "position" not in found:
        found = ["position" if plain(h) in {"title", "tytul"} else one for h, one in zip(headers, found, strict=True)]
    if {"given", "family"} & set(found):
        found = ["" if one in {"name", "person"} else one for one in found]
    elif "name" in found:
        found = [("person" if "contact" in found else "contact") if one == "name" else one for one in found]
    if "street" in found or "city" in found:
        found = ["" if one == "address" else one for one in found]
    return found
