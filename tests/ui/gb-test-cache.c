/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-test-cache.h"

#include <glib/gstdio.h>
#include <string.h>

#include "gb-feed-page.h"
#include "gb-test-store.h"
#include "gb-time.h"

/* How many dossiers of each class the cache holds. */
static const guint class_sizes[GB_N_DEADLINE_CLASSES] = {
  [GB_DEADLINE_CLASS_OVERDUE] = 6, [GB_DEADLINE_CLASS_DUE_TODAY] = 8,
  [GB_DEADLINE_CLASS_DUE_SOON] = 11, [GB_DEADLINE_CLASS_ON_TRACK] = 40,
  [GB_DEADLINE_CLASS_PAUSED] = 7, [GB_DEADLINE_CLASS_NO_DUE] = 3,
  [GB_DEADLINE_CLASS_AWAITING] = 4, [GB_DEADLINE_CLASS_FINISHED] = 9,
};

#define N_LATE_RECEPTION 2
#define N_CROSS_BOUNDARY 5

/**
 * gb_test_cache_new:
 * @folder: where its files go
 *
 * Returns: (transfer full): an open store whose clock stands at %GB_TEST_NOW
 */
GbStore *
gb_test_cache_new (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "cache.db", NULL);
  g_autoptr (GbClock) clock = gb_clock_new_fixed (GB_TEST_NOW);
  g_autoptr (GError) error = NULL;
  GbStore *store = gb_test_store_new (path, clock);

  gb_store_open (store, NULL, &error);
  g_assert_no_error (error);
  return store;
}

static char *
read_cursor (GbStore *store)
{
  static guint n_pages;

  return g_strdup_printf ("%u", ++n_pages);
}

static GbRecordGroup
group_of (const char *line)
{
  const char *name = strstr (line, "\"type\":\"") + strlen ("\"type\":\"");
  g_autofree char *type_name = g_strndup (name, strcspn (name, "\""));
  GbRecordType type;

  return gb_record_type_from_name (type_name, &type) ? gb_record_type_group (type) : GB_RECORD_GROUP_WORK;
}

static void
feed_group (GbStore      *store,
            GbRecordGroup group,
            const char   *lines)
{
  g_autoptr (GbFeedPage) page = gb_feed_page_new ();
  g_autoptr (GError) error = NULL;
  const char *name = gb_record_group_name (group);
  GbFeedPageResult result;

  page->scope = g_strdup ("commune:" GB_TEST_COMMUNE);
  page->endpoint = g_strdup ("http://127.0.0.1:1/");
  page->feed_id = g_strdup ("test");
  page->group = group;
  page->from = g_strdup (g_object_get_data (G_OBJECT (store), name));
  page->cursor = read_cursor (store);
  page->position = g_ascii_strtoll (page->cursor, NULL, 10);
  page->server_time = GB_TEST_NOW - 3 * 60;
  page->body = g_bytes_new (lines, strlen (lines));
  for (const char *line = lines, *end; (end = strchr (line, '\n')) != NULL; line = end + 1)
    gb_feed_page_add_line (page, line - lines, end - line);
  gb_store_commit_page (store, page, &result, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result.set_aside, ==, 0);
  g_object_set_data_full (G_OBJECT (store), name, g_strdup (page->cursor), g_free);
}

/**
 * gb_test_cache_feed:
 * @lines: records as the feed writes them, each ended by a newline
 *
 * Commits them as a sync does: a page of each group that has any, the base first.
 */
void
gb_test_cache_feed (GbStore    *store,
                    const char *lines)
{
  g_autoptr (GString) base = g_string_new (NULL);
  g_autoptr (GString) work = g_string_new (NULL);

  for (const char *line = lines, *end; (end = strchr (line, '\n')) != NULL; line = end + 1)
    g_string_append_len (group_of (line) == GB_RECORD_GROUP_BASE ? base : work, line, end + 1 - line);
  if (base->len > 0)
    feed_group (store, GB_RECORD_GROUP_BASE, base->str);
  if (work->len > 0)
    feed_group (store, GB_RECORD_GROUP_WORK, work->str);
}

static gint64
due_of (GbDeadlineClass klass,
        guint           index)
{
  switch (klass)
    {
    case GB_DEADLINE_CLASS_OVERDUE:
      return GB_TEST_NOW - (index + 1) * 5 * 60 * 60;
    case GB_DEADLINE_CLASS_DUE_TODAY:
      return GB_TEST_NOW + (index + 1) * 60 * 60;
    case GB_DEADLINE_CLASS_DUE_SOON:
      return gb_day_at (gb_time_day (GB_TEST_NOW) + 1 + index % 2, 8 * 60 * 60 + index * 600);
    case GB_DEADLINE_CLASS_PAUSED:
      /* long past, as is usual: the clock stands still until the province gives a new one */
      return GB_TEST_NOW - (60 + index) * GB_DAY_SECONDS;
    case GB_DEADLINE_CLASS_NO_DUE:
    case GB_DEADLINE_CLASS_AWAITING:
      return 0;
    default:
      return gb_day_at (gb_time_day (GB_TEST_NOW) + 10 + index % 20, 10 * 60 * 60);
    }
}

static GbDossierState
state_of (GbDeadlineClass klass,
          guint           index)
{
  switch (klass)
    {
    case GB_DEADLINE_CLASS_PAUSED:
      return index % 2 ? GB_DOSSIER_STATE_PAPERS_ASKED : GB_DOSSIER_STATE_PAYMENT_ASKED;
    case GB_DEADLINE_CLASS_AWAITING:
      return GB_DOSSIER_STATE_NEW;
    case GB_DEADLINE_CLASS_FINISHED:
      return GB_DOSSIER_STATE_HANDED_OVER;
    default:
      return index % 2 ? GB_DOSSIER_STATE_PROCESSING : GB_DOSSIER_STATE_ACCEPTED;
    }
}

static void
add_moment (GString    *line,
            const char *name,
            gint64      instant)
{
  g_autofree char *text = instant != 0 ? gb_time_format (instant) : NULL;

  if (text != NULL)
    g_string_append_printf (line, ",\"%s\":\"%s\"", name, text);
}

static void
add_dossier (GString        *lines,
             GbDeadlineClass klass,
             guint           index)
{
  static const char *const applicants[]
      = { "Nguyễn Văn An", "Trần Thị Bích", "Lê Đình Cường", "Phạm Thị Ân", "Đặng Văn Ánh" };
  static const char *const procedures[] = { "Tách thửa đất", "Đăng ký khai sinh" };
  guint serial = klass * 100 + index;
  gboolean awaiting = klass == GB_DEADLINE_CLASS_AWAITING;

  g_string_append_printf (
      lines,
      "{\"op\":\"put\",\"type\":\"dossier\",\"id\":\"H48.91-2608%02u-%04u\",\"rev\":1,\"data\":{"
      "\"procedure\":\"%s\",\"field\":\"%s\",\"channel\":\"%s\",\"applicant\":\"%s\","
      "\"officer\":\"%s\",\"commune\":\"" GB_TEST_COMMUNE "\",\"received_by\":\"%s\",\"state\":%d",
      10 + index % 15, serial, procedures[serial % 2], serial % 2 ? "Hộ tịch" : "Đất đai",
      awaiting ? "online" : "desk", applicants[serial % 5], serial % 3 ? "Võ Thị K" : "Lê Văn C",
      klass == GB_DEADLINE_CLASS_ON_TRACK && index < N_CROSS_BOUNDARY ? "21031" : GB_TEST_COMMUNE,
      state_of (klass, index));
  add_moment (lines, "submitted",
              awaiting && index < N_LATE_RECEPTION ? GB_TEST_NOW - 5 * GB_DAY_SECONDS
                                                   : GB_TEST_NOW - 600);
  if (!awaiting)
    add_moment (lines, "received", GB_TEST_NOW - 20 * GB_DAY_SECONDS + serial * 60);
  add_moment (lines, "due", due_of (klass, index));
  if (klass == GB_DEADLINE_CLASS_FINISHED)
    add_moment (lines, "finished", GB_TEST_NOW - GB_DAY_SECONDS);
  g_string_append (lines, "}}\n");
}

/**
 * gb_test_cache_fill:
 *
 * Brings in dossiers of every class, and the course of the one that is latest.
 */
void
gb_test_cache_fill (GbStore *store)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  for (int klass = 0; klass < GB_N_DEADLINE_CLASSES; klass++)
    for (guint i = 0; i < class_sizes[klass]; i++)
      add_dossier (lines, klass, i);
  g_string_append (lines,
                   "{\"op\":\"put\",\"type\":\"dossier-step\","
                   "\"id\":\"H48.91-260815-0005/20260812092000/2/00000001\",\"rev\":1,\"data\":{"
                   "\"dossier\":\"H48.91-260815-0005\",\"at\":\"2026-08-12T09:20:00+07:00\","
                   "\"state\":2,\"officer\":\"Lê Văn C\"}}\n"
                   "{\"op\":\"put\",\"type\":\"dossier-step\","
                   "\"id\":\"H48.91-260815-0005/20260812100500/4/00000002\",\"rev\":1,\"data\":{"
                   "\"dossier\":\"H48.91-260815-0005\",\"at\":\"2026-08-12T10:05:00+07:00\","
                   "\"state\":4,\"officer\":\"Võ Thị K\",\"text\":\"Thẩm định\"}}\n");
  gb_test_cache_feed (store, lines->str);
}

/**
 * gb_test_cache_expected:
 *
 * Returns: how many dossiers of gb_test_cache_fill() are in the set
 */
guint
gb_test_cache_expected (GbDossierFilter filter)
{
  guint total = 0;

  if (filter == GB_DOSSIER_FILTER_LATE_RECEPTION)
    return N_LATE_RECEPTION;
  if (filter == GB_DOSSIER_FILTER_CROSS_BOUNDARY)
    return N_CROSS_BOUNDARY;
  if (filter >= GB_DOSSIER_FILTER_OVERDUE)
    return class_sizes[filter - GB_DOSSIER_FILTER_OVERDUE];
  for (int klass = 0; klass < GB_N_DEADLINE_CLASSES; klass++)
    if (filter == GB_DOSSIER_FILTER_ALL || klass != GB_DEADLINE_CLASS_FINISHED)
      total += class_sizes[klass];
  return total;
}

/**
 * gb_test_cache_remove:
 *
 * Removes what gb_test_cache_new() made in @folder, and @folder.
 */
void
gb_test_cache_remove (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

/* Seconds: so that a test ends, not to measure; a sanitizer makes everything slow. */
#ifdef __SANITIZE_ADDRESS__
#define PATIENCE 240
#else
#define PATIENCE 20
#endif

static gboolean
on_too_late_cb (gpointer data)
{
  g_error ("waited too long for %s", (const char *) data);
  return G_SOURCE_REMOVE;
}

/**
 * gb_test_wait:
 * @condition: what is waited for
 * @what: its name, for the message when it does not come
 *
 * Runs the main loop until @condition holds.
 */
void
gb_test_wait (GbTestCondition condition,
              gpointer        data,
              const char     *what)
{
  guint id = g_timeout_add_seconds (PATIENCE, on_too_late_cb, (gpointer) what);

  while (!condition (data))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (id);
}
