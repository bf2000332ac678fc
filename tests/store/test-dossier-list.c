/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossier-list.h"

#include "gb-dossier-repository.h"
#include "gb-store-fixture.h"

typedef struct
{
  GbStoreFixture base;
  GbDossierList *list;
  guint n_emissions;
  guint n_removed;
  guint n_added;
  guint total; /* as the emissions say */
} Fixture;

static void
on_items_changed_cb (GListModel *model,
                     guint       position,
                     guint       removed,
                     guint       added,
                     gpointer    data)
{
  Fixture *f = data;

  f->n_emissions++;
  f->n_removed += removed;
  f->n_added += added;
  f->total += added - removed;
  /* the model is as long as it says at every moment, and every place has an item */
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, f->total);
  for (guint i = position; i < position + added && i < position + 3; i++)
    {
      g_autoptr (GbDossier) item = g_list_model_get_item (model, i);

      g_assert_nonnull (item);
    }
}

static gboolean
is_still (gpointer data)
{
  return !gb_dossier_list_get_loading (((Fixture *) data)->list);
}

static void
add_dossiers (Fixture *f,
              guint    from,
              guint    to)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (from + 1);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = from; i < to; i++)
    gb_test_append_dossier (text, rand, i, GB_TEST_NOW);
  gb_test_commit (&f->base, GB_RECORD_GROUP_WORK, text->str, NULL);
}

static void
make_list (Fixture        *f,
           GbDossierFilter filter,
           GbDossierSort   sort)
{
  g_autoptr (GbDossierQuery) query = gb_dossier_query_new (filter);

  query->sort = sort;
  f->list = gb_dossier_list_new (f->base.store, query);
  g_signal_connect (f->list, "items-changed", G_CALLBACK (on_items_changed_cb), f);
  g_assert_true (gb_dossier_list_get_loading (f->list));
  g_assert_true (gb_test_wait (is_still, f));
  g_assert_null (gb_dossier_list_get_error (f->list));
}

static void
set_up (Fixture      *f,
        gconstpointer data)
{
  gb_store_fixture_set_up (&f->base);
}

static void
tear_down (Fixture      *f,
           gconstpointer data)
{
  if (f->list != NULL)
    g_assert_finalize_object (f->list);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  gb_store_fixture_tear_down (&f->base);
}

static gboolean
is_loaded (gpointer item)
{
  return !gb_dossier_is_loading (item);
}

static void
test_lazy (Fixture      *f,
           gconstpointer data)
{
  g_autoptr (GbDossier) first = NULL, again = NULL, last = NULL, beyond = NULL;

  add_dossiers (f, 0, 1000);
  make_list (f, GB_DOSSIER_FILTER_ALL, GB_DOSSIER_SORT_CODE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->list)), ==, 1000);
  g_assert_cmpuint (f->n_emissions, ==, 1);

  /* an item comes at once, is filled in later, and stays the same object */
  first = g_list_model_get_item (G_LIST_MODEL (f->list), 0);
  g_assert_true (gb_dossier_is_loading (first));
  g_assert_null (gb_dossier_get_code (first));
  g_assert_true (gb_test_wait (is_loaded, first));
  g_assert_cmpstr (gb_dossier_get_code (first), ==, "H48.91-250101-0000");
  again = g_list_model_get_item (G_LIST_MODEL (f->list), 0);
  g_assert_true (again == first);

  last = g_list_model_get_item (G_LIST_MODEL (f->list), 999);
  g_assert_true (gb_test_wait (is_loaded, last));
  g_assert_cmpstr (gb_dossier_get_code (last), ==, "H48.91-250101-0999");
  beyond = g_list_model_get_item (G_LIST_MODEL (f->list), 1000);
  g_assert_null (beyond);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/store/dossier-list/lazy", Fixture, NULL, set_up, test_lazy, tear_down);

  return g_test_run ();
}
