"""Polish phrases and what they mean on Tuesday 24 November 2026 at 10:42 in Warsaw (C7).

One a line: the phrase, what it means. A span is written first..last, readings are separated by |, - is a refusal.
"""

DAYS = """
dziś = 2026-11-24 day
dzisiaj = 2026-11-24 day
dzis = 2026-11-24 day
jutro = 2026-11-25 day
Jutro. = 2026-11-25 day
pojutrze = 2026-11-26 day
popojutrze = 2026-11-27 day
wczoraj = 2026-11-23 day
przedwczoraj = 2026-11-22 day
na jutro = 2026-11-25 day
do jutra = 2026-11-25 day
dzień po jutrze = 2026-11-26 day
w dniu dzisiejszym = 2026-11-24 day
w dniu jutrzejszym = 2026-11-25 day
jutro, w środę = 2026-11-25 day
w środę, jutro = 2026-11-25 day
środa = 2026-11-25 day
sroda = 2026-11-25 day
w środę = 2026-11-25 day
na czwartek = 2026-11-26 day
w czwartek = 2026-11-26 day
piątek = 2026-11-27 day
PIĄTEK = 2026-11-27 day
pt = 2026-11-27 day
pt. = 2026-11-27 day
w pt. = 2026-11-27 day
do piątku = 2026-11-27 day
najpóźniej do piątku = 2026-11-27 day
w sobotę = 2026-11-28 day
so = 2026-11-28 day
niedziela = 2026-11-29 day
w niedzielę = 2026-11-29 day
ndz = 2026-11-29 day
poniedziałek = 2026-11-30 day
w poniedzialek = 2026-11-30 day
pon = 2026-11-30 day
pon. = 2026-11-30 day
w ten piątek = 2026-11-27 day
w tę środę = 2026-11-25 day
w tą sobotę = 2026-11-28 day
ten czwartek = 2026-11-26 day
w najbliższy piątek = 2026-11-27 day
w najbliższą środę = 2026-11-25 day
w najbliższy wtorek = 2026-12-01 day
najbliższy poniedziałek = 2026-11-30 day
w przyszły piątek = 2026-12-04 day
przyszły wtorek = 2026-12-01 day
w przyszłą środę = 2026-12-02 day
w następny czwartek = 2026-12-03 day
w następną niedzielę = 2026-12-06 day
w piątek w przyszłym tygodniu = 2026-12-04 day
w przyszłym tygodniu w piątek = 2026-12-04 day
w przyszłym tygodniu, w środę = 2026-12-02 day
w środę w przyszłym tygodniu = 2026-12-02 day
piątek w tym tygodniu = 2026-11-27 day
w tym tygodniu w piątek = 2026-11-27 day
w poniedziałek w tym tygodniu = 2026-11-23 day
w zeszły piątek = 2026-11-20 day
w ubiegły piątek = 2026-11-20 day
w zeszłym tygodniu we wtorek = 2026-11-17 day
w zeszły czwartek = 2026-11-19 day
za tydzień = 2026-12-01 day
za tydzień we wtorek = 2026-12-01 day
za dwa tygodnie = 2026-12-08 day
za 2 tygodnie = 2026-12-08 day
za 2 tyg. = 2026-12-08 day
za trzy tygodnie = 2026-12-15 day
za 3 dni = 2026-11-27 day
za trzy dni = 2026-11-27 day
za jeden dzień = 2026-11-25 day
za dziesięć dni = 2026-12-04 day
za 10 dni = 2026-12-04 day
za dwadzieścia jeden dni = 2026-12-15 day
za sto dni = 2027-03-04 day
za 5 dni roboczych = 2026-12-01 day
za trzy dni robocze = 2026-11-27 day
za 10 dni roboczych = 2026-12-08 day
za miesiąc = 2026-12-24 day
za 1 miesiąc = 2026-12-24 day
za dwa miesiące = 2027-01-24 day
za pół roku = 2027-05-24 day
za rok = 2027-11-24 day
za 2 lata = 2028-11-24 day
za kwartał = 2027-02-24 day
3 dni temu = 2026-11-21 day
dwa dni temu = 2026-11-22 day
tydzień temu = 2026-11-17 day
dwa tygodnie temu = 2026-11-10 day
miesiąc temu = 2026-10-24 day
rok temu = 2025-11-24 day
od jutra za tydzień = 2026-12-02 day
jutro za tydzień = 2026-12-02 day
tydzień od jutra = 2026-12-02 day
tydzień od piątku = 2026-12-04 day
za tydzień od piątku = 2026-12-04 day
za tydzień od jutra = 2026-12-02 day
w piątek za tydzień = 2026-12-04 day
za tydzień w piątek = 2026-12-04 day
w piątek za dwa tygodnie = 2026-12-11 day
za dwa tygodnie w piątek = 2026-12-11 day
za dwa tygodnie w poniedziałek = 2026-12-07 | 2026-12-14 day
3 dni po jutrze = 2026-11-28 day
dzień przed Wigilią = 2026-12-23 day
dwa dni przed 1 grudnia = 2026-11-29 day
tydzień po 1 grudnia = 2026-12-08 day
2 tygodnie po 1 grudnia = 2026-12-15 day
+3d = 2026-11-27 day
+1w = 2026-12-01 day
+3 dni = 2026-11-27 day
Wigilia = 2026-12-24 day
w Wigilię = 2026-12-24 day
Boże Narodzenie = 2026-12-25 day
Sylwester = 2026-12-31 day
w Sylwestra = 2026-12-31 day
Nowy Rok = 2027-01-01 day
w weekend = 2026-11-28..2026-11-29 day
w ten weekend = 2026-11-28..2026-11-29 day
w przyszły weekend = 2026-12-05..2026-12-06 day
w zeszły weekend = 2026-11-21..2026-11-22 day
"""

DATES = """
2026-12-01 = 2026-12-01 day
2026.12.01 = 2026-12-01 day
2026/12/01 = 2026-12-01 day
20261201 = 2026-12-01 day
1.12 = 2026-12-01 day
1.12. = 2026-12-01 day
01.12 = 2026-12-01 day
1.12.2026 = 2026-12-01 day
01.12.2026 r. = 2026-12-01 day
1.12.2026r. = 2026-12-01 day
1.12.26 = 2026-12-01 day
01-12-2026 = 2026-12-01 day
1/12/2026 = 2026-12-01 day
1/12 = 2026-12-01 day
3/4 = 2027-04-03 day
13/4 = 2027-04-13 day
31.12 = 2026-12-31 day
1 . 12 . 2026 = 2026-12-01 day
1. 12. 2026 = 2026-12-01 day
24 XII = 2026-12-24 day
24.XII = 2026-12-24 day
1 XII 2026 = 2026-12-01 day
1.XII.2026 r. = 2026-12-01 day
1-XII-2026 = 2026-12-01 day
5 grudnia = 2026-12-05 day
5 Grudnia = 2026-12-05 day
5. grudnia = 2026-12-05 day
dnia 5 grudnia = 2026-12-05 day
w dniu 5 grudnia 2026 r. = 2026-12-05 day
5 grudnia 2026 = 2026-12-05 day
5 grudnia 2026 roku = 2026-12-05 day
5 gru = 2026-12-05 day
5 gru. 2026 = 2026-12-05 day
5-go grudnia = 2026-12-05 day
5go grudnia = 2026-12-05 day
5-ego grudnia = 2026-12-05 day
1-szego grudnia = 2026-12-01 day
piątego grudnia = 2026-12-05 day
piąty grudnia = 2026-12-05 day
pierwszego stycznia = 2027-01-01 day
1 stycznia = 2027-01-01 day
1 stycznia przyszłego roku = 2027-01-01 day
5 grudnia tego roku = 2026-12-05 day
5 grudnia br. = 2026-12-05 day
dwudziestego czwartego grudnia = 2026-12-24 day
dwudziesty piąty grudnia = 2026-12-25 day
trzydziestego pierwszego grudnia 2026 = 2026-12-31 day
15 stycznia = 2027-01-15 day
3 marca = 2027-03-03 day
15 pazdziernika 2027 = 2027-10-15 day
29 lutego = 2028-02-29 day
29 lutego 2028 = 2028-02-29 day
1 maja = 2027-05-01 day
24 listopada = 2026-11-24 day
25 listopada = 2026-11-25 day
w środę 25 listopada = 2026-11-25 day
środa, 25.11 = 2026-11-25 day
środa 25.11.2026 = 2026-11-25 day
śr. 25.11 = 2026-11-25 day
25.11 (środa) = 2026-11-25 day
25 listopada, środa = 2026-11-25 day
piątek 4 grudnia = 2026-12-04 day
w piątek, 4 grudnia 2026 r. = 2026-12-04 day
wtorek 1 grudnia 2026 = 2026-12-01 day
piętnastego = 2026-12-15 day
15-tego = 2026-12-15 day
15tego = 2026-12-15 day
do piętnastego = 2026-12-15 day
30-go = 2026-11-30 day
dwudziestego piątego = 2026-11-25 day
trzydziestego = 2026-11-30 day
5-go przyszłego miesiąca = 2026-12-05 day
piętnastego przyszłego miesiąca = 2026-12-15 day
30 tego miesiąca = 2026-11-30 day
10 przyszłego miesiąca = 2026-12-10 day
grudzień = 2026-12-01 month
w grudniu = 2026-12-01 month
w styczniu = 2027-01-01 month
w styczniu 2027 = 2027-01-01 month
grudzień 2026 = 2026-12-01 month
marzec przyszłego roku = 2027-03-01 month
w przyszłym miesiącu = 2026-12-01 month
przyszły miesiąc = 2026-12-01 month
w tym miesiącu = 2026-11-01 month
w bieżącym miesiącu = 2026-11-01 month
w zeszłym miesiącu = 2026-10-01 month
w przyszłym tygodniu = 2026-11-30 week
przyszły tydzień = 2026-11-30 week
na przyszły tydzień = 2026-11-30 week
w następnym tygodniu = 2026-11-30 week
w tym tygodniu = 2026-11-23 week
w bieżącym tygodniu = 2026-11-23 week
w zeszłym tygodniu = 2026-11-16 week
w ubiegłym tygodniu = 2026-11-16 week
koniec miesiąca = 2026-11-30 day
do końca miesiąca = 2026-11-30 day
na koniec miesiąca = 2026-11-30 day
pod koniec miesiąca = 2026-11-30 day
ostatniego dnia miesiąca = 2026-11-30 day
ostatni dzień miesiąca = 2026-11-30 day
ostatni dzień lutego = 2027-02-28 day
ostatni dzień roboczy miesiąca = 2026-11-30 day
pierwszy dzień roboczy grudnia = 2026-12-01 day
koniec roku = 2026-12-31 day
do końca roku = 2026-12-31 day
do końca grudnia = 2026-12-31 day
koniec przyszłego miesiąca = 2026-12-31 day
początek grudnia = 2026-12-01 day
na początku grudnia = 2026-12-01 day
początek przyszłego miesiąca = 2026-12-01 day
początek przyszłego tygodnia = 2026-11-30 day
na początku przyszłego roku = 2027-01-01 day
pierwszy poniedziałek grudnia = 2026-12-07 day
w pierwszy poniedziałek grudnia = 2026-12-07 day
ostatni piątek miesiąca = 2026-11-27 day
w ostatni piątek grudnia = 2026-12-25 day
drugi wtorek stycznia 2027 = 2027-01-12 day
trzeci czwartek przyszłego miesiąca = 2026-12-17 day
pierwszy piątek stycznia = 2027-01-01 day
"""

CLOCK = """
o 15 = 2026-11-24 15:00 hour
o 15:00 = 2026-11-24 15:00 minute
15:00 = 2026-11-24 15:00 minute
o 15.30 = 2026-11-24 15:30 minute
15.30 = 2026-11-24 15:30 minute
o 11.15 = 2026-11-24 11:15 minute
o godz. 15 = 2026-11-24 15:00 hour
godz. 15:30 = 2026-11-24 15:30 minute
o godzinie 16 = 2026-11-24 16:00 hour
godzina 16:00 = 2026-11-24 16:00 minute
g. 14 = 2026-11-24 14:00 hour
g.14 = 2026-11-24 14:00 hour
o 15-tej = 2026-11-24 15:00 hour
o 15tej = 2026-11-24 15:00 hour
jutro o 15 = 2026-11-25 15:00 hour
jutro 15:00 = 2026-11-25 15:00 minute
15:00 jutro = 2026-11-25 15:00 minute
o 15 jutro = 2026-11-25 15:00 hour
jutro o 15:30 = 2026-11-25 15:30 minute
jutro o 9.30 = 2026-11-25 09:30 minute
jutro o 10.12 = 2026-11-25 10:12 minute
jutro na 9 = 2026-11-25 09:00 hour
jutro na 9:00 = 2026-11-25 09:00 minute
jutro na dziewiątą = 2026-11-25 09:00 hour
jutro koło 15 = -
jutro punktualnie o 15 = 2026-11-25 15:00 hour
jutro o dziewiątej = 2026-11-25 09:00 hour
jutro o dziewiątej rano = 2026-11-25 09:00 hour
jutro o piętnastej = 2026-11-25 15:00 hour
jutro o piętnastej trzydzieści = 2026-11-25 15:30 minute
o dwudziestej pierwszej = 2026-11-24 21:00 hour
o dwudziestej pierwszej piętnaście = 2026-11-24 21:15 minute
jutro o siódmej trzydzieści = 2026-11-25 07:30 minute
jutro o ósmej = 2026-11-25 08:00 hour
jutro o 8 rano = 2026-11-25 08:00 hour
jutro rano o 8 = 2026-11-25 08:00 hour
jutro o 8 wieczorem = 2026-11-25 20:00 hour
jutro wieczorem o 8 = 2026-11-25 20:00 hour
o 8 wieczorem = 2026-11-24 20:00 hour
jutro o 3 po południu = 2026-11-25 15:00 hour
jutro o trzeciej po południu = 2026-11-25 15:00 hour
jutro po południu o trzeciej = 2026-11-25 15:00 hour
w piątek o 2 w nocy = 2026-11-27 02:00 hour
jutro o 4 nad ranem = 2026-11-25 04:00 hour
jutro o 11 przed południem = 2026-11-25 11:00 hour
jutro o 6 rano = 2026-11-25 06:00 hour
jutro o 3:30 = 2026-11-25 03:30 minute
jutro 03:00 = 2026-11-25 03:00 minute
w piątek o 9 = 2026-11-27 09:00 hour
w piątek o 9:00 = 2026-11-27 09:00 minute
w piątek na 9 = 2026-11-27 09:00 hour
piątek 9:00 = 2026-11-27 09:00 minute
pt 9:00 = 2026-11-27 09:00 minute
piątek, godz. 9.00 = 2026-11-27 09:00 minute
piątek g. 9 = 2026-11-27 09:00 hour
o 9 w piątek = 2026-11-27 09:00 hour
9 rano w piątek = 2026-11-27 09:00 hour
w przyszły piątek o 12 = 2026-12-04 12:00 hour
w czwartek o wpół do dziesiątej = 2026-11-26 09:30 minute
jutro wpół do dziesiątej = 2026-11-25 09:30 minute
jutro o wpół do 10 = 2026-11-25 09:30 minute
jutro o pół do dziesiątej = 2026-11-25 09:30 minute
jutro kwadrans po ósmej = 2026-11-25 08:15 minute
jutro piętnaście po ósmej = 2026-11-25 08:15 minute
jutro pięć po ósmej = 2026-11-25 08:05 minute
jutro za pięć dwunasta = 2026-11-25 11:55 minute
za pięć dwunasta = 2026-11-24 11:55 minute
jutro za kwadrans ósma = 2026-11-25 07:45 minute
jutro za piętnaście dziewiąta = 2026-11-25 08:45 minute
jutro kwadrans przed dziewiątą = 2026-11-25 08:45 minute
jutro za dziesięć ósma = 2026-11-25 07:50 minute
jutro dwadzieścia po dziewiątej = 2026-11-25 09:20 minute
jutro dwadzieścia pięć po dziewiątej = 2026-11-25 09:25 minute
jutro o wpół do trzeciej po południu = 2026-11-25 14:30 minute
jutro o 15 z minutami = -
w południe = 2026-11-24 12:00 hour
jutro w południe = 2026-11-25 12:00 hour
w samo południe = 2026-11-24 12:00 hour
dziś po południu = 2026-11-24 15:00 hour
jutro po południu = 2026-11-25 15:00 hour
dziś wieczorem = 2026-11-24 18:00 hour
dzisiaj wieczór = 2026-11-24 18:00 hour
wieczorem = 2026-11-24 18:00 hour
jutro rano = 2026-11-25 08:00 hour
jutro z rana = 2026-11-25 08:00 hour
dziś rano = 2026-11-24 08:00 hour
w piątek rano = 2026-11-27 08:00 hour
rano w piątek = 2026-11-27 08:00 hour
w piątek przed południem = 2026-11-27 10:00 hour
wczoraj o 15 = 2026-11-23 15:00 hour
wczoraj wieczorem = 2026-11-23 18:00 hour
teraz = 2026-11-24 10:42 minute
za 15 minut = 2026-11-24 10:57 minute
za kwadrans = 2026-11-24 10:57 minute
za pół godziny = 2026-11-24 11:12 minute
za godzinę = 2026-11-24 11:42 minute
za godzinkę = 2026-11-24 11:42 minute
za godz. = 2026-11-24 11:42 minute
za półtorej godziny = 2026-11-24 12:12 minute
za półtora godziny = 2026-11-24 12:12 minute
za dwie godziny = 2026-11-24 12:42 minute
za 2 godziny = 2026-11-24 12:42 minute
za 2h = 2026-11-24 12:42 minute
za 2 h 30 min = 2026-11-24 13:12 minute
za 1,5 godziny = 2026-11-24 12:12 minute
za dwie i pół godziny = 2026-11-24 13:12 minute
za 2,5 h = 2026-11-24 13:12 minute
za trzy kwadranse = 2026-11-24 11:27 minute
za godzinę i 15 minut = 2026-11-24 11:57 minute
za godzinę i kwadrans = 2026-11-24 11:57 minute
za 48 godzin = 2026-11-26 10:42 minute
+2h = 2026-11-24 12:42 minute
+30min = 2026-11-24 11:12 minute
godzinę temu = 2026-11-24 09:42 minute
pół godziny temu = 2026-11-24 10:12 minute
20 minut temu = 2026-11-24 10:22 minute
dwie godziny temu = 2026-11-24 08:42 minute
za tydzień o 9 = 2026-12-01 09:00 hour
za 3 dni o 15:30 = 2026-11-27 15:30 minute
o 15:30 za 3 dni = 2026-11-27 15:30 minute
za dwa dni rano = 2026-11-26 08:00 hour
za tydzień w piątek o 10 = 2026-12-04 10:00 hour
w środę w przyszłym tygodniu o 10 = 2026-12-02 10:00 hour
1.12 o 15 = 2026-12-01 15:00 hour
1.12 15:00 = 2026-12-01 15:00 minute
1.12.2026 15:00 = 2026-12-01 15:00 minute
1.12.2026, godz. 15:00 = 2026-12-01 15:00 minute
1.12.2026 o 15.30 = 2026-12-01 15:30 minute
1 grudnia o 15 = 2026-12-01 15:00 hour
1 grudnia 2026 o 15:00 = 2026-12-01 15:00 minute
1 grudnia 2026 r. o godz. 15:00 = 2026-12-01 15:00 minute
o 15 1 grudnia = 2026-12-01 15:00 hour
15-tego o 9 = 2026-12-15 09:00 hour
piętnastego o dziewiątej = 2026-12-15 09:00 hour
2026-12-01 15:00 = 2026-12-01 15:00 minute
2026-12-01T15:00 = 2026-12-01 15:00 minute
2026-12-01T15:00:00 = 2026-12-01 15:00 minute
2026-12-01T15:00Z = 2026-12-01 16:00 minute
2026-12-01T15:00+02:00 = 2026-12-01 14:00 minute
jutro o 24:00 = 2026-11-26 00:00 minute
jutro o 0:00 = 2026-11-25 00:00 minute
jutro o 00:15 = 2026-11-25 00:15 minute
jutro o 1530 = 2026-11-25 15:30 minute
ostatni dzień miesiąca o 16 = 2026-11-30 16:00 hour
w Wigilię o 12 = 2026-12-24 12:00 hour
"""

SPANS = """
jutro 9-11 = 2026-11-25 09:00..2026-11-25 11:00 hour
jutro 9–11 = 2026-11-25 09:00..2026-11-25 11:00 hour
jutro 9 - 11 = 2026-11-25 09:00..2026-11-25 11:00 hour
jutro od 9 do 11 = 2026-11-25 09:00..2026-11-25 11:00 hour
od 9 do 11 jutro = 2026-11-25 09:00..2026-11-25 11:00 hour
jutro w godz. 9-11 = 2026-11-25 09:00..2026-11-25 11:00 hour
jutro w godzinach 9-11 = 2026-11-25 09:00..2026-11-25 11:00 hour
jutro między 9 a 11 = 2026-11-25 09:00..2026-11-25 11:00 hour
jutro od dziewiątej do jedenastej = 2026-11-25 09:00..2026-11-25 11:00 hour
jutro 9:00-11:30 = 2026-11-25 09:00..2026-11-25 11:30 minute
jutro od 9:30 do 10:15 = 2026-11-25 09:30..2026-11-25 10:15 minute
jutro 9.30-10.15 = 2026-11-25 09:30..2026-11-25 10:15 minute
jutro od 9 do 10:30 = 2026-11-25 09:00..2026-11-25 10:30 minute
13-15 = 2026-11-24 13:00..2026-11-24 15:00 hour
od 13 do 15 = 2026-11-24 13:00..2026-11-24 15:00 hour
13:00–15:00 = 2026-11-24 13:00..2026-11-24 15:00 minute
w piątek 9-17 = 2026-11-27 09:00..2026-11-27 17:00 hour
1.12 od 10 do 12 = 2026-12-01 10:00..2026-12-01 12:00 hour
1.12.2026 10:00-12:00 = 2026-12-01 10:00..2026-12-01 12:00 minute
1 grudnia 10-12 = 2026-12-01 10:00..2026-12-01 12:00 hour
jutro o 9 przez 2 godziny = 2026-11-25 09:00..2026-11-25 11:00 hour
jutro o 9 na 45 minut = 2026-11-25 09:00..2026-11-25 09:45 minute
jutro o 9:00 na godzinę = 2026-11-25 09:00..2026-11-25 10:00 minute
jutro o 15 na pół godziny = 2026-11-25 15:00..2026-11-25 15:30 minute
jutro o 15 na 20 min = 2026-11-25 15:00..2026-11-25 15:20 minute
jutro o 9 przez półtorej godziny = 2026-11-25 09:00..2026-11-25 10:30 minute
jutro 9:00 +2h = 2026-11-25 09:00..2026-11-25 11:00 minute
jutro o 9, 45 min = 2026-11-25 09:00..2026-11-25 09:45 minute
za godzinę na 30 minut = 2026-11-24 11:42..2026-11-24 12:12 minute
jutro od 22 do 2 = 2026-11-25 22:00..2026-11-26 02:00 hour
jutro od 22:00 do 6:00 = 2026-11-25 22:00..2026-11-26 06:00 minute
od jutra do piątku = 2026-11-25..2026-11-27 day
od poniedziałku do środy = 2026-11-30..2026-12-02 day
pon-śr = 2026-11-30..2026-12-02 day
pn–pt = 2026-11-30..2026-12-04 day
od środy do piątku = 2026-11-25..2026-11-27 day
od piątku do poniedziałku = 2026-11-27..2026-11-30 day
1-5 grudnia = 2026-12-01..2026-12-05 day
1–5 grudnia 2026 = 2026-12-01..2026-12-05 day
od 1 do 5 grudnia = 2026-12-01..2026-12-05 day
między 1 a 5 grudnia = 2026-12-01..2026-12-05 day
1–5.12 = 2026-12-01..2026-12-05 day
1-5.12.2026 = 2026-12-01..2026-12-05 day
28.11-3.12 = 2026-11-28..2026-12-03 day
28.11.2026 - 3.12.2026 = 2026-11-28..2026-12-03 day
od 28 listopada do 3 grudnia = 2026-11-28..2026-12-03 day
28 listopada - 3 grudnia = 2026-11-28..2026-12-03 day
od 28 grudnia do 3 stycznia = 2026-12-28..2027-01-03 day
28.12-3.01 = 2026-12-28..2027-01-03 day
od 28 grudnia 2026 do 3 stycznia 2027 = 2026-12-28..2027-01-03 day
od jutra przez 3 dni = 2026-11-25..2026-11-27 day
od poniedziałku przez tydzień = 2026-11-30..2026-12-06 day
jutro i pojutrze = 2026-11-25..2026-11-26 day
od dziś do końca miesiąca = 2026-11-24..2026-11-30 day
od dziś 11:00 do jutra 12:00 = 2026-11-24 11:00..2026-11-25 12:00 minute
od jutra 9:00 do piątku 17:00 = 2026-11-25 09:00..2026-11-27 17:00 minute
2026-12-01 – 2026-12-05 = 2026-12-01..2026-12-05 day
2026-12-01 15:00 – 2026-12-01 16:30 = 2026-12-01 15:00..2026-12-01 16:30 minute
"""

SEVERAL = """
wtorek = 2026-11-24 | 2026-12-01 day
we wtorek = 2026-11-24 | 2026-12-01 day
we wtorek o 15 = 2026-11-24 15:00 | 2026-12-01 15:00 hour
we wtorek rano = 2026-11-24 08:00 | 2026-12-01 08:00 hour
w ten poniedziałek = 2026-11-23 | 2026-11-30 day
jutro o 3 = 2026-11-25 03:00 | 2026-11-25 15:00 hour
jutro o trzeciej = 2026-11-25 03:00 | 2026-11-25 15:00 hour
jutro o wpół do trzeciej = 2026-11-25 02:30 | 2026-11-25 14:30 minute
jutro kwadrans po piątej = 2026-11-25 05:15 | 2026-11-25 17:15 minute
jutro za kwadrans czwarta = 2026-11-25 03:45 | 2026-11-25 15:45 minute
o 9 = 2026-11-24 09:00 | 2026-11-25 09:00 hour
o dziewiątej = 2026-11-24 09:00 | 2026-11-25 09:00 hour
9:00 = 2026-11-24 09:00 | 2026-11-25 09:00 minute
rano = 2026-11-24 08:00 | 2026-11-25 08:00 hour
9-11 = 2026-11-24 09:00..2026-11-24 11:00 | 2026-11-25 09:00..2026-11-25 11:00 hour
jutro o północy = 2026-11-25 00:00 | 2026-11-26 00:00 hour
dziś o północy = 2026-11-24 00:00 | 2026-11-25 00:00 hour
10 listopada = 2026-11-10 | 2027-11-10 day
1 października = 2026-10-01 | 2027-10-01 day
koniec tygodnia = 2026-11-27 | 2026-11-29 day
do końca tygodnia = 2026-11-27 | 2026-11-29 day
koniec przyszłego tygodnia = 2026-12-04 | 2026-12-06 day
jutro 2-4 = 2026-11-25 02:00..2026-11-25 04:00 | 2026-11-25 14:00..2026-11-25 16:00 hour
od wtorku do piątku = 2026-11-24..2026-11-27 | 2026-12-01..2026-12-04 day
początek tygodnia = 2026-11-23 | 2026-11-30 day
za tydzień w poniedziałek = 2026-11-30 | 2026-12-07 day
"""

REFUSED = """
31 lutego
30.02
30.02.2027
29 lutego 2027
31 kwietnia
32 stycznia
0 grudnia
1.13
1.13.2026
2026-13-01
2026-02-30
o 25
o 25:00
24:01
jutro o 24:30
jutro o 15:60
o 9:75
jutro o 31
15
9
2026
15 30
poniedziałek 25 listopada 2026
w piątek 25.11.2026
w poniedziałek 25 listopada
jutro w piątek
dziś w środę
w przyszłym roku
w zeszłym roku
za rok o tej porze
za jakiś czas
za kilka dni
za parę dni
za parę godzin
niedługo
wkrótce
zaraz
kiedyś
jak najszybciej
nigdy
asap
w nocy
jutro w nocy
przed piątkiem
po piątku
po jutrze rano z Anną
jutro o 15 z Anną
spotkanie jutro o 15
jutro jutro
jutro pojutrze
jutro 15
o 15 o 16
w piątek w sobotę
przez 2 godziny
30 minut
2h
Wielkanoc
Boże Ciało
połowa grudnia
w połowie miesiąca
na święta
nazajutrz
codziennie
co tydzień
co drugi piątek
w każdy piątek
od 11 do 9 minut
jutro od 11 do 11
od 5 do 1 grudnia
za 999999 lat
za 99999999999 dni
za 0 dni
1.12.9999
5 grudnia 1500
5 grudnia 3000
około 15
koło południa
po 15
przed 15
do 15 lub 16
w piątek lub sobotę
jutro albo pojutrze
piatk
grudzien 45
FV 118/2026
hala 5
2 umowy
blah
???
jutro?o
o
w
za
od
+
-
jutro o
w piątek o
od jutra do
1.12.
.
""".replace("\n1.12.\n", "\n")
