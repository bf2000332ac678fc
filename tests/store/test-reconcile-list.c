/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-reconcile-item.h"
#include "gb-reconcile-list.h"

#include "gb-store-fixture.h"

/* More than two parts of a comparison. The procedure gives five working days at the same time of day: from
 * Monday 10/08/2026 09:00 to Monday 17/08 09:00. Every third is an hour off, every seventh has no date. */
#define N_DOSSIERS 2300
#define N_LATER 767
#define N_UNDATED 219 /* of the others */

#define PROCEDURE                                                                                              \
  "{\"op\":\"put\",\"type\":\"procedure\",\"id\":\"p\",\"rev\":1,\"data\":{\"code\":\"1.000001\","             \
  "\"name\":\"Một\",\"field\":\"Đất đai\",\"limit\":{\"unit\":\"working-days\",\"amount\":5}}}\n"

static void
append_dossier (GString    *text,
                guint       i,
                guint       rev,
                const char *due)
{
  g_string_append_printf (text,
                          "{\"op\":\"put\",\"type\":\"dossier\",\"id\":\"H48.91-260810-%04u\",\"rev\":%u,\"data\":{"
                          "\"procedure\":\"Một\",\"procedure_code\":\"1.000001\",\"field\":\"Đất đai\","
                          "\"channel\":\"desk\",\"commune\":\"%s\",\"received_by\":\"21028\",\"state\":%d,"
                          "\"received\":\"2026-08-10T09:00:00+07:00\"%s%s%s}}\n",
                          i, rev, i % 2 == 0 ? "21028" : "21040", i % 5 == 0 ? 9 : 4, due != NULL ? ",\"due\":\"" : "",
                          due != NULL ? due : "", due != NULL ? "\"" : "");
}

typedef struct
{
  GbStoreFixture store;
  GbReconcileList *list;
  guint n_changes;
  guint n_removed;
  guint n_added;
  double progress;
  gboolean seen_part;
} Fixture;

static void
on_items_changed_cb (Fixture    *self,
                     guint       position,
                     guint       removed,
                     guint       added,
                     GListModel *model)
{
  self->n_changes++;
  self->n_removed += removed;
  self->n_added += added;
}

static void
on_updated_cb (Fixture *self)
{
  double progress = gb_reconcile_list_get_progress (self->list);

  /* Nothing is the beginning of another comparison. */
  g_assert_true (progress == 0 || progress >= self->progress);
  self->progress = progress;
  if (progress > 0 && progress < 1 && g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0)
    self->seen_part = TRUE;
}

static void
on_changed_cb (gboolean *changed)
{
  *changed = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

/* What was committed is told in the main loop: waits for that, too. */
static void
commit (Fixture      *self,
        GbRecordGroup group,
        const char   *text)
{
  gboolean changed = FALSE;
  gulong handler = g_signal_connect_swapped (self->store.store, "changed", G_CALLBACK (on_changed_cb), &changed);
  GbFeedPageResult counts;

  gb_test_commit (&self->store, group, text, &counts);
  g_assert_cmpuint (counts.set_aside, ==, 0);
  g_assert_true (gb_test_wait (is_true, &changed));
  g_signal_handler_disconnect (self->store.store, handler);
}

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);

  gb_store_fixture_set_up (&self->store);
  commit (self, GB_RECORD_GROUP_BASE, PROCEDURE);
  for (guint i = 0; i < N_DOSSIERS; i++)
    append_dossier (text, i, 1,
                    i % 3 == 0   ? "2026-08-17T10:00:00+07:00"
                    : i % 7 == 0 ? NULL
                                 : "2026-08-17T09:00:00+07:00");
  commit (self, GB_RECORD_GROUP_WORK, text->str);
  self->list = gb_reconcile_list_new (self->store.store);
  g_signal_connect_swapped (self->list, "items-changed", G_CALLBACK (on_items_changed_cb), self);
  g_signal_connect_swapped (self->list, "updated", G_CALLBACK (on_updated_cb), self);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  gb_reconcile_list_set_active (self->list, FALSE);
  /* What was cancelled comes back once more and lets go. */
  while (G_OBJECT (self->list)->ref_count > 1)
    g_main_context_iteration (NULL, TRUE);
  g_assert_finalize_object (self->list);
  gb_store_fixture_tear_down (&self->store);
}

static gboolean
is_done (gpointer data)
{
  return !gb_reconcile_list_get_running (data);
}

static gboolean
has_rows (gpointer data)
{
  return g_list_model_get_n_items (data) > 0;
}

static void
run (Fixture *self)
{
  self->progress = 0;
  gb_reconcile_list_set_active (self->list, TRUE);
  g_assert_true (gb_test_wait (is_done, self->list));
  g_assert_null (gb_reconcile_list_get_error (self->list));
}

static const GbReconcileRow *
row_at (Fixture *self,
        guint    position)
{
  g_autoptr (GbReconcileItem) item = g_list_model_get_item (G_LIST_MODEL (self->list), position);

  return gb_reconcile_item_get_row (item);
}

/* Rows come while the rest is compared; in the end all are there, counted by reason, open ones first. */
static void
test_run (Fixture      *self,
          gconstpointer data)
{
  guint n, finished = 0;

  g_assert_false (gb_reconcile_list_get_running (self->list));
  run (self);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  g_assert_true (self->seen_part);
  g_assert_cmpfloat (gb_reconcile_list_get_progress (self->list), ==, 1);
  g_assert_cmpuint (n, ==, N_LATER + N_UNDATED);
  g_assert_cmpuint (gb_reconcile_list_count (self->list, GB_RECONCILE_ANY), ==, n);
  g_assert_cmpuint (gb_reconcile_list_count (self->list, GB_RECONCILE_TIME_OF_DAY), ==, N_LATER);
  g_assert_cmpuint (gb_reconcile_list_count (self->list, GB_RECONCILE_NO_OFFICIAL), ==, N_UNDATED);
  g_assert_cmpuint (self->n_added, ==, n);
  g_assert_cmpuint (self->n_removed, ==, 0);
  for (guint i = 0; i < n; i++)
    {
      finished += row_at (self, i)->state == 9;
      g_assert_true (finished == 0 || row_at (self, i)->state == 9);
    }
  g_assert_cmpuint (finished, >, 0);
}

static void
test_filter (Fixture      *self,
             gconstpointer data)
{
  g_autoptr (GPtrArray) rows = NULL;

  run (self);
  gb_reconcile_list_set_reason (self->list, GB_RECONCILE_NO_OFFICIAL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->list)), ==, N_UNDATED);
  g_assert_cmpuint (gb_reconcile_list_count (self->list, GB_RECONCILE_ANY), ==, N_LATER + N_UNDATED);
  rows = gb_reconcile_list_get_rows (self->list);
  g_assert_cmpuint (rows->len, ==, N_UNDATED);
  for (guint i = 0; i < rows->len; i++)
    g_assert_cmpint (((GbReconcileRow *) rows->pdata[i])->reason, ==, GB_RECONCILE_NO_OFFICIAL);
  gb_reconcile_list_set_reason (self->list, GB_RECONCILE_ANY);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->list)), ==, N_LATER + N_UNDATED);

  self->progress = 0;
  gb_reconcile_list_set_commune (self->list, "21040");
  g_assert_true (gb_test_wait (is_done, self->list));
  rows = (g_ptr_array_unref (rows), gb_reconcile_list_get_rows (self->list));
  g_assert_cmpuint (rows->len, >, 0);
  g_assert_cmpuint (rows->len, <, N_LATER);
}

/* One dossier more, one less, one that differs by more: three rows change, the others stay the same. */
static void
test_again (Fixture      *self,
            gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const GbReconcileRow *kept;

  run (self);
  kept = row_at (self, 300);
  append_dossier (text, 3, 2, "2026-08-17T09:00:00+07:00"); /* agrees now */
  append_dossier (text, 4, 2, "2026-08-17T11:00:00+07:00"); /* no more */
  append_dossier (text, 6, 2, "2026-08-17T11:00:00+07:00"); /* was 10:00 */
  commit (self, GB_RECORD_GROUP_WORK, text->str);
  self->n_changes = self->n_removed = self->n_added = 0;
  self->progress = 0;
  gb_reconcile_list_start (self->list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->list)), ==, N_LATER + N_UNDATED);
  g_assert_true (gb_test_wait (is_done, self->list));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->list)), ==, N_LATER + N_UNDATED);
  g_assert_cmpuint (self->n_removed, ==, 2);
  g_assert_cmpuint (self->n_added, ==, 2);
  g_assert_true (row_at (self, 300) == kept);
  g_assert_cmpuint (gb_reconcile_list_count (self->list, GB_RECONCILE_TIME_OF_DAY), ==, N_LATER);
}

/* What nobody looks at stops, and begins anew when somebody does. */
static void
test_stop (Fixture      *self,
           gconstpointer data)
{
  gb_reconcile_list_set_active (self->list, TRUE);
  g_assert_true (gb_test_wait (has_rows, self->list));
  g_assert_true (gb_reconcile_list_get_running (self->list));
  gb_reconcile_list_set_active (self->list, FALSE);
  g_assert_false (gb_reconcile_list_get_running (self->list));
  run (self);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->list)), ==, N_LATER + N_UNDATED);
  /* Nothing has changed: looking again compares nothing. */
  gb_reconcile_list_set_active (self->list, FALSE);
  gb_reconcile_list_set_active (self->list, TRUE);
  g_assert_false (gb_reconcile_list_get_running (self->list));
}

/* A sync is noticed; the comparison waits until it is quiet. */
static void
test_changed (Fixture      *self,
              gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);

  run (self);
  append_dossier (text, 3, 2, "2026-08-17T09:00:00+07:00");
  commit (self, GB_RECORD_GROUP_WORK, text->str);
  g_assert_true (gb_reconcile_list_get_running (self->list));
  self->progress = 0;
  g_assert_true (gb_test_wait (is_done, self->list));
  g_assert_cmpuint (gb_reconcile_list_count (self->list, GB_RECONCILE_ANY), ==, N_LATER + N_UNDATED - 1);
}

static void
test_error (Fixture      *self,
            gconstpointer data)
{
  gb_store_close (self->store.store);
  gb_reconcile_list_set_active (self->list, TRUE);
  g_assert_true (gb_test_wait (is_done, self->list));
  g_assert_error (gb_reconcile_list_get_error (self->list), GB_STORE_ERROR, GB_STORE_ERROR_CLOSED);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->list)), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/reconcile-list/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("run", test_run);
  ADD ("filter", test_filter);
  ADD ("again", test_again);
  ADD ("stop", test_stop);
  ADD ("changed", test_changed);
  ADD ("error", test_error);
#undef ADD
  return g_test_run ();
}
