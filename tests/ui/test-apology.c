/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "gb-action-repository.h"
#include "gb-apology-window.h"
#include "gb-dossier-detail.h"
#include "gb-language.h"
#include "gb-setting-repository.h"
#include "gb-test-cache.h"

/* Of gb_test_cache_fill(): one that is due today, so that its letter is late, and one that is due on
 * the day after tomorrow. */
#define LATE "H48.91-260810-0100"
#define IN_TIME "H48.91-260811-0201"

typedef struct
{
  char *folder;
  GbStore *store;
  GtkWidget *parent;
} Fixture;

static GtkWidget *
find (GtkWidget  *widget,
      const char *name)
{
  GtkWidget *found = NULL;

  if (g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)), name) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, name);
  return found;
}

static GtkWidget *
get_window (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GtkWidget *found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (GB_IS_APOLOGY_WINDOW (window))
        found = window;
    }
  return found;
}

static void
write_into (const char *name,
            const char *text)
{
  GtkWidget *widget = find (get_window (), name);

  if (GTK_IS_TEXT_VIEW (widget))
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget)), text, -1);
  else
    gtk_editable_set_text (GTK_EDITABLE (widget), text);
}

static const char *
read_from (const char *name)
{
  GtkWidget *widget = find (get_window (), name);

  return GTK_IS_LABEL (widget) ? gtk_label_get_label (GTK_LABEL (widget))
                               : gtk_editable_get_text (GTK_EDITABLE (widget));
}

static gboolean
can_save (void)
{
  return gtk_widget_get_sensitive (find (get_window (), "save"));
}

/* --- fixture --- */

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("giaoban-XXXXXX", NULL);
  fixture->store = gb_test_cache_new (fixture->folder);
  gb_test_cache_fill (fixture->store);
  fixture->parent = adw_window_new ();
  adw_window_set_content (ADW_WINDOW (fixture->parent), adw_toast_overlay_new ());
  gtk_window_present (GTK_WINDOW (fixture->parent));
}

static gboolean
is_last (gpointer data)
{
  return G_OBJECT (data)->ref_count == 1;
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->parent));
  gb_store_close (fixture->store);
  gb_test_wait (is_last, fixture->store, "the store's last holder");
  g_assert_finalize_object (fixture->store);
  gb_test_cache_remove (fixture->folder);
  g_free (fixture->folder);
}

static void
on_detail_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  *(GbDossierDetail **) user_data = gb_dossier_detail_load_finish (GB_STORE (source), result, NULL);
}

static gboolean
is_set (gpointer data)
{
  return *(gpointer *) data != NULL;
}

static GbDossierDetail *
load (Fixture    *fixture,
      const char *code)
{
  GbDossierDetail *detail = NULL;

  gb_dossier_detail_load_async (fixture->store, code, NULL, on_detail_cb, &detail);
  gb_test_wait (is_set, &detail, "the dossier");
  return detail;
}

static void
present (Fixture    *fixture,
         const char *code)
{
  g_autoptr (GbDossierDetail) detail = load (fixture, code);

  g_assert_true (detail->papers->can_apologise);
  gb_apology_window_present (adw_window_get_content (ADW_WINDOW (fixture->parent)), fixture->store,
                             detail);
}

static gpointer
list_actions (GbSqlConnection *connection,
              gpointer         data,
              GCancellable    *cancellable,
              GError         **error)
{
  return gb_action_repository_list (connection, GB_ACTION_FILTER_ALL, data, error);
}

static GPtrArray *
read_actions (Fixture    *fixture,
              const char *code)
{
  return gb_store_read (fixture->store, list_actions, (gpointer) code, NULL, NULL);
}

static gboolean
is_gone (gpointer data)
{
  return get_window () == NULL;
}

static void
sign (void)
{
  g_signal_emit_by_name (find (get_window (), "save"), "clicked");
}

/* --- tests --- */

/* The calendar proposes the date; a reason is wanted; a late letter goes on with a warning. */
static void
test_letter (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GPtrArray) actions = NULL;
  g_autoptr (GbDossierDetail) signed_one = NULL;
  const GbAction *letter;

  present (fixture, LATE);
  g_assert_true (gtk_widget_get_visible (find (get_window (), "late")));
  g_assert_cmpstr (read_from ("date"), ==, "04/09/2026");
  g_assert_cmpstr (read_from ("time"), ==, "17:00");
  g_assert_false (can_save ());
  write_into ("reason", " \n");
  g_assert_false (can_save ());
  write_into ("reason", " Waiting ");
  g_assert_true (can_save ());
  write_into ("date", "05/09/2026"); /* a Saturday */
  g_assert_false (can_save ());
  g_assert_cmpstr (read_from ("verdict"), ==, "Saturday 05/09 is a day off");
  write_into ("date", "04/09/2026");
  sign ();
  gb_test_wait (is_gone, NULL, "the window's end");
  actions = read_actions (fixture, LATE);
  g_assert_cmpuint (actions->len, ==, 1);
  letter = actions->pdata[0];
  g_assert_cmpstr (gb_action_get (letter, "reason"), ==, "Waiting");
  g_assert_cmpstr (gb_action_get (letter, "new_due"), ==, "2026-09-04T17:00:00+07:00");
  g_assert_null (gb_action_get (letter, "signer"));
  signed_one = load (fixture, LATE);
  g_assert_false (signed_one->papers->can_apologise);
  g_assert_cmpstr (signed_one->reason->next_step, ==,
                   "Give the result by 08:15 Wednesday 26/08, at the latest by 17:00 Friday 04/09 as "
                   "promised in the letter");

  present (fixture, IN_TIME);
  g_assert_false (gtk_widget_get_visible (find (get_window (), "late")));
  gtk_window_destroy (GTK_WINDOW (get_window ()));
}

static gboolean
has_problem (gpointer data)
{
  return gtk_widget_get_visible (find (get_window (), "problem"));
}

/* A letter that another desk signed meanwhile is the one that counts. */
static void
test_only_once (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr (GbAction) first
      = gb_action_new_apology (LATE, "first", GB_TEST_NOW + 9 * GB_DAY_SECONDS, NULL);
  g_autoptr (GbAction) stored = NULL;
  g_autoptr (GPtrArray) actions = NULL;

  present (fixture, LATE);
  write_into ("reason", "second");
  stored = gb_store_add_action (fixture->store, first, NULL, NULL, NULL);
  g_assert_nonnull (stored);
  sign ();
  gb_test_wait (has_problem, NULL, "what is wrong");
  g_assert_true (g_str_has_prefix (read_from ("problem"), "An apology letter about this dossier was "
                                                          "signed already"));
  actions = read_actions (fixture, LATE);
  g_assert_cmpuint (actions->len, ==, 1);
  g_assert_cmpstr (gb_action_get (actions->pdata[0], "reason"), ==, "first");
  gtk_window_destroy (GTK_WINDOW (get_window ()));
}

static gboolean
has_signer (gpointer data)
{
  return g_strcmp0 (read_from ("signer"), data) == 0;
}

static gpointer
load_signer (GbSqlConnection *connection,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  char *signer;

  gb_setting_load (connection, GB_SETTING_SIGNER, &signer, error);
  return signer;
}

static gboolean
is_remembered (gpointer data)
{
  Fixture *fixture = data;
  g_autofree char *signer = gb_store_read (fixture->store, load_signer, NULL, NULL, NULL);

  return g_strcmp0 (signer, "Trần Văn B") == 0;
}

/* Who signed the last letter is there for the next one. */
static void
test_signer (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GPtrArray) actions = NULL;

  present (fixture, LATE);
  g_assert_cmpstr (read_from ("signer"), ==, "");
  write_into ("reason", "r");
  write_into ("signer", " Trần Văn B ");
  sign ();
  gb_test_wait (is_gone, NULL, "the window's end");
  actions = read_actions (fixture, LATE);
  g_assert_cmpstr (gb_action_get (actions->pdata[0], "signer"), ==, "Trần Văn B");
  gb_test_wait (is_remembered, fixture, "the signer's name");
  present (fixture, IN_TIME);
  gb_test_wait (has_signer, (gpointer) "Trần Văn B", "the last signer");
  gtk_window_destroy (GTK_WINDOW (get_window ()));
}

static gpointer
load_draft (GbSqlConnection *connection,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  char *text = NULL;

  gb_setting_load (connection, "draft:apology-" LATE, &text, error);
  return text;
}

/* What another program, or the next one, finds on the disk. */
static gboolean
is_kept (gpointer data)
{
  Fixture *fixture = data;
  g_autofree char *text = gb_store_read (fixture->store, load_draft, NULL, NULL, NULL);

  return text != NULL && strstr (text, "Half a sent") != NULL;
}

static char *
read_reason (void)
{
  char *text;

  g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (find (get_window (), "reason"))), "text", &text, NULL);
  return text;
}

static gboolean
has_reason (gpointer data)
{
  g_autofree char *text = read_reason ();

  return g_strcmp0 (text, data) == 0;
}

static gboolean
is_cleared (gpointer data)
{
  return !is_kept (data);
}

/* What was being written about a dossier is there again, and only about that one; who thinks better of it finds nothing. */
static void
test_draft (Fixture      *fixture,
            gconstpointer data)
{
  g_autofree char *other = NULL;

  present (fixture, LATE);
  write_into ("reason", "Half a sent");
  write_into ("date", "07/09/2026");
  gb_test_wait (is_kept, fixture, "the draft on the disk");
  gtk_window_destroy (GTK_WINDOW (get_window ()));

  present (fixture, IN_TIME);
  other = read_reason ();
  g_assert_cmpstr (other, ==, "");
  gtk_window_destroy (GTK_WINDOW (get_window ()));

  present (fixture, LATE);
  gb_test_wait (has_reason, (gpointer) "Half a sent", "the draft");
  g_assert_cmpstr (read_from ("date"), ==, "07/09/2026");
  g_assert_true (can_save ());
  g_signal_emit_by_name (find (get_window (), "cancel"), "clicked");
  gb_test_wait (is_gone, NULL, "the window's end");
  gb_test_wait (is_cleared, fixture, "the draft taken from the disk");
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  gb_language_init ("en");
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("/apology/letter", test_letter);
  ADD ("/apology/only-once", test_only_once);
  ADD ("/apology/signer", test_signer);
  ADD ("/apology/draft", test_draft);
  return g_test_run ();
}
