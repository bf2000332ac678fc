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

typedef struct
{
  GPtrArray *items; /* those that have to be loaded */
} Items;

static gboolean
are_loaded (gpointer data)
{
  Items *items = data;

  for (guint i = 0; i < items->items->len; i++)
    if (gb_dossier_is_loading (items->items->pdata[i]))
      return FALSE;
  return TRUE;
}

/* Holds some items as a view does. */
static GPtrArray *
hold (Fixture *f,
      guint    from,
      guint    n)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  Items wait = { items };

  for (guint i = from; i < from + n; i++)
    g_ptr_array_add (items, g_list_model_get_item (G_LIST_MODEL (f->list), i));
  g_assert_true (gb_test_wait (are_loaded, &wait));
  return items;
}

static guint n_alive;

static void
on_gone (gpointer data,
         GObject *where)
{
  n_alive--;
}

/* Scrolling to the end leaves some pages behind, not all rows. */
static void
test_eviction (Fixture      *f,
               gconstpointer data)
{
  guint n;

  add_dossiers (f, 0, 6000);
  make_list (f, GB_DOSSIER_FILTER_ALL, GB_DOSSIER_SORT_CODE);
  n = g_list_model_get_n_items (G_LIST_MODEL (f->list));
  n_alive = 0;
  for (guint i = 0; i + 30 <= n; i += 30)
    {
      g_autoptr (GPtrArray) items = hold (f, i, 30);

      for (guint k = 0; k < items->len; k++)
        {
          n_alive++;
          g_object_weak_ref (items->pdata[k], on_gone, NULL);
        }
    }
  g_assert_cmpuint (n_alive, >, 0);
  g_assert_cmpuint (n_alive, <=, 40 * 64);
  g_assert_finalize_object (g_steal_pointer (&f->list));
  g_assert_cmpuint (n_alive, ==, 0);
}

/* A fast scroll asks for pages that nobody looks at any more when their turn comes: they are not
 * read. */
static void
test_fast_scroll (Fixture      *f,
                  gconstpointer data)
{
  g_autoptr (GPtrArray) last = NULL;
  guint n;

  add_dossiers (f, 0, 6000);
  make_list (f, GB_DOSSIER_FILTER_ALL, GB_DOSSIER_SORT_CODE);
  n = g_list_model_get_n_items (G_LIST_MODEL (f->list));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GbDossier) item = g_list_model_get_item (G_LIST_MODEL (f->list), i);

      g_assert_true (gb_dossier_is_loading (item));
    }
  last = hold (f, n - 10, 10);
  g_assert_cmpstr (gb_dossier_get_code (last->pdata[9]), ==, "H48.91-250101-5999");
}

static char *
line_of (const char *code,
         int         state,
         const char *applicant)
{
  return g_strdup_printf ("{\"op\":\"put\",\"type\":\"dossier\",\"id\":\"%s\",\"rev\":99,\"data\":{"
                          "\"procedure\":\"x\",\"field\":\"x\",\"channel\":\"desk\",\"commune\":"
                          "\"21028\",\"received_by\":\"21028\",\"applicant\":\"%s\",\"state\":%d}}\n",
                          code, applicant, state);
}

static gboolean
has_emitted (gpointer data)
{
  return ((Fixture *) data)->n_emissions > 0;
}

/* A sync changes little: the list says just that, and what is seen stays the same objects. */
static void
test_sync (Fixture      *f,
           gconstpointer data)
{
  g_autoptr (GPtrArray) seen = NULL;
  g_autofree char *changed = line_of ("H48.91-250101-0501", 4, "Người Mới");
  g_autofree char *added = line_of ("H48.91-250101-9999", 4, "Cuối Cùng");
  g_autofree char *text = NULL;
  g_autoptr (GbDossier) again = NULL;
  g_autoptr (GbDossier) end = NULL;
  Items wait;

  add_dossiers (f, 0, 1000);
  make_list (f, GB_DOSSIER_FILTER_ALL, GB_DOSSIER_SORT_CODE);
  seen = hold (f, 500, 20);
  g_assert_cmpstr (gb_dossier_get_code (seen->pdata[1]), ==, "H48.91-250101-0501");

  f->n_emissions = f->n_removed = f->n_added = 0;
  text = g_strconcat (changed, added,
                      "{\"op\":\"del\",\"type\":\"dossier\",\"id\":\"H48.91-250101-0003\",\"rev\":9}\n"
                      "{\"op\":\"del\",\"type\":\"dossier\",\"id\":\"H48.91-250101-0700\",\"rev\":9}\n",
                      NULL);
  gb_test_commit (&f->base, GB_RECORD_GROUP_WORK, text, NULL);
  g_assert_true (gb_test_wait (has_emitted, f));
  g_assert_cmpuint (f->n_emissions, ==, 3);
  g_assert_cmpuint (f->n_removed, ==, 2);
  g_assert_cmpuint (f->n_added, ==, 1);
  g_assert_cmpuint (f->total, ==, 999);

  /* the row that changed says so in place, one further up */
  again = g_list_model_get_item (G_LIST_MODEL (f->list), 500);
  g_assert_true (again == seen->pdata[1]);
  while (g_strcmp0 (gb_dossier_get_applicant (again), "Người Mới") != 0)
    g_main_context_iteration (NULL, TRUE);
  end = g_list_model_get_item (G_LIST_MODEL (f->list), 998);
  wait.items = g_ptr_array_new ();
  g_ptr_array_add (wait.items, end);
  g_assert_true (gb_test_wait (are_loaded, &wait));
  g_ptr_array_unref (wait.items);
  g_assert_cmpstr (gb_dossier_get_code (end), ==, "H48.91-250101-9999");
}

/* What is of no concern to the list does not move it. */
static void
test_other_types (Fixture      *f,
                  gconstpointer data)
{
  add_dossiers (f, 0, 10);
  make_list (f, GB_DOSSIER_FILTER_ALL, GB_DOSSIER_SORT_CODE);
  f->n_emissions = 0;
  gb_test_commit (&f->base, GB_RECORD_GROUP_BASE,
                  "{\"op\":\"put\",\"type\":\"team\",\"id\":\"t\",\"rev\":1,\"data\":{\"name\":"
                  "\"x\",\"organisation\":\"x\",\"members\":1,\"kind\":\"x\"}}\n",
                  NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (f->n_emissions, ==, 0);
}

static void
on_notify_cb (GObject    *object,
              GParamSpec *pspec,
              gpointer    counter)
{
  ++*(guint *) counter;
}

/* Another query replaces all at once; of several in a row the last one counts. */
static void
test_query (Fixture      *f,
            gconstpointer data)
{
  g_autoptr (GbDossierQuery) finished = gb_dossier_query_new (GB_DOSSIER_FILTER_FINISHED);
  g_autoptr (GbDossierQuery) paused = gb_dossier_query_new (GB_DOSSIER_FILTER_PAUSED);
  g_autoptr (GPtrArray) items = NULL;
  guint n_notified = 0;

  add_dossiers (f, 0, 300);
  make_list (f, GB_DOSSIER_FILTER_ALL, GB_DOSSIER_SORT_CODE);
  g_signal_connect (f->list, "notify::query", G_CALLBACK (on_notify_cb), &n_notified);
  f->n_emissions = 0;
  gb_dossier_list_set_query (f->list, finished);
  gb_dossier_list_set_query (f->list, paused);
  gb_dossier_list_set_query (f->list, paused);
  g_assert_cmpuint (n_notified, ==, 2);
  g_assert_true (gb_dossier_list_get_loading (f->list));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->list)), ==, 300);
  g_assert_true (gb_test_wait (is_still, f));
  g_assert_cmpuint (f->n_emissions, ==, 1);
  g_assert_true (gb_dossier_query_equal (gb_dossier_list_get_query (f->list), paused));
  items = hold (f, 0, g_list_model_get_n_items (G_LIST_MODEL (f->list)));
  g_assert_cmpuint (items->len, >, 0);
  for (guint i = 0; i < items->len; i++)
    g_assert_cmpint (gb_dossier_get_class (items->pdata[i]), ==, GB_DEADLINE_CLASS_PAUSED);
}

static gboolean
is_empty (gpointer data)
{
  return g_list_model_get_n_items (G_LIST_MODEL (((Fixture *) data)->list)) == 0;
}

static void
add_finished (Fixture *f,
              guint    n)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text,
                            "{\"op\":\"put\",\"type\":\"dossier\",\"id\":\"%06u\",\"rev\":1,\"data\":{"
                            "\"procedure\":\"x\",\"field\":\"x\",\"channel\":\"desk\",\"commune\":"
                            "\"21028\",\"received_by\":\"21028\",\"state\":10}}\n", i);
  gb_test_commit (&f->base, GB_RECORD_GROUP_WORK, text->str, NULL);
}

/* A long list is there with its first rows, and says that it is not whole; the rest is added and
 * nothing that was seen goes. */
static void
test_long (Fixture      *f,
           gconstpointer data)
{
  g_autoptr (GbDossierQuery) query = gb_dossier_query_new (GB_DOSSIER_FILTER_ALL);
  g_autoptr (GPtrArray) seen = NULL;
  g_autoptr (GbDossier) last = NULL;
  guint n_first;

  add_finished (f, 20500);
  query->sort = GB_DOSSIER_SORT_CODE;
  f->list = gb_dossier_list_new (f->base.store, query);
  g_signal_connect (f->list, "items-changed", G_CALLBACK (on_items_changed_cb), f);
  g_assert_true (gb_test_wait (has_emitted, f));
  n_first = g_list_model_get_n_items (G_LIST_MODEL (f->list));
  g_assert_cmpuint (n_first, >=, 64);
  g_assert_cmpuint (n_first, <, 20500);
  g_assert_true (gb_dossier_list_get_loading (f->list));
  g_assert_false (gb_dossier_list_get_whole (f->list));
  seen = hold (f, 0, 5);
  g_assert_cmpstr (gb_dossier_get_code (seen->pdata[4]), ==, "000004");

  g_assert_true (gb_test_wait (is_still, f));
  g_assert_true (gb_dossier_list_get_whole (f->list));
  g_assert_cmpuint (f->n_emissions, ==, 2);
  g_assert_cmpuint (f->n_removed, ==, 0);
  g_assert_cmpuint (f->total, ==, 20500);
  for (guint i = 0; i < seen->len; i++)
    {
      g_autoptr (GbDossier) again = g_list_model_get_item (G_LIST_MODEL (f->list), i);

      g_assert_true (again == seen->pdata[i]);
    }
  last = g_list_model_get_item (G_LIST_MODEL (f->list), 20499);
  g_assert_true (gb_test_wait (is_loaded, last));
  g_assert_cmpstr (gb_dossier_get_code (last), ==, "020499");
}

/* Another query while the rest of a long list is on its way. */
static void
test_long_left (Fixture      *f,
                gconstpointer data)
{
  g_autoptr (GbDossierQuery) all = gb_dossier_query_new (GB_DOSSIER_FILTER_ALL);
  g_autoptr (GbDossierQuery) open = gb_dossier_query_new (GB_DOSSIER_FILTER_OPEN);

  add_finished (f, 20500);
  f->list = gb_dossier_list_new (f->base.store, all);
  g_signal_connect (f->list, "items-changed", G_CALLBACK (on_items_changed_cb), f);
  g_assert_true (gb_test_wait (has_emitted, f));
  gb_dossier_list_set_query (f->list, open);
  g_assert_true (gb_test_wait (is_still, f));
  g_assert_true (gb_dossier_list_get_whole (f->list));
  g_assert_cmpuint (f->total, ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->list)), ==, 0);
  gb_dossier_list_set_query (f->list, all);
  g_assert_true (gb_test_wait (is_still, f));
  g_assert_cmpuint (f->total, ==, 20500);
}

/* A due moment passes while nobody synchronizes. */
static void
test_clock (Fixture      *f,
            gconstpointer data)
{
  g_autofree char *due = gb_test_time (GB_TEST_NOW + 60);
  g_autofree char *line = g_strdup_printf (
      "{\"op\":\"put\",\"type\":\"dossier\",\"id\":\"a\",\"rev\":1,\"data\":{\"procedure\":\"x\","
      "\"field\":\"x\",\"channel\":\"desk\",\"commune\":\"21028\",\"received_by\":\"21028\","
      "\"state\":4,\"due\":\"%s\"}}\n", due);

  gb_test_commit (&f->base, GB_RECORD_GROUP_WORK, line, NULL);
  make_list (f, GB_DOSSIER_FILTER_DUE_TODAY, GB_DOSSIER_SORT_DUE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->list)), ==, 1);
  gb_clock_set (f->base.clock, GB_TEST_NOW + 61);
  g_assert_true (gb_test_wait (is_empty, f));
}

/* The list goes while its answers are on their way. */
static void
test_late_answers (Fixture      *f,
                   gconstpointer data)
{
  GbDossier *item;

  add_dossiers (f, 0, 500);
  for (int i = 0; i < 20; i++)
    {
      GbDossierList *list = gb_dossier_list_new (f->base.store, NULL);

      g_assert_finalize_object (list);
    }
  make_list (f, GB_DOSSIER_FILTER_ALL, GB_DOSSIER_SORT_DUE);
  item = g_list_model_get_item (G_LIST_MODEL (f->list), 0);
  while (g_main_context_pending (NULL) && gb_dossier_is_loading (item))
    g_main_context_iteration (NULL, FALSE);
  g_assert_finalize_object (g_steal_pointer (&f->list));
  g_assert_finalize_object (item);
}

static void
test_closed (Fixture      *f,
             gconstpointer data)
{
  gb_store_close (f->base.store);
  f->list = gb_dossier_list_new (f->base.store, NULL);
  g_assert_true (gb_test_wait (is_still, f));
  g_assert_error (gb_dossier_list_get_error (f->list), GB_STORE_ERROR, GB_STORE_ERROR_CLOSED);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->list)), ==, 0);
}

/* A whole sync under a list of a class: at each moment the list is right in itself, and at the end
 * it is the query's. */
static gpointer
read_numbers (GbSqlConnection *connection,
              gpointer         query,
              GCancellable    *cancellable,
              GError         **error)
{
  return gb_dossier_repository_numbers (connection, query, GB_TEST_NOW, error);
}

static guint
n_rows (Fixture *f)
{
  g_autoptr (GArray) numbers = gb_store_read (
      f->base.store, read_numbers, (gpointer) gb_dossier_list_get_query (f->list), NULL, NULL);

  return numbers->len;
}

static gboolean
is_complete (gpointer data)
{
  Fixture *f = data;

  return g_list_model_get_n_items (G_LIST_MODEL (f->list)) == n_rows (f);
}

static void
test_many_pages (Fixture      *f,
                 gconstpointer data)
{
  g_autoptr (GPtrArray) seen = NULL;

  add_dossiers (f, 0, 400);
  make_list (f, GB_DOSSIER_FILTER_OPEN, GB_DOSSIER_SORT_APPLICANT);
  seen = hold (f, 0, 30);
  for (guint i = 1; i < 20; i++)
    {
      add_dossiers (f, i * 150, i * 150 + 400);
      g_main_context_iteration (NULL, FALSE);
    }
  g_assert_true (gb_test_wait (is_complete, f));
  for (guint i = 0; i < f->total; i++)
    {
      g_autoptr (GPtrArray) item = i % 97 == 0 ? hold (f, i, 1) : NULL;

      g_assert_true (item == NULL || gb_dossier_get_code (item->pdata[0]) != NULL);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test)                                                                            \
  g_test_add ("/store/dossier-list/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("lazy", test_lazy);
  ADD ("eviction", test_eviction);
  ADD ("fast-scroll", test_fast_scroll);
  ADD ("sync", test_sync);
  ADD ("other-types", test_other_types);
  ADD ("query", test_query);
  ADD ("long", test_long);
  ADD ("long-left", test_long_left);
  ADD ("clock", test_clock);
  ADD ("late-answers", test_late_answers);
  ADD ("closed", test_closed);
  ADD ("many-pages", test_many_pages);

  return g_test_run ();
}
