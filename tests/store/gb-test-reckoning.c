/* SPDX-License-Identifier: GPL-3.0-or-later */
/* DOMAIN.md in plain C, slow and without SQL, calendars or predicates of the program's: what the sets
 * of gb-predicate.c are held against. Knows the communes of gb-test-province.c. */
#include "gb-test-reckoning.h"

#include <string.h>

#include "gb-text.h"
#include "gb-time.h"

/* --- working time --------------------------------------------------------------------------- */

typedef struct
{
  int from;
  int to;
} Session; /* in minutes of the day, 0-0 = none */

#define AT(hour, minute) ((hour) * 60 + (minute))

/* What a commune works on a day of the week when nothing else is announced. */
static void
usual_sessions (const char *commune,
                int         weekday,
                Session     sessions[2])
{
  static const Session standard[] = { { AT (7, 0), AT (11, 30) }, { AT (13, 30), AT (17, 0) } };
  static const Session own[] = { { AT (7, 30), AT (11, 30) }, { AT (13, 0), AT (17, 0) } };
  static const Session mornings[] = { { AT (8, 0), AT (12, 0) }, { 0, 0 } };

  memset (sessions, 0, 2 * sizeof *sessions);
  if (strcmp (commune, "21025") == 0)
    memcpy (sessions, own, weekday <= 5 ? sizeof own : weekday == 6 ? sizeof *own : 0);
  else if (strcmp (commune, "21031") == 0)
    memcpy (sessions, mornings, weekday <= 4 ? sizeof mornings : 0);
  else
    memcpy (sessions, standard, weekday <= 5 ? sizeof standard : 0);
}

/* 22 August is worked with the hours of the Monday that it replaces, which is off as are the two days
 * after it. */
static void
sessions_of (const char *commune,
             GbDay       day,
             Session     sessions[2])
{
  GbDay monday = gb_day_from_ymd (2026, 8, 31);

  usual_sessions (commune, gb_day_weekday (day), sessions);
  if (day >= monday && day <= monday + 2)
    memset (sessions, 0, 2 * sizeof *sessions);
  if (day == gb_day_from_ymd (2026, 8, 22))
    usual_sessions (commune, gb_day_weekday (monday), sessions);
}

static gint64
worked_seconds (const char *commune,
                gint64      from,
                gint64      to)
{
  gint64 sum = 0;

  for (GbDay day = gb_time_day (from); day <= gb_time_day (to); day++)
    {
      Session sessions[2];

      sessions_of (commune, day, sessions);
      for (int i = 0; i < 2; i++)
        {
          gint64 begin = MAX (from, gb_day_at (day, sessions[i].from * 60));
          gint64 end = MIN (to, gb_day_at (day, sessions[i].to * 60));

          sum += MAX (end - begin, 0);
        }
    }
  return sum;
}

/* The @n th day after @day that has a session. */
static GbDay
working_day_after (const char *commune,
                   GbDay       day,
                   int         n)
{
  while (n > 0)
    {
      Session sessions[2];

      sessions_of (commune, ++day, sessions);
      if (sessions[0].to > 0)
        n--;
    }
  return day;
}

/* --- classes -------------------------------------------------------------------------------- */

/* "Each dossier is in exactly one, the first that fits." */
GbDeadlineClass
gb_test_class_of (const GbTestDossier *d,
                  gint64               now)
{
  GbDay today = gb_time_day (now), due_day = gb_time_day (d->due);

  if (d->state == 3 || d->state == 7 || d->state == 9 || d->state == 10)
    return GB_DEADLINE_CLASS_FINISHED;
  if (d->state == 1)
    return GB_DEADLINE_CLASS_AWAITING;
  if (d->state == 5 || d->state == 6 || d->state == 8)
    return GB_DEADLINE_CLASS_PAUSED;
  if (d->due == 0)
    return GB_DEADLINE_CLASS_NO_DUE;
  if (now > d->due)
    return GB_DEADLINE_CLASS_OVERDUE;
  if (due_day == today)
    return GB_DEADLINE_CLASS_DUE_TODAY;
  if (due_day <= working_day_after (d->commune, today, 2))
    return GB_DEADLINE_CLASS_DUE_SOON;
  return GB_DEADLINE_CLASS_ON_TRACK;
}

/* "An online dossier not accepted after 8 working hours." */
static gboolean
is_late_reception (const GbTestDossier *d,
                   gint64               now)
{
  return d->state == 1 && strcmp (d->channel, "online") == 0 && d->submitted != 0 &&
         worked_seconds (d->commune, d->submitted, now) > 8 * 60 * 60;
}

/* "Open, not paused, not extended": the clock runs in states 2 and 4 alone. */
static gboolean
may_need_letter (const GbTestProvince *province,
                 const GbTestDossier  *d)
{
  return (d->state == 2 || d->state == 4) && d->due != 0 &&
         !g_hash_table_contains (province->extended, d->code);
}

gboolean
gb_test_is_in_filter (const GbTestProvince *province,
                      const GbTestDossier  *d,
                      GbDossierFilter       filter,
                      gint64                now)
{
  GbDeadlineClass klass = gb_test_class_of (d, now);
  GbDay today = gb_time_day (now), due_day = gb_time_day (d->due);

  switch (filter)
    {
    case GB_DOSSIER_FILTER_ALL:
      return TRUE;
    case GB_DOSSIER_FILTER_OPEN:
      return klass != GB_DEADLINE_CLASS_FINISHED;
    case GB_DOSSIER_FILTER_LATE_RECEPTION:
      return is_late_reception (d, now);
    case GB_DOSSIER_FILTER_CROSS_BOUNDARY:
      return klass != GB_DEADLINE_CLASS_FINISHED && strcmp (d->commune, d->received_by) != 0;
    case GB_DOSSIER_FILTER_SIGN_TODAY:
      return may_need_letter (province, d) && due_day > today &&
             due_day <= working_day_after (d->commune, today, 1);
    case GB_DOSSIER_FILTER_SIGN_MISSED:
      return may_need_letter (province, d) && due_day <= today;
    default:
      return filter == GB_DOSSIER_FILTER_OF_CLASS (klass);
    }
}

/* --- what else a query asks for ------------------------------------------------------------- */

static gboolean
is_same (const char *wanted,
         const char *value)
{
  return wanted == NULL || g_strcmp0 (wanted, value) == 0;
}

static gboolean
is_between (GbDay  from,
            GbDay  to,
            gint64 instant)
{
  if (from <= 0 && to <= 0)
    return TRUE;
  return instant != 0 && (from <= 0 || gb_time_day (instant) >= from) &&
         (to <= 0 || gb_time_day (instant) <= to);
}

/* Whether a word of the text, letters and digits without a gap, begins like that. */
static gboolean
has_word (const char *folded,
          const char *beginning)
{
  gboolean at_start = TRUE;

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (at_start && g_str_has_prefix (p, beginning))
        return TRUE;
      at_start = !g_unichar_isalnum (g_utf8_get_char (p));
    }
  return FALSE;
}

static gboolean
is_found (const GbTestDossier *d,
          const char          *search)
{
  g_autofree char *text = g_strjoin (" ", d->procedure, d->applicant ? d->applicant : "",
                                     d->summary ? d->summary : "", NULL);
  g_autofree char *folded = gb_text_fold (text), *code = gb_text_fold (d->code);
  g_autofree char *wanted = search != NULL ? gb_text_fold (search) : g_strdup ("");
  g_auto (GStrv) words = g_strsplit (wanted, " ", -1);

  for (char **word = words; *word != NULL; word++)
    if (!has_word (folded, *word) &&
        !(strpbrk (*word, "0123456789") != NULL && strstr (code, *word) != NULL))
      return FALSE;
  return TRUE;
}

/* Everything but the filter. */
gboolean
gb_test_is_wanted (const GbTestDossier  *d,
                   const GbDossierQuery *query)
{
  return (is_same (query->commune, d->commune) || is_same (query->commune, d->received_by)) &&
         is_same (query->field, d->field) &&
         is_same (query->officer, d->officer != NULL ? d->officer : "") &&
         is_same (query->procedure, d->procedure) && is_same (query->channel, d->channel) &&
         (query->state == 0 || query->state == d->state) &&
         is_between (query->received_from, query->received_to, d->received) &&
         is_between (query->due_from, query->due_to, d->due) && is_found (d, query->search);
}

/* --- order ---------------------------------------------------------------------------------- */

static int
compare_instants (gint64 a,
                  gint64 b)
{
  return (a > b) - (a < b);
}

static int
compare_keys (const char *a,
              const char *b,
              GBytes     *(*key) (const char *))
{
  g_autoptr (GBytes) one = key (a);
  g_autoptr (GBytes) other = key (b);

  return g_bytes_compare (one, other);
}

/* What a dossier has to be sorted by: instants as they are, texts as such; whether it has it. */
static gboolean
value_of (const GbTestDossier *d,
          GbDossierSort        sort,
          gint64              *instant,
          const char         **text)
{
  *instant = 0;
  *text = NULL;
  switch (sort)
    {
    case GB_DOSSIER_SORT_DUE:
      *instant = d->due;
      break;
    case GB_DOSSIER_SORT_REMAINING:
      *instant = d->state == 2 || d->state == 4 ? d->due : 0;
      break;
    case GB_DOSSIER_SORT_RECEIVED:
      *instant = d->received != 0 ? d->received : d->submitted;
      break;
    case GB_DOSSIER_SORT_FINISHED:
      *instant = d->finished;
      break;
    case GB_DOSSIER_SORT_STATE:
      *instant = d->state;
      break;
    case GB_DOSSIER_SORT_CODE:
      *text = d->code;
      break;
    case GB_DOSSIER_SORT_PROCEDURE:
      *text = d->procedure;
      break;
    case GB_DOSSIER_SORT_FIELD:
      *text = d->field;
      break;
    case GB_DOSSIER_SORT_OFFICER:
      *text = d->officer;
      break;
    case GB_DOSSIER_SORT_APPLICANT:
      *text = d->applicant;
      break;
    }
  return *instant != 0 || *text != NULL;
}

/* Codes by date, then serial: those of gb-test-province.c have them at the same places. */
static int
compare_codes (const char *a,
               const char *b)
{
  return strcmp (a + strlen ("H48.91-"), b + strlen ("H48.91-"));
}

/* As a list is sorted, but for the order among equals: that in which they came. What is missing comes
 * last either way. */
int
gb_test_compare (const GbTestDossier  *a,
                 const GbTestDossier  *b,
                 const GbDossierQuery *query)
{
  gint64 instants[2];
  const char *texts[2];
  gboolean has_a = value_of (a, query->sort, &instants[0], &texts[0]);
  gboolean has_b = value_of (b, query->sort, &instants[1], &texts[1]);
  gboolean persons = query->sort == GB_DOSSIER_SORT_OFFICER ||
                     query->sort == GB_DOSSIER_SORT_APPLICANT;
  int order;

  if (!has_a || !has_b)
    return has_b - has_a;
  if (texts[0] == NULL)
    order = compare_instants (instants[0], instants[1]);
  else if (query->sort == GB_DOSSIER_SORT_CODE)
    order = compare_codes (texts[0], texts[1]);
  else
    order = compare_keys (texts[0], texts[1], persons ? gb_text_person_sort_key : gb_text_sort_key);
  return query->descending ? -order : order;
}
