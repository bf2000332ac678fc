/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-choice-button.h"
#include "gb-dossier-groups.h"
#include "gb-dossiers-fixture.h"
#include "gb-dossiers-views.h"
#include "gb-view-repository.h"

static GtkWidget *
find_choice (GtkWidget  *widget,
             const char *label)
{
  GtkWidget *found = NULL;

  if (GB_IS_CHOICE_BUTTON (widget) &&
      g_strcmp0 (g_object_get_data (G_OBJECT (widget), "gb-label"), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_choice (child, label);
  return found;
}

static void
choose (DossiersFixture *fixture,
        const char      *label,
        const char      *key)
{
  GtkWidget *choice = find_choice (GTK_WIDGET (fixture->page), label);

  g_assert_nonnull (choice);
  gb_choice_button_set_selected (GB_CHOICE_BUTTON (choice), key);
}

/* Rows of the table that the obvious way finds. */
static guint
count_by_hand (DossiersFixture *fixture,
               const char      *property,
               const char      *value)
{
  GListModel *rows = dossiers_get_rows (fixture);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (GbDossier) row = g_list_model_get_item (rows, i);
      g_autofree char *text = NULL;

      g_object_get (row, property, &text, NULL);
      n += g_strcmp0 (text, value) == 0;
    }
  return n;
}

static gboolean
all_are_filled (gpointer data)
{
  GListModel *rows = dossiers_get_rows (data);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (GbDossier) row = g_list_model_get_item (rows, i);

      if (gb_dossier_is_loading (row))
        return FALSE;
    }
  return TRUE;
}

static void
test_limits (DossiersFixture *fixture,
             gconstpointer    data)
{
  static const char *const fields[] = { "Đất đai", "Hộ tịch" };
  static const char *const officers[] = { "Võ Thị K", "Lê Văn C", "" };
  guint open = gb_test_cache_expected (GB_DOSSIER_FILTER_OPEN);
  guint sum = 0;

  gb_test_wait (all_are_filled, fixture, "all rows");
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      guint of_field = count_by_hand (fixture, "field", fields[i]);

      choose (fixture, "Field", fields[i]);
      dossiers_wait_for_rows (fixture, of_field);
      gb_test_wait (all_are_filled, fixture, "all rows");
      for (gsize k = 0; k < G_N_ELEMENTS (officers); k++)
        {
          guint of_both = count_by_hand (fixture, "officer", officers[k]);

          choose (fixture, "Officer", officers[k]);
          dossiers_wait_for_rows (fixture, of_both);
          sum += of_both;
          choose (fixture, "Officer", NULL);
          dossiers_wait_for_rows (fixture, of_field);
          gb_test_wait (all_are_filled, fixture, "all rows");
        }
      choose (fixture, "Field", NULL);
      dossiers_wait_for_rows (fixture, open);
      gb_test_wait (all_are_filled, fixture, "all rows");
    }
  g_assert_cmpuint (sum, ==, open);

  /* each in use can be taken away, and all at once */
  choose (fixture, "Channel", "online");
  choose (fixture, "State", "1");
  dossiers_wait_for_rows (fixture, gb_test_cache_expected (GB_DOSSIER_FILTER_AWAITING));
  dossiers_wait_for_words (fixture, "Channel: Online");
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "dossiers.clear-limit", "i", 3);
  choose (fixture, "Channel", "desk");
  dossiers_wait_for_rows (fixture, 0);
  dossiers_wait_for_words (fixture, "Nothing found");
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "dossiers.clear-limits", NULL);
  dossiers_wait_for_rows (fixture, open);
}

static gint64
group_total (DossiersFixture *fixture,
             guint           *n_groups)
{
  GtkWidget *list = dossiers_find (dossiers_find (GTK_WIDGET (fixture->page), GB_TYPE_DOSSIER_GROUPS),
                          GTK_TYPE_LIST_BOX);
  gint64 sum = 0;

  *n_groups = 0;
  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *box = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row));

      if (g_object_get_data (G_OBJECT (row), "gb-key") != NULL)
        sum += g_ascii_strtoll (gtk_label_get_label (GTK_LABEL (gtk_widget_get_last_child (box))),
                                NULL, 10);
      ++*n_groups;
    }
  return sum;
}

static gboolean
has_groups (gpointer data)
{
  guint n_groups;

  return group_total (data, &n_groups) == ((DossiersFixture *) data)->expected;
}

static void
test_groups (DossiersFixture *fixture,
             gconstpointer    data)
{
  GtkWidget *groups = dossiers_find (GTK_WIDGET (fixture->page), GB_TYPE_DOSSIER_GROUPS);
  GtkListBox *list = GTK_LIST_BOX (dossiers_find (groups, GTK_TYPE_LIST_BOX));
  static const char *const kinds[] = { "officer", "field" };

  g_assert_false (gtk_widget_get_visible (groups));
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      gtk_widget_activate_action (GTK_WIDGET (fixture->page), "dossiers.group", "s", kinds[i]);
      g_assert_true (gtk_widget_get_visible (groups));
      for (int filter = GB_DOSSIER_FILTER_OPEN; filter <= GB_DOSSIER_FILTER_FINISHED; filter++)
        {
          guint n_groups, total = gb_test_cache_expected (filter), sum = 0;

          gb_dossiers_question_set_filter (fixture->question, filter);
          dossiers_wait_for_rows (fixture, total);
          gb_test_wait (has_groups, fixture, "the groups");
          group_total (fixture, &n_groups);
          for (guint k = 1; k < n_groups; k++)
            {
              GtkWidget *row = GTK_WIDGET (gtk_list_box_get_row_at_index (list, k));
              GtkWidget *box = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row));
              guint count = g_ascii_strtoull (
                  gtk_label_get_label (GTK_LABEL (gtk_widget_get_last_child (box))), NULL, 10);

              gtk_widget_activate (row);
              dossiers_wait_for_rows (fixture, count);
              sum += count;
              /* the others can still be chosen */
              fixture->expected = total;
              gb_test_wait (has_groups, fixture, "all groups");
            }
          g_assert_cmpuint (sum, ==, total);
          gtk_widget_activate (GTK_WIDGET (gtk_list_box_get_row_at_index (list, 0)));
        }
      gb_dossiers_question_set_filter (fixture->question, GB_DOSSIER_FILTER_OPEN);
      dossiers_wait_for_rows (fixture, gb_test_cache_expected (GB_DOSSIER_FILTER_OPEN));
    }
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "dossiers.group", "s", "none");
  g_assert_false (gtk_widget_get_visible (groups));
}

static gboolean
shows_column (DossiersFixture *fixture,
              const char      *title)
{
  GListModel *columns = gtk_column_view_get_columns (fixture->view);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (g_strcmp0 (gtk_column_view_column_get_title (column), title) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
test_columns (DossiersFixture *fixture,
              gconstpointer    data)
{
  GtkWidget *page = GTK_WIDGET (fixture->page);

  g_assert_false (shows_column (fixture, "Channel"));
  g_assert_false (shows_column (fixture, "Commune"));
  gtk_widget_activate_action (page, "columns.channel", NULL);
  g_assert_true (shows_column (fixture, "Channel"));
  dossiers_wait_for_words (fixture, "At the desk");
  gtk_widget_activate_action (page, "columns.field", NULL);
  g_assert_false (shows_column (fixture, "Field"));
  gtk_widget_activate_action (page, "columns.auto", NULL);
  g_assert_false (shows_column (fixture, "Channel"));
  g_assert_true (shows_column (fixture, "Field"));
}

static void
open_page (DossiersFixture *fixture)
{
  fixture->page = g_object_new (GB_TYPE_DOSSIERS_PAGE, "store", fixture->store, "commune",
                                GB_TEST_COMMUNE, NULL);
  fixture->question = gb_dossiers_page_get_question (fixture->page);
  fixture->view = GTK_COLUMN_VIEW (dossiers_find (GTK_WIDGET (fixture->page), GTK_TYPE_COLUMN_VIEW));
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
}

/* The next page has the columns, the order and the groups of the last one, and all open dossiers. */
static void
test_memory (DossiersFixture *fixture,
             gconstpointer    data)
{
  g_autofree char *group = NULL;
  gboolean descending;

  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "columns.channel", NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "columns.field", NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "dossiers.group", "s", "officer");
  dossiers_click_header (fixture, "Applicant", GTK_SORT_DESCENDING);
  gb_dossiers_question_set_search (fixture->question, "bich");
  gb_dossiers_question_set_filter (fixture->question, GB_DOSSIER_FILTER_OVERDUE);
  dossiers_wait_for_words (fixture, "1 dossier matches “bich”");

  open_page (fixture);
  dossiers_wait_for_words (fixture, "79 dossiers, sorted by applicant, reversed");
  dossiers_wait_for_rows (fixture, gb_test_cache_expected (GB_DOSSIER_FILTER_OPEN));
  dossiers_assert_first (fixture, "applicant", "Lê Đình Cường");
  g_assert_true (shows_column (fixture, "Channel"));
  g_assert_false (shows_column (fixture, "Field"));
  g_object_get (fixture->question, "group", &group, NULL);
  g_assert_cmpstr (group, ==, "officer");

  /* the room alone again; what has ended is sorted by its end only there */
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "columns.auto", NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "dossiers.order", "s", "remaining");
  gb_dossiers_question_set_filter (fixture->question, GB_DOSSIER_FILTER_FINISHED);
  dossiers_wait_for_words (fixture, "9 dossiers, sorted by end, reversed");
  open_page (fixture);
  dossiers_wait_for_rows (fixture, gb_test_cache_expected (GB_DOSSIER_FILTER_OPEN));
  g_assert_cmpint (gb_dossiers_question_get_order (fixture->question, &descending), ==,
                   GB_DOSSIERS_ORDER_REMAINING);
  g_assert_false (descending);
  g_assert_true (shows_column (fixture, "Field"));
}

static const struct
{
  const char *id;
  const char *title;
  const char *words;
} headers[] = {
  { "code", "Code", "code" },
  { "procedure", "Procedure", "procedure" },
  { "applicant", "Applicant", "applicant" },
  { "field", "Field", "field" },
  { "officer", "Officer", "officer" },
  { "commune", "Commune", "commune" },
  { "received_by", "Received by", "the commune that received it" },
  { "channel", "Channel", "channel" },
  { "submitted", "Submitted", "filing" },
  { "received", "Received", "acceptance" },
  { "due", "Due", "due moment" },
  { "remaining", "Remaining", "remaining time" },
  { "state", "State", "state" },
  { "finished", "Ended", "end" },
};

/* Every column can be sorted by, either way, by its header. */
static void
test_headers (DossiersFixture *fixture,
              gconstpointer    data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autofree char *action = g_strconcat ("columns.", headers[i].id, NULL);

      if (!shows_column (fixture, headers[i].title))
        gtk_widget_activate_action (GTK_WIDGET (fixture->page), action, NULL);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    for (int descending = 1; descending >= 0; descending--)
      {
        g_autofree char *words
            = g_strdup_printf ("79 dossiers, sorted by %s%s", headers[i].words,
                               descending ? ", reversed" : "");

        g_assert_true (shows_column (fixture, headers[i].title));
        dossiers_click_header (fixture, headers[i].title,
                               descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
        dossiers_wait_for_words (fixture, words);
      }
}

static gpointer
read_view (GbSqlConnection  *connection,
           gpointer          data,
           GCancellable     *cancellable,
           GError          **error)
{
  g_autoptr (GPtrArray) views = gb_view_repository_list (connection, error);

  return g_strdup (views != NULL && views->len == 1 ? ((GbSavedView *) views->pdata[0])->data : "");
}

static gboolean
is_saved (gpointer data)
{
  DossiersFixture *fixture = data;
  g_autofree char *json = gb_store_read (fixture->store, read_view, NULL, NULL, NULL);

  return json != NULL && *json != '\0';
}

static void
test_views (DossiersFixture *fixture,
            gconstpointer    data)
{
  GtkWidget *page = GTK_WIDGET (fixture->page);
  GtkWidget *views = dossiers_find (page, GB_TYPE_DOSSIERS_VIEWS);
  GtkWidget *entry = dossiers_find (views, GTK_TYPE_ENTRY);
  g_autoptr (GbDossierView) view = NULL;
  g_autofree char *json = NULL;
  g_autofree char *group = NULL;
  guint of_field;

  gb_dossiers_question_set_filter (fixture->question, GB_DOSSIER_FILTER_PAUSED);
  dossiers_wait_for_rows (fixture, gb_test_cache_expected (GB_DOSSIER_FILTER_PAUSED));
  gb_test_wait (all_are_filled, fixture, "all rows");
  of_field = count_by_hand (fixture, "field", "Hộ tịch");
  choose (fixture, "Field", "Hộ tịch");
  dossiers_wait_for_rows (fixture, of_field);
  gtk_widget_activate_action (page, "dossiers.group", "s", "officer");
  gtk_widget_activate_action (page, "dossiers.order", "s", "applicant");
  gtk_widget_activate_action (page, "columns.channel", NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "Của tôi");
  g_signal_emit_by_name (entry, "activate");
  gb_test_wait (is_saved, fixture, "the saved view");

  /* all else, and back */
  gtk_widget_activate_action (page, "dossiers.clear-limits", NULL);
  gtk_widget_activate_action (page, "dossiers.group", "s", "none");
  gtk_widget_activate_action (page, "dossiers.order", "s", "code");
  gtk_widget_activate_action (page, "columns.auto", NULL);
  gb_dossiers_question_set_filter (fixture->question, GB_DOSSIER_FILTER_OPEN);
  dossiers_wait_for_rows (fixture, gb_test_cache_expected (GB_DOSSIER_FILTER_OPEN));
  json = gb_store_read (fixture->store, read_view, NULL, NULL, NULL);
  view = gb_dossier_view_parse (json, NULL);
  g_signal_emit_by_name (views, "chosen", view);
  dossiers_wait_for_rows (fixture, of_field);
  g_assert_cmpint (gb_dossiers_question_get_filter (fixture->question), ==, GB_DOSSIER_FILTER_PAUSED);
  g_object_get (fixture->question, "group", &group, NULL);
  g_assert_cmpstr (group, ==, "officer");
  g_assert_true (shows_column (fixture, "Channel"));
  dossiers_wait_for_words (fixture, "Field: Hộ tịch");
}

static GtkWidget *
find_tool (GtkWidget  *widget,
           const char *tooltip)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_widget_get_tooltip_text (widget), tooltip) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_tool (child, tooltip);
  return found;
}

static gboolean
has_tool (gpointer data)
{
  DossiersFixture *fixture = data;

  return find_tool (GTK_WIDGET (fixture->page), fixture->words) != NULL;
}

static GtkWidget *
wait_for_tool (DossiersFixture *fixture,
               const char      *tooltip)
{
  fixture->words = tooltip;
  gb_test_wait (has_tool, fixture, tooltip);
  return find_tool (GTK_WIDGET (fixture->page), tooltip);
}

/* The button of the toast that is shown. */
static GtkWidget *
find_toast (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget) &&
      g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), "Undo") == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_toast (child);
  return found;
}

static gboolean
has_no_tool (gpointer data)
{
  return !has_tool (data);
}

static void
type_name (DossiersFixture *fixture,
           const char      *name)
{
  GtkWidget *entry = dossiers_find (dossiers_find (GTK_WIDGET (fixture->page), GB_TYPE_DOSSIERS_VIEWS),
                           GTK_TYPE_ENTRY);

  gtk_editable_set_text (GTK_EDITABLE (entry), name);
  g_signal_emit_by_name (entry, "activate");
}

static gpointer
read_data (GbSqlConnection  *connection,
           gpointer          data,
           GCancellable     *cancellable,
           GError          **error)
{
  g_autoptr (GPtrArray) views = gb_view_repository_list (connection, error);

  for (guint i = 0; i < views->len; i++)
    {
      const GbSavedView *view = views->pdata[i];

      if (g_strcmp0 (view->name, data) == 0)
        return g_strdup (view->data);
    }
  return NULL;
}

/* Saved, renamed, deleted and brought back. */
static void
test_view_changes (DossiersFixture *fixture,
                   gconstpointer    data)
{
  GtkWidget *views = dossiers_find (GTK_WIDGET (fixture->page), GB_TYPE_DOSSIERS_VIEWS);
  GtkMenuButton *button = GTK_MENU_BUTTON (dossiers_find (views, GTK_TYPE_MENU_BUTTON));
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  gtk_menu_button_popup (button);
  dossiers_wait_for_words (fixture, "Overdue by officer");
  type_name (fixture, "Một");
  wait_for_tool (fixture, "Rename “Một”");
  before = gb_store_read (fixture->store, read_data, (gpointer) "Một", NULL, NULL);
  g_assert_nonnull (before);
  type_name (fixture, "  ");
  dossiers_wait_for_words (fixture, "A view needs a name.");
  type_name (fixture, "Hai");
  wait_for_tool (fixture, "Rename “Hai”");

  gtk_widget_activate (wait_for_tool (fixture, "Rename “Hai”"));
  dossiers_wait_for_words (fixture, "Rename");
  type_name (fixture, "Một");
  dossiers_wait_for_words (fixture, "There is a view of that name already.");
  type_name (fixture, "Ba");
  wait_for_tool (fixture, "Delete “Ba”");
  g_assert_null (find_tool (views, "Delete “Hai”"));

  gtk_widget_activate (find_tool (views, "Delete “Một”"));
  fixture->words = "Delete “Một”";
  gb_test_wait (has_no_tool, fixture, "the end of the view");
  dossiers_wait_for_words (fixture, "“Một” deleted");
  g_signal_emit_by_name (find_toast (GTK_WIDGET (fixture->page)), "clicked");
  wait_for_tool (fixture, "Delete “Một”");
  after = gb_store_read (fixture->store, read_data, (gpointer) "Một", NULL, NULL);
  g_assert_cmpstr (after, ==, before);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  DOSSIERS_ADD ("/dossiers-tools/limits", NULL, test_limits);
  DOSSIERS_ADD ("/dossiers-tools/groups", NULL, test_groups);
  DOSSIERS_ADD ("/dossiers-tools/columns", NULL, test_columns);
  DOSSIERS_ADD ("/dossiers-tools/headers", NULL, test_headers);
  DOSSIERS_ADD ("/dossiers-tools/memory", NULL, test_memory);
  DOSSIERS_ADD ("/dossiers-tools/views", NULL, test_views);
  DOSSIERS_ADD ("/dossiers-tools/view-changes", NULL, test_view_changes);
  return g_test_run ();
}
