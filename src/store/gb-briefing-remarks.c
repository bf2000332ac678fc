/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-briefing-remarks.h"

#include "gb-setting-repository.h"
#include "gb-sql-statement.h"
#include "gb-store-private.h"

#define TEXTS_SQL                                                                                  \
  "SELECT part,text,saved FROM local.briefing_remark WHERE commune=?1 AND from_day=?2 AND to_day=?3"
/* The last one stands. */
#define USUAL_SQL                                                                                  \
  "SELECT part,text,saved FROM local.briefing_remark WHERE commune=?1 AND "                          \
  "NOT (from_day=?2 AND to_day=?3) AND part IN ('recipient','signer','role') ORDER BY saved,to_day,from_day"
#define OTHER_SQL                                                                                  \
  "SELECT from_day,to_day FROM local.briefing_remark WHERE commune=?1 AND NOT (from_day=?2 AND to_day=?3) AND " \
  "part IN ('reasons','issues','work','proposals') AND text<>'' ORDER BY saved DESC, to_day DESC LIMIT 1"

static const char *const nicks[GB_N_BRIEFING_PARTS] = {
  [GB_BRIEFING_PART_REASONS] = "reasons", [GB_BRIEFING_PART_ISSUES] = "issues",
  [GB_BRIEFING_PART_WORK] = "work",       [GB_BRIEFING_PART_PROPOSALS] = "proposals",
  [GB_BRIEFING_PART_NUMBER] = "number",   [GB_BRIEFING_PART_RECIPIENT] = "recipient",
  [GB_BRIEFING_PART_SIGNER] = "signer",   [GB_BRIEFING_PART_ROLE] = "role",
};

/* --- value ---------------------------------------------------------------------------------------- */

/**
 * gb_briefing_remarks_new:
 *
 * Returns: (transfer full): remarks of which nothing is written
 */
GbBriefingRemarks *
gb_briefing_remarks_new (void)
{
  GbBriefingRemarks *self = g_new0 (GbBriefingRemarks, 1);

  self->other = (GbPeriod) { GB_PERIOD_DAYS, GB_DAY_NONE, GB_DAY_NONE };
  return self;
}

GbBriefingRemarks *
gb_briefing_remarks_copy (const GbBriefingRemarks *self)
{
  GbBriefingRemarks *copy = g_memdup2 (self, sizeof *self);

  for (int i = 0; i < GB_N_BRIEFING_PARTS; i++)
    {
      copy->texts[i] = g_strdup (self->texts[i]);
      copy->usual[i] = g_strdup (self->usual[i]);
    }
  return copy;
}

void
gb_briefing_remarks_free (GbBriefingRemarks *self)
{
  if (self == NULL)
    return;
  for (int i = 0; i < GB_N_BRIEFING_PARTS; i++)
    {
      g_free (self->texts[i]);
      g_free (self->usual[i]);
    }
  g_free (self);
}

/**
 * gb_briefing_remarks_get:
 *
 * Returns: (nullable): what was written there, else what mostly is; %NULL: the briefing has its own words
 */
const char *
gb_briefing_remarks_get (const GbBriefingRemarks *self,
                         GbBriefingPart           part)
{
  return self->texts[part] != NULL ? self->texts[part] : self->usual[part];
}

/**
 * gb_briefing_remarks_set:
 * @text: (nullable): what is written there now; %NULL: nothing
 */
void
gb_briefing_remarks_set (GbBriefingRemarks *self,
                         GbBriefingPart     part,
                         const char        *text)
{
  char *before = self->texts[part];

  self->texts[part] = g_strdup (text);
  g_free (before);
}

/**
 * gb_briefing_part_nick:
 *
 * Returns: "reasons", "issues", "work", "proposals", "number", "recipient", "signer" or "role"
 */
const char *
gb_briefing_part_nick (GbBriefingPart part)
{
  return nicks[part];
}

/* --- reading -------------------------------------------------------------------------------------- */

static GbSqlStatement *
prepare (GbSqlConnection *connection,
         const char      *sql,
         const char      *commune,
         GbDay            from,
         GbDay            to,
         GError         **error)
{
  GbSqlStatement *s = gb_sql_connection_prepare (connection, sql, error);
  g_autofree char *first = gb_day_format (from);
  g_autofree char *last = gb_day_format (to);

  if (s == NULL)
    return NULL;
  gb_sql_statement_bind_text (s, 1, commune != NULL ? commune : "");
  gb_sql_statement_bind_text (s, 2, first);
  gb_sql_statement_bind_text (s, 3, last);
  return s;
}

/* Each row: part, text, when. A part that a later program knows is left alone. */
static gboolean
read_texts (GbSqlStatement *s,
            char          **texts,
            gint64         *saved,
            GError        **error)
{
  gboolean row;

  if (s == NULL)
    return FALSE;
  while (gb_sql_statement_step (s, &row, error))
    {
      if (!row)
        return TRUE;
      for (int i = 0; i < GB_N_BRIEFING_PARTS; i++)
        if (g_str_equal (nicks[i], gb_sql_statement_get_text (s, 0)))
          {
            g_free (texts[i]);
            texts[i] = gb_sql_statement_dup_text (s, 1);
          }
      if (saved != NULL)
        *saved = MAX (*saved, gb_sql_statement_get_int (s, 2));
    }
  return FALSE;
}

static gboolean
read_other (GbSqlStatement *s,
            GbPeriod       *other,
            GError        **error)
{
  gboolean row;

  if (s == NULL || !gb_sql_statement_step (s, &row, error))
    return FALSE;
  return !row || (gb_day_parse (gb_sql_statement_get_text (s, 0), &other->from, error) &&
                  gb_day_parse (gb_sql_statement_get_text (s, 1), &other->to, error));
}

/**
 * gb_briefing_remarks_load:
 * @connection: for reading, as gb_store_read() gives it
 * @commune: (nullable): whose briefing, by code; %NULL for the whole scope
 * @from: its first day
 * @to: its last day
 *
 * Who has not signed a briefing yet, but an apology letter, mostly signs the briefing.
 *
 * Returns: (transfer full): what was written
 */
GbBriefingRemarks *
gb_briefing_remarks_load (GbSqlConnection *connection,
                          const char      *commune,
                          GbDay            from,
                          GbDay            to,
                          GError         **error)
{
  g_autoptr (GbBriefingRemarks) self = gb_briefing_remarks_new ();
  g_autoptr (GbSqlStatement) texts = prepare (connection, TEXTS_SQL, commune, from, to, error);
  g_autoptr (GbSqlStatement) usual = NULL;
  g_autoptr (GbSqlStatement) other = NULL;

  if (!read_texts (texts, self->texts, &self->saved, error))
    return NULL;
  usual = prepare (connection, USUAL_SQL, commune, from, to, error);
  if (!read_texts (usual, self->usual, NULL, error))
    return NULL;
  other = prepare (connection, OTHER_SQL, commune, from, to, error);
  if (!read_other (other, &self->other, error))
    return NULL;
  if (self->usual[GB_BRIEFING_PART_SIGNER] == NULL &&
      !gb_setting_load (connection, GB_SETTING_SIGNER, &self->usual[GB_BRIEFING_PART_SIGNER], error))
    return NULL;
  return g_steal_pointer (&self);
}

/* --- writing -------------------------------------------------------------------------------------- */

typedef struct
{
  GbStore *store; /* (owned) */
  char *commune;  /* (owned) (nullable) */
  GbDay from;
  GbDay to;
  GbBriefingRemarks *remarks; /* (owned) */
  guint parts;
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  g_object_unref (self->store);
  g_free (self->commune);
  gb_briefing_remarks_free (self->remarks);
  g_free (self);
}

static gboolean
write_part (Job             *job,
            GbSqlConnection *local,
            GbBriefingPart   part,
            GError         **error)
{
  const char *text = job->remarks->texts[part];
  g_autoptr (GbSqlStatement) s = prepare (
      local,
      text != NULL ? "INSERT INTO briefing_remark(commune,from_day,to_day,part,text,saved) VALUES(?1,?2,?3,?4,?5,?6) "
                     "ON CONFLICT DO UPDATE SET text=excluded.text,saved=excluded.saved"
                   : "DELETE FROM briefing_remark WHERE commune=?1 AND from_day=?2 AND to_day=?3 AND part=?4",
      job->commune, job->from, job->to, error);

  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_text (s, 4, nicks[part]);
  if (text != NULL)
    {
      gb_sql_statement_bind_text (s, 5, text);
      gb_sql_statement_bind_int (s, 6, gb_clock_now (gb_store_get_clock (job->store)));
    }
  return gb_sql_statement_run (s, error);
}

/* On the writing thread. The cache has no part in it: what is kept here cannot be fetched again. */
static gpointer
write_remarks (GbSqlConnection *connection,
               gpointer         data,
               GCancellable    *cancellable,
               GError         **error)
{
  Job *job = data;
  GbSqlConnection *local = gb_store_get_local_connection (job->store);
  gboolean ok = TRUE;

  if (!gb_sql_connection_begin_immediate (local, error))
    return NULL;
  for (int i = 0; ok && i < GB_N_BRIEFING_PARTS; i++)
    ok = (job->parts & (1u << i)) == 0 || write_part (job, local, i, error);
  return GINT_TO_POINTER (gb_sql_connection_end (local, ok, error));
}

/**
 * gb_briefing_remarks_save_async:
 * @commune: (nullable): whose briefing, by code; %NULL for the whole scope
 * @from: its first day
 * @to: its last day
 * @remarks: what is written; one without a text is nothing any more
 * @parts: which of it is saved: bits of 1 << #GbBriefingPart
 *
 * Saves it, all or nothing. Cannot be cancelled: what somebody wrote is not lost because a page goes.
 */
void
gb_briefing_remarks_save_async (GbStore                 *store,
                                const char              *commune,
                                GbDay                    from,
                                GbDay                    to,
                                const GbBriefingRemarks *remarks,
                                guint                    parts,
                                GAsyncReadyCallback      callback,
                                gpointer                 user_data)
{
  Job *job;

  g_return_if_fail (GB_IS_STORE (store));
  g_return_if_fail (from <= to);

  job = g_new0 (Job, 1);
  *job = (Job) { g_object_ref (store), g_strdup (commune), from, to, gb_briefing_remarks_copy (remarks), parts };
  gb_store_write_async (store, write_remarks, job, job_free, NULL, NULL, callback, user_data);
}

/**
 * gb_briefing_remarks_save_finish:
 *
 * Returns: whether it is saved
 */
gboolean
gb_briefing_remarks_save_finish (GbStore      *store,
                                 GAsyncResult *result,
                                 GError      **error)
{
  return gb_store_write_finish (store, result, error) != NULL;
}
