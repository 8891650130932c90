"""English phrases and what they mean on Tuesday 24 November 2026 at 10:42 in Warsaw (C7).

One a line: the phrase, what it means. A span is written first..last, readings are separated by |.
"""

DAYS = """
today = 2026-11-24 day
Today = 2026-11-24 day
tomorrow = 2026-11-25 day
TOMORROW! = 2026-11-25 day
tmrw = 2026-11-25 day
the day after tomorrow = 2026-11-26 day
day after tomorrow = 2026-11-26 day
overmorrow = 2026-11-26 day
yesterday = 2026-11-23 day
the day before yesterday = 2026-11-22 day
by tomorrow = 2026-11-25 day
Wednesday = 2026-11-25 day
wed = 2026-11-25 day
on Wednesday = 2026-11-25 day
Thursday = 2026-11-26 day
thurs = 2026-11-26 day
Thu. = 2026-11-26 day
Friday = 2026-11-27 day
on Friday = 2026-11-27 day
by Friday = 2026-11-27 day
until Friday = 2026-11-27 day
fri = 2026-11-27 day
Sat = 2026-11-28 day
on Sunday = 2026-11-29 day
Monday = 2026-11-30 day
this Friday = 2026-11-27 day
this Wednesday = 2026-11-25 day
this coming Friday = 2026-11-27 day
coming Friday = 2026-11-27 day
the coming Thursday = 2026-11-26 day
next Friday = 2026-12-04 day
next Tuesday = 2026-12-01 day
next Monday = 2026-11-30 day
next Wed = 2026-12-02 day
on next Thursday = 2026-12-03 day
Friday next week = 2026-12-04 day
next week Friday = 2026-12-04 day
next week on Friday = 2026-12-04 day
Friday of next week = 2026-12-04 day
on Friday of this week = 2026-11-27 day
Wednesday this week = 2026-11-25 day
last Friday = 2026-11-20 day
last Thursday = 2026-11-19 day
Tuesday last week = 2026-11-17 day
last week Thursday = 2026-11-19 day
Friday week = 2026-12-04 day
a week on Friday = 2026-12-04 day
a week from Friday = 2026-12-04 day
one week from Friday = 2026-12-04 day
a week from tomorrow = 2026-12-02 day
a week tomorrow = 2026-12-02 day
tomorrow week = 2026-12-02 day
a week today = 2026-12-01 day
a week from today = 2026-12-01 day
Friday in two weeks = 2026-12-11 day
two weeks on Friday = 2026-12-11 day
two weeks from Friday = 2026-12-11 day
in a week = 2026-12-01 day
in one week = 2026-12-01 day
in a week's time = 2026-12-01 day
in two weeks = 2026-12-08 day
in two weeks' time = 2026-12-08 day
in 2 weeks = 2026-12-08 day
in 2 wks = 2026-12-08 day
two weeks from now = 2026-12-08 day
2 weeks from today = 2026-12-08 day
in a fortnight = 2026-12-08 day
a fortnight from now = 2026-12-08 day
in 3 days = 2026-11-27 day
in three days = 2026-11-27 day
3 days from now = 2026-11-27 day
3 days from tomorrow = 2026-11-28 day
three days after tomorrow = 2026-11-28 day
within 3 days = -
in 10 days = 2026-12-04 day
in ten days = 2026-12-04 day
in twenty-one days = 2026-12-15 day
in twenty one days = 2026-12-15 day
in a hundred days = 2027-03-04 day
in 100 days = 2027-03-04 day
in 5 working days = 2026-12-01 day
in 5 business days = 2026-12-01 day
in three working days = 2026-11-27 day
5 business days from now = 2026-12-01 day
in a month = 2026-12-24 day
in 3 months = 2027-02-24 day
in three months = 2027-02-24 day
in 6 months = 2027-05-24 day
in half a year = 2027-05-24 day
in a year = 2027-11-24 day
in 2 years = 2028-11-24 day
in a year's time = 2027-11-24 day
a month from now = 2026-12-24 day
a month from today = 2026-12-24 day
3 days ago = 2026-11-21 day
two days ago = 2026-11-22 day
a week ago = 2026-11-17 day
two weeks ago = 2026-11-10 day
a month ago = 2026-10-24 day
a year ago = 2025-11-24 day
2 days after Friday = 2026-11-29 day
the day after Christmas = 2026-12-26 day
the day before Christmas Eve = 2026-12-23 day
two days before 1 December = 2026-11-29 day
2 weeks after 1 December = 2026-12-15 day
a week after December 1st = 2026-12-08 day
+3d = 2026-11-27 day
+1w = 2026-12-01 day
+3 days = 2026-11-27 day
Christmas Eve = 2026-12-24 day
Christmas Day = 2026-12-25 day
Boxing Day = 2026-12-26 day
New Year's Eve = 2026-12-31 day
New Year’s Day = 2027-01-01 day
New Year's Day = 2027-01-01 day
this weekend = 2026-11-28..2026-11-29 day
at the weekend = 2026-11-28..2026-11-29 day
on the weekend = 2026-11-28..2026-11-29 day
the weekend = 2026-11-28..2026-11-29 day
next weekend = 2026-12-05..2026-12-06 day
last weekend = 2026-11-21..2026-11-22 day
"""

DATES = """
2026-12-01 = 2026-12-01 day
2026/12/01 = 2026-12-01 day
20261201 = 2026-12-01 day
1.12.2026 = 2026-12-01 day
13/4 = 2027-04-13 day
13/04/2027 = 2027-04-13 day
4/13/2027 = 2027-04-13 day
12/25 = 2026-12-25 day
12/25/2026 = 2026-12-25 day
5/5 = 2027-05-05 day
25-12-2026 = 2026-12-25 day
1 December = 2026-12-01 day
1 December 2026 = 2026-12-01 day
1 Dec 2026 = 2026-12-01 day
1-Dec-2026 = 2026-12-01 day
1 Dec = 2026-12-01 day
1. December = 2026-12-01 day
December 1 = 2026-12-01 day
December 1, 2026 = 2026-12-01 day
Dec 1, 2026 = 2026-12-01 day
Dec. 1 = 2026-12-01 day
Dec 1st = 2026-12-01 day
December 1st, 2026 = 2026-12-01 day
December the 1st = 2026-12-01 day
1st December = 2026-12-01 day
1st of December = 2026-12-01 day
the 1st of December = 2026-12-01 day
on the 3rd of December = 2026-12-03 day
the 3rd of December, 2026 = 2026-12-03 day
first of December = 2026-12-01 day
the first of December = 2026-12-01 day
December first = 2026-12-01 day
December twenty-fourth = 2026-12-24 day
twenty-fourth of December = 2026-12-24 day
the twenty fifth of December 2026 = 2026-12-25 day
2026 December 1 = 2026-12-01 day
2026 Dec 1 = 2026-12-01 day
Jan 15 = 2027-01-15 day
15 January = 2027-01-15 day
15 January next year = 2027-01-15 day
5 December this year = 2026-12-05 day
March 3 = 2027-03-03 day
Sep 25th 2027 = 2027-09-25 day
Sept. 25, 2027 = 2027-09-25 day
29 February = 2028-02-29 day
Feb 29 2028 = 2028-02-29 day
May 1 = 2027-05-01 day
on May 1st = 2027-05-01 day
24 November = 2026-11-24 day
Nov 25 = 2026-11-25 day
Wednesday 25 November = 2026-11-25 day
Wednesday, 25 November 2026 = 2026-11-25 day
Wed 25 Nov = 2026-11-25 day
Wed, Nov 25 = 2026-11-25 day
Wednesday the 25th = 2026-11-25 day
Wednesday, November 25th = 2026-11-25 day
Friday the 4th = 2026-12-04 day
Friday, December 4th, 2026 = 2026-12-04 day
Tuesday, 1 December 2026 = 2026-12-01 day
tomorrow, 25 November = 2026-11-25 day
tomorrow (Wednesday) = 2026-11-25 day
25 November (Wed) = 2026-11-25 day
the 15th = 2026-12-15 day
on the 15th = 2026-12-15 day
15th = 2026-12-15 day
by the 15th = 2026-12-15 day
on the 30th = 2026-11-30 day
the 15th of next month = 2026-12-15 day
15th next month = 2026-12-15 day
the 30th of this month = 2026-11-30 day
the 1st = 2026-12-01 day
December = 2026-12-01 month
in December = 2026-12-01 month
December 2026 = 2026-12-01 month
Dec 2026 = 2026-12-01 month
in January = 2027-01-01 month
January next year = 2027-01-01 month
next month = 2026-12-01 month
this month = 2026-11-01 month
last month = 2026-10-01 month
next December = -
next week = 2026-11-30 week
this week = 2026-11-23 week
last week = 2026-11-16 week
the week after next = 2026-12-07 week
end of month = 2026-11-30 day
end of the month = 2026-11-30 day
the end of the month = 2026-11-30 day
at the end of the month = 2026-11-30 day
by the end of the month = 2026-11-30 day
by end of month = 2026-11-30 day
EOM = 2026-11-30 day
end of next month = 2026-12-31 day
end of year = 2026-12-31 day
end of the year = 2026-12-31 day
by the end of the year = 2026-12-31 day
end of December = 2026-12-31 day
end of February = 2027-02-28 day
beginning of December = 2026-12-01 day
start of next month = 2026-12-01 day
beginning of next week = 2026-11-30 day
start of next week = 2026-11-30 day
last day of the month = 2026-11-30 day
the last day of February = 2027-02-28 day
first day of next month = 2026-12-01 day
last working day of the month = 2026-11-30 day
first business day of December = 2026-12-01 day
first Monday of December = 2026-12-07 day
the first Monday in December = 2026-12-07 day
on the first Monday of December = 2026-12-07 day
last Friday of the month = 2026-11-27 day
the last Friday in December = 2026-12-25 day
last Friday of December = 2026-12-25 day
second Tuesday of January 2027 = 2027-01-12 day
2nd Tuesday of January 2027 = 2027-01-12 day
third Thursday of next month = 2026-12-17 day
fourth Thursday of next month = 2026-12-24 day
"""

CLOCK = """
at 15 = 2026-11-24 15:00 hour
15:00 = 2026-11-24 15:00 minute
at 15:00 = 2026-11-24 15:00 minute
at 15:30 = 2026-11-24 15:30 minute
at 15.30 = 2026-11-24 15:30 minute
3pm = 2026-11-24 15:00 hour
3 pm = 2026-11-24 15:00 hour
3 p.m. = 2026-11-24 15:00 hour
3PM = 2026-11-24 15:00 hour
at 3pm = 2026-11-24 15:00 hour
3:30pm = 2026-11-24 15:30 minute
3.30 pm = 2026-11-24 15:30 minute
at 3:30 p.m. = 2026-11-24 15:30 minute
12pm = 2026-11-24 12:00 hour
tomorrow at 12am = 2026-11-25 00:00 hour
at 1500 = 2026-11-24 15:00 minute
tomorrow at 15 = 2026-11-25 15:00 hour
tomorrow 15:00 = 2026-11-25 15:00 minute
tomorrow at 9 = 2026-11-25 09:00 hour
tomorrow at 9:30 = 2026-11-25 09:30 minute
tomorrow at 9am = 2026-11-25 09:00 hour
tomorrow 9am = 2026-11-25 09:00 hour
tomorrow @ 9am = 2026-11-25 09:00 hour
tomorrow @9 = 2026-11-25 09:00 hour
tomorrow, 9 a.m. = 2026-11-25 09:00 hour
9am tomorrow = 2026-11-25 09:00 hour
at 9 tomorrow = 2026-11-25 09:00 hour
at 9 o'clock tomorrow = 2026-11-25 09:00 hour
tomorrow at nine = 2026-11-25 09:00 hour
tomorrow at nine o'clock = 2026-11-25 09:00 hour
tomorrow at nine thirty = 2026-11-25 09:30 minute
tomorrow at eight fifteen = 2026-11-25 08:15 minute
tomorrow at nine in the morning = 2026-11-25 09:00 hour
tomorrow half past nine = 2026-11-25 09:30 minute
tomorrow at half past nine = 2026-11-25 09:30 minute
tomorrow at half nine = 2026-11-25 09:30 minute
tomorrow at quarter to ten = 2026-11-25 09:45 minute
tomorrow at a quarter to ten = 2026-11-25 09:45 minute
tomorrow at quarter past eight = 2026-11-25 08:15 minute
tomorrow at ten past eight = 2026-11-25 08:10 minute
tomorrow at twenty to ten = 2026-11-25 09:40 minute
tomorrow at ten to nine = 2026-11-25 08:50 minute
tomorrow at 10 past 8 = 2026-11-25 08:10 minute
tomorrow at twenty-five past ten = 2026-11-25 10:25 minute
tomorrow at half past 3 pm = 2026-11-25 15:30 minute
tomorrow at quarter past three in the afternoon = 2026-11-25 15:15 minute
tomorrow at 3 in the afternoon = 2026-11-25 15:00 hour
tomorrow at 8 in the evening = 2026-11-25 20:00 hour
tomorrow evening at 8 = 2026-11-25 20:00 hour
tomorrow at 8 in the morning = 2026-11-25 08:00 hour
tomorrow morning at 8 = 2026-11-25 08:00 hour
tomorrow afternoon at 3 = 2026-11-25 15:00 hour
tomorrow at 9 at night = 2026-11-25 21:00 hour
tomorrow at 2 in the morning = 2026-11-25 02:00 hour
tonight at 8 = 2026-11-24 20:00 hour
at 8 tonight = 2026-11-24 20:00 hour
8pm tonight = 2026-11-24 20:00 hour
this evening at 7 = 2026-11-24 19:00 hour
this afternoon at 3 = 2026-11-24 15:00 hour
3 this afternoon = 2026-11-24 15:00 hour
tonight = 2026-11-24 20:00 hour
this evening = 2026-11-24 18:00 hour
this afternoon = 2026-11-24 15:00 hour
this morning = 2026-11-24 08:00 hour
tomorrow morning = 2026-11-25 08:00 hour
tomorrow afternoon = 2026-11-25 15:00 hour
tomorrow evening = 2026-11-25 18:00 hour
in the evening = 2026-11-24 18:00 hour
on Friday morning = 2026-11-27 08:00 hour
Friday afternoon = 2026-11-27 15:00 hour
on the morning of 1 December = 2026-12-01 08:00 hour
yesterday afternoon = 2026-11-23 15:00 hour
yesterday at 3pm = 2026-11-23 15:00 hour
noon = 2026-11-24 12:00 hour
at noon = 2026-11-24 12:00 hour
midday = 2026-11-24 12:00 hour
tomorrow at noon = 2026-11-25 12:00 hour
tomorrow noon = 2026-11-25 12:00 hour
Friday at 9 = 2026-11-27 09:00 hour
on Friday at 9 = 2026-11-27 09:00 hour
Friday 9:00 = 2026-11-27 09:00 minute
Fri 9am = 2026-11-27 09:00 hour
9am on Friday = 2026-11-27 09:00 hour
at 9 on Friday = 2026-11-27 09:00 hour
next Friday at noon = 2026-12-04 12:00 hour
Friday next week at 10 = 2026-12-04 10:00 hour
at 10 on Friday next week = 2026-12-04 10:00 hour
a week on Friday at 10 = 2026-12-04 10:00 hour
now = 2026-11-24 10:42 minute
in 15 minutes = 2026-11-24 10:57 minute
in 15 mins = 2026-11-24 10:57 minute
in 15 min = 2026-11-24 10:57 minute
in a minute = 2026-11-24 10:43 minute
in quarter of an hour = 2026-11-24 10:57 minute
in a quarter of an hour = 2026-11-24 10:57 minute
in half an hour = 2026-11-24 11:12 minute
in a half hour = 2026-11-24 11:12 minute
in an hour = 2026-11-24 11:42 minute
in 1 hour = 2026-11-24 11:42 minute
in one hour = 2026-11-24 11:42 minute
in an hour and a half = 2026-11-24 12:12 minute
in one and a half hours = 2026-11-24 12:12 minute
in 1.5 hours = 2026-11-24 12:12 minute
in 2 hours = 2026-11-24 12:42 minute
in two hours = 2026-11-24 12:42 minute
in 2h = 2026-11-24 12:42 minute
in 2 hrs = 2026-11-24 12:42 minute
in 2h30 = 2026-11-24 13:12 minute
in 2h 30m = 2026-11-24 13:12 minute
in 2 hours 30 minutes = 2026-11-24 13:12 minute
in two and a half hours = 2026-11-24 13:12 minute
in 90 minutes = 2026-11-24 12:12 minute
in 48 hours = 2026-11-26 10:42 minute
two hours from now = 2026-11-24 12:42 minute
an hour from now = 2026-11-24 11:42 minute
+2h = 2026-11-24 12:42 minute
+30m = 2026-11-24 11:12 minute
an hour ago = 2026-11-24 09:42 minute
half an hour ago = 2026-11-24 10:12 minute
20 minutes ago = 2026-11-24 10:22 minute
2 hours ago = 2026-11-24 08:42 minute
in a week at 9 = 2026-12-01 09:00 hour
in 3 days at 15:30 = 2026-11-27 15:30 minute
at 9am in 3 days = 2026-11-27 09:00 hour
1 December at 15:00 = 2026-12-01 15:00 minute
1 December 15:00 = 2026-12-01 15:00 minute
December 1 at 3pm = 2026-12-01 15:00 hour
December 1, 2026 at 3:00 PM = 2026-12-01 15:00 minute
Dec 1st 3pm = 2026-12-01 15:00 hour
3pm on December 1st = 2026-12-01 15:00 hour
3pm, Dec 1 = 2026-12-01 15:00 hour
the 15th at 9am = 2026-12-15 09:00 hour
2026-12-01 15:00 = 2026-12-01 15:00 minute
2026-12-01T15:00 = 2026-12-01 15:00 minute
2026-12-01T15:00:00Z = 2026-12-01 16:00 minute
2026-12-01 15:00Z = 2026-12-01 16:00 minute
2026-12-01 15:00+02:00 = 2026-12-01 14:00 minute
2026-12-01 at 3pm = 2026-12-01 15:00 hour
tomorrow at 24:00 = 2026-11-26 00:00 minute
tomorrow at 0:00 = 2026-11-25 00:00 minute
tomorrow 03:00 = 2026-11-25 03:00 minute
last day of the month at 16:00 = 2026-11-30 16:00 minute
Christmas Eve at noon = 2026-12-24 12:00 hour
"""

SPANS = """
tomorrow 9-11 = 2026-11-25 09:00..2026-11-25 11:00 hour
tomorrow 9–11 = 2026-11-25 09:00..2026-11-25 11:00 hour
tomorrow from 9 to 11 = 2026-11-25 09:00..2026-11-25 11:00 hour
from 9 to 11 tomorrow = 2026-11-25 09:00..2026-11-25 11:00 hour
tomorrow from 9 until 11 = 2026-11-25 09:00..2026-11-25 11:00 hour
tomorrow between 9 and 11 = 2026-11-25 09:00..2026-11-25 11:00 hour
tomorrow 9:00-11:30 = 2026-11-25 09:00..2026-11-25 11:30 minute
tomorrow from 9:30 to 10:15 = 2026-11-25 09:30..2026-11-25 10:15 minute
tomorrow 9am-11am = 2026-11-25 09:00..2026-11-25 11:00 hour
tomorrow 9am to 5pm = 2026-11-25 09:00..2026-11-25 17:00 hour
tomorrow 9am-5pm = 2026-11-25 09:00..2026-11-25 17:00 hour
tomorrow 2-4pm = 2026-11-25 14:00..2026-11-25 16:00 hour
tomorrow between 2pm and 4pm = 2026-11-25 14:00..2026-11-25 16:00 hour
tomorrow from 2 to 4pm = 2026-11-25 14:00..2026-11-25 16:00 hour
tomorrow 11-1pm = 2026-11-25 11:00..2026-11-25 13:00 hour
13-15 = 2026-11-24 13:00..2026-11-24 15:00 hour
2-4pm = 2026-11-24 14:00..2026-11-24 16:00 hour
from 1pm to 3pm = 2026-11-24 13:00..2026-11-24 15:00 hour
13:00–15:00 = 2026-11-24 13:00..2026-11-24 15:00 minute
tomorrow from nine to eleven = 2026-11-25 09:00..2026-11-25 11:00 hour
Friday 9-17 = 2026-11-27 09:00..2026-11-27 17:00 hour
Friday 9-5 = 2026-11-27 09:00..2026-11-27 17:00 hour
on 1 December from 10 to 12 = 2026-12-01 10:00..2026-12-01 12:00 hour
December 1, 10am-12pm = 2026-12-01 10:00..2026-12-01 12:00 hour
Dec 1 10:00-12:00 = 2026-12-01 10:00..2026-12-01 12:00 minute
tomorrow at 9 for 2 hours = 2026-11-25 09:00..2026-11-25 11:00 hour
tomorrow at 9 for 45 min = 2026-11-25 09:00..2026-11-25 09:45 minute
tomorrow at 9am for an hour = 2026-11-25 09:00..2026-11-25 10:00 hour
tomorrow at 3pm for half an hour = 2026-11-25 15:00..2026-11-25 15:30 minute
tomorrow 9:00 +2h = 2026-11-25 09:00..2026-11-25 11:00 minute
in an hour for 30 minutes = 2026-11-24 11:42..2026-11-24 12:12 minute
tomorrow from 22:00 to 2:00 = 2026-11-25 22:00..2026-11-26 02:00 minute
tomorrow from 10pm to 2am = 2026-11-25 22:00..2026-11-26 02:00 hour
from tomorrow to Friday = 2026-11-25..2026-11-27 day
tomorrow to Friday = 2026-11-25..2026-11-27 day
tomorrow through Friday = 2026-11-25..2026-11-27 day
Mon-Wed = 2026-11-30..2026-12-02 day
Mon–Wed = 2026-11-30..2026-12-02 day
Monday to Wednesday = 2026-11-30..2026-12-02 day
from Monday till Wednesday = 2026-11-30..2026-12-02 day
from Friday to Monday = 2026-11-27..2026-11-30 day
1-5 December = 2026-12-01..2026-12-05 day
December 1-5 = 2026-12-01..2026-12-05 day
Dec 1-5, 2026 = 2026-12-01..2026-12-05 day
December 1st to 5th = 2026-12-01..2026-12-05 day
December 1 to 5 = 2026-12-01..2026-12-05 day
1st to 5th December = 2026-12-01..2026-12-05 day
from 1 to 5 December = 2026-12-01..2026-12-05 day
between 1 and 5 December = 2026-12-01..2026-12-05 day
1st-5th of December = 2026-12-01..2026-12-05 day
28 Nov - 3 Dec = 2026-11-28..2026-12-03 day
from 28 November to 3 December = 2026-11-28..2026-12-03 day
Nov 28 to Dec 3 = 2026-11-28..2026-12-03 day
28 December to 3 January = 2026-12-28..2027-01-03 day
Dec 28, 2026 - Jan 3, 2027 = 2026-12-28..2027-01-03 day
for 3 days from tomorrow = 2026-11-25..2026-11-27 day
from tomorrow for 3 days = 2026-11-25..2026-11-27 day
tomorrow for 3 days = 2026-11-25..2026-11-27 day
tomorrow and the day after = -
tomorrow at 10 and Friday at 12 = -
between tomorrow at 10 and Friday at 12 = 2026-11-25 10:00..2026-11-27 12:00 hour
from Monday for a week = 2026-11-30..2026-12-06 day
from today to the end of the month = 2026-11-24..2026-11-30 day
from today 11:00 to tomorrow 12:00 = 2026-11-24 11:00..2026-11-25 12:00 minute
from 11:00 today to 12:00 tomorrow = 2026-11-24 11:00..2026-11-25 12:00 minute
from tomorrow 9am to Friday 5pm = 2026-11-25 09:00..2026-11-27 17:00 hour
2026-12-01 to 2026-12-05 = 2026-12-01..2026-12-05 day
2026-12-01 15:00 - 2026-12-01 16:30 = 2026-12-01 15:00..2026-12-01 16:30 minute
"""

SEVERAL = """
Tuesday = 2026-11-24 | 2026-12-01 day
on Tuesday = 2026-11-24 | 2026-12-01 day
Tuesday at 3pm = 2026-11-24 15:00 | 2026-12-01 15:00 hour
last Monday = 2026-11-16 | 2026-11-23 day
this Monday = 2026-11-23 | 2026-11-30 day
3/4 = 2027-03-04 | 2027-04-03 day
1/12/2026 = 2026-01-12 | 2026-12-01 day
03/04/2027 = 2027-03-04 | 2027-04-03 day
tomorrow at 3 = 2026-11-25 03:00 | 2026-11-25 15:00 hour
tomorrow at three = 2026-11-25 03:00 | 2026-11-25 15:00 hour
tomorrow at half past three = 2026-11-25 03:30 | 2026-11-25 15:30 minute
tomorrow at quarter to five = 2026-11-25 04:45 | 2026-11-25 16:45 minute
tomorrow at 3:30 = 2026-11-25 03:30 | 2026-11-25 15:30 minute
at 9 = 2026-11-24 09:00 | 2026-11-25 09:00 hour
9am = 2026-11-24 09:00 | 2026-11-25 09:00 hour
9:00 = 2026-11-24 09:00 | 2026-11-25 09:00 minute
9-11 = 2026-11-24 09:00..2026-11-24 11:00 | 2026-11-25 09:00..2026-11-25 11:00 hour
tomorrow at midnight = 2026-11-25 00:00 | 2026-11-26 00:00 hour
10 November = 2026-11-10 | 2027-11-10 day
October 1 = 2026-10-01 | 2027-10-01 day
end of the week = 2026-11-27 | 2026-11-29 day
end of next week = 2026-12-04 | 2026-12-06 day
tomorrow 2-4 = 2026-11-25 02:00..2026-11-25 04:00 | 2026-11-25 14:00..2026-11-25 16:00 hour
Tuesday to Friday = 2026-11-24..2026-11-27 | 2026-12-01..2026-12-04 day
Monday week = 2026-11-30 | 2026-12-07 day
in the morning = 2026-11-24 08:00 | 2026-11-25 08:00 hour
beginning of the week = 2026-11-23 | 2026-11-30 day
"""

REFUSED = """
31 February
February 30
30 Feb 2027
29 February 2027
April 31st
32 January
0 December
13/13
13/13/2026
2026-13-01
2026-02-30
at 25
at 25:00
24:01
at 13pm
at 0am
tomorrow at 15:60
at 9:75
15
9
2026
9 30
Monday 25 November 2026
Friday, November 25
Friday the 25th of November 2026
tomorrow on Friday
today Wednesday
next year
last year
this year
in a couple of days
in a few days
in several hours
some day
soon
later
whenever
never
ASAP
as soon as possible
eventually
at night
tomorrow night at 3pm
before Friday
after Friday
after lunch
around 3pm
about noon
tomorrow at 15 with Anna
call Anna tomorrow
tomorrow tomorrow
tomorrow 15
at 3pm at 4pm
Friday Saturday
Friday or Saturday
today or tomorrow
for 2 hours
30 minutes
2h
Easter
Thanksgiving next year
mid December
the middle of the month
every Friday
every day
daily
weekly
tomorrow from 11 to 11
from 5 to 1 December
in 999999 years
in 99999999999 days
in 0 days
December 1 9999
5 December 1500
5 December 3000
May Jones
March on
second
quarter
the
at
in
on
+
-
tomorrow at
Friday at
from tomorrow to
from
blah
???
tomorow at 3pmm
12th of Never
fridayy
five
"""
