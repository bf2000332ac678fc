/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossier.h"

#include <string.h>

#include "gb-dossier-private.h"
#include "gb-predicate.h"

/* The texts and numbers of a row, each in the place of its property. */
typedef enum
{
  TEXT_CODE,
  TEXT_PROCEDURE,
  TEXT_PROCEDURE_CODE,
  TEXT_APPLICANT,
  TEXT_PHONE,
  TEXT_SUMMARY,
  TEXT_FIELD,
  TEXT_OFFICER,
  TEXT_UNIT,
  TEXT_COMMUNE,
  TEXT_RECEIVED_BY,
  N_TEXTS
} Text;

typedef enum
{
  NUMBER_STATE,
  NUMBER_CHANNEL,
  NUMBER_CLASS,
  NUMBER_LATE_RECEPTION,
  NUMBER_CROSS_BOUNDARY,
  NUMBER_SUBMITTED,
  NUMBER_RECEIVED,
  NUMBER_DUE,
  NUMBER_FINISHED,
  NUMBER_HANDED_OVER,
  NUMBER_RESCHEDULED,
  NUMBER_FORGOTTEN,
  N_COLUMN_NUMBERS,
  NUMBER_HAS_REMAINING = N_COLUMN_NUMBERS,
  NUMBER_REMAINING,
  NUMBER_LOADING,
  N_NUMBERS
} Number;

/**
 * GbDossier:
 *
 * A dossier (hồ sơ) as a row of a list, as it stood at one moment. A row of a #GbDossierList stays
 * the same object while it is in the list; its properties change, and are notified, when they land
 * (`loading` turns off) and when the dossier changes.
 *
 * Instants are UTC seconds, 0 = none.
 */
struct _GbDossier
{
  GObject parent_instance;

  gint64 number;
  char *texts[N_TEXTS]; /* (owned) (nullable) */
  gint64 numbers[N_NUMBERS];
};

enum
{
  PROP_0,
  PROP_TEXTS,
  PROP_NUMBERS = PROP_TEXTS + N_TEXTS,
  N_PROPS = PROP_NUMBERS + N_NUMBERS
};

static GParamSpec *properties[N_PROPS];

static const char *const text_names[N_TEXTS] = {
  "code", "procedure", "procedure-code", "applicant", "phone", "summary", "field", "officer",
  "unit", "commune", "received-by",
};

static const char *const number_names[N_NUMBERS] = {
  [NUMBER_STATE] = "state",
  [NUMBER_CHANNEL] = "channel",
  [NUMBER_CLASS] = "class",
  [NUMBER_LATE_RECEPTION] = "late-reception",
  [NUMBER_CROSS_BOUNDARY] = "cross-boundary",
  [NUMBER_SUBMITTED] = "submitted",
  [NUMBER_RECEIVED] = "received",
  [NUMBER_DUE] = "due",
  [NUMBER_FINISHED] = "finished",
  [NUMBER_HANDED_OVER] = "handed-over",
  [NUMBER_RESCHEDULED] = "rescheduled",
  [NUMBER_FORGOTTEN] = "forgotten",
  [NUMBER_HAS_REMAINING] = "has-remaining",
  [NUMBER_REMAINING] = "remaining",
  [NUMBER_LOADING] = "loading",
};

G_DEFINE_FINAL_TYPE (GbDossier, gb_dossier, G_TYPE_OBJECT)

static gboolean
is_flag (Number number)
{
  return number == NUMBER_LATE_RECEPTION || number == NUMBER_CROSS_BOUNDARY ||
         number == NUMBER_FORGOTTEN || number == NUMBER_HAS_REMAINING || number == NUMBER_LOADING;
}

static gboolean
is_small (Number number)
{
  return number == NUMBER_STATE || number == NUMBER_CHANNEL || number == NUMBER_CLASS;
}

static void
gb_dossier_finalize (GObject *object)
{
  GbDossier *self = GB_DOSSIER (object);

  for (int i = 0; i < N_TEXTS; i++)
    g_free (self->texts[i]);

  G_OBJECT_CLASS (gb_dossier_parent_class)->finalize (object);
}

static void
gb_dossier_get_property (GObject    *object,
                         guint       property,
                         GValue     *value,
                         GParamSpec *pspec)
{
  GbDossier *self = GB_DOSSIER (object);
  gint64 number;

  if (property < PROP_NUMBERS)
    {
      g_value_set_string (value, self->texts[property - PROP_TEXTS]);
      return;
    }
  number = self->numbers[property - PROP_NUMBERS];
  if (is_flag (property - PROP_NUMBERS))
    g_value_set_boolean (value, number != 0);
  else if (is_small (property - PROP_NUMBERS))
    g_value_set_int (value, (int) number);
  else
    g_value_set_int64 (value, number);
}

static void
gb_dossier_class_init (GbDossierClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = gb_dossier_finalize;
  object_class->get_property = gb_dossier_get_property;

  for (int i = 0; i < N_TEXTS; i++)
    properties[PROP_TEXTS + i] = g_param_spec_string (text_names[i], NULL, NULL, NULL, flags);
  for (int i = 0; i < N_NUMBERS; i++)
    {
      if (is_flag (i))
        properties[PROP_NUMBERS + i] =
            g_param_spec_boolean (number_names[i], NULL, NULL, FALSE, flags);
      else if (is_small (i))
        properties[PROP_NUMBERS + i] =
            g_param_spec_int (number_names[i], NULL, NULL, 0, 10, 0, flags);
      else
        properties[PROP_NUMBERS + i] =
            g_param_spec_int64 (number_names[i], NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
    }
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gb_dossier_init (GbDossier *self)
{
}

/**
 * gb_dossier_columns_sql:
 *
 * Returns: the columns of a row `d` that gb_dossier_new_from_row() wants, in a statement that
 *   begins with gb_predicate_with_sql()
 */
const char *
gb_dossier_columns_sql (void)
{
  static gsize once;
  static char *sql;

  if (g_once_init_enter (&once))
    {
      g_autofree char *late = gb_predicate_condition (GB_DOSSIER_FILTER_LATE_RECEPTION);
      g_autofree char *cross = gb_predicate_condition (GB_DOSSIER_FILTER_CROSS_BOUNDARY);

      sql = g_strdup_printf (
          "d.number,d.id,d.procedure,d.procedure_code,d.applicant,d.phone,d.summary,d.field,"
          "d.officer,d.unit,d.commune,d.received_by,d.state,"
          "CASE d.channel WHEN 'desk' THEN 1 WHEN 'online' THEN 2 ELSE 3 END,"
          "%s,%s,%s,d.submitted,d.received,d.due,d.finished,d.handed_over,%s,d.forgotten",
          gb_predicate_class_sql (), late, cross, gb_predicate_rescheduled_sql ());
      g_once_init_leave (&once, 1);
    }
  return sql;
}

/* What is left of the limit at @now: nothing is where the clock does not run. */
static void
compute_remaining (GbDossier   *self,
                   GbCalendars *calendars,
                   gint64       now)
{
  GbDeadlineClass klass = self->numbers[NUMBER_CLASS];
  GbWorkCalendar *calendar;

  if (self->numbers[NUMBER_DUE] == 0 || klass == GB_DEADLINE_CLASS_PAUSED ||
      klass == GB_DEADLINE_CLASS_FINISHED)
    return;
  calendar = gb_calendars_of_commune (calendars, self->texts[TEXT_COMMUNE]);
  self->numbers[NUMBER_HAS_REMAINING] = 1;
  self->numbers[NUMBER_REMAINING] = gb_work_calendar_worked (calendar, now,
                                                             self->numbers[NUMBER_DUE]);
}

/**
 * gb_dossier_new_from_row:
 * @statement: at a row of gb_dossier_columns_sql()
 * @now: UTC seconds, as bound to the statement
 *
 * Returns: (transfer full): the row's dossier
 */
GbDossier *
gb_dossier_new_from_row (GbSqlStatement *statement,
                         GbCalendars    *calendars,
                         gint64          now)
{
  GbDossier *self = g_object_new (GB_TYPE_DOSSIER, NULL);

  self->number = gb_sql_statement_get_int (statement, 0);
  for (int i = 0; i < N_TEXTS; i++)
    self->texts[i] = gb_sql_statement_dup_text (statement, 1 + i);
  for (int i = 0; i < N_COLUMN_NUMBERS; i++)
    self->numbers[i] = gb_sql_statement_get_int (statement, 1 + N_TEXTS + i);
  compute_remaining (self, calendars, now);
  return self;
}

/**
 * gb_dossier_new_loading:
 * @number: the row's number in the cache
 *
 * Returns: (transfer full): a dossier of which nothing is known yet
 */
GbDossier *
gb_dossier_new_loading (gint64 number)
{
  GbDossier *self = g_object_new (GB_TYPE_DOSSIER, NULL);

  self->number = number;
  self->numbers[NUMBER_LOADING] = 1;
  return self;
}

/**
 * gb_dossier_take:
 * @fresh: the same dossier, newly read; what it holds is moved
 *
 * Brings @self up to date and notifies what differs.
 */
void
gb_dossier_take (GbDossier *self,
                 GbDossier *fresh)
{
  g_return_if_fail (self->number == fresh->number);

  g_object_freeze_notify (G_OBJECT (self));
  for (int i = 0; i < N_TEXTS; i++)
    if (g_strcmp0 (self->texts[i], fresh->texts[i]) != 0)
      {
        g_free (self->texts[i]);
        self->texts[i] = g_steal_pointer (&fresh->texts[i]);
        g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXTS + i]);
      }
  for (int i = 0; i < N_NUMBERS; i++)
    if (self->numbers[i] != fresh->numbers[i])
      {
        self->numbers[i] = fresh->numbers[i];
        g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NUMBERS + i]);
      }
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * gb_dossier_get_number:
 *
 * Returns: the row's number in the cache; means nothing outside it
 */
gint64
gb_dossier_get_number (GbDossier *self)
{
  g_return_val_if_fail (GB_IS_DOSSIER (self), 0);

  return self->number;
}

#define TEXT_GETTER(name, text)                                                                    \
  const char *gb_dossier_get_##name (GbDossier *self)                                              \
  {                                                                                                \
    g_return_val_if_fail (GB_IS_DOSSIER (self), NULL);                                             \
    return self->texts[text];                                                                      \
  }

/* (nullable) all of them while loading; procedure-code, applicant, phone, summary, officer and unit
 * also where nobody knows. */
TEXT_GETTER (code, TEXT_CODE)
TEXT_GETTER (procedure, TEXT_PROCEDURE)
TEXT_GETTER (procedure_code, TEXT_PROCEDURE_CODE)
TEXT_GETTER (applicant, TEXT_APPLICANT)
TEXT_GETTER (phone, TEXT_PHONE)
TEXT_GETTER (summary, TEXT_SUMMARY)
TEXT_GETTER (field, TEXT_FIELD)
TEXT_GETTER (officer, TEXT_OFFICER)
TEXT_GETTER (unit, TEXT_UNIT)
TEXT_GETTER (commune, TEXT_COMMUNE)
TEXT_GETTER (received_by, TEXT_RECEIVED_BY)

#define NUMBER_GETTER(type, name, number)                                                          \
  type gb_dossier_##name (GbDossier *self)                                                         \
  {                                                                                                \
    g_return_val_if_fail (GB_IS_DOSSIER (self), 0);                                                \
    return (type) self->numbers[number];                                                           \
  }

NUMBER_GETTER (GbChannel, get_channel, NUMBER_CHANNEL)
NUMBER_GETTER (GbDossierState, get_state, NUMBER_STATE)
NUMBER_GETTER (GbDeadlineClass, get_class, NUMBER_CLASS)
NUMBER_GETTER (gint64, get_submitted, NUMBER_SUBMITTED)
NUMBER_GETTER (gint64, get_received, NUMBER_RECEIVED)
NUMBER_GETTER (gint64, get_due, NUMBER_DUE)
NUMBER_GETTER (gint64, get_finished, NUMBER_FINISHED)
NUMBER_GETTER (gint64, get_handed_over, NUMBER_HANDED_OVER)
/* The new date of an apology letter that the province's due moment does not show yet. */
NUMBER_GETTER (gint64, get_rescheduled, NUMBER_RESCHEDULED)
NUMBER_GETTER (gboolean, is_late_reception, NUMBER_LATE_RECEPTION)
NUMBER_GETTER (gboolean, is_cross_boundary, NUMBER_CROSS_BOUNDARY)
/* Whether its personal data were deleted here, a set time after its end. */
NUMBER_GETTER (gboolean, is_forgotten, NUMBER_FORGOTTEN)
NUMBER_GETTER (gboolean, is_loading, NUMBER_LOADING)
/* Whether the clock runs towards a due moment: not when paused, finished or without one. */
NUMBER_GETTER (gboolean, has_remaining, NUMBER_HAS_REMAINING)
/* Working seconds of its commune's calendar until the due moment, negative when late. */
NUMBER_GETTER (gint64, get_remaining, NUMBER_REMAINING)
