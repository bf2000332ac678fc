/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-hub-fixture.h"

#include "gb-hub-private.h"
#include "gb-time.h"
#include "gb-wire-json.h"

#include <glib/gstdio.h>
#include <string.h>

#define NOW "2026-08-26T07:15:00+07:00"

/* Two communes and the agencies that messages name. */
#define BASE                                                                                         \
  "{\"op\":\"put\",\"type\":\"commune\",\"id\":\"21028\",\"data\":{\"name\":\"Nghĩa Lộ\",\"type\":\"phường\","   \
  "\"province\":\"51\",\"area_km2\":17.07,\"population\":73556,\"lon\":108.78,\"lat\":15.12}}\n"                 \
  "{\"op\":\"put\",\"type\":\"commune\",\"id\":\"21025\",\"data\":{\"name\":\"Cẩm Thành\",\"type\":\"phường\","  \
  "\"province\":\"51\",\"area_km2\":7.93,\"population\":60996,\"lon\":108.81,\"lat\":15.11}}\n"                  \
  "{\"op\":\"put\",\"type\":\"agency\",\"id\":\"n\",\"data\":{\"name\":\"UBND phường Nghĩa Lộ\","                \
  "\"kind\":\"commune-committee\",\"commune\":\"21028\",\"exchange_codes\":[\"N\",\"N2\"]}}\n"                   \
  "{\"op\":\"put\",\"type\":\"agency\",\"id\":\"c\",\"data\":{\"name\":\"UBND phường Cẩm Thành\","               \
  "\"kind\":\"commune-committee\",\"commune\":\"21025\",\"exchange_codes\":[\"C\"]}}\n"                          \
  "{\"op\":\"put\",\"type\":\"agency\",\"id\":\"p\",\"data\":{\"name\":\"Văn phòng UBND tỉnh\","                 \
  "\"kind\":\"department\",\"exchange_codes\":[\"P\"]}}\n"

/**
 * gb_hub_fixture_set_up:
 * @data: unused
 *
 * Makes the hub.
 */
void
gb_hub_fixture_set_up (GbHubFixture *self,
                       gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GbImportReport) report = NULL;
  g_autofree char *path = NULL;
  gint64 now;

  self->folder = g_dir_make_tmp ("giaoban-hub-XXXXXX", &error);
  g_assert_no_error (error);
  g_assert_true (gb_time_parse (NOW, &now, NULL));
  self->clock = gb_clock_new_fixed (now);
  path = g_build_filename (self->folder, "hub.db", NULL);
  self->hub = gb_hub_open (path, self->clock, &error);
  g_assert_no_error (error);
  report = gb_hub_fixture_records (self, BASE);
  g_assert_cmpuint (gb_import_report_n_refused (report), ==, 0);
}

/**
 * gb_hub_fixture_tear_down:
 * @data: unused
 *
 * Removes the hub.
 */
void
gb_hub_fixture_tear_down (GbHubFixture *self,
                          gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_assert_finalize_object (g_steal_pointer (&self->hub));
  g_clear_object (&self->clock);
  dir = g_dir_open (self->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (self->folder);
  g_clear_pointer (&self->folder, g_free);
}

typedef gboolean (*ImportFunc) (GbHub *, const char *, GBytes *, GbImportReport *, GError **);

static GbImportReport *
import (GbHubFixture *self,
        const char   *text,
        ImportFunc    func)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  GbImportReport *report = gb_import_report_new ();

  func (self->hub, "test", bytes, report, &error);
  g_assert_no_error (error);
  return report;
}

/**
 * gb_hub_fixture_records:
 * @lines: feed lines
 *
 * Returns: (transfer full): what became of them
 */
GbImportReport *
gb_hub_fixture_records (GbHubFixture *self,
                        const char   *lines)
{
  return import (self, lines, gb_hub_import_records);
}

/**
 * gb_hub_fixture_dossiers:
 * @owner: (nullable): the message's madonvi
 * @records: its records, with commas between them
 *
 * Returns: (transfer full): what became of them
 */
GbImportReport *
gb_hub_fixture_dossiers (GbHubFixture *self,
                         const char   *owner,
                         const char   *records)
{
  g_autofree char *sender = owner != NULL ? g_strdup_printf ("\"madonvi\":\"%s\",", owner) : g_strdup ("");
  g_autofree char *text = g_strdup_printf ("{%s\"service\":\"DongBoHoSoMC\",\"data\":[%s]}", sender, records);

  return import (self, text, gb_hub_import_exchange);
}

/**
 * gb_hub_fixture_steps:
 * @records: a message's records, with commas between them
 *
 * Returns: (transfer full): what became of them
 */
GbImportReport *
gb_hub_fixture_steps (GbHubFixture *self,
                      const char   *records)
{
  g_autofree char *text = g_strdup_printf ("{\"service\":\"CapNhatTienDoHoSoMC\",\"data\":[%s]}", records);

  return import (self, text, gb_hub_import_exchange);
}

/**
 * gb_hub_fixture_value:
 * @id: a dossier's code
 * @member: a member of its record
 *
 * Returns: (transfer full) (nullable): the value as text; %NULL when it has none, or there is no
 *   such dossier
 */
char *
gb_hub_fixture_value (GbHubFixture *self,
                      const char   *id,
                      const char   *member)
{
  g_autofree char *data = NULL;
  g_autofree char *path = g_strconcat ("$.", member, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GbSqlStatement) statement = NULL;
  gboolean row;

  g_assert_true (gb_hub_log_find (gb_hub_get_log (self->hub), GB_RECORD_DOSSIER, id, &data, &error));
  if (data == NULL)
    return NULL;
  statement = gb_sql_connection_prepare (gb_hub_get_connection (self->hub), "SELECT ?1 ->> ?2", &error);
  gb_sql_statement_bind_text (statement, 1, data);
  gb_sql_statement_bind_text (statement, 2, path);
  g_assert_true (gb_sql_statement_step (statement, &row, &error));
  return gb_sql_statement_dup_text (statement, 0);
}

/* "+id " for a put and "-id " for a del. */
static void
append_line (GString    *shown,
             JsonObject *line)
{
  g_string_append_printf (shown, "%s%s ", g_str_equal (gb_wire_json_string (line, "op"), "put") ? "+" : "-",
                          gb_wire_json_string (line, "id"));
}

static gboolean
read_page (GBytes  *page,
           GString *shown,
           char   **cursor)
{
  g_auto (GStrv) lines = g_strsplit (g_bytes_get_data (page, NULL), "\n", -1);
  gboolean more = FALSE;

  for (guint i = 1; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_autoptr (JsonNode) node = gb_wire_json_parse (lines[i], strlen (lines[i]), NULL);
      JsonObject *line = json_node_get_object (node);

      if (json_object_has_member (line, "op"))
        {
          append_line (shown, line);
          continue;
        }
      g_free (*cursor);
      *cursor = g_strdup (gb_wire_json_string (line, "cursor"));
      more = json_object_get_boolean_member (line, "more");
      g_assert_cmpint (json_object_get_int_member (line, "count"), ==, i - 1);
    }
  return more;
}

/**
 * gb_hub_fixture_pull:
 * @scope: whose
 * @group: which group
 * @limit: records on a page
 * @cursor: (inout) (transfer full): where to go on from, %NULL for the start
 *
 * Pulls all pages.
 *
 * Returns: (transfer full): "+id " for each put and "-id " for each del
 */
char *
gb_hub_fixture_pull (GbHubFixture *self,
                     const char   *scope,
                     const char   *group,
                     guint         limit,
                     char        **cursor)
{
  g_auto (GbHubScope) parsed = { NULL };
  GString *shown = g_string_new (NULL);
  GbHubPageRequest request = { .feed_id = gb_hub_get_feed_id (self->hub), .scope = &parsed, .limit = limit, .max_bytes = 100000 };
  gboolean more = TRUE;

  g_assert_true (gb_hub_scope_parse (&parsed, scope, NULL));
  g_assert_true (gb_record_group_from_name (group, &request.group));
  while (more)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) page = NULL;

      request.since = *cursor;
      page = gb_hub_page_make (gb_hub_get_connection (self->hub), &request, NULL, &error);
      g_assert_no_error (error);
      more = read_page (page, shown, cursor);
    }
  return g_string_free (shown, FALSE);
}
