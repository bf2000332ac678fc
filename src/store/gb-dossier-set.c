/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossier-set.h"

#include <string.h>

#include "gb-dossier-query.h"
#include "gb-predicate.h"
#include "gb-score-rules.h"
#include "gb-tracking.h"

G_DEFINE_BOXED_TYPE (GbDossierSet, gb_dossier_set, gb_dossier_set_copy, gb_dossier_set_free)

static const char *
owned_nick (int part)
{
  return gb_predicate ((GbDossierFilter) part)->nick;
}

/* Whose they are is said of every kind; of which class, the query says. */
static void
append_owned_sql (const GbDossierSet *set,
                  gboolean            open,
                  gint64              now,
                  GString            *sql)
{
  g_string_append (sql, "1");
}

static const char *
reminder_nick (int part)
{
  return "said";
}

/* Also those that were done since: the notice counted them. */
static void
append_reminder_sql (const GbDossierSet *set,
                     gboolean            open,
                     gint64              now,
                     GString            *sql)
{
  g_string_append (sql, "d.id IN (SELECT m.record FROM local.reminder_member m "
                        "WHERE m.reminder=CAST(:set_reminder AS INTEGER) AND m.kind='due-dossiers')");
}

/* What a kind of figure has to tell: the nicks of its parts, and the condition of one. */
static const struct
{
  const char *nick;
  int n_parts;
  const char *(*part_nick) (int part);
  void (*append_sql) (const GbDossierSet *set, gboolean open, gint64 now, GString *sql);
} kinds[GB_N_DOSSIER_SET_KINDS] = {
  [GB_DOSSIER_SET_TRACKING] = { "tracking", GB_N_TRACKING_SETS, gb_tracking_column_nick,
                                gb_tracking_append_sql },
  [GB_DOSSIER_SET_OWNED] = { "owned", GB_N_DOSSIER_FILTERS, owned_nick, append_owned_sql },
  [GB_DOSSIER_SET_SCORE] = { "score", GB_N_SCORE_SETS, gb_score_set_nick, gb_score_set_append_sql },
  [GB_DOSSIER_SET_REMINDER] = { "reminder", 1, reminder_nick, append_reminder_sql },
};

static const struct
{
  const char *name;
  gsize offset;
} texts[] = {
  { "unit", G_STRUCT_OFFSET (GbDossierSet, unit) },
  { "unit-name", G_STRUCT_OFFSET (GbDossierSet, unit_name) },
  { "field", G_STRUCT_OFFSET (GbDossierSet, field) },
  { "officer", G_STRUCT_OFFSET (GbDossierSet, officer) },
  { "reminder", G_STRUCT_OFFSET (GbDossierSet, reminder) },
};

#define TEXT(set, i) G_STRUCT_MEMBER (char *, set, texts[i].offset)

/**
 * gb_dossier_set_new:
 * @from: first day of the period
 * @to: last day of the period
 *
 * Returns: (transfer full): the set of everybody's dossiers
 */
GbDossierSet *
gb_dossier_set_new (GbDossierSetKind kind,
                    int              part,
                    GbDay            from,
                    GbDay            to)
{
  GbDossierSet *self = g_new0 (GbDossierSet, 1);

  self->kind = kind;
  self->part = part;
  self->from = from;
  self->to = to;
  return self;
}

GbDossierSet *
gb_dossier_set_copy (const GbDossierSet *self)
{
  GbDossierSet *copy;

  if (self == NULL)
    return NULL;
  copy = g_memdup2 (self, sizeof *self);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    TEXT (copy, i) = g_strdup (TEXT (self, i));
  return copy;
}

void
gb_dossier_set_free (GbDossierSet *self)
{
  if (self == NULL)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (TEXT (self, i));
  g_free (self);
}

/**
 * gb_dossier_set_equal:
 * @self: (nullable): a set
 * @other: (nullable): another
 *
 * Returns: whether both are the same dossiers under the same name
 */
gboolean
gb_dossier_set_equal (const GbDossierSet *self,
                      const GbDossierSet *other)
{
  if (self == NULL || other == NULL)
    return self == other;
  if (self->kind != other->kind || self->part != other->part || self->from != other->from ||
      self->to != other->to)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_strcmp0 (TEXT (self, i), TEXT (other, i)) != 0)
      return FALSE;
  return TRUE;
}

/**
 * gb_dossier_set_has_ended:
 *
 * Returns: whether the set is of dossiers that had ended when they were counted
 */
gboolean
gb_dossier_set_has_ended (const GbDossierSet *self)
{
  return self->kind == GB_DOSSIER_SET_TRACKING &&
         ((self->part >= GB_TRACKING_DONE && self->part <= GB_TRACKING_DONE_LATE) || self->part == GB_TRACKING_DONE_INTIME);
}

/**
 * gb_dossier_set_to_text:
 *
 * Returns: (transfer full): what gb_dossier_set_parse() reads, for actions and saved views:
 *   "tracking/done-late/2026-08-01/2026-08-31?field=…"
 */
char *
gb_dossier_set_to_text (const GbDossierSet *self)
{
  g_autofree char *from = gb_day_format (self->from);
  g_autofree char *to = gb_day_format (self->to);
  GString *text = g_string_new (NULL);
  char separator = '?';

  g_string_printf (text, "%s/%s/%s/%s", kinds[self->kind].nick,
                   kinds[self->kind].part_nick (self->part), from, to);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (TEXT (self, i) != NULL)
      {
        g_string_append_printf (text, "%c%s=", separator, texts[i].name);
        g_string_append_uri_escaped (text, TEXT (self, i), NULL, TRUE);
        separator = '&';
      }
  return g_string_free (text, FALSE);
}

/**
 * gb_dossier_set_get_filter:
 *
 * Returns: the filter of a query that asks for the set
 */
GbDossierFilter
gb_dossier_set_get_filter (const GbDossierSet *self)
{
  return self->kind == GB_DOSSIER_SET_OWNED ? (GbDossierFilter) self->part : GB_DOSSIER_FILTER_ALL;
}

static gboolean
parse_place (GbDossierSet *self,
             const char   *kind,
             const char   *part)
{
  for (int k = 0; k < GB_N_DOSSIER_SET_KINDS; k++)
    for (int p = 0; p < kinds[k].n_parts; p++)
      if (strcmp (kinds[k].nick, kind) == 0 && strcmp (kinds[k].part_nick (p), part) == 0)
        {
          self->kind = k;
          self->part = p;
          return TRUE;
        }
  return FALSE;
}

static gboolean
parse_texts (GbDossierSet *self,
             const char   *parameters)
{
  g_autoptr (GHashTable) values = g_uri_parse_params (parameters, -1, "&", G_URI_PARAMS_NONE, NULL);

  if (values == NULL)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    TEXT (self, i) = g_strdup (g_hash_table_lookup (values, texts[i].name));
  return TRUE;
}

/**
 * gb_dossier_set_parse:
 * @text: (nullable): what gb_dossier_set_to_text() wrote, in this version of the program or another
 *
 * Returns: (transfer full) (nullable): the set, %NULL when @text names none that is known
 */
GbDossierSet *
gb_dossier_set_parse (const char *text)
{
  g_autoptr (GbDossierSet) self = g_new0 (GbDossierSet, 1);
  g_auto (GStrv) halves = g_strsplit (text != NULL ? text : "", "?", 2);
  g_auto (GStrv) place = g_strsplit (halves[0] != NULL ? halves[0] : "", "/", -1);

  if (g_strv_length (place) != 4 || !parse_place (self, place[0], place[1]) ||
      !gb_day_parse (place[2], &self->from, NULL) || !gb_day_parse (place[3], &self->to, NULL) ||
      (halves[1] != NULL && !parse_texts (self, halves[1])))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * gb_dossier_set_append_sql:
 * @open: whether only open dossiers are looked at
 * @now: UTC seconds
 *
 * Appends the condition on a row `d`, for a statement that is given to gb_dossier_set_bind().
 */
void
gb_dossier_set_append_sql (const GbDossierSet *self,
                           gboolean            open,
                           gint64              now,
                           GString            *sql)
{
  kinds[self->kind].append_sql (self, open, now, sql);
  if (self->unit != NULL)
    g_string_append (sql, " AND d.commune=:set_unit");
  if (self->field != NULL)
    g_string_append (sql, " AND d.field=:set_field");
  if (self->officer != NULL)
    g_string_append (sql, " AND coalesce(d.officer,'')=:set_officer");
}

/**
 * gb_dossier_set_bind:
 * @now: UTC seconds
 *
 * Binds :set_from and :set_until, the first and the last instant that count, of which the last is
 * the period's end or now, whichever is earlier; :set_to, the period's end; and :set_unit, :set_field,
 * :set_officer and :set_reminder.
 */
void
gb_dossier_set_bind (const GbDossierSet *self,
                     GbSqlStatement     *statement,
                     gint64              now)
{
  gb_sql_statement_set_int (statement, ":set_from", gb_day_at (self->from, 0));
  gb_sql_statement_set_int (statement, ":set_until",
                            MIN (gb_day_at (self->to, GB_DAY_SECONDS - 1), now));
  gb_sql_statement_set_int (statement, ":set_to", gb_day_at (self->to, GB_DAY_SECONDS - 1));
  gb_sql_statement_set_text (statement, ":set_unit", self->unit);
  gb_sql_statement_set_text (statement, ":set_field", self->field);
  gb_sql_statement_set_text (statement, ":set_officer", self->officer);
  gb_sql_statement_set_text (statement, ":set_reminder", self->reminder);
}
