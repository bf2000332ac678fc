/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-link.h"

#include "gb-file-token.h"
#include "gb-sql-statement.h"
#include "gb-test-server.h"
#include "gb-test-store.h"
#include "gb-time.h"

#include <glib/gstdio.h>

/* How long a silent link is waited for; no good answer takes as long. */
#define SILENCE_SECONDS 2

/**
 * gb_link_init:
 * @self: a place for it
 * @hub: (transfer full): a hub that does not serve yet
 * @scope: what the workstation may see
 * @certificate: (nullable): the absolute path of the certificate and key the hub speaks TLS with
 *
 * Starts the hub, and makes a workstation without a cache.
 */
void
gb_link_init (GbLink     *self,
              GbTestHub  *hub,
              const char *scope,
              const char *certificate)
{
  g_autofree char *token = gb_test_hub_token (hub, scope), *address = NULL;
  g_autoptr (GbFileToken) tokens = gb_file_token_new (token);
  g_autoptr (GError) error = NULL;
  gint64 now = 0;

  gb_time_parse (GB_TEST_HUB_NOW, &now, NULL);
  *self = (GbLink) { .hub = hub, .groups = GB_SYNC_GROUP_ALL };
  gb_test_hub_start (hub, certificate);
  self->proxy = gb_cut_proxy_new (gb_test_hub_get_port (hub));
  self->clock = gb_clock_new_fixed (now);
  self->records = gb_sql_connection_open (gb_test_hub_get_database (hub), GB_SQL_OPEN_READ_ONLY, &error);
  g_assert_no_error (error);
  address = g_strdup_printf ("%s://127.0.0.1:%u", certificate != NULL ? "https" : "http",
                             gb_cut_proxy_get_port (self->proxy));
  self->client = gb_client_new (address, GB_TOKEN_PROVIDER (tokens), &error);
  g_assert_no_error (error);
  gb_client_set_timeout (self->client, SILENCE_SECONDS);
  gb_client_set_ca_file (self->client, certificate, &error);
  g_assert_no_error (error);
}

void
gb_link_clear (GbLink *self)
{
  if (self->store != NULL)
    gb_link_close_cache (self);
  g_assert_finalize_object (self->client);
  g_clear_pointer (&self->proxy, gb_cut_proxy_free);
  g_clear_object (&self->records);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->hub, gb_test_hub_free);
}

void
gb_link_close_cache (GbLink *self)
{
  g_clear_object (&self->cache);
  g_clear_object (&self->local);
  g_assert_finalize_object (self->sync);
  gb_store_close (self->store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (self->store);
  self->store = NULL;
  g_clear_pointer (&self->path, g_free);
}

static void
copy_file (const char *from,
           const char *to)
{
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (from, &content, &length, &error);
  g_assert_no_error (error);
  g_file_set_contents_full (to, content, length, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
}

static void
open_store (GbLink     *self,
            const char *path)
{
  g_autoptr (GError) error = NULL;

  self->store = gb_test_store_new (path, self->clock);
  gb_store_open (self->store, NULL, &error);
  g_assert_no_error (error);
}

/* An empty cache that was closed, once: making the tables takes longer than all the rest. */
static char *
find_empty (GbLink *self)
{
  char *path = g_build_filename (gb_test_hub_get_folder (self->hub), "empty.db", NULL);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      open_store (self, path);
      gb_store_close (self->store);
      g_assert_finalize_object (self->store);
    }
  return path;
}

/**
 * gb_link_new_cache:
 * @self: a link
 *
 * The workstation begins anew, with an empty cache.
 */
void
gb_link_new_cache (GbLink *self)
{
  g_autofree char *name = g_strdup_printf ("cache-%u.db", self->n_caches++);
  g_autofree char *empty = NULL, *empty_local = NULL, *local = NULL;

  if (self->store != NULL)
    gb_link_close_cache (self);
  empty = find_empty (self);
  empty_local = g_strconcat (empty, ".local", NULL);
  self->path = g_build_filename (gb_test_hub_get_folder (self->hub), name, NULL);
  local = g_strconcat (self->path, ".local", NULL);
  copy_file (empty, self->path);
  copy_file (empty_local, local);
  open_store (self, self->path);
  self->sync = gb_sync_new (self->store, self->client);
  self->cache = gb_test_store_file (self->path);
  self->local = gb_test_store_file (local);
}

/**
 * gb_link_add:
 * @self: a link
 * @action: (transfer full): what the workstation asks for
 */
void
gb_link_add (GbLink   *self,
             GbAction *action)
{
  g_autoptr (GbAction) taken = action;
  g_autoptr (GError) error = NULL;
  g_autoptr (GbAction) stored = gb_store_add_action (self->store, action, NULL, NULL, &error);

  g_assert_no_error (error);
}

typedef struct
{
  gboolean done;
  GError *error;
} Outcome;

static void
on_synced_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  Outcome *outcome = user_data;

  gb_sync_run_finish (GB_SYNC (object), result, &outcome->error);
  outcome->done = TRUE;
}

/**
 * gb_link_run:
 * @self: a link
 * @cut: (nullable): where it breaks
 * @error: how the run ended
 *
 * Returns: whether a run reached the end
 */
gboolean
gb_link_run (GbLink      *self,
             const GbCut *cut,
             GError     **error)
{
  Outcome outcome = { FALSE };

  gb_cut_proxy_set (self->proxy, cut);
  gb_sync_run_async (self->sync, self->groups, NULL, on_synced_cb, &outcome);
  gb_test_wait (&outcome.done);
  if (outcome.error == NULL)
    return TRUE;
  g_propagate_error (error, outcome.error);
  return FALSE;
}

void
gb_link_run_well (GbLink *self)
{
  g_autoptr (GError) error = NULL;

  gb_link_run (self, NULL, &error);
  g_assert_no_error (error);
}

gint64
gb_link_ask (GbSqlConnection *connection,
             const char      *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 value = 0;

  gb_sql_connection_query_int (connection, sql, &value, &error);
  g_assert_no_error (error);
  return value;
}

static char *
ask_text (GbSqlConnection *connection,
          const char      *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (connection, sql, &error);
  gboolean row;

  g_assert_no_error (error);
  g_assert_true (gb_sql_statement_step (statement, &row, &error) && row);
  return gb_sql_statement_dup_text (statement, 0);
}

/* How many records there are, and how often they changed. */
static char *
describe_all (GbSqlConnection *connection)
{
  g_autoptr (GString) sql = g_string_new ("SELECT ''");

  for (guint type = 0; type < GB_N_RECORD_TYPES; type++)
    g_string_append_printf (sql, "||(SELECT ' %s '||count(*)||'/'||total(rev)||'/'||coalesce(max(rev),0) FROM %s)",
                            gb_record_type_name (type), gb_record_spec (type)->table);
  return ask_text (connection, sql->str);
}

/* What all rows of a type say. */
static char *
describe (GbSqlConnection *connection,
          GbRecordType     type)
{
  const GbRecordSpec *spec = gb_record_spec (type);
  g_autoptr (GString) sql = g_string_new ("SELECT group_concat(line,char(10)) FROM (SELECT id||' '||rev");

  for (guint i = 0; i < spec->n_fields; i++)
    g_string_append_printf (sql, "||' %s='||quote(%s)", spec->fields[i].column, spec->fields[i].column);
  g_string_append_printf (sql, " line FROM %s ORDER BY id)", spec->table);
  return ask_text (connection, sql->str);
}

/**
 * gb_link_assert_same:
 * @one: the hub's database or a cache
 * @other: another
 * @whole: every field of every record is compared, not only revisions
 */
void
gb_link_assert_same (GbSqlConnection *one,
                     GbSqlConnection *other,
                     gboolean         whole)
{
  g_autofree char *all = describe_all (one), *others = describe_all (other);

  g_assert_cmpstr (all, ==, others);
  for (guint type = 0; whole && type < GB_N_RECORD_TYPES; type++)
    {
      g_autofree char *a = describe (one, type), *b = describe (other, type);

      if (g_strcmp0 (a, b) != 0)
        g_test_message ("%s differ", gb_record_type_name (type));
      g_assert_cmpstr (a, ==, b);
    }
}

/**
 * gb_link_assert_whole:
 * @self: a link
 *
 * The cache's file is sound, and so is the one beside it.
 */
void
gb_link_assert_whole (GbLink *self)
{
  GbSqlConnection *const files[] = { self->cache, self->local };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    g_assert_cmpint (gb_link_ask (files[i], "SELECT integrity_check='ok' FROM pragma_integrity_check LIMIT 1"), ==, 1);
}
