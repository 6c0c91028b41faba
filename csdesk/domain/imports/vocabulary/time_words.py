"""Words for times, folded, in five languages: units, the days of a week, and which of them is meant from a day on."""

DAYS = frozenset("day days tag tage tagen dia dias jour jours".split())
_ONE_WEEK = "week woche semana semaine"
WEEKS = frozenset(f"{_ONE_WEEK} weeks wochen semanas semaines".split())
_ONE_MONTH = "month monat mes mois"
MONTHS = frozenset(f"{_ONE_MONTH} months monate monaten meses".split())
_ONE_YEAR = "year jahr ano annee an"
YEARS = frozenset(f"{_ONE_YEAR} years jahre jahren anos ans annees".split())
WEEK, MONTH, QUARTER, HALF, YEAR = 0, 1, 3, 6, 12
"""A unit by its months; a week has none."""
UNITS = {
    word: unit
    for unit, words in {
        WEEK: f"{_ONE_WEEK} w wk kw cw calendarweek kalenderwoche",
        MONTH: f"{_ONE_MONTH} monats monates",
        QUARTER: "quarter quartal quartals trimestre trim qtr q t",
        HALF: "half halfyear halbjahr halbjahres semestre s h hj",
        YEAR: f"{_ONE_YEAR} jahres y",
    }.items()
    for word in words.split()
}
"""What a number may stand beside: *week 12*, *Q3*."""
OF_THE_WEEK = {
    word: number
    for number, words in enumerate(
        (
            "monday montag lunes lundi segunda", "tuesday dienstag martes mardi terca",
            "wednesday mittwoch miercoles mercredi quarta", "thursday donnerstag jueves jeudi quinta",
            "friday freitag viernes vendredi sexta", "saturday samstag sonnabend sabado samedi",
            "sunday sonntag domingo dimanche",
        )
    )
    for word in words.split()
}  # fmt: skip
"""The days of a week by their number; Monday is 0."""
WEEKDAYS = OF_THE_WEEK.keys() | frozenset(
    "mon tue wed thu fri sat sun mo di mi do fr sa so lun mar mie jue vie sab dom seg ter qua qui sex feira".split()
)
"""The words for a day of the week, whole and short."""
SIDES = {
    word: side
    for side, words in {
        -1: "last past previous letzte letzten letzter letztes vorige vorigen voriger vergangene vergangenen pasado "
        "pasada dernier derniere passe passee passado passada ultimo ultima",
        0: "this current diese dieser diesen dieses laufenden este esta ce cette desta deste nesta neste",
        1: "next coming following nachste nachsten nachster nachstes kommende kommenden kommender kommendes proximo "
        "proxima prochain prochaine viene vem",
    }.items()
    for word in words.split()
}
"""Which one is meant, seen from a day: the one before it (-1), the one it is in (0), or the one behind it (1)."""
