"""The words that the demo company is made of, Polish and English mixed as in a real address book."""

FIRST = (
    "Anna Piotr Katarzyna Tomasz Magdalena Paweł Agnieszka Michał Joanna Krzysztof Małgorzata Łukasz Ewa Marcin Zofia "
    "Jan Świętosława Żaneta Stanisław Halina James Emily Oliver Charlotte William Grace Thomas Alice Noël Jürgen"
).split()
LAST = (
    "Nowak Kowalski Wiśniewska Wójcik Kamińska Lewandowski Zielińska Szymański Dąbrowska Kozłowski Jankowska Mazur "
    "Krawczyk Grabowska Pawłowski Michalska Król Wieczorek Jabłońska Wróbel Bąk Żak Ślusarczyk Ćwikła Smith Taylor "
    "Brown Davies Evans Wilson Müller O'Neill García Lefèvre"
).split()
COMPANY_FIRST = (
    "AB Transport|Żabka Centrum|Nowak i Wspólnicy|Müller & Söhne|Łódzka Spółdzielnia|Crème & Co|Targi Poznań|"
    "Bałtyk Stocznia|Ślęza Meble|Huta Światło|Ósemka Druk|Orzeł Logistyka|Pomorska Agencja|Wisła Serwis|Zefir Klima|"
    "Kraków Data|Północ Handel|Słoneczny Dom|Ćma Studio|Źródło Wody|Northwind|Blue Harbour|Oak & Sons|Fernhill|"
    "Kestrel|Brightwater|Silver Lane|Hollins|Marlow|Redgate"
).split("|")
COMPANY_LAST = (
    "sp. z o.o.|S.A.|i Synowie|Group|Ltd|Handel|Usługi|Produkcja|Serwis|Logistyka|Consulting|Partners|Budowa|Media|"
    "Systemy|Energia"
).split("|")
TOWNS = "Łódź Kraków Gdańsk Poznań Wrocław Warszawa Białystok Rzeszów Świdnica Londyn Leeds Berlin".split()
STREETS = "Piotrkowska Długa Świętojańska Mickiewicza Żeromskiego Ogrodowa Polna Łąkowa".split()
POSITIONS = {
    "pl": "prezes|kierownik zakupów|księgowa|dyrektor handlowy|kierownik magazynu|specjalista IT".split("|"),
    "en": "chairman|purchasing manager|accountant|sales director|warehouse manager|IT specialist".split("|"),
}
PROJECTS = {
    "pl": "Wdrożenie CRM|Nowa strona|Przetarg|Modernizacja magazynu|Audyt energetyczny|Szkolenia|Umowa ramowa".split(
        "|"
    ),
    "en": "CRM roll-out|New website|Tender|Warehouse upgrade|Energy audit|Training|Framework contract".split("|"),
}
DESCRIPTIONS = {
    "pl": (
        "Umówienie spotkania|Oferta po zmianie cen|Niezapłacona faktura FV {n}/2026|Potwierdzić dostawę|"
        "Wysłać protokół ze spotkania|Raport tygodniowy|Pytanie o fakturę|Agenda na {h}:00|Reklamacja, partia {n}|"
        "Omówić umowę, terminy i kto je prowadzi|Przypomnieć o płatności|"
        "Stoisko {n}, hala 5|Uporządkować listę kontaktów|"
        "Zapytać o termin i kto przyjdzie|Przygotować zestawienie kosztów|Odpowiedzieć na zapytanie {n}|"
        "Przegląd urządzeń w hali {n}; zabrać dokumentację i listę części do wymiany"
    ).split("|"),
    "en": (
        "Arrange a meeting|Offer after the price change|Unpaid invoice FV {n}/2026|Confirm the delivery|"
        "Send the minutes|Weekly report|Question about an invoice|Agenda for {h}:00|Complaint, batch {n}|"
        "Contract, dates, and who runs it|Remind them of the payment|Stand {n}, hall 5|Tidy the contact list|"
        "Ask for a date and who will come|Put the costs together|Answer enquiry no. {n}|"
        "Inspect the machines in hall {n}; take the papers and the list of parts to replace"
    ).split("|"),
}
NOTES = {
    "pl": (
        "nie odbiera|zadzwonić później|jest na urlopie do piątku|poprosił o ofertę na piśmie|przesunęłam o pół godziny|"
        "Weź wydrukowaną umowę.|przyjdzie z prawnikiem|potwierdzone e-mailem"
    ).split("|"),
    "en": (
        "no answer|call again later|on leave until Friday|wants the offer in writing|moved by half an hour|"
        "Bring the printed contract.|will bring their lawyer|confirmed by e-mail"
    ).split("|"),
}
DETAILS = {
    "pl": "Budżet zatwierdzony do {n} tys. Decyduje prezes; terminów pilnuje sekretariat.",
    "en": "Budget approved up to {n} k. The chairman decides; the office watches the dates.",
}
