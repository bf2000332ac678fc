/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-letters.h"

#include <glib/gi18n-lib.h>

#include "gb-action-overlay.h"
#include "gb-calendars.h"
#include "gb-dossier-clock.h"
#include "gb-dossier-repository.h"
#include "gb-sql-statement.h"

/* A new date that is as near as it can be kept: half the procedure's limit, and five working days
 * at most. */
#define PROPOSE_DAYS 5
/* Working hours of a usual day, to turn a limit in hours into days. */
#define DAY_HOURS 8

static const struct
{
  const char *nick;
  const char *label;
} kinds[] = {
  [GB_LETTER_SIGN_TODAY] = { "sign-today", N_ ("To be signed today") },
  [GB_LETTER_MISSED] = { "missed", N_ ("Past the signing day") },
  [GB_LETTER_WAITING] = { "waiting", N_ ("Signed, waiting to be sent") },
  [GB_LETTER_ISSUED] = { "issued", N_ ("Issued") },
};

/**
 * gb_letter_kind_nick:
 *
 * Returns: the name that the command line uses: "sign-today"
 */
const char *
gb_letter_kind_nick (GbLetterKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (kinds), NULL);

  return kinds[kind].nick;
}

/**
 * gb_letter_kind_label:
 *
 * Returns: what it is called in the interface's language
 */
const char *
gb_letter_kind_label (GbLetterKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (kinds), NULL);

  return _(kinds[kind].label);
}

void
gb_letter_free (GbLetter *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->dossier);
  g_free (self->id);
  g_free (self->reason);
  g_free (self->number);
  g_free (self->signer);
  g_free (self);
}

/* --- the new date --------------------------------------------------------------------------- */

static int
divide_up (int a,
           int b)
{
  return a / b + (a % b != 0);
}

static int
limit_days (const GbLimit *limit)
{
  switch (limit->unit)
    {
    case GB_LIMIT_HALF_DAYS:
      return divide_up (limit->amount, 2);
    case GB_LIMIT_WORKING_HOURS:
      return divide_up (limit->amount, DAY_HOURS);
    default:
      return limit->amount;
    }
}

/**
 * gb_letters_propose_due:
 * @calendar: of the commune that owns the clock
 * @due: the old due moment, UTC seconds, 0 = none
 * @limit: (nullable): the procedure's limit, where one is known
 * @now: UTC seconds
 *
 * What the calendar proposes for an apology letter: the end of a working day, half the limit after
 * the old due day (after today where that is over), at least one working day and at most five; five
 * where no limit is known.
 *
 * Returns: UTC seconds, later than @now and than @due
 */
gint64
gb_letters_propose_due (GbWorkCalendar *calendar,
                        gint64          due,
                        const GbLimit  *limit,
                        gint64          now)
{
  GbDay from = gb_time_day (MAX (due, now));
  int days = PROPOSE_DAYS;

  if (limit != NULL)
    days = CLAMP (divide_up (limit_days (limit), 2), 1, PROPOSE_DAYS);
  return gb_work_calendar_day_end (calendar, gb_work_calendar_nth_day (calendar, from, days));
}

/**
 * gb_letters_propose:
 * @dossier: the code
 * @now: UTC seconds
 * @new_due: (out): as of gb_letters_propose_due(), UTC seconds
 */
gboolean
gb_letters_propose (GbSqlConnection *connection,
                    const char      *dossier,
                    gint64           now,
                    gint64          *new_due,
                    GError         **error)
{
  g_autoptr (GbDossierClock) clock = gb_dossier_clock_load (connection, dossier, error);
  g_autoptr (GbCalendars) calendars = clock != NULL ? gb_calendars_load (connection, error) : NULL;

  if (calendars == NULL)
    return FALSE;
  *new_due = gb_letters_propose_due (gb_calendars_of_commune (calendars, clock->commune),
                                     clock->official, clock->has_limit ? &clock->limit : NULL, now);
  return TRUE;
}

/* --- the list ------------------------------------------------------------------------------- */

static GbLetter *
letter_new (GbLetterKind kind,
            GbDossier   *dossier)
{
  GbLetter *self = g_new0 (GbLetter, 1);

  self->kind = kind;
  self->dossier = g_object_ref (dossier);
  return self;
}

/* The queues are rows of the predicates' sets: what a list or a count of them has. */
static gboolean
add_queue (GbSqlConnection *connection,
           GbLetterKind     kind,
           GbDossierFilter  filter,
           const char      *commune,
           gint64           now,
           GPtrArray       *letters,
           GError         **error)
{
  const GbDossierQuery query = { .filter = filter, .commune = (char *) commune };
  g_autoptr (GPtrArray) rows = gb_dossier_repository_rows (connection, &query, now, 0, -1, NULL,
                                                           error);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (letters, letter_new (kind, rows->pdata[i]));
  return TRUE;
}

#define OF_COMMUNE "(?1 IS NULL OR d.commune=?1 OR d.received_by=?1)"
#define OF_DOSSIER "d.id=?1"
#define WAITING_SQL                                                                                \
  "SELECT d.number,a.id,a.made_at,gb_time(a.data->>'new_due'),a.data->>'reason',NULL,"             \
  "a.data->>'signer' FROM local.action a JOIN dossier d ON d.id=a.target WHERE %s "                \
  "AND NOT EXISTS (SELECT 1 FROM letter l WHERE l.dossier=d.id) AND %s ORDER BY a.number"
#define ISSUED_SQL                                                                                 \
  "SELECT d.number,l.id,l.made,l.new_due,l.reason,l.document,l.signer FROM letter l "              \
  "JOIN dossier d ON d.id=l.dossier WHERE %s ORDER BY l.made DESC,l.number"

/* @which is a condition on ?1, @what. */
static GPtrArray *
read_letters (GbSqlConnection *connection,
              GbLetterKind     kind,
              const char      *which,
              const char      *what,
              GArray          *numbers,
              GError         **error)
{
  g_autoptr (GPtrArray) letters = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_letter_free);
  g_autofree char *sql = kind == GB_LETTER_WAITING
                             ? g_strdup_printf (WAITING_SQL, gb_action_overlay_sql (GB_ACTION_APOLOGY), which)
                             : g_strdup_printf (ISSUED_SQL, which);
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (connection, sql, error);
  gboolean row;

  if (s == NULL)
    return NULL;
  gb_sql_statement_bind_text (s, 1, what);
  if (!gb_sql_statement_step (s, &row, error))
    return NULL;
  while (row)
    {
      GbLetter *letter = g_new0 (GbLetter, 1);
      gint64 number = gb_sql_statement_get_int (s, 0);

      g_array_append_val (numbers, number);
      letter->kind = kind;
      letter->id = gb_sql_statement_dup_text (s, 1);
      letter->made = gb_sql_statement_get_int (s, 2);
      letter->new_due = gb_sql_statement_get_int (s, 3);
      letter->reason = gb_sql_statement_dup_text (s, 4);
      letter->number = gb_sql_statement_dup_text (s, 5);
      letter->signer = gb_sql_statement_dup_text (s, 6);
      g_ptr_array_add (letters, letter);
      if (!gb_sql_statement_step (s, &row, error))
        return NULL;
    }
  return g_steal_pointer (&letters);
}

static gboolean
add_letters (GbSqlConnection *connection,
             GbLetterKind     kind,
             const char      *which,
             const char      *what,
             gint64           now,
             GPtrArray       *letters,
             GError         **error)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) found = read_letters (connection, kind, which, what, numbers, error);
  g_autoptr (GPtrArray) dossiers = NULL;

  if (found == NULL)
    return FALSE;
  dossiers = gb_dossier_repository_by_numbers (connection, (const gint64 *) (gpointer) numbers->data,
                                               numbers->len, now, error);
  if (dossiers == NULL)
    return FALSE;
  g_return_val_if_fail (dossiers->len == found->len, FALSE);
  for (guint i = 0; i < dossiers->len; i++)
    {
      GbLetter *letter = found->pdata[i];

      letter->dossier = g_object_ref (dossiers->pdata[i]);
    }
  g_ptr_array_extend_and_steal (letters, g_steal_pointer (&found));
  return TRUE;
}

/**
 * gb_letters_list:
 * @connection: one for reading, of a store
 * @commune: (nullable): only dossiers it owns or received
 * @now: UTC seconds
 *
 * The whole list of apology letters: those to be signed today and those past their signing day, by
 * due moment; those on their way in the order of signing; those issued, newest first.
 *
 * Returns: (transfer full) (element-type GbLetter): the letters, in the order of #GbLetterKind
 */
GPtrArray *
gb_letters_list (GbSqlConnection *connection,
                 const char      *commune,
                 gint64           now,
                 GError         **error)
{
  g_autoptr (GPtrArray) letters = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_letter_free);

  if (!add_queue (connection, GB_LETTER_SIGN_TODAY, GB_DOSSIER_FILTER_SIGN_TODAY, commune, now,
                  letters, error) ||
      !add_queue (connection, GB_LETTER_MISSED, GB_DOSSIER_FILTER_SIGN_MISSED, commune, now,
                  letters, error) ||
      !add_letters (connection, GB_LETTER_WAITING, OF_COMMUNE, commune, now, letters, error) ||
      !add_letters (connection, GB_LETTER_ISSUED, OF_COMMUNE, commune, now, letters, error))
    return NULL;
  return g_steal_pointer (&letters);
}

/**
 * gb_letters_find:
 * @connection: one for reading, of a store
 * @dossier: the code
 * @now: UTC seconds
 * @letter: (out) (transfer full) (nullable): the letter about the dossier, the newest where the province has several;
 *   %NULL where none was signed
 */
gboolean
gb_letters_find (GbSqlConnection *connection,
                 const char      *dossier,
                 gint64           now,
                 GbLetter       **letter,
                 GError         **error)
{
  g_autoptr (GPtrArray) letters = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_letter_free);

  *letter = NULL;
  if (!add_letters (connection, GB_LETTER_WAITING, OF_DOSSIER, dossier, now, letters, error) ||
      !add_letters (connection, GB_LETTER_ISSUED, OF_DOSSIER, dossier, now, letters, error))
    return FALSE;
  if (letters->len > 0)
    *letter = g_ptr_array_steal_index (letters, 0);
  return TRUE;
}
