/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "gb-action-repository.h"
#include "gb-dossier-table.h"
#include "gb-dossiers-page.h"
#include "gb-language.h"
#include "gb-letter-window.h"
#include "gb-paper-view.h"
#include "gb-test-cache.h"
#include "gb-urge-officer-row.h"
#include "gb-urge-plan.h"
#include "gb-urge-window.h"

/* Slips about the three latest: one waits for its answer, one was never answered, one was. */
#define WAITING "H48.91-260810-0000"
#define UNANSWERED "H48.91-260811-0001"
#define ANSWERED "H48.91-260812-0002"
#define URGE(id, dossier, made, due)                                                               \
  "{\"op\":\"put\",\"type\":\"urge\",\"id\":\"" id "\",\"rev\":1,\"data\":{\"dossier\":\"" dossier \
  "\",\"number\":\"" id "/PĐĐ\",\"officer\":\"Võ Thị K\",\"made\":\"2026-08-" made                 \
  ":00+07:00\",\"answer_due\":\"2026-08-" due ":00+07:00\"}}\n"
#define SLIPS                                                                                      \
  URGE ("1", WAITING, "25T09:00", "26T09:00")                                                      \
  URGE ("2", UNANSWERED, "24T15:20", "25T15:20")                                                   \
  URGE ("3", ANSWERED, "24T15:20", "25T15:20")                                                     \
  "{\"op\":\"put\",\"type\":\"answer\",\"id\":\"A3\",\"rev\":1,\"data\":{\"urge\":\"3\","          \
  "\"at\":\"2026-08-25T08:00:00+07:00\",\"officer\":\"Võ Thị K\",\"text\":\"t\"}}\n"

typedef struct
{
  char *folder;
  GbStore *store;
  GtkWidget *window;
  GbDossiersPage *page;
  GListModel *rows;
  GbDossierFilter filter; /* for conditions */
  guint expected;
} Fixture;

static GtkWidget *
find (GtkWidget *widget,
      GType      type)
{
  GtkWidget *found = g_type_is_a (G_OBJECT_TYPE (widget), type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);
  return found;
}

static GtkWidget *
find_button (GtkWidget  *widget,
             const char *label)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, label);
  return found;
}

static gboolean
shows_words (GtkWidget  *widget,
             const char *words)
{
  gboolean found = GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
                   g_strcmp0 (gtk_label_get_label (GTK_LABEL (widget)), words) == 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && !found;
       child = gtk_widget_get_next_sibling (child))
    found = shows_words (child, words);
  return found;
}

static GbDossierTable *
get_table (Fixture *fixture)
{
  return GB_DOSSIER_TABLE (find (GTK_WIDGET (fixture->page), GB_TYPE_DOSSIER_TABLE));
}

/* --- fixture --- */

static gboolean
is_settled (gpointer data)
{
  Fixture *fixture = data;

  return !gb_page_get_loading (GB_PAGE (fixture->page)) &&
         g_list_model_get_n_items (fixture->rows) == gb_test_cache_expected (fixture->filter);
}

static void
show (Fixture        *fixture,
      GbDossierFilter filter)
{
  fixture->filter = filter;
  gb_dossiers_question_set_filter (gb_dossiers_page_get_question (fixture->page), filter);
  gb_test_wait (is_settled, fixture, "the rows");
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  GtkColumnView *view;

  fixture->folder = g_dir_make_tmp ("giaoban-XXXXXX", NULL);
  fixture->store = gb_test_cache_new (fixture->folder);
  gb_test_cache_fill (fixture->store);
  gb_test_cache_feed (fixture->store, SLIPS);
  fixture->window = adw_window_new ();
  fixture->page = g_object_new (GB_TYPE_DOSSIERS_PAGE, "store", fixture->store, "commune",
                                GB_TEST_COMMUNE, NULL);
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1200, 700);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "dossiers.select-many", NULL);
  view = GTK_COLUMN_VIEW (find (GTK_WIDGET (fixture->page), GTK_TYPE_COLUMN_VIEW));
  fixture->rows = G_LIST_MODEL (gtk_column_view_get_model (view));
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
  g_object_ref (fixture->page);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  gb_test_wait (is_last, fixture->page, "the page's last holder");
  g_assert_finalize_object (fixture->page);
  gb_store_close (fixture->store);
  gb_test_wait (is_last, fixture->store, "the store's last holder");
  g_assert_finalize_object (fixture->store);
  gb_test_cache_remove (fixture->folder);
  g_free (fixture->folder);
}

/* --- what is stored --- */

static gpointer
list_actions (GbSqlConnection *connection,
              gpointer         data,
              GCancellable    *cancellable,
              GError         **error)
{
  return gb_action_repository_list (connection, GB_ACTION_FILTER_ALL, NULL, error);
}

static GPtrArray *
read_actions (Fixture *fixture)
{
  return gb_store_read (fixture->store, list_actions, NULL, NULL, NULL);
}

static gboolean
has_stored (gpointer data)
{
  Fixture *fixture = data;
  g_autoptr (GPtrArray) actions = read_actions (fixture);

  return actions->len == fixture->expected;
}

static void
assert_stored (Fixture           *fixture,
               const char *const *codes,
               const char        *text)
{
  g_autoptr (GPtrArray) actions = NULL;

  fixture->expected = g_strv_length ((char **) codes);
  gb_test_wait (has_stored, fixture, "the slips");
  actions = read_actions (fixture);
  for (guint i = 0; i < actions->len; i++)
    {
      const GbAction *action = actions->pdata[i];

      g_assert_cmpint (action->type, ==, GB_ACTION_URGE);
      g_assert_cmpstr (action->target, ==, codes[i]);
      g_assert_cmpstr (gb_action_get (action, "text"), ==, text);
    }
}

/* --- the window --- */

static GtkWidget *
get_window (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GtkWidget *found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (GB_IS_URGE_WINDOW (window))
        found = window;
    }
  return found;
}

static gboolean
is_gone (gpointer data)
{
  return get_window () == NULL;
}

static gboolean
has_button (gpointer data)
{
  return get_window () != NULL && find_button (get_window (), data) != NULL;
}

static GtkWidget *
wait_for_button (const char *label)
{
  gb_test_wait (has_button, (gpointer) label, label);
  return find_button (get_window (), label);
}

static gboolean
has_refusal (gpointer data)
{
  return get_window () != NULL &&
         shows_words (get_window (), "No slip about 3 dossiers: The dossier is finished, so there is "
                                     "nothing to urge");
}

/* Nothing was ever fetched into this cache. */
static gboolean
has_toast (gpointer data)
{
  GtkWidget *page = GTK_WIDGET (((Fixture *) data)->page);

  return find_button (page, "Undo") != NULL &&
         shows_words (page, "4 urging slips stored (No.: ……), to be sent when there is a connection");
}

static void
dup_codes (Fixture   *fixture,
           guint      from,
           guint      to,
           GPtrArray *codes)
{
  for (guint i = from; i < to; i++)
    {
      g_autoptr (GbDossier) row = g_list_model_get_item (fixture->rows, i);

      g_ptr_array_add (codes, g_strdup (gb_dossier_get_code (row)));
    }
}

/* --- tests --- */

/* One slip about each selected row, in the table's order, and all of them taken back at once. */
static void
test_many (Fixture      *fixture,
           gconstpointer data)
{
  static const char *const none[] = { NULL };
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (g_free);
  GtkWidget *page = GTK_WIDGET (fixture->page);
  GtkWidget *text;

  show (fixture, GB_DOSSIER_FILTER_DUE_TODAY);
  g_assert_true (gtk_widget_get_mapped (find_button (page, "Urge")));
  gtk_selection_model_select_range (GTK_SELECTION_MODEL (fixture->rows), 1, 4, FALSE);
  g_assert_nonnull (find_button (page, "Urge 4 dossiers"));
  gtk_widget_activate (find_button (page, "Urge 4 dossiers"));
  wait_for_button ("Store 4 slips");
  dup_codes (fixture, 1, 5, codes);
  g_ptr_array_add (codes, NULL);
  text = find (get_window (), GTK_TYPE_TEXT_VIEW);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text)), " now ", -1);
  gtk_widget_activate (wait_for_button ("Store 4 slips"));
  assert_stored (fixture, (const char *const *) codes->pdata, "now");

  gb_test_wait (is_gone, fixture, "the window's end");
  g_assert_cmpuint (gb_dossier_table_get_n_selected (get_table (fixture)), ==, 0);
  gb_test_wait (has_toast, fixture, "the toast");
  gtk_widget_activate (find_button (page, "Undo"));
  assert_stored (fixture, none, NULL);
}

/* What has a slip that may still be answered is urged again only if the user wants it. */
static void
test_again (Fixture      *fixture,
            gconstpointer data)
{
  GtkWidget *page = GTK_WIDGET (fixture->page);
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (g_free);
  guint n_late = gb_test_cache_expected (GB_DOSSIER_FILTER_OVERDUE);
  guint waiting;

  show (fixture, GB_DOSSIER_FILTER_OVERDUE);
  gtk_widget_activate_action (page, "dossiers.select-all", NULL);
  g_assert_cmpuint (gb_dossier_table_get_n_selected (get_table (fixture)), ==, n_late);
  gtk_widget_activate_action (page, "dossiers.urge", NULL);
  wait_for_button ("Store 5 slips");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (find (get_window (), GTK_TYPE_CHECK_BUTTON)), TRUE);
  wait_for_button ("Store 6 slips");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (find (get_window (), GTK_TYPE_CHECK_BUTTON)), FALSE);
  dup_codes (fixture, 0, n_late, codes);
  g_ptr_array_add (codes, NULL);
  gtk_widget_activate (wait_for_button ("Store 5 slips"));
  g_assert_true (g_ptr_array_find_with_equal_func (codes, WAITING, g_str_equal, &waiting));
  g_ptr_array_remove_index (codes, waiting);
  assert_stored (fixture, (const char *const *) codes->pdata,
                 "Please settle the dossier in time, and answer within 24 hours how far it is.");
  gb_test_wait (is_gone, fixture, "the window's end");
}

/* What has ended is not urged, and the window says so. */
static void
test_refused (Fixture      *fixture,
              gconstpointer data)
{
  GtkWidget *page = GTK_WIDGET (fixture->page);
  GtkWidget *save;

  show (fixture, GB_DOSSIER_FILTER_FINISHED);
  gtk_widget_activate_action (page, "dossiers.select-all", NULL);
  gtk_widget_activate_action (page, "dossiers.select-none", NULL);
  g_assert_cmpuint (gb_dossier_table_get_n_selected (get_table (fixture)), ==, 0);
  gtk_selection_model_select_range (GTK_SELECTION_MODEL (fixture->rows), 0, 3, FALSE);
  gtk_widget_activate_action (page, "dossiers.urge", NULL);
  gb_test_wait (has_refusal, fixture, "why there is no slip");
  save = find_button (get_window (), "Store slip");
  g_assert_false (gtk_widget_get_sensitive (save));
  gtk_window_close (GTK_WINDOW (get_window ()));
  gb_test_wait (is_gone, fixture, "the window's end");
}

/* A row is marked and unmarked alone; neither a click beside the box nor an arrow key forgets. */
static void
test_marks (Fixture      *fixture,
            gconstpointer data)
{
  GtkSelectionModel *marks = GTK_SELECTION_MODEL (fixture->rows);
  g_autoptr (GtkBitset) selected = NULL;

  show (fixture, GB_DOSSIER_FILTER_DUE_TODAY);
  gtk_selection_model_select_item (marks, 1, FALSE);
  gtk_selection_model_select_item (marks, 3, FALSE);
  gtk_selection_model_select_item (marks, 5, TRUE);
  g_assert_false (gtk_selection_model_is_selected (marks, 5));
  gtk_selection_model_select_range (marks, 5, 2, TRUE);
  gtk_selection_model_unselect_item (marks, 3);
  selected = gtk_selection_model_get_selection (marks);
  g_assert_cmpuint (gtk_bitset_get_size (selected), ==, 3);
  g_assert_true (gtk_bitset_contains (selected, 1));
  g_assert_true (gtk_bitset_contains (selected, 5));
  g_assert_true (gtk_bitset_contains (selected, 6));
}

typedef struct
{
  const char *code;
  GbUrgeStanding standing;
} Standing;

static gpointer
load_plan (GbSqlConnection *connection,
           gpointer         data,
           GCancellable    *cancellable,
           GError         **error)
{
  GArray *numbers = data;

  return gb_urge_plan_load (connection, (const gint64 *) (gpointer) numbers->data, numbers->len,
                            GB_TEST_NOW, error);
}

static void
test_plan (Fixture      *fixture,
           gconstpointer data)
{
  static const Standing standings[] = { { WAITING, GB_URGE_STANDING_WAITING },
                                        { UNANSWERED, GB_URGE_STANDING_UNANSWERED },
                                        { ANSWERED, GB_URGE_STANDING_NEW } };
  g_autoptr (GArray) numbers = NULL;
  g_autoptr (GbUrgePlan) plan = NULL;
  const GbUrgeOfficer *first;
  guint n_found = 0;

  show (fixture, GB_DOSSIER_FILTER_OVERDUE);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "dossiers.select-all", NULL);
  numbers = gb_dossier_table_dup_selected (get_table (fixture));
  plan = gb_store_read (fixture->store, load_plan, numbers, NULL, NULL);
  for (guint i = 0; i < plan->items->len; i++)
    for (gsize k = 0; k < G_N_ELEMENTS (standings); k++)
      {
        const GbUrgeItem *item = plan->items->pdata[i];

        if (g_strcmp0 (gb_dossier_get_code (item->dossier), standings[k].code) != 0)
          continue;
        g_assert_cmpint (item->standing, ==, standings[k].standing);
        n_found++;
      }
  g_assert_cmpuint (n_found, ==, G_N_ELEMENTS (standings));

  /* by given name: "C" comes before "K" */
  g_assert_cmpuint (plan->officers->len, ==, 2);
  first = plan->officers->pdata[0];
  g_assert_cmpstr (first->name, ==, "Lê Văn C");
  g_assert_cmpuint (first->items->len, ==, 2);
  first = plan->officers->pdata[1];
  g_assert_cmpstr (first->name, ==, "Võ Thị K");
  g_assert_cmpuint (first->n_overdue, ==, 4);
  g_assert_cmpuint (first->slips->len, ==, 3);
  g_assert_cmpint (first->history.in_time, ==, 1);
  g_assert_cmpint (first->history.overdue, ==, 1);
}

/* --- what is kept and printed --- */

static gpointer
count_kept (GbSqlConnection *connection,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  gint64 n = 0;

  gb_sql_connection_query_int (connection,
                               "SELECT count(*) FROM local.setting WHERE name GLOB 'draft:urging-*' AND value GLOB '*Half a sent*'",
                               &n, error);
  return GINT_TO_POINTER ((int) n);
}

/* What another program, or the next one, finds on the disk. */
static gboolean
is_kept (gpointer data)
{
  Fixture *fixture = data;

  return gb_store_read (fixture->store, count_kept, NULL, NULL, NULL) != NULL;
}

static gboolean
says_half (gpointer data)
{
  g_autofree char *text = NULL;

  g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (find (get_window (), GTK_TYPE_TEXT_VIEW))), "text", &text, NULL);
  return g_strcmp0 (text, "Half a sent") == 0;
}

static GbLetterWindow *
get_letters (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GbLetterWindow *found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (GB_IS_LETTER_WINDOW (window))
        found = GB_LETTER_WINDOW (window);
    }
  return found;
}

/* The first officer's paper has what was written, and one of the dossiers at least. */
static gboolean
has_paper (gpointer codes)
{
  GbLetterWindow *window = get_letters ();
  GtkWidget *view = window != NULL ? find (GTK_WIDGET (window), GB_TYPE_PAPER_VIEW) : NULL;
  GbPaper *paper = view != NULL ? gb_paper_view_get_paper (GB_PAPER_VIEW (view)) : NULL;
  g_autofree char *text = paper != NULL ? gb_paper_dup_text (paper, 0) : NULL;

  for (guint i = 0; text != NULL && i < ((GPtrArray *) codes)->len; i++)
    if (strstr (text, ((GPtrArray *) codes)->pdata[i]) != NULL)
      return strstr (text, "Half a sent.") != NULL;
  return FALSE;
}

static void
test_print (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (g_free);
  GtkWidget *page = GTK_WIDGET (fixture->page);
  GbLetterWindow *letters;

  show (fixture, GB_DOSSIER_FILTER_DUE_TODAY);
  gtk_selection_model_select_range (GTK_SELECTION_MODEL (fixture->rows), 1, 4, FALSE);
  dup_codes (fixture, 1, 5, codes);
  gtk_widget_activate_action (page, "dossiers.urge", NULL);
  wait_for_button ("Store 4 slips");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (find (get_window (), GTK_TYPE_TEXT_VIEW))),
                            "Half a sent", -1);
  gb_test_wait (is_kept, fixture, "the draft on the disk");
  gtk_window_destroy (GTK_WINDOW (get_window ()));

  gtk_widget_activate_action (page, "dossiers.urge", NULL);
  wait_for_button ("Store 4 slips");
  gb_test_wait (says_half, NULL, "the draft");
  gtk_widget_activate (wait_for_button ("Store and print"));
  gb_test_wait (is_gone, fixture, "the window's end");
  gb_test_wait (has_paper, codes, "the paper");
  g_assert_false (is_kept (fixture));
  letters = g_object_ref (get_letters ());
  gtk_window_destroy (GTK_WINDOW (letters));
  gb_test_wait (is_last, letters, "the letters' last holder");
  g_assert_finalize_object (letters);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  gb_language_init ("en");
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("/urging/many", test_many);
  ADD ("/urging/print", test_print);
  ADD ("/urging/again", test_again);
  ADD ("/urging/refused", test_refused);
  ADD ("/urging/marks", test_marks);
  ADD ("/urging/plan", test_plan);
  return g_test_run ();
}
