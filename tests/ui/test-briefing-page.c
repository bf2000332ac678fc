/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-briefing-page.h"

#include <glib/gstdio.h>
#include <string.h>

#include "gb-briefing-chooser.h"
#include "gb-briefing-editor.h"
#include "gb-briefing-figures.h"
#include "gb-briefing-output.h"
#include "gb-briefing-preview.h"
#include "gb-briefing-signature.h"
#include "gb-day-entry.h"
#include "gb-dossiers-page.h"
#include "gb-language.h"
#include "gb-options.h"
#include "gb-tabs.h"
#include "gb-test-cache.h"
#include "gb-test-store.h"
#include "gb-test-window.h"
#include "gb-text-field.h"

#define WORDS "Bản đồ địa chính cũ và mới chưa khớp; sẽ giải quyết xong trước ngày 28/8."

typedef struct
{
  char *folder;
  GbServices *services;
  GbWindow *window;
  GbBriefingPage *page;
  GbBriefingModel *model;
} Fixture;

/* --- around it ------------------------------------------------------------------------------------ */

static void
settle (Fixture *fixture)
{
  gb_test_wait (gb_test_is_settled, fixture->window, "the page");
}

static void
open_window (Fixture    *fixture,
             const char *page,
             int         width)
{
  g_autofree char *path = g_build_filename (fixture->folder, "cache.db", NULL);
  g_autofree char *key = gb_test_key_file (fixture->folder);
  GbOptions options = { .now = GB_TEST_NOW, .cache = path, .key_file = key };

  fixture->services = gb_services_new (&options);
  fixture->window = gb_window_new (NULL, fixture->services);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), width, 900);
  gb_window_set_first_page (fixture->window, page);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gb_services_start (fixture->services);
  settle (fixture);
  fixture->page = GB_BRIEFING_PAGE (gb_window_get_page (fixture->window, "briefing"));
  fixture->model = gb_briefing_page_get_model (fixture->page);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GbStore) store = NULL;

  fixture->folder = g_dir_make_tmp ("giaoban-XXXXXX", NULL);
  store = gb_test_cache_new (fixture->folder);
  if (g_strcmp0 (data, "empty") != 0)
    gb_test_cache_fill (store);
  else
    gb_test_cache_feed (store, "{\"op\":\"put\",\"type\":\"agency\",\"id\":\"so-tp\",\"rev\":1,"
                               "\"data\":{\"name\":\"Sở Tư pháp\",\"kind\":\"department\"}}\n");
  gb_store_close (store);
  open_window (fixture, "briefing", g_strcmp0 (data, "narrow") == 0 ? 480 : 1440);
}

static void
close_window (Fixture *fixture)
{
  gb_test_window_end (fixture->window, fixture->services);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  close_window (fixture);
  gb_test_cache_remove (fixture->folder);
  g_free (fixture->folder);
}

static GtkWidget *
nth (Fixture *fixture,
     GType    type,
     int      n)
{
  GtkWidget *widget = gb_test_find_nth (GTK_WIDGET (fixture->page), type, &n);

  g_assert_nonnull (widget);
  return widget;
}

static void
act (Fixture    *fixture,
     const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->page), action, NULL));
  settle (fixture);
}

/* --- writing -------------------------------------------------------------------------------------- */

static GtkTextBuffer *
buffer_of (Fixture           *fixture,
           GbBriefingSection  section)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (nth (fixture, GB_TYPE_TEXT_FIELD, section)));
}

static char *
dup_text (Fixture           *fixture,
          GbBriefingSection  section)
{
  return gb_text_field_dup_text (GB_TEXT_FIELD (nth (fixture, GB_TYPE_TEXT_FIELD, section)));
}

static void
type (Fixture           *fixture,
      GbBriefingSection  section,
      const char        *text)
{
  gtk_text_buffer_set_text (buffer_of (fixture, section), text, -1);
}

/* What the sheet has on all its pages, a blank between words. */
static char *
dup_sheet (Fixture *fixture)
{
  GbPaper *paper = gb_briefing_preview_get_paper (GB_BRIEFING_PREVIEW (nth (fixture, GB_TYPE_BRIEFING_PREVIEW, 0)));
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint page = 0; page < gb_paper_get_n_pages (paper); page++)
    {
      g_autofree char *words = gb_paper_dup_text (paper, page);

      g_string_append (text, words);
    }
  g_strdelimit (text->str, "\n", ' ');
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_on_sheet (Fixture    *fixture,
                 const char *words,
                 gboolean    expected)
{
  g_autofree char *sheet = NULL;

  settle (fixture);
  sheet = dup_sheet (fixture);
  if ((strstr (sheet, words) != NULL) != expected)
    g_error ("“%s” is%s on the sheet: %s", words, expected ? " not" : "", sheet);
}

typedef struct
{
  GbStore *store;
  const GbBriefing *briefing;
  const char *expected;
} Kept;

static gpointer
read_kept (GbSqlConnection *connection,
           gpointer         data,
           GCancellable    *cancellable,
           GError         **error)
{
  const GbBriefing *briefing = ((Kept *) data)->briefing;

  return gb_briefing_remarks_load (connection, briefing->commune, briefing->period.from, briefing->period.to, error);
}

static gboolean
is_kept (gpointer data)
{
  Kept *kept = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GbBriefingRemarks) remarks = gb_store_read (kept->store, read_kept, kept, NULL, &error);

  g_assert_no_error (error);
  return g_strcmp0 (remarks->texts[GB_BRIEFING_PART_REASONS], kept->expected) == 0;
}

static gboolean
says_saved (gpointer page)
{
  return gb_test_says (page, "saved by itself at 07:15");
}

/* What is typed is on the sheet, and soon in the file by itself; the prepared sentences come back, and what was written
 * by undoing. */
static void
test_writing (Fixture      *fixture,
              gconstpointer data)
{
  Kept kept = { gb_services_get_store (fixture->services), gb_briefing_model_get_briefing (fixture->model), WORDS };
  g_autofree char *prepared = dup_text (fixture, GB_BRIEFING_REASONS);
  g_autofree char *reset = NULL, *undone = NULL;
  GtkWidget *editor = nth (fixture, GB_TYPE_BRIEFING_EDITOR, GB_BRIEFING_REASONS);
  int first = 0;

  g_assert_cmpstr (prepared, !=, "");
  assert_on_sheet (fixture, prepared, TRUE);
  type (fixture, GB_BRIEFING_REASONS, WORDS);
  gb_test_wait (is_kept, &kept, "the file");
  assert_on_sheet (fixture, WORDS, TRUE);
  gb_test_wait (says_saved, fixture->page, "what is told");

  g_signal_emit_by_name (gb_test_find_nth (editor, GTK_TYPE_BUTTON, &first), "clicked");
  reset = dup_text (fixture, GB_BRIEFING_REASONS);
  g_assert_cmpstr (reset, ==, prepared);
  kept.expected = NULL;
  gb_test_wait (is_kept, &kept, "the file");
  assert_on_sheet (fixture, WORDS, FALSE);
  gtk_text_buffer_undo (buffer_of (fixture, GB_BRIEFING_REASONS));
  undone = dup_text (fixture, GB_BRIEFING_REASONS);
  g_assert_cmpstr (undone, ==, WORDS);
}

static char *
repeat (const char *words,
        guint       times)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < times; i++)
    g_string_append (text, words);
  return g_string_free (text, FALSE);
}

/* An empty text is what somebody wrote, too; long ones and odd ones stay as they are. */
static void
test_odd_texts (Fixture      *fixture,
                gconstpointer data)
{
  g_autofree char *many = repeat ("bản đồ chưa khớp ", 1200);
  const char *const texts[] = { "", " ", "<b>&amp; \"'", "=cmd|'/C calc'!A0", "dòng một\n\n\tdòng hai", "😀 \u202e ngược", many };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      Kept kept = { gb_services_get_store (fixture->services), gb_briefing_model_get_briefing (fixture->model), texts[i] };
      g_autofree char *shown = NULL;

      g_test_message ("text %zu", i);
      type (fixture, GB_BRIEFING_REASONS, texts[i]);
      settle (fixture);
      gb_test_wait (is_kept, &kept, "the file");
      shown = dup_text (fixture, GB_BRIEFING_REASONS);
      g_assert_cmpstr (shown, ==, texts[i]);
    }
}

static void
change_file (Fixture    *fixture,
             const char *sql)
{
  g_autofree char *path = g_build_filename (fixture->folder, "cache.db.local", NULL);
  g_autoptr (GbSqlConnection) file = gb_test_store_file (path);
  g_autoptr (GError) error = NULL;

  gb_sql_connection_exec (file, sql, &error);
  g_assert_no_error (error);
}

static gboolean
says_unsaved (gpointer page)
{
  return gb_test_says (page, "What you wrote is not saved yet");
}

/* What a file does not take stays on the page, which says so, and is taken when it can be. */
static void
test_full (Fixture      *fixture,
           gconstpointer data)
{
  Kept kept = { gb_services_get_store (fixture->services), gb_briefing_model_get_briefing (fixture->model), WORDS };
  g_autofree char *text = NULL;

  change_file (fixture, "CREATE TRIGGER full BEFORE INSERT ON briefing_remark BEGIN SELECT raise(ABORT, 'full'); END");
  type (fixture, GB_BRIEFING_REASONS, WORDS);
  gb_test_wait (says_unsaved, fixture->page, "what is told");
  gb_briefing_model_reload (fixture->model);
  settle (fixture);
  assert_on_sheet (fixture, WORDS, TRUE);
  text = dup_text (fixture, GB_BRIEFING_REASONS);
  g_assert_cmpstr (text, ==, WORDS);
  change_file (fixture, "DROP TRIGGER full");
  kept.briefing = gb_briefing_model_get_briefing (fixture->model);
  gb_test_wait (is_kept, &kept, "the file");
  gb_test_wait (says_saved, fixture->page, "what is told");
  g_assert_false (says_unsaved (fixture->page));
}

static gboolean
is_last (gpointer object)
{
  return G_OBJECT (object)->ref_count == 1;
}

/* Who types the last word and closes the window at once has it in the morning. */
static void
test_closing (Fixture      *fixture,
              gconstpointer data)
{
  g_autofree char *text = NULL;

  g_assert_true (gtk_widget_grab_focus (nth (fixture, GB_TYPE_TEXT_FIELD, GB_BRIEFING_ISSUES)));
  type (fixture, GB_BRIEFING_ISSUES, "Chữ cuối");
  g_object_ref (fixture->window);
  gtk_window_close (GTK_WINDOW (fixture->window));
  gb_test_wait (is_last, fixture->window, "the window's last holder");
  g_assert_finalize_object (fixture->window);
  gb_test_wait (is_last, fixture->services, "the services' last holder");
  g_assert_finalize_object (fixture->services);
  open_window (fixture, "briefing", 1440);
  text = dup_text (fixture, GB_BRIEFING_ISSUES);
  g_assert_cmpstr (text, ==, "Chữ cuối");
}

/* --- periods -------------------------------------------------------------------------------------- */

static void
assert_days (Fixture    *fixture,
             const char *from,
             const char *to)
{
  const GbBriefing *briefing;
  g_autofree char *first = NULL, *last = NULL;

  settle (fixture);
  briefing = gb_briefing_model_get_briefing (fixture->model);
  first = gb_day_format (briefing->period.from);
  last = gb_day_format (briefing->period.to);
  g_assert_cmpstr (first, ==, from);
  g_assert_cmpstr (last, ==, to);
}

static void
choose_kind (Fixture       *fixture,
             GbBriefingKind kind)
{
  gtk_check_button_set_active (GTK_CHECK_BUTTON (nth (fixture, GTK_TYPE_CHECK_BUTTON, kind)), TRUE);
}

/* Each kind has its days; what is yet to come cannot be reported. */
static void
test_periods (Fixture      *fixture,
              gconstpointer data)
{
  assert_days (fixture, "2026-08-19", "2026-08-25");
  g_assert_true (gb_test_says (GTK_WIDGET (fixture->page), "Week from 19/08 to 25/08"));
  g_assert_true (gb_test_says (GTK_WIDGET (fixture->page), "compared with the week from 12/08 to 18/08"));
  act (fixture, "briefing.earlier");
  assert_days (fixture, "2026-08-12", "2026-08-18");
  act (fixture, "briefing.later");
  act (fixture, "briefing.later");
  assert_days (fixture, "2026-08-26", "2026-09-01");
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "briefing.later", NULL);
  assert_days (fixture, "2026-08-26", "2026-09-01");
  choose_kind (fixture, GB_BRIEFING_DAY);
  assert_days (fixture, "2026-08-25", "2026-08-25");
  act (fixture, "briefing.earlier");
  assert_days (fixture, "2026-08-24", "2026-08-24");
  choose_kind (fixture, GB_BRIEFING_MONTH);
  assert_days (fixture, "2026-08-01", "2026-08-31");
  act (fixture, "briefing.earlier");
  assert_days (fixture, "2026-07-01", "2026-07-31");
}

static void
type_day (Fixture    *fixture,
          int         which,
          const char *day)
{
  GbDay value;

  g_assert_true (gb_day_parse (day, &value, NULL));
  gb_day_entry_set_day (GB_DAY_ENTRY (nth (fixture, GB_TYPE_DAY_ENTRY, which)), value);
  g_signal_emit_by_name (nth (fixture, GB_TYPE_DAY_ENTRY, which), "changed");
  settle (fixture);
}

static void
test_range (Fixture      *fixture,
            gconstpointer data)
{
  choose_kind (fixture, GB_BRIEFING_RANGE);
  assert_days (fixture, "2026-08-19", "2026-08-25");
  type_day (fixture, 0, "2026-08-03");
  assert_days (fixture, "2026-08-03", "2026-08-25");
  /* The last day before the first is no range. */
  type_day (fixture, 1, "2026-08-02");
  assert_days (fixture, "2026-08-03", "2026-08-25");
  type_day (fixture, 1, "2026-08-10");
  assert_days (fixture, "2026-08-03", "2026-08-10");
  act (fixture, "briefing.earlier");
  assert_days (fixture, "2026-07-26", "2026-08-02");
  g_assert_cmpint (gb_briefing_model_get_kind (fixture->model), ==, GB_BRIEFING_RANGE);
}

/* Words stay with their days; those of other days are offered, and fill only what is not written. */
static void
test_other_days (Fixture      *fixture,
                 gconstpointer data)
{
  g_autofree char *reasons = NULL, *work = NULL, *taken = NULL;

  type (fixture, GB_BRIEFING_REASONS, WORDS);
  type (fixture, GB_BRIEFING_WORK, "Việc tuần này");
  act (fixture, "briefing.earlier");
  reasons = dup_text (fixture, GB_BRIEFING_REASONS);
  g_assert_cmpstr (reasons, !=, WORDS);
  g_assert_true (gb_test_says (GTK_WIDGET (fixture->page), "You wrote sentences for 19/08–25/08/2026."));
  act (fixture, "briefing.take-other");
  while (g_main_context_iteration (NULL, FALSE))
    ;
  settle (fixture);
  g_assert_false (gb_test_says (GTK_WIDGET (fixture->page), "You wrote sentences"));
  taken = dup_text (fixture, GB_BRIEFING_REASONS);
  g_assert_cmpstr (taken, ==, WORDS);
  type (fixture, GB_BRIEFING_WORK, "Việc tuần trước");
  act (fixture, "briefing.later");
  work = dup_text (fixture, GB_BRIEFING_WORK);
  g_assert_cmpstr (work, ==, "Việc tuần này");
}

/* --- whom and who --------------------------------------------------------------------------------- */

static GtkEditable *
entry_of (GtkWidget *widget,
          int        n)
{
  GtkWidget *entry = gb_test_find_nth (widget, GTK_TYPE_ENTRY, &n);

  g_assert_nonnull (entry);
  return GTK_EDITABLE (entry);
}

/* Number, signer and recipient are on the sheet; who signed signs the next one, a number is of one. */
static void
test_signature (Fixture      *fixture,
                gconstpointer data)
{
  GtkWidget *signature = nth (fixture, GB_TYPE_BRIEFING_SIGNATURE, 0);
  GtkWidget *chooser = nth (fixture, GB_TYPE_BRIEFING_CHOOSER, 0);
  GtkEditable *number = entry_of (signature, 0), *signer = entry_of (signature, 1), *recipient = NULL;
  int vice = 1;

  for (int i = 0; recipient == NULL; i++)
    if (strcmp (gtk_widget_get_css_name (GTK_WIDGET (entry_of (chooser, i))), "entry") == 0 &&
        !gtk_widget_get_ancestor (GTK_WIDGET (entry_of (chooser, i)), GB_TYPE_DAY_ENTRY))
      recipient = entry_of (chooser, i);
  gtk_editable_set_text (number, "87");
  gtk_editable_set_text (signer, "Nguyễn Văn X");
  gtk_editable_set_text (recipient, "Ban Thường vụ");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (gb_test_find_nth (signature, GTK_TYPE_CHECK_BUTTON, &vice)), TRUE);
  assert_on_sheet (fixture, "87/BC-UBND", TRUE);
  assert_on_sheet (fixture, "Nguyễn Văn X", TRUE);
  assert_on_sheet (fixture, "Ban Thường vụ", TRUE);
  assert_on_sheet (fixture, "KT. CHỦ TỊCH", TRUE);
  act (fixture, "briefing.earlier");
  assert_on_sheet (fixture, "87/BC-UBND", FALSE);
  assert_on_sheet (fixture, "Nguyễn Văn X", TRUE);
  assert_on_sheet (fixture, "Ban Thường vụ", TRUE);
  g_assert_cmpstr (gtk_editable_get_text (number), ==, "");
  g_assert_cmpstr (gtk_editable_get_text (signer), ==, "Nguyễn Văn X");
  g_assert_cmpstr (gtk_editable_get_text (recipient), ==, "Ban Thường vụ");
  gtk_editable_set_text (recipient, "");
  assert_on_sheet (fixture, "Ban Thường vụ", FALSE);
}

/* --- figures -------------------------------------------------------------------------------------- */

static guint
count_rows (Fixture *fixture)
{
  int n = 0;
  GtkWidget *view = gb_test_find_nth (GTK_WIDGET (gb_window_get_page (fixture->window, "dossiers")), GTK_TYPE_COLUMN_VIEW, &n);

  settle (fixture);
  return g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (view))));
}

/* Each figure opens exactly the rows it counted, of whatever days. */
static void
test_figures (Fixture      *fixture,
              gconstpointer data)
{
  guint opened = 0;

  for (int kind = GB_BRIEFING_WEEK; kind <= GB_BRIEFING_MONTH; kind++)
    {
      choose_kind (fixture, kind);
      settle (fixture);
      for (int id = 0; id < GB_N_BRIEFING_FIGURES; id++)
        {
          GtkWidget *figures = nth (fixture, GB_TYPE_BRIEFING_FIGURES, 0);
          const GbBriefing *briefing = gb_briefing_model_get_briefing (fixture->model);
          guint expected = (guint) briefing->figures[id].value;
          GtkWidget *row = nth (fixture, GTK_TYPE_LIST_BOX_ROW, id);

          g_assert_true (gtk_widget_is_ancestor (row, figures));
          g_assert_cmpint (gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (row)), ==, expected > 0);
          if (expected == 0)
            continue;
          g_signal_emit_by_name (gtk_widget_get_parent (row), "row-activated", row);
          g_assert_true (gtk_widget_get_child_visible (GTK_WIDGET (gb_window_get_page (fixture->window, "dossiers"))));
          g_assert_cmpuint (count_rows (fixture), ==, expected);
          opened++;
          gb_window_show_page (fixture->window, "briefing");
          settle (fixture);
        }
    }
  g_assert_cmpuint (opened, >=, 5);
}

/* --- what leaves ---------------------------------------------------------------------------------- */

static gboolean
exists (gpointer path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
assert_saved (Fixture             *fixture,
              GbBriefingOutput    *output,
              GbBriefingOutputKind kind,
              const char          *name,
              const char          *magic)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *contents = NULL;
  gsize length;

  gb_briefing_output_save (output, kind, file);
  gb_test_wait (exists, path, "the file");
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  g_assert_cmpuint (length, >, 2000);
  g_assert_true (g_str_has_prefix (contents, magic));
  g_remove (path);
}

static gboolean
tells_of_failure (gpointer window)
{
  return gb_test_says (window, "There is no folder");
}

static void
test_saving (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GbBriefingOutput) output
      = gb_briefing_output_new (fixture->model, GB_BRIEFING_PREVIEW (nth (fixture, GB_TYPE_BRIEFING_PREVIEW, 0)));
  g_autofree char *nowhere = g_build_filename (fixture->folder, "gone", "a.pdf", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (nowhere);

  assert_saved (fixture, output, GB_BRIEFING_OUTPUT_PDF, "a.pdf", "%PDF-");
  assert_saved (fixture, output, GB_BRIEFING_OUTPUT_XLSX, "a.xlsx", "PK");
  gb_briefing_output_save (output, GB_BRIEFING_OUTPUT_PDF, file);
  gb_test_wait (tells_of_failure, fixture->window, "what is told");
  g_object_run_dispose (G_OBJECT (output));
}

static void
on_text_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  *(char **) user_data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static gboolean
has_text (gpointer data)
{
  return *(char **) data != NULL;
}

/* The last word is copied, too. */
static void
test_copying (Fixture      *fixture,
              gconstpointer data)
{
  g_autofree char *text = NULL;

  type (fixture, GB_BRIEFING_PROPOSALS, "Đề nghị cấp máy in");
  act (fixture, "briefing.copy");
  while (!gb_test_says (GTK_WIDGET (fixture->window), "was copied"))
    g_main_context_iteration (NULL, TRUE);
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (fixture->window)), NULL, on_text_cb, &text);
  gb_test_wait (has_text, &text, "the clipboard");
  g_assert_nonnull (strstr (text, "Đề nghị cấp máy in"));
}

/* --- time ------------------------------------------------------------------------------------------ */

/* A day later it is another week that is reported, unless somebody chose the days; figures of days ago say so. */
static void
test_clock (Fixture      *fixture,
            gconstpointer data)
{
  GbClock *clock = gb_store_get_clock (gb_services_get_store (fixture->services));

  type (fixture, GB_BRIEFING_REASONS, WORDS);
  g_assert_false (gb_test_says (GTK_WIDGET (fixture->page), "Synchronise before you hand the report in."));
  gb_clock_set (clock, GB_TEST_NOW + GB_DAY_SECONDS);
  assert_days (fixture, "2026-08-20", "2026-08-26");
  g_assert_true (gb_test_says (GTK_WIDGET (fixture->page), "Synchronise before you hand the report in."));
  g_assert_true (gb_test_says (GTK_WIDGET (fixture->page), "You wrote sentences for 19/08–25/08/2026."));
  act (fixture, "briefing.earlier");
  assert_days (fixture, "2026-08-13", "2026-08-19");
  gb_clock_set (clock, GB_TEST_NOW + 2 * GB_DAY_SECONDS);
  assert_days (fixture, "2026-08-13", "2026-08-19");
}

/* --- states, keyboard ----------------------------------------------------------------------------- */

static void
test_empty (Fixture      *fixture,
            gconstpointer data)
{
  g_assert_true (gb_test_says (GTK_WIDGET (fixture->page), "No data yet"));
  g_assert_false (gtk_widget_get_visible (nth (fixture, GB_TYPE_BRIEFING_PREVIEW, 0)));
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "briefing.print", NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "briefing.copy", NULL);
  settle (fixture);
}

static gboolean
is_mapped (gpointer widget)
{
  return gtk_widget_get_mapped (widget);
}

static void
assert_narrow (Fixture *fixture,
               gboolean sheet)
{
  settle (fixture);
  gb_test_wait (is_mapped, nth (fixture, GB_TYPE_TABS, 0), "the tabs");
  g_assert_cmpint (gtk_widget_get_mapped (nth (fixture, GB_TYPE_BRIEFING_PREVIEW, 0)), ==, sheet);
  g_assert_cmpint (gtk_widget_get_mapped (nth (fixture, GB_TYPE_BRIEFING_EDITOR, 0)), ==, !sheet);
}

/* Where there is room for one of them the sheet is a view of its own. */
static void
test_narrow (Fixture      *fixture,
             gconstpointer data)
{
  GbTabs *tabs = GB_TABS (nth (fixture, GB_TYPE_TABS, 0));

  assert_narrow (fixture, FALSE);
  gb_tabs_set_selected (tabs, "sheet");
  assert_narrow (fixture, TRUE);
  gb_tabs_set_selected (tabs, "write");
  assert_narrow (fixture, FALSE);
}

/* Tab goes from section to section, and each says what it is. */
static void
test_keyboard (Fixture      *fixture,
               gconstpointer data)
{
  static const char *const names[] = { "Reasons for lateness", "Difficulties and petitions", "Tasks and staff", "Proposals" };
  GtkWindow *window = GTK_WINDOW (fixture->window);
  guint found = 0;

  g_assert_true (gtk_widget_grab_focus (nth (fixture, GB_TYPE_TEXT_FIELD, 0)));
  g_assert_true (gb_test_says (GTK_WIDGET (fixture->page), "being edited, section 2"));
  for (int steps = 0; steps < 40 && found < G_N_ELEMENTS (names); steps++)
    {
      GtkWidget *focus = gtk_window_get_focus (window);

      if (GB_IS_TEXT_FIELD (focus))
        gtk_test_accessible_assert_property (focus, GTK_ACCESSIBLE_PROPERTY_LABEL, names[found++]);
      gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_FORWARD);
    }
  g_assert_cmpuint (found, ==, G_N_ELEMENTS (names));
  g_assert_false (gb_test_says (GTK_WIDGET (fixture->page), "being edited"));
  gtk_test_accessible_assert_role (nth (fixture, GB_TYPE_TEXT_FIELD, 0), GTK_ACCESSIBLE_ROLE_TEXT_BOX);
}

/* Another commune's briefing has other figures and other words; the province's has all. */
static void
test_communes (Fixture      *fixture,
               gconstpointer data)
{
  g_autofree char *there = NULL, *all = NULL, *back = NULL;

  type (fixture, GB_BRIEFING_REASONS, WORDS);
  gb_page_set_commune (GB_PAGE (fixture->page), "21031");
  settle (fixture);
  there = dup_text (fixture, GB_BRIEFING_REASONS);
  g_assert_cmpstr (there, !=, WORDS);
  gb_page_set_commune (GB_PAGE (fixture->page), NULL);
  settle (fixture);
  g_assert_null (gb_briefing_model_get_briefing (fixture->model)->commune);
  all = dup_text (fixture, GB_BRIEFING_REASONS);
  g_assert_cmpstr (all, !=, WORDS);
  gb_page_set_commune (GB_PAGE (fixture->page), GB_TEST_COMMUNE);
  settle (fixture);
  back = dup_text (fixture, GB_BRIEFING_REASONS);
  g_assert_cmpstr (back, ==, WORDS);
}

#define ADD(name, data, func) g_test_add ("/briefing-page/" name, Fixture, data, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_autofree char *home = g_dir_make_tmp ("giaoban-home-XXXXXX", NULL);
  int status;

  /* The user's own cache is none of a test's. */
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  gb_language_init ("en");
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("writing", NULL, test_writing);
  ADD ("odd-texts", NULL, test_odd_texts);
  ADD ("full", NULL, test_full);
  ADD ("closing", NULL, test_closing);
  ADD ("periods", NULL, test_periods);
  ADD ("range", NULL, test_range);
  ADD ("other-days", NULL, test_other_days);
  ADD ("signature", NULL, test_signature);
  ADD ("figures", NULL, test_figures);
  ADD ("saving", NULL, test_saving);
  ADD ("copying", NULL, test_copying);
  ADD ("clock", NULL, test_clock);
  ADD ("empty", "empty", test_empty);
  ADD ("narrow", "narrow", test_narrow);
  ADD ("keyboard", NULL, test_keyboard);
  ADD ("communes", NULL, test_communes);
  status = g_test_run ();
  g_rmdir (home);
  return status;
}
