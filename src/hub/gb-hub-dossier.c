/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-hub-dossier.h"

#include "gb-exchange-facts.h"
#include "gb-hub-owner.h"
#include "gb-json-writer.h"
#include "gb-time.h"
#include "gb-wire-json.h"

#include <string.h>

/**
 * gb_hub_dossier_clear:
 *
 * Frees what @self holds.
 */
void
gb_hub_dossier_clear (GbHubDossier *self)
{
  g_clear_pointer (&self->facts, gb_exchange_dossier_free);
  g_clear_pointer (&self->commune, g_free);
  g_clear_pointer (&self->received_by, g_free);
}

/**
 * gb_hub_dossier_load:
 * @code: the dossier's code
 * @self: (out caller-allocates): what is known of it; empty when no message came yet
 *
 * Returns: whether the database could be read
 */
gboolean
gb_hub_dossier_load (GbHub        *hub,
                     const char   *code,
                     GbHubDossier *self,
                     GError      **error)
{
  g_autoptr (GbSqlStatement) statement =
      gb_sql_connection_prepare (gb_hub_get_connection (hub),
                                 "SELECT facts, commune, received_by, told_at, state_at, "
                                 "due_is_newer FROM exchange_dossier WHERE code = ?1",
                                 error);
  g_autoptr (JsonNode) node = NULL;
  const char *facts;
  gboolean row;

  memset (self, 0, sizeof *self);
  self->told_at = self->state_at = GB_JSON_NO_TIME;
  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_text (statement, 1, code);
  if (!gb_sql_statement_step (statement, &row, error))
    return FALSE;
  if (!row)
    return TRUE;
  facts = gb_sql_statement_get_text (statement, 0);
  node = gb_wire_json_parse (facts, strlen (facts), error);
  if (node == NULL)
    return FALSE;
  self->facts = gb_exchange_dossier_read (json_node_get_object (node), NULL, error);
  self->commune = gb_sql_statement_dup_text (statement, 1);
  self->received_by = gb_sql_statement_dup_text (statement, 2);
  self->told_at = gb_sql_statement_get_int (statement, 3);
  self->state_at = gb_sql_statement_get_int (statement, 4);
  self->due_is_newer = gb_sql_statement_get_int (statement, 5) != 0;
  return self->facts != NULL;
}

/* The due date that counts: of the last supplement, unless the other changed after it. */
static gint64
official_due (const GbHubDossier *self,
              gboolean           *is_date)
{
  gint64 due = gb_exchange_dossier_new_due (self->facts, is_date);

  if (due != GB_JSON_NO_TIME && !(self->due_is_newer && self->facts->due != GB_JSON_NO_TIME))
    return due;
  *is_date = self->facts->due_is_date;
  return self->facts->due;
}

/**
 * gb_hub_dossier_save:
 *
 * Keeps what is known.
 */
gboolean
gb_hub_dossier_save (GbHub              *hub,
                     const GbHubDossier *self,
                     GError            **error)
{
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      gb_hub_get_connection (hub),
      "INSERT OR REPLACE INTO exchange_dossier"
      " (code, commune, received_by, told_at, state_at, due_is_newer, due_is_date, facts)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
      error);
  g_autofree char *facts = NULL;
  gboolean due_is_date = FALSE;

  if (statement == NULL)
    return FALSE;
  facts = gb_exchange_dossier_to_json (self->facts);
  (void) official_due (self, &due_is_date);
  gb_sql_statement_bind_text (statement, 1, self->facts->code);
  gb_sql_statement_bind_text (statement, 2, self->commune);
  gb_sql_statement_bind_text (statement, 3, self->received_by);
  gb_sql_statement_bind_int (statement, 4, self->told_at);
  gb_sql_statement_bind_int (statement, 5, self->state_at);
  gb_sql_statement_bind_int (statement, 6, self->due_is_newer);
  gb_sql_statement_bind_int (statement, 7, due_is_date);
  gb_sql_statement_bind_text (statement, 8, facts);
  return gb_sql_statement_run (statement, error);
}

/* Whether NgayHenTra is newer than the NgayHenTraMoi that is known: it changed, the other did not. */
static gboolean
due_is_newer (const GbHubDossier      *self,
              const GbExchangeDossier *news)
{
  gint64 known_new_due = gb_exchange_dossier_new_due (self->facts, NULL);
  gint64 new_due = gb_exchange_dossier_new_due (news, NULL);

  if (new_due != GB_JSON_NO_TIME && new_due != known_new_due)
    return FALSE;
  return self->due_is_newer
         || (known_new_due != GB_JSON_NO_TIME && news->due != GB_JSON_NO_TIME
             && news->due != self->facts->due);
}

/**
 * gb_hub_dossier_take:
 * @news: what a message tells
 * @steps: (element-type GbHubStep): the dossier's steps so far, in order
 * @now: UTC seconds
 *
 * Merges a message into what is known. Systems send one at each change, so what comes later is
 * newer; except when it tells only of an earlier time and of another state: then files are being
 * brought in out of order, and it only fills gaps.
 */
void
gb_hub_dossier_take (GbHubDossier            *self,
                     const GbExchangeDossier *news,
                     GArray                  *steps,
                     gint64                   now)
{
  gint64 told_at = gb_exchange_dossier_told_at (news);
  gboolean older = self->facts != NULL && told_at != GB_JSON_NO_TIME && told_at < self->told_at
                   && news->state != 0 && news->state != self->facts->state;

  /* A time mistyped into the future must not outweigh everything that follows. */
  told_at = MIN (told_at, now);
  if (self->facts == NULL)
    self->facts = gb_exchange_dossier_new ();
  else if (!older)
    self->due_is_newer = due_is_newer (self, news);
  gb_exchange_dossier_merge (self->facts, news, older);
  if (older)
    return;
  self->told_at = MAX (self->told_at, told_at);
  if (news->state != 0)
    {
      self->state_at = MAX (self->state_at, told_at);
      if (steps->len > 0)
        self->state_at = MAX (self->state_at, g_array_index (steps, GbHubStep, steps->len - 1).at);
    }
}

static void
step_clear (gpointer data)
{
  GbHubStep *self = data;

  g_free (self->officer);
  g_free (self->unit);
}

static gint
compare_steps (gconstpointer a,
               gconstpointer b)
{
  gint64 left = ((const GbHubStep *) a)->at, right = ((const GbHubStep *) b)->at;

  return (left > right) - (left < right);
}

/**
 * gb_hub_dossier_load_steps:
 * @code: the dossier's code
 *
 * Returns: (transfer full) (nullable) (element-type GbHubStep): its steps that tell a state, in order of
 *   time, those of one second in the order in which they came
 */
GArray *
gb_hub_dossier_load_steps (GbHub      *hub,
                           const char *code,
                           GError    **error)
{
  g_autoptr (GArray) steps = g_array_new (FALSE, TRUE, sizeof (GbHubStep));
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      gb_hub_get_connection (hub),
      "SELECT s.data ->> '$.at', s.data ->> '$.state', s.data ->> '$.officer', s.data ->> '$.unit'"
      " FROM feed_record d JOIN feed_record s ON s.parent = d.rec AND s.type = 'dossier-step' AND "
      "NOT s.deleted AND s.data ->> '$.state' IS NOT NULL"
      " WHERE d.type = 'dossier' AND d.id = ?1 ORDER BY s.rec",
      error);
  gboolean row;

  g_array_set_clear_func (steps, step_clear);
  if (statement == NULL)
    return NULL;
  gb_sql_statement_bind_text (statement, 1, code);
  while (gb_sql_statement_step (statement, &row, error))
    {
      GbHubStep step = { 0 };

      if (!row)
        {
          g_array_sort (steps, compare_steps);
          return g_steal_pointer (&steps);
        }
      if (!gb_time_parse (gb_sql_statement_get_text (statement, 0), &step.at, NULL))
        continue;
      step.state = gb_sql_statement_get_int (statement, 1);
      step.officer = gb_sql_statement_dup_text (statement, 2);
      step.unit = gb_sql_statement_dup_text (statement, 3);
      g_array_append_val (steps, step);
    }
  return NULL;
}

/* The moment of entering a state: of the first or of the last time, or GB_JSON_NO_TIME. */
static gint64
entered (GArray  *steps,
         int      state,
         gboolean last)
{
  gint64 at = GB_JSON_NO_TIME;

  for (guint i = 0; i < steps->len; i++)
    {
      const GbHubStep *step = &g_array_index (steps, GbHubStep, i);

      if (step->state != state || (i > 0 && (step - 1)->state == state))
        continue;
      if (at == GB_JSON_NO_TIME || last)
        at = step->at;
    }
  return at;
}

static gint64
first_known (gint64 a,
             gint64 b)
{
  return a != GB_JSON_NO_TIME ? a : b;
}

static int
current_state (const GbHubDossier *self,
               GArray             *steps)
{
  const GbHubStep *last = steps->len > 0 ? &g_array_index (steps, GbHubStep, steps->len - 1) : NULL;

  return last != NULL && last->at > self->state_at ? last->state : (int) self->facts->state;
}

/* When the clock stopped: entering 9, where that is missing 10, 7 or 3 (exchange.md). */
static gint64
finished_at (const GbHubDossier *self,
             GArray             *steps,
             int                 state)
{
  const GbExchangeDossier *facts = self->facts;

  switch (state)
    {
    case GB_DOSSIER_STATE_READY:
    case GB_DOSSIER_STATE_HANDED_OVER:
      return first_known (
          first_known (entered (steps, GB_DOSSIER_STATE_READY, TRUE), facts->ready),
          first_known (entered (steps, GB_DOSSIER_STATE_HANDED_OVER, TRUE), facts->handed_over));
    case GB_DOSSIER_STATE_WITHDRAWN:
      return first_known (entered (steps, GB_DOSSIER_STATE_WITHDRAWN, TRUE), facts->ready);
    case GB_DOSSIER_STATE_REFUSED:
      return first_known (entered (steps, GB_DOSSIER_STATE_REFUSED, TRUE), facts->refused);
    default:
      return GB_JSON_NO_TIME;
    }
}

static void
write_times (GbJsonWriter       *writer,
             const GbHubDossier *self,
             GArray             *steps,
             GbWorkCalendar     *calendar)
{
  const GbExchangeDossier *facts = self->facts;
  int state = current_state (self, steps);
  gboolean is_date = FALSE;
  gint64 due = official_due (self, &is_date);

  if (due != GB_JSON_NO_TIME && is_date)
    due = gb_work_calendar_day_end (calendar, gb_time_day (due));
  gb_json_writer_integer (writer, "state", state);
  gb_json_writer_time (writer, "submitted", facts->submitted, FALSE);
  if (state != GB_DOSSIER_STATE_NEW)
    gb_json_writer_time (
        writer, "received",
        first_known (entered (steps, GB_DOSSIER_STATE_ACCEPTED, FALSE), facts->accepted), FALSE);
  gb_json_writer_time (writer, "due", due, FALSE);
  gb_json_writer_time (writer, "finished", finished_at (self, steps, state), FALSE);
  if (state == GB_DOSSIER_STATE_HANDED_OVER)
    gb_json_writer_time (
        writer, "handed_over",
        first_known (facts->handed_over, entered (steps, GB_DOSSIER_STATE_HANDED_OVER, TRUE)),
        FALSE);
}

static void
write_supplements (GbJsonWriter            *writer,
                   const GbExchangeDossier *facts)
{
  gboolean open = FALSE;

  for (guint i = 0; i < facts->supplements->len; i++)
    {
      const GbExchangeSupplement *supplement = facts->supplements->pdata[i];

      if (supplement->asked == GB_JSON_NO_TIME)
        continue;
      if (!open)
        gb_json_writer_open (writer, "supplements", '[');
      open = TRUE;
      gb_json_writer_open (writer, NULL, '{');
      gb_json_writer_time (writer, "asked", supplement->asked, FALSE);
      gb_json_writer_time (writer, "completed", supplement->completed, FALSE);
      gb_json_writer_text (writer, "content", supplement->content);
      if (supplement->new_due != GB_JSON_NO_TIME)
        gb_json_writer_boolean (writer, "renewed", TRUE);
      gb_json_writer_close (writer, '}');
    }
  if (open)
    gb_json_writer_close (writer, ']');
}

/* Name, field and field code as the procedure's record has them, for messages that bring codes only. */
static gboolean
look_up_procedure (GbHub      *hub,
                   const char *code,
                   char       *texts[3],
                   GError    **error)
{
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      gb_hub_get_connection (hub),
      "SELECT data ->> '$.name', data ->> '$.field', data ->> '$.field_code' FROM feed_record"
      " WHERE type = 'procedure' AND NOT deleted AND data ->> '$.code' = ?1 LIMIT 1",
      error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_text (statement, 1, code);
  if (!gb_sql_statement_step (statement, &row, error))
    return FALSE;
  for (int i = 0; row && i < 3; i++)
    texts[i] = gb_sql_statement_dup_text (statement, i);
  return TRUE;
}

static gboolean
write_procedure (GbHub                   *hub,
                 GbJsonWriter            *writer,
                 const GbExchangeDossier *facts,
                 GError                 **error)
{
  char *known[3] = { NULL };
  const char *field;

  if (facts->procedure_code != NULL && (facts->procedure == NULL || facts->field == NULL)
      && !look_up_procedure (hub, facts->procedure_code, known, error))
    return FALSE;
  field = facts->field != NULL ? facts->field : known[1];
  gb_json_writer_text (writer, "procedure",
                       facts->procedure != NULL ? facts->procedure
                       : known[0] != NULL       ? known[0]
                                                : facts->procedure_code);
  gb_json_writer_text (writer, "procedure_code", facts->procedure_code);
  gb_json_writer_text (writer, "field", field != NULL ? field : facts->field_code);
  gb_json_writer_text (writer, "field_code",
                       facts->field_code != NULL ? facts->field_code : known[2]);
  for (int i = 0; i < 3; i++)
    g_free (known[i]);
  return TRUE;
}

/* The unit and the officer of the last step that names one; DonViXuLy where there are no steps. */
static gboolean
write_people (GbHub              *hub,
              GbJsonWriter       *writer,
              const GbHubDossier *self,
              GArray             *steps,
              GError            **error)
{
  g_autofree char *commune = NULL;
  g_autofree char *agency = NULL;
  const char *unit = NULL;
  const char *officer = NULL;
  gboolean known;

  for (guint i = 0; i < steps->len; i++)
    {
      const GbHubStep *step = &g_array_index (steps, GbHubStep, i);

      unit = step->unit != NULL ? step->unit : unit;
      officer = step->officer != NULL ? step->officer : officer;
    }
  if (unit == NULL && self->facts->unit != NULL)
    {
      if (!gb_hub_owner_find (hub, self->facts->unit, &known, &commune, &agency, error))
        return FALSE;
      unit = agency != NULL ? agency : self->facts->unit;
    }
  gb_json_writer_text (writer, "unit", unit);
  gb_json_writer_text (writer, "officer", officer);
  return TRUE;
}

/**
 * gb_hub_dossier_to_data:
 * @steps: (element-type GbHubStep): its steps in order
 *
 * Makes the record of a dossier from its messages (exchange.md, "What they mean for us"): the steps
 * give state, officer and unit, and the moments of accepting and finishing; a due date without time
 * is the end of that day's last session in the commune's calendar.
 *
 * Returns: (transfer full) (nullable): the data of a `dossier` record
 */
char *
gb_hub_dossier_to_data (GbHub              *hub,
                        const GbHubDossier *self,
                        GArray             *steps,
                        GError            **error)
{
  static const char *const channels[] = { "desk", "desk", "online", "post" };
  g_auto (GbJsonWriter) writer = { NULL };
  GbWorkCalendar *calendar = gb_hub_get_work_calendar (hub, self->commune, error);

  if (calendar == NULL)
    return NULL;
  gb_json_writer_open (&writer, NULL, '{');
  if (!write_procedure (hub, &writer, self->facts, error))
    return NULL;
  gb_json_writer_text (&writer, "channel", channels[self->facts->channel]);
  gb_json_writer_text (&writer, "applicant", self->facts->applicant);
  gb_json_writer_text (&writer, "phone", self->facts->phone);
  gb_json_writer_text (&writer, "summary", self->facts->summary);
  gb_json_writer_text (&writer, "commune", self->commune);
  gb_json_writer_text (&writer, "received_by",
                       self->received_by != NULL ? self->received_by : self->commune);
  if (!write_people (hub, &writer, self, steps, error))
    return NULL;
  write_times (&writer, self, steps, calendar);
  write_supplements (&writer, self->facts);
  gb_exchange_facts_write (self->facts->facts, &writer);
  gb_json_writer_close (&writer, '}');
  return gb_json_writer_steal (&writer);
}
