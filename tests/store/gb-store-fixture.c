/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-store-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "gb-sql-statement.h"
#include "gb-test-store.h"
#include "gb-time.h"

void
gb_store_fixture_set_up (GbStoreFixture *self)
{
  g_autoptr (GError) error = NULL;

  memset (self, 0, sizeof *self);
  self->folder = g_dir_make_tmp ("giaoban-store-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "cache.db", NULL);
  self->clock = gb_clock_new_fixed (GB_TEST_NOW);
  self->store = gb_test_store_new (self->path, self->clock);
  gb_store_open (self->store, NULL, &error);
  g_assert_no_error (error);
}

/* Answers that nobody waits for any more still hold the store until they are delivered. */
static void
close_store (GbStoreFixture *self)
{
  gb_store_close (self->store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (self->store);
}

/* Closes the store, which has to be the last reference, and opens the same files again. */
void
gb_store_fixture_reopen (GbStoreFixture *self)
{
  g_autoptr (GError) error = NULL;

  close_store (self);
  self->store = gb_test_store_new (self->path, self->clock);
  gb_store_open (self->store, NULL, &error);
  g_assert_no_error (error);
}

void
gb_store_fixture_tear_down (GbStoreFixture *self)
{
  g_autoptr (GDir) folder = NULL;
  const char *name;

  close_store (self);
  g_assert_finalize_object (self->clock);
  folder = g_dir_open (self->folder, 0, NULL);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->folder);
  g_free (self->path);
  for (int i = 0; i < GB_N_RECORD_GROUPS; i++)
    g_free (self->cursor[i]);
}

/* A page that follows on the one before; @text is lines of records. */
GbFeedPage *
gb_test_page (GbStoreFixture *self,
              GbRecordGroup   group,
              const char     *text,
              gboolean        more)
{
  GbFeedPage *page = gb_feed_page_new ();
  gsize length = strlen (text), start = 0;

  page->scope = g_strdup ("province:51");
  page->endpoint = g_strdup ("http://127.0.0.1:1/");
  page->feed_id = g_strdup ("feed");
  page->group = group;
  page->from = g_strdup (self->cursor[group]);
  page->cursor = g_strdup_printf ("c%u", ++self->n_pages);
  page->position = self->n_pages;
  page->server_time = GB_TEST_NOW;
  page->more = more;
  page->body = g_bytes_new (text, length);
  for (gsize i = 0; i <= length; i++)
    if (i == length || text[i] == '\n')
      {
        if (i > start)
          gb_feed_page_add_line (page, start, i - start);
        start = i + 1;
      }
  return page;
}

void
gb_test_commit (GbStoreFixture   *self,
                GbRecordGroup     group,
                const char       *text,
                GbFeedPageResult *counts)
{
  g_autoptr (GbFeedPage) page = gb_test_page (self, group, text, FALSE);
  g_autoptr (GError) error = NULL;

  gb_store_commit_page (self->store, page, counts, NULL, &error);
  g_assert_no_error (error);
  g_free (self->cursor[group]);
  self->cursor[group] = g_strdup (page->cursor);
}

char *
gb_test_time (gint64 instant)
{
  return gb_time_format (instant);
}

static gpointer
read_int (GbSqlConnection *connection,
          gpointer         sql,
          GCancellable    *cancellable,
          GError         **error)
{
  gint64 *value = g_new0 (gint64, 1);

  gb_sql_connection_query_int (connection, sql, value, error);
  return value;
}

gint64
gb_test_int (GbStoreFixture *self,
             const char     *sql)
{
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *value = gb_store_read (self->store, read_int, (gpointer) sql, NULL, &error);

  g_assert_no_error (error);
  return *value;
}

static gpointer
read_text (GbSqlConnection *connection,
           gpointer         sql,
           GCancellable    *cancellable,
           GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (connection, sql, error);
  gboolean row;

  if (s == NULL || !gb_sql_statement_step (s, &row, error) || !row)
    return NULL;
  return gb_sql_statement_dup_text (s, 0);
}

char *
gb_test_text (GbStoreFixture *self,
              const char     *sql)
{
  g_autoptr (GError) error = NULL;
  char *value = gb_store_read (self->store, read_text, (gpointer) sql, NULL, &error);

  g_assert_no_error (error);
  return value;
}

static gboolean
on_time_out (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_CONTINUE;
}

/* Turns the main context until something is so; FALSE after 30 seconds. */
gboolean
gb_test_wait (gboolean (*until) (gpointer),
              gpointer   data)
{
  gboolean late = FALSE, reached;
  guint source = g_timeout_add_seconds (30, on_time_out, &late);

  while (!(reached = until (data)) && !late)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  return reached;
}

static const char *
pick (GRand             *rand,
      const char *const *from)
{
  return from[g_rand_int_range (rand, 0, (gint32) g_strv_length ((char **) from))];
}

static void
append_time (GString    *text,
             const char *name,
             gint64      instant)
{
  g_autofree char *time = gb_time_format (instant);

  g_string_append_printf (text, ",\"%s\":\"%s\"", name, time);
}

/* A line that puts a dossier of any state, due around @now more often than not. */
void
gb_test_append_dossier (GString *text,
                        GRand   *rand,
                        guint    serial,
                        gint64   now)
{
  gb_test_append_dossier_in (text, rand, serial, g_rand_int_range (rand, 1, 11), now);
}

/* The same in a given state. */
void
gb_test_append_dossier_in (GString *text,
                           GRand   *rand,
                           guint    serial,
                           int      state,
                           gint64   now)
{
  static const char *const surnames[] = { "Nguyễn", "Trần", "Lê", "Phạm", "Đặng", "Võ", "Huỳnh",
                                          NULL };
  static const char *const middles[] = { "Thị", "Văn", "Đức", "Minh", "Ngọc", NULL };
  static const char *const given[] = { "Ân", "Bình", "Cúc", "Dũng", "Đào", "Én", "Giang", "Hạnh",
                                       "Ích", "Kiên", "Lan", "Ổn", "Quý", "Sơn", "Thủy", NULL };
  static const char *const procedures[] = { "Đăng ký khai sinh", "Chứng thực bản sao",
                                            "Cấp giấy phép xây dựng", "Đăng ký kết hôn",
                                            "Trợ cấp xã hội hằng tháng", NULL };
  static const char *const fields[] = { "Hộ tịch", "Chứng thực", "Xây dựng", "Đất đai", NULL };
  static const char *const communes[] = { "21028", "21028", "21028", "21025", "21031", NULL };
  static const char *const officers[] = { "Ông Văn Ích", "Đỗ Thị Én", "Bùi Minh Ân",
                                          "Âu Dương Đức", NULL };
  static const char *const channels[] = { "desk", "online", "post", NULL };
  gint64 submitted = now - g_rand_int_range (rand, 0, 40 * GB_DAY_SECONDS);
  const char *field = pick (rand, fields);

  if (state == 1)
    submitted = now - g_rand_int_range (rand, 0, 4 * GB_DAY_SECONDS);
  g_string_append_printf (
      text,
      "{\"op\":\"put\",\"type\":\"dossier\",\"id\":\"H48.91-%06u-%04u\",\"rev\":%u,\"data\":{"
      "\"procedure\":\"%s\",\"procedure_code\":\"1.%06u\",\"field\":\"%s\",\"channel\":\"%s\","
      "\"applicant\":\"%s %s %s\",\"summary\":\"Thửa đất số %u\",\"commune\":\"%s\","
      "\"received_by\":\"%s\",\"state\":%d",
      250101 + serial / 10000 % 28, serial % 10000, serial + 1, pick (rand, procedures), serial,
      field, pick (rand, channels), pick (rand, surnames), pick (rand, middles),
      pick (rand, given), serial % 500, pick (rand, communes), pick (rand, communes), state);
  append_time (text, "submitted", submitted);
  if (state != 1)
    {
      append_time (text, "received", submitted + 600);
      if (g_rand_int_range (rand, 0, 8) > 0)
        append_time (text, "due", now + g_rand_int_range (rand, -8 * GB_DAY_SECONDS,
                                                          10 * GB_DAY_SECONDS));
      if (g_rand_int_range (rand, 0, 8) > 0)
        g_string_append_printf (text, ",\"officer\":\"%s\"", pick (rand, officers));
    }
  if (state == 3 || state == 7 || state >= 9)
    append_time (text, "finished", submitted + g_rand_int_range (rand, 600, 9 * GB_DAY_SECONDS));
  g_string_append (text, "}}\n");
}
