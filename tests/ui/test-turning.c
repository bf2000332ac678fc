/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is open turns when a due moment passes, without a sync: the list, its figures and the tiles of
 * the day. */
#include "gb-dossier-list.h"
#include "gb-dossiers-figures.h"
#include "gb-test-cache.h"
#include "gb-test-store.h"
#include "gb-time.h"
#include "gb-today-model.h"

typedef struct
{
  GbDossierList *due_today;
  GbDossierList *overdue;
  GbDossiersFigures *figures;
  GbTodayModel *tiles;
  guint n_overdue;
} Desk;

static gboolean
shows (gpointer data)
{
  Desk *desk = data;
  const GbDossierSummary *figures = gb_dossiers_figures_get_summary (desk->figures);
  const GbDaySummary *tiles = gb_today_model_get_summary (desk->tiles);

  return g_list_model_get_n_items (G_LIST_MODEL (desk->due_today)) == 1 - desk->n_overdue &&
         g_list_model_get_n_items (G_LIST_MODEL (desk->overdue)) == desk->n_overdue &&
         figures != NULL && tiles != NULL &&
         gb_dossier_summary_get_count (figures, GB_DOSSIER_FILTER_OVERDUE) == desk->n_overdue &&
         gb_dossier_summary_get_count (figures, GB_DOSSIER_FILTER_DUE_TODAY) == 1 - desk->n_overdue &&
         tiles->counts.classes[GB_DEADLINE_CLASS_OVERDUE] == desk->n_overdue &&
         tiles->counts.classes[GB_DEADLINE_CLASS_DUE_TODAY] == 1 - desk->n_overdue;
}

static GbDossierList *
list_of (GbStore         *store,
         GbDossierFilter  filter)
{
  g_autoptr (GbDossierQuery) query = gb_dossier_query_new (filter);

  return gb_dossier_list_new (store, query);
}

static void
run (GbClock *clock,
     gint64   due)
{
  g_autofree char *folder = g_dir_make_tmp ("giaoban-turning-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "cache.db", NULL);
  g_autofree char *time = gb_time_format (due);
  g_autofree char *line = g_strdup_printf (
      "{\"op\":\"put\",\"type\":\"dossier\",\"id\":\"a\",\"rev\":1,\"data\":{\"procedure\":\"x\","
      "\"field\":\"x\",\"channel\":\"desk\",\"commune\":\"21028\",\"received_by\":\"21028\","
      "\"state\":4,\"due\":\"%s\"}}\n", time);
  GbStore *store = gb_test_store_new (path, clock);
  g_autoptr (GError) error = NULL;
  Desk desk = { 0 };

  gb_store_open (store, NULL, &error);
  g_assert_no_error (error);
  gb_test_cache_feed (store, line);
  desk.due_today = list_of (store, GB_DOSSIER_FILTER_DUE_TODAY);
  desk.overdue = list_of (store, GB_DOSSIER_FILTER_OVERDUE);
  desk.figures = gb_dossiers_figures_new (desk.due_today);
  desk.tiles = gb_today_model_new (store);
  gb_test_wait (shows, &desk, "the dossier, due later today");

  desk.n_overdue = 1;
  if (gb_clock_is_fixed (clock))
    {
      gb_clock_set (clock, due);
      while (g_main_context_iteration (NULL, FALSE))
        ;
      gb_clock_set (clock, due + 1);
    }
  gb_test_wait (shows, &desk, "the dossier, overdue");

  g_object_unref (desk.tiles);
  g_object_unref (desk.figures);
  g_object_unref (desk.overdue);
  g_object_unref (desk.due_today);
  gb_store_close (store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (store);
  gb_test_cache_remove (folder);
}

/* The machine's clock: some seconds of real time pass. */
static void
test_system (void)
{
  g_autoptr (GbClock) clock = gb_clock_new_system ();

  /* two seconds from now is to be today */
  while (gb_time_day (gb_clock_now (clock) + 10) != gb_time_day (gb_clock_now (clock)))
    g_usleep (G_USEC_PER_SEC);
  run (clock, gb_clock_now (clock) + 2);
}

static void
test_set (void)
{
  g_autoptr (GbClock) clock = gb_clock_new_fixed (GB_TEST_NOW);

  run (clock, GB_TEST_NOW + 3600);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/turning/system", test_system);
  g_test_add_func ("/ui/turning/set", test_set);

  return g_test_run ();
}
