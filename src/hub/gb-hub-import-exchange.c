/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-hub-dossier.h"
#include "gb-hub-error.h"
#include "gb-hub-gzip.h"
#include "gb-hub-import-private.h"
#include "gb-hub-owner.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Enough of SHA-256 to tell records apart. */
#define DIGEST_BYTES 16

typedef struct
{
  GbHub *hub;
  const char *name;
  GbExchangeMessage *message;
  GbImportReport *report;
  GHashTable *touched; /* (owned): codes whose steps changed → index of the record */
  int index; /* of the record being taken */
} Import;

static void
refuse (Import     *self,
        const char *field,
        const char *reason)
{
  gb_import_report_refuse (self->report, self->name, self->index, field, reason);
}

static void
refuse_unknown_owner (Import     *self,
                      const char *field,
                      const char *code)
{
  g_autofree char *reason = NULL;

  reason = code == NULL ? g_strdup (_("is missing: no commune can be found for the dossier"))
                        : g_strdup_printf (_("“%s” is no commune's exchange code"), code);
  refuse (self, field, reason);
}

/* Whose dossier it is (exchange.md): by the sender's code; where that is the province's own, by the
 * unit's. @commune stays NULL when the record was refused. */
static gboolean
find_commune (Import     *self,
              const char *sender,
              const char *unit,
              char      **commune,
              GError    **error)
{
  gboolean known = FALSE;

  *commune = NULL;
  if (sender != NULL)
    {
      if (!gb_hub_owner_find (self->hub, sender, &known, commune, NULL, error))
        return FALSE;
      if (*commune != NULL)
        return TRUE;
      if (!known || unit == NULL)
        {
          refuse_unknown_owner (self, "madonvi", sender);
          return TRUE;
        }
    }
  if (unit != NULL && !gb_hub_owner_find (self->hub, unit, &known, commune, NULL, error))
    return FALSE;
  if (*commune == NULL)
    refuse_unknown_owner (self, unit != NULL ? "DonViXuLy" : "madonvi", unit);
  return TRUE;
}

/* Whether whoever sends may send for that unit; a token of the province may for all. */
static gboolean
check_owner (Import     *self,
             const char *sender,
             const char *unit,
             gboolean   *allowed,
             GError    **error)
{
  const GbHubGuard *guard = gb_hub_log_get_guard (gb_hub_get_log (self->hub));
  g_autoptr (GbSqlStatement) statement = NULL;

  *allowed = TRUE;
  if (guard == NULL)
    return TRUE;
  statement = gb_sql_connection_prepare (
      gb_hub_get_connection (self->hub),
      "SELECT 1 FROM exchange_code WHERE agency = ?1 AND code = coalesce (?2, ?3)", error);
  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_text (statement, 1, guard->agency);
  gb_sql_statement_bind_text (statement, 2, sender);
  gb_sql_statement_bind_text (statement, 3, unit);
  if (!gb_sql_statement_step (statement, allowed, error))
    return FALSE;
  if (!*allowed)
    refuse (self, sender != NULL ? "madonvi" : "DonViXuLy", _("the token is for another agency's records"));
  return TRUE;
}

/* Whether this very record was taken before: a file brought in again must not bring back what
 * later messages changed. */
static gboolean
was_seen (Import                  *self,
          const GbExchangeDossier *news,
          const char              *commune,
          guint8                   digest[32],
          gboolean                *seen,
          GError                 **error)
{
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      gb_hub_get_connection (self->hub), "SELECT 1 FROM exchange_seen WHERE digest = ?1", error);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *json = gb_exchange_dossier_to_json (news);
  gsize length = 32;

  if (statement == NULL)
    return FALSE;
  g_checksum_update (checksum, (const guchar *) commune, strlen (commune));
  g_checksum_update (checksum, (const guchar *) json, strlen (json));
  g_checksum_get_digest (checksum, digest, &length);
  gb_sql_statement_bind_bytes (statement, 1, digest, DIGEST_BYTES);
  return gb_sql_statement_step (statement, seen, error);
}

static gboolean
note_seen (Import       *self,
           const guint8 *digest,
           GError      **error)
{
  g_autoptr (GbSqlStatement) statement =
      gb_sql_connection_prepare (gb_hub_get_connection (self->hub),
                                 "INSERT OR IGNORE INTO exchange_seen (digest) VALUES (?1)", error);

  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_bytes (statement, 1, digest, DIGEST_BYTES);
  return gb_sql_statement_run (statement, error);
}

/* Puts the steps that came before their dossier where they belong. */
static gboolean
fetch_waiting_steps (Import     *self,
                     const char *code,
                     GError    **error)
{
  GbSqlConnection *connection = gb_hub_get_connection (self->hub);
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func (g_free);
  /* A step that an agency sent about what turns out to be another's dossier stays where it is. */
  g_autoptr (GbSqlStatement) take = gb_sql_connection_prepare (
      connection,
      "DELETE FROM exchange_waiting WHERE dossier = ?1 AND (agency IS NULL OR EXISTS (SELECT 1 FROM agency a"
      " JOIN exchange_dossier d ON d.commune = a.commune WHERE a.id = exchange_waiting.agency AND d.code = ?1))"
      " RETURNING id, data",
      error);
  gboolean row = TRUE;

  if (take == NULL)
    return FALSE;
  gb_sql_statement_bind_text (take, 1, code);
  while (gb_sql_statement_step (take, &row, error) && row)
    {
      g_ptr_array_add (steps, gb_sql_statement_dup_text (take, 0));
      g_ptr_array_add (steps, gb_sql_statement_dup_text (take, 1));
    }
  if (row)
    return FALSE;
  for (guint i = 0; i < steps->len; i += 2)
    {
      GbHubLogOutcome outcome;

      if (!gb_hub_log_put (gb_hub_get_log (self->hub), GB_RECORD_DOSSIER_STEP, steps->pdata[i],
                           steps->pdata[i + 1], &outcome, error))
        return FALSE;
      g_hash_table_insert (self->touched, g_strdup (code), GINT_TO_POINTER (self->index));
    }
  return TRUE;
}

/* Takes what is new into the dossier and makes its record; nothing is kept of what is refused. */
static gboolean
merge_dossier (Import                  *self,
               const GbExchangeDossier *news,
               const char              *commune,
               const guint8            *digest,
               GError                 **error)
{
  g_auto (GbHubDossier) dossier = { NULL };
  g_autoptr (GArray) steps = NULL;
  g_autofree char *data = NULL;
  GbHubLogOutcome outcome;
  gboolean is_new;

  if (!gb_hub_dossier_load (self->hub, news->code, &dossier, error))
    return FALSE;
  is_new = dossier.facts == NULL;
  if (is_new && news->state == 0)
    {
      refuse (self, "TrangThaiHoSo", _("is missing"));
      return TRUE;
    }
  steps = gb_hub_dossier_load_steps (self->hub, news->code, error);
  if (steps == NULL)
    return FALSE;
  gb_hub_dossier_take (&dossier, news, steps, gb_clock_now (gb_hub_get_clock (self->hub)));
  g_free (dossier.commune);
  dossier.commune = g_strdup (commune);
  data = gb_hub_dossier_to_data (self->hub, &dossier, steps, error);
  if (data == NULL
      || !gb_hub_log_put (gb_hub_get_log (self->hub), GB_RECORD_DOSSIER, news->code, data, &outcome,
                          error))
    return FALSE;
  if (outcome == GB_HUB_LOG_REFUSED)
    {
      gb_hub_refuse (self->hub, outcome, GB_RECORD_DOSSIER, self->name, self->index, self->report);
      return TRUE;
    }
  gb_import_report_add_taken (self->report, 1);
  return gb_hub_dossier_save (self->hub, &dossier, error) && note_seen (self, digest, error)
         && (!is_new || fetch_waiting_steps (self, news->code, error));
}

static gboolean
take_dossier (Import     *self,
              JsonObject *object,
              GError    **error)
{
  g_autoptr (GbExchangeDossier) news = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autofree char *field = NULL;
  g_autofree char *commune = NULL;
  guint8 digest[32];
  const char *sender = gb_exchange_message_get_owner (self->message);
  gboolean seen, allowed;

  news = gb_exchange_dossier_read (object, &field, &local_error);
  if (news == NULL)
    {
      refuse (self, field, local_error->message);
      return TRUE;
    }
  if (sender == NULL)
    sender = json_object_get_string_member_with_default (object, "madonvi", NULL);
  if (!check_owner (self, sender, news->unit, &allowed, error)
      || (allowed && !find_commune (self, sender, news->unit, &commune, error)))
    return FALSE;
  if (commune == NULL)
    return TRUE;
  if (!was_seen (self, news, commune, digest, &seen, error))
    return FALSE;
  if (seen)
    {
      gb_import_report_add_taken (self->report, 1);
      return TRUE;
    }
  return merge_dossier (self, news, commune, digest, error);
}

/* Keeps a step aside until its dossier comes. */
static gboolean
let_step_wait (Import               *self,
               const GbExchangeStep *step,
               const char           *id,
               const char           *data,
               GError              **error)
{
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      gb_hub_get_connection (self->hub),
      "INSERT OR REPLACE INTO exchange_waiting (id, dossier, data, agency) VALUES (?1, ?2, ?3, ?4)", error);
  const GbHubGuard *guard = gb_hub_log_get_guard (gb_hub_get_log (self->hub));

  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_text (statement, 1, id);
  gb_sql_statement_bind_text (statement, 2, step->code);
  gb_sql_statement_bind_text (statement, 3, data);
  gb_sql_statement_bind_text (statement, 4, guard != NULL ? guard->agency : NULL);
  gb_import_report_add_taken (self->report, 1);
  gb_import_report_add_waiting (self->report, 1);
  return gb_sql_statement_run (statement, error);
}

static gboolean
take_step (Import     *self,
           JsonObject *object,
           GError    **error)
{
  g_autoptr (GbExchangeStep) step = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autofree char *field = NULL;
  g_autofree char *id = NULL;
  g_autofree char *data = NULL;
  GbHubLogOutcome outcome;

  step = gb_exchange_step_read (object, &field, &local_error);
  if (step == NULL)
    {
      refuse (self, field, local_error->message);
      return TRUE;
    }
  id = gb_exchange_step_make_id (step);
  data = gb_exchange_step_to_data (step);
  if (!gb_hub_log_put (gb_hub_get_log (self->hub), GB_RECORD_DOSSIER_STEP, id, data, &outcome,
                       error))
    return FALSE;
  switch (outcome)
    {
    case GB_HUB_LOG_NO_PARENT:
      return let_step_wait (self, step, id, data, error);
    case GB_HUB_LOG_REFUSED:
      gb_hub_refuse (self->hub, outcome, GB_RECORD_DOSSIER_STEP, self->name, self->index,
                     self->report);
      return TRUE;
    case GB_HUB_LOG_CHANGED:
      g_hash_table_insert (self->touched, g_strdup (step->code), GINT_TO_POINTER (self->index));
      break;
    case GB_HUB_LOG_SAME:
    default:
      break;
    }
  gb_import_report_add_taken (self->report, 1);
  return TRUE;
}

static gboolean
take_record (Import *self,
             GError **error)
{
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (GError) local_error = NULL;

  object = gb_exchange_message_dup_record (self->message, self->index, &local_error);
  if (object == NULL)
    {
      refuse (self, NULL, local_error->message);
      return TRUE;
    }
  if (gb_exchange_message_get_service (self->message) == GB_EXCHANGE_DOSSIERS)
    return take_dossier (self, object, error);
  return take_step (self, object, error);
}

static gboolean
derive_touched (Import  *self,
                GError **error)
{
  GHashTableIter iter;
  gpointer code, index;

  g_hash_table_iter_init (&iter, self->touched);
  while (g_hash_table_iter_next (&iter, &code, &index))
    {
      GbHubLogOutcome outcome;

      if (!gb_hub_derive_dossier (self->hub, code, &outcome, error))
        return FALSE;
      if (outcome == GB_HUB_LOG_REFUSED)
        gb_hub_refuse (self->hub, outcome, GB_RECORD_DOSSIER, self->name, GPOINTER_TO_INT (index),
                       self->report);
    }
  g_hash_table_remove_all (self->touched);
  return TRUE;
}

static gboolean
take_batch (Import  *self,
            guint    from,
            guint    to,
            GError **error)
{
  GbHubLog *log = gb_hub_get_log (self->hub);

  if (!gb_hub_log_begin (log, error))
    return FALSE;
  for (self->index = from; self->index < (int) to; self->index++)
    if (!take_record (self, error))
      {
        gb_hub_log_rollback (log);
        return FALSE;
      }
  if (!derive_touched (self, error))
    {
      gb_hub_log_rollback (log);
      return FALSE;
    }
  return gb_hub_log_commit (log, error);
}

/* Keeps the message as it came, once. */
static gboolean
keep_message (GbHub      *hub,
              const char *name,
              GBytes     *bytes,
              GError    **error)
{
  g_autoptr (GBytes) packed = gb_hub_gzip (bytes, error);
  g_autoptr (GbSqlStatement) statement = NULL;
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize length = sizeof digest;

  if (packed == NULL)
    return FALSE;
  statement = gb_sql_connection_prepare (gb_hub_get_connection (hub),
                                         "INSERT OR IGNORE INTO exchange_message (digest, name, "
                                         "received, body) VALUES (?1, ?2, ?3, ?4)",
                                         error);
  if (statement == NULL)
    return FALSE;
  g_checksum_update (checksum, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_checksum_get_digest (checksum, digest, &length);
  gb_sql_statement_bind_bytes (statement, 1, digest, length);
  gb_sql_statement_bind_text (statement, 2, name);
  gb_sql_statement_bind_int (statement, 3, gb_clock_now (gb_hub_get_clock (hub)));
  gb_sql_statement_bind_bytes (statement, 4, g_bytes_get_data (packed, NULL),
                               g_bytes_get_size (packed));
  return gb_sql_statement_run (statement, error);
}

/**
 * gb_hub_import_message:
 * @name: what the report calls it
 * @bytes: the message as it came
 * @message: the same, taken apart
 * @report: (nullable): what became of its records
 *
 * Takes a message's records, in transactions of %GB_HUB_BATCH records.
 */
gboolean
gb_hub_import_message (GbHub             *hub,
                       const char        *name,
                       GBytes            *bytes,
                       GbExchangeMessage *message,
                       GbImportReport    *report,
                       GError           **error)
{
  g_autoptr (GHashTable) touched = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Import import = { hub, name, message, report, touched, 0 };
  guint64 before = gb_hub_log_n_changed (gb_hub_get_log (hub));
  guint n = gb_exchange_message_n_records (message);

  for (guint from = 0; from < n; from += GB_HUB_BATCH)
    if (!take_batch (&import, from, MIN (from + GB_HUB_BATCH, n), error))
      return FALSE;
  gb_import_report_add_changed (report, gb_hub_log_n_changed (gb_hub_get_log (hub)) - before);
  return keep_message (hub, name, bytes, error);
}

static gboolean
import_or_refuse (GbHub             *hub,
                  const char        *name,
                  GBytes            *bytes,
                  GbExchangeMessage *message,
                  const GError      *unreadable,
                  GbImportReport    *report,
                  GError           **error)
{
  if (message != NULL)
    return gb_hub_import_message (hub, name, bytes, message, report, error);
  gb_import_report_refuse (report, name, -1, NULL, unreadable->message);
  return TRUE;
}

/**
 * gb_hub_import_exchange:
 * @name: what the report calls it
 * @bytes: a DongBoHoSoMC or CapNhatTienDoHoSoMC message
 * @report: (nullable): what became of its records
 *
 * Takes a message of a dossier system. Steps whose dossier has not come are kept until it does.
 *
 * Returns: whether the hub can go on; a file that is no message is refused in @report
 */
gboolean
gb_hub_import_exchange (GbHub          *hub,
                        const char     *name,
                        GBytes         *bytes,
                        GbImportReport *report,
                        GError        **error)
{
  g_autoptr (GError) unreadable = NULL;
  g_autoptr (GbExchangeMessage) message = gb_exchange_message_new_json (bytes, &unreadable);

  return import_or_refuse (hub, name, bytes, message, unreadable, report, error);
}

/**
 * gb_hub_import_csv:
 * @name: what the report calls it
 * @bytes: a table, see #GbExchangeMessage
 * @report: (nullable): what became of its rows; they count from 0, the header apart
 *
 * Takes a table of dossiers or of steps.
 *
 * Returns: whether the hub can go on; a file that is no such table is refused in @report
 */
gboolean
gb_hub_import_csv (GbHub          *hub,
                   const char     *name,
                   GBytes         *bytes,
                   GbImportReport *report,
                   GError        **error)
{
  g_autoptr (GError) unreadable = NULL;
  g_autoptr (GbExchangeMessage) message = gb_exchange_message_new_csv (bytes, &unreadable);

  return import_or_refuse (hub, name, bytes, message, unreadable, report, error);
}
