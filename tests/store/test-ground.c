/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-ground-repository.h"
#include "gb-setting-repository.h"
#include "gb-store-fixture.h"

#include <glib/gstdio.h>

#define WHOLE "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define MISSING "1123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define ESCAPE "../../../../../../../../../../../../../../../../../../etc/passwd"

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

typedef struct
{
  gboolean done;
  GbGround *ground;
} Answer;

static void
on_read_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  Answer *answer = user_data;
  g_autoptr (GError) error = NULL;

  answer->ground = gb_ground_read_finish (GB_STORE (object), result, &error);
  g_assert_no_error (error);
  answer->done = TRUE;
}

static GbGround *
read_ground (GbStoreFixture *f)
{
  Answer answer = { 0 };

  gb_ground_read_async (f->store, NULL, on_read_cb, &answer);
  while (!answer.done)
    g_main_context_iteration (NULL, TRUE);
  return answer.ground;
}

static gpointer
do_nothing (GbSqlConnection *connection,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  return NULL;
}

/* What was saved is saved when what was asked for after it is done. */
static void
settle (GbStoreFixture *f)
{
  gb_store_write (f->store, do_nothing, NULL, NULL, NULL);
}

static void
assert_settings (const GbGroundSettings *found,
                 const GbGroundSettings *wanted)
{
  g_assert_cmpint (found->kind, ==, wanted->kind);
  g_assert_cmpstr (found->province, ==, wanted->province);
  g_assert_cmpstr (found->address, ==, wanted->address);
  g_assert_cmpstr (found->allowed, ==, wanted->allowed);
  g_assert_cmpstr (found->file, ==, wanted->file);
  g_assert_cmpstr (found->attribution, ==, wanted->attribution);
  g_assert_cmpuint (found->limit, ==, wanted->limit);
  g_assert_cmpfloat_with_epsilon (found->opacity, wanted->opacity, 1e-9);
  g_assert_cmpint (found->thrifty, ==, wanted->thrifty);
}

static const GbGroundSettings usual = { GB_GROUND_NONE, NULL, NULL, NULL, NULL, NULL, 200 * 1000 * 1000, 0.6, TRUE };

static void
test_settings (GbStoreFixture *f,
               gconstpointer   data)
{
  static const GbGroundSettings cases[] = {
    { GB_GROUND_WEB, NULL, (char *) "https://bando.example.vn/{z}/{x}/{y}.png?a=1;b=#%20", NULL, NULL,
      (char *) " © Sở \"TN&MT\"\nhai dòng \\ = [x] ", 50 * 1000 * 1000, 0.2, FALSE },
    { GB_GROUND_FILE, NULL, NULL, NULL, (char *) "/media/nền tỉnh/a b.mbtiles", NULL, 1000 * 1000 * 1000, 1, TRUE },
    { GB_GROUND_PROVINCE, (char *) "nền.mbtiles", (char *) "https://x/{z}", (char *) "https://x/{z}", (char *) "f",
      (char *) "a", 16 * 1000 * 1000, 0.35, FALSE },
    { GB_GROUND_NONE, NULL, NULL, NULL, NULL, NULL, 200 * 1000 * 1000, 0.6, TRUE },
  };
  g_autoptr (GbGround) first = read_ground (f);

  assert_settings (&first->settings, &usual);
  g_assert_cmpuint (first->files->len, ==, 0);
  g_assert_null (first->authority);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GbGround) again = NULL;

      gb_ground_save (f->store, &cases[i]);
      settle (f);
      again = read_ground (f);
      assert_settings (&again->settings, &cases[i]);
    }
}

/* What another version wrote, or nobody, shows no ground and asks nobody. */
static void
test_strange (GbStoreFixture *f,
              gconstpointer   data)
{
  static const char *const cases[] = { "", "{}", "[ground]\nkind=foreign\n", "[ground]\nkind=", "[ground\n", "\377\376",
                                       "[other]\nkind=web\n", "[ground]\nlimit=-5\nopacity=-1\n" };
  static const GbGroundSettings odd = { GB_GROUND_FILE, NULL, NULL, NULL, NULL, NULL, 200 * 1000 * 1000, 1, TRUE };
  g_autoptr (GbGround) last = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GbGround) ground = NULL;

      gb_setting_save (f->store, "map-ground", cases[i]);
      settle (f);
      ground = read_ground (f);
      g_assert_cmpint (ground->settings.kind, ==, GB_GROUND_NONE);
      g_assert_cmpfloat_with_epsilon (ground->settings.opacity, usual.opacity, 1e-9);
    }
  gb_setting_save (f->store, "map-ground", "[ground]\nkind=file\nopacity=7\nfile=\n");
  settle (f);
  last = read_ground (f);
  assert_settings (&last->settings, &odd);
}

static gpointer
add_records (GbSqlConnection *connection,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  gb_sql_connection_exec (connection,
                          "INSERT INTO file (id,name,kind,sha256,bytes,rev,generation) VALUES "
                          "('a','nen.mbtiles','basemap','" WHOLE "',7,1,1),"
                          "('b','cu.mbtiles','basemap','" MISSING "',7,1,1),"
                          "('c','xau','basemap','" ESCAPE "',7,1,1),"
                          "('d','ranh-gioi','boundaries','" WHOLE "',7,1,1)",
                          error);
  return NULL;
}

/* Only base maps, only whole ones, only by a hash. */
static void
test_files (GbStoreFixture *f,
            gconstpointer   data)
{
  g_autofree char *folder = g_strconcat (gb_store_get_path (f->store), ".files", NULL);
  g_autofree char *path = g_build_filename (folder, WHOLE, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GbGround) ground = NULL;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "content", -1, NULL));
  gb_store_write (f->store, add_records, NULL, NULL, &error);
  g_assert_no_error (error);
  ground = read_ground (f);
  g_assert_cmpuint (ground->files->len, ==, 1);
  g_assert_cmpstr (((GbGroundFile *) ground->files->pdata[0])->name, ==, "nen.mbtiles");
  g_assert_cmpstr (((GbGroundFile *) ground->files->pdata[0])->path, ==, path);
  g_assert_cmpuint (((GbGroundFile *) ground->files->pdata[0])->bytes, ==, 7);
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/ground/settings", GbStoreFixture, NULL, set_up, test_settings, tear_down);
  g_test_add ("/store/ground/strange", GbStoreFixture, NULL, set_up, test_strange, tear_down);
  g_test_add ("/store/ground/files", GbStoreFixture, NULL, set_up, test_files, tear_down);
  return g_test_run ();
}
