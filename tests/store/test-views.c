/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossier-view.h"
#include "gb-setting-repository.h"
#include "gb-store-fixture.h"
#include "gb-view-repository.h"

static void
set_up (GbStoreFixture *f,
        gconstpointer   data)
{
  gb_store_fixture_set_up (f);
}

static void
tear_down (GbStoreFixture *f,
           gconstpointer   data)
{
  gb_store_fixture_tear_down (f);
}

static gpointer
read_names (GbSqlConnection *connection,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  g_autoptr (GPtrArray) views = gb_view_repository_list (connection, error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (*error);
  for (guint i = 0; i < views->len; i++)
    {
      const GbSavedView *view = views->pdata[i];

      g_string_append_printf (text, "%s=%s;", view->name, view->data);
    }
  return g_string_free (text, FALSE);
}

static void
assert_views (GbStoreFixture *f,
              const char     *wanted)
{
  g_autofree char *found = gb_store_read (f->store, read_names, NULL, NULL, NULL);

  g_assert_cmpstr (found, ==, wanted);
}

static void
change (GbStoreFixture *f,
        GbViewChange    what,
        const char     *name,
        const char     *value)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (gb_view_change (f->store, what, name, value, NULL, &error));
  g_assert_no_error (error);
}

static void
refuse (GbStoreFixture *f,
        GbViewChange    what,
        const char     *name,
        const char     *value)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (gb_view_change (f->store, what, name, value, NULL, &error));
  g_assert_nonnull (error);
}

static void
test_saved (GbStoreFixture *f,
            gconstpointer   data)
{
  assert_views (f, "");
  change (f, GB_VIEW_SAVE, "Đất đai", "{\"a\":1}");
  change (f, GB_VIEW_SAVE, " Của An ", "{}");
  change (f, GB_VIEW_SAVE, "Dở", "{}");
  assert_views (f, "Của An={};Dở={};Đất đai={\"a\":1};");

  /* a name is one view's */
  change (f, GB_VIEW_SAVE, "Của An", "{\"b\":2}");
  refuse (f, GB_VIEW_RENAME, "Dở", "Của An");
  refuse (f, GB_VIEW_RENAME, "Dở", "  ");
  refuse (f, GB_VIEW_SAVE, " ", "{}");
  refuse (f, GB_VIEW_SAVE, "broken", "{");
  change (f, GB_VIEW_RENAME, "Dở", "Dở");
  change (f, GB_VIEW_RENAME, "Dở", "Xong");
  change (f, GB_VIEW_REMOVE, "Đất đai", NULL);
  change (f, GB_VIEW_REMOVE, "nobody", NULL);
  assert_views (f, "Của An={\"b\":2};Xong={};");

  gb_store_fixture_reopen (f);
  assert_views (f, "Của An={\"b\":2};Xong={};");
}

static void
test_json (GbStoreFixture *f,
           gconstpointer   data)
{
  const char *const columns[] = { "code", "channel", NULL };
  g_autoptr (GbDossierQuery) query = gb_dossier_query_new (GB_DOSSIER_FILTER_OVERDUE);
  g_autoptr (GbDossierView) view = NULL;
  g_autoptr (GbDossierView) back = NULL;
  g_autofree char *json = NULL;
  g_autoptr (GError) error = NULL;

  query->commune = g_strdup ("21028");
  query->officer = g_strdup ("");
  query->procedure = g_strdup ("Tách “thửa” \\ \"đất\"");
  query->set = gb_dossier_set_parse ("tracking/done-late/2026-08-01/2026-08-31?field=Đất đai");
  g_assert_nonnull (query->set);
  query->state = 4;
  query->due_from = gb_day_from_ymd (2026, 8, 1);
  query->sort = GB_DOSSIER_SORT_OFFICER;
  query->descending = TRUE;
  view = gb_dossier_view_new (query, "officer", columns);
  g_assert_null (view->query->commune);
  json = gb_dossier_view_to_json (view);
  back = gb_dossier_view_parse (json, &error);
  g_assert_no_error (error);
  g_assert_true (gb_dossier_query_equal (view->query, back->query));
  g_assert_cmpstr (back->group, ==, "officer");
  g_assert_true (g_strv_equal ((const char *const *) back->columns, columns));
}

static void
test_strange_json (GbStoreFixture *f,
                   gconstpointer   data)
{
  static const char *const refused[]
      = { "", "[]", "null", "{}", "{\"class\":7}", "{\"class\":\"tomorrow\"}", "{\"class\":",
          "{\"class\":\"all\",\"set\":\"score/1/2026-08-01/2026-08-31\"}",
          "{\"class\":\"all\",\"set\":1}" };
  g_autoptr (GbDossierView) view = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) refusal = NULL;

      g_assert_null (gb_dossier_view_parse (refused[i], &refusal));
      g_assert_error (refusal, GB_STORE_ERROR, GB_STORE_ERROR_FAILED);
    }
  view = gb_dossier_view_parse ("{\"class\":\"paused\",\"state\":\"x\",\"field\":[],\"sort\":\"shoe\","
                                "\"due-to\":\"2026-02-30\",\"columns\":[1,\"code\"],\"later\":{}}",
                                &error);
  g_assert_no_error (error);
  g_assert_cmpint (view->query->filter, ==, GB_DOSSIER_FILTER_PAUSED);
  g_assert_cmpint (view->query->sort, ==, GB_DOSSIER_SORT_REMAINING);
  g_assert_cmpint (view->query->due_to, ==, GB_DAY_NONE);
  g_assert_null (view->query->field);
  g_assert_cmpuint (g_strv_length (view->columns), ==, 1);
}

static gpointer
read_signer (GbSqlConnection *connection,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  char *value;

  g_assert_true (gb_setting_load (connection, GB_SETTING_SIGNER, &value, error));
  return value;
}

static gboolean
is_signer (gpointer data)
{
  GbStoreFixture *f = data;
  g_autofree char *value = gb_store_read (f->store, read_signer, NULL, NULL, NULL);

  return g_strcmp0 (value, "Trần Văn B") == 0;
}

/* The last value counts, and is still there when the program starts again. */
static void
test_settings (GbStoreFixture *f,
               gconstpointer   data)
{
  g_assert_null (gb_store_read (f->store, read_signer, NULL, NULL, NULL));
  gb_setting_save (f->store, GB_SETTING_SIGNER, "Lê Văn C");
  gb_setting_save (f->store, GB_SETTING_SIGNER, "Trần Văn B");
  g_assert_true (gb_test_wait (is_signer, f));
  gb_store_fixture_reopen (f);
  g_assert_true (is_signer (f));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test)                                                                            \
  g_test_add ("/store/views/" path, GbStoreFixture, NULL, set_up, test, tear_down)
  ADD ("saved", test_saved);
  ADD ("settings", test_settings);
  ADD ("json", test_json);
  ADD ("strange-json", test_strange_json);
  return g_test_run ();
}
