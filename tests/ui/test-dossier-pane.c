/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <string.h>

#include "gb-action-repository.h"
#include "gb-dossier-detail.h"
#include "gb-dossier-pane.h"
#include "gb-dossier-paper.h"
#include "gb-language.h"
#include "gb-letter-words.h"
#include "gb-test-cache.h"

#define CODE "H48.91-260812-0031"

/* The dossier of the pictures: ten working days, one pause of three working hours. */
#define LINES                                                                                                  \
  "{\"op\":\"put\",\"type\":\"calendar-day\",\"id\":\"2026-08-22\",\"rev\":1,\"data\":{\"kind\":\"work\","       \
  "\"replaces\":\"2026-08-31\",\"name\":\"Make-up\"}}\n"                                                        \
  "{\"op\":\"put\",\"type\":\"calendar-day\",\"id\":\"2026-08-31\",\"rev\":1,\"data\":{\"kind\":\"off\",\"name\":\"Off\"}}\n" \
  "{\"op\":\"put\",\"type\":\"procedure\",\"id\":\"p\",\"rev\":1,\"data\":{\"code\":\"1.000009\","             \
  "\"name\":\"Land\",\"field\":\"Land\",\"limit\":{\"unit\":\"working-days\",\"amount\":10,"                   \
  "\"rule\":\"same-time\",\"source\":\"law\"},\"papers\":[],\"online\":\"full\",\"paper_result\":true}}\n"     \
  "{\"op\":\"put\",\"type\":\"dossier\",\"id\":\"" CODE "\",\"rev\":1,\"data\":{\"procedure\":\"Land\","        \
  "\"procedure_code\":\"1.000009\",\"field\":\"Land\",\"channel\":\"desk\",\"commune\":\"21028\","            \
  "\"received_by\":\"21028\",\"officer\":\"A\",\"state\":4,\"submitted\":\"2026-08-12T09:20:00+07:00\","       \
  "\"received\":\"2026-08-12T09:20:00+07:00\",\"due\":\"2026-08-25T14:20:00+07:00\"}}\n"                       \
  "{\"op\":\"put\",\"type\":\"dossier-step\",\"id\":\"s1\",\"rev\":1,\"data\":{\"dossier\":\"" CODE "\","       \
  "\"at\":\"2026-08-12T09:20:00+07:00\",\"state\":2}}\n"                                                       \
  "{\"op\":\"put\",\"type\":\"dossier-step\",\"id\":\"s2\",\"rev\":1,\"data\":{\"dossier\":\"" CODE "\","       \
  "\"at\":\"2026-08-14T16:00:00+07:00\",\"state\":6}}\n"                                                       \
  "{\"op\":\"put\",\"type\":\"dossier-step\",\"id\":\"s3\",\"rev\":1,\"data\":{\"dossier\":\"" CODE "\","       \
  "\"at\":\"2026-08-17T09:00:00+07:00\",\"state\":4,\"officer\":\"A\"}}\n"

static void
on_result_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  GAsyncResult **out = user_data;

  *out = g_object_ref (result);
}

static gboolean
has_result (gpointer data)
{
  return *(GAsyncResult **) data != NULL;
}

static GbDossierDetail *
load (GbStore *store)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GbDossierDetail *detail;

  gb_dossier_detail_load_async (store, CODE, NULL, on_result_cb, &result);
  gb_test_wait (has_result, &result, "the detail");
  detail = gb_dossier_detail_load_finish (store, result, &error);
  g_assert_no_error (error);
  return detail;
}

/* (transfer full) action */
static GbAction *
save (GbStore  *store,
      GbAction *action,
      GError  **error)
{
  GbAction *stored = gb_store_add_action (store, action, NULL, NULL, error);

  gb_action_free (action);
  return stored;
}

static GbStore *
open_store (const char *folder)
{
  GbStore *store = gb_test_cache_new (folder);

  gb_test_cache_fill (store);
  gb_test_cache_feed (store, LINES);
  return store;
}

static void
test_reason (void)
{
  g_autofree char *folder = g_dir_make_tmp ("giaoban-XXXXXX", NULL);
  g_autoptr (GbStore) store = open_store (folder);
  g_autoptr (GbDossierDetail) detail = load (store);
  const GbDossierReason *reason = detail->reason;
  const GbDeadlineSentence *last;

  g_assert_true (reason->has_clock);
  g_assert_true (reason->agrees);
  g_assert_cmpstr (reason->title, ==, "Why is it due at 14:20 Tuesday 25/08?");
  g_assert_cmpint (reason->counted, ==, 10 * 8 * 60 * 60);
  g_assert_false (reason->ahead);
  g_assert_cmpuint (reason->sentences->len, ==, 3);
  last = g_ptr_array_index (reason->sentences, 2);
  g_assert_cmpstr (last->result, ==, "25/08 14:20");
  g_assert_cmpstr (g_ptr_array_index (reason->remarks, 0), ==, "Apology letter: its last day is over (24/08)");
  g_assert_cmpstr (reason->next_step, ==, "Late, to be settled at once: A");
  g_clear_object (&store);
  gb_test_cache_remove (folder);
}

static const char paper_text[] = "SUMMARY OF A DOSSIER\n" CODE "\n"
                                 "Procedure  Land\n"
                                 "Officer  A\n"
                                 "Field  Land\n"
                                 "Channel  At the desk\n"
                                 "Received  09:20 Wednesday 12/08\n"
                                 "Due  14:20 Tuesday 25/08\n"
                                 "State  Late by 2 h 55 min of working time\n";

static const char paper_ledger[] = "Ledger of working time\n"
                                   "From – to  Working time  Counts\n"
                                   "12/08 09:20 – 14/08 16:00  20 h 40  counted\n"
                                   "14/08 16:00 – 17/08 09:00  3 h 00  stopped\n";

/* All that the pane shows stands on paper, too, with the same words. */
static void
test_paper (void)
{
  g_autofree char *folder = g_dir_make_tmp ("giaoban-XXXXXX", NULL);
  g_autoptr (GbStore) store = open_store (folder);
  g_autoptr (GbDossierDetail) detail = load (store);
  g_autoptr (GbPaper) paper = gb_dossier_paper_new (detail);
  g_autofree char *text = gb_paper_dup_text (paper, 0);

  g_assert_cmpuint (gb_paper_get_n_pages (paper), ==, 1);
  g_assert_cmpstr (gb_paper_get_title (paper), ==, "Dossier " CODE);
g_printerr ("%s", text);
  g_assert_true (g_str_has_prefix (text, paper_text));
  g_assert_nonnull (strstr (text, detail->reason->title));
  g_assert_nonnull (strstr (text, paper_ledger));
  for (guint i = 0; i < detail->reason->sentences->len; i++)
    {
      const GbDeadlineSentence *sentence = g_ptr_array_index (detail->reason->sentences, i);

      g_assert_nonnull (strstr (text, sentence->text));
      g_assert_nonnull (strstr (text, sentence->source));
    }
  g_clear_object (&store);
  gb_test_cache_remove (folder);
}

/* A letter that waits is told of, forbids a second one, and can be withdrawn. */
static void
test_letter (void)
{
  g_autofree char *folder = g_dir_make_tmp ("giaoban-XXXXXX", NULL);
  g_autoptr (GbStore) store = open_store (folder);
  g_autoptr (GbDossierDetail) before = load (store);
  g_autoptr (GbDossierDetail) after = NULL;
  g_autoptr (GbDossierDetail) again = NULL;
  g_autoptr (GbAction) saved = NULL;
  g_autoptr (GError) refusal = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (before->papers->can_apologise);
  g_assert_cmpint (before->papers->proposed_due, >, before->now);
  g_assert_true (before->papers->apology_warnings & GB_ACTION_WARNING_APOLOGY_LATE);
  saved = save (store, gb_action_new_apology (CODE, "x", before->papers->proposed_due, NULL), &error);
  g_assert_no_error (error);

  after = load (store);
  g_assert_false (after->papers->can_apologise);
  g_assert_nonnull (after->papers->apology_refusal);
  g_assert_cmpuint (after->papers->pending->len, ==, 1);
  g_assert_cmpint (gb_dossier_get_rescheduled (after->dossier), ==, before->papers->proposed_due);
  g_assert_true (g_str_has_suffix (g_ptr_array_index (after->reason->remarks, 0), "waiting for the province's system"));
  g_assert_null (save (store, gb_action_new_apology (CODE, "x", before->papers->proposed_due, NULL), &refusal));
  g_assert_cmpstr (refusal->message, ==, after->papers->apology_refusal);

  g_assert_true (gb_store_withdraw_action (store, saved->id, NULL, &error));
  again = load (store);
  g_assert_true (again->papers->can_apologise);
  g_clear_object (&store);
  gb_test_cache_remove (folder);
}

static void
test_slip (void)
{
  g_autofree char *folder = g_dir_make_tmp ("giaoban-XXXXXX", NULL);
  g_autoptr (GbStore) store = open_store (folder);
  g_autoptr (GbAction) saved = save (store, gb_action_new_urge (CODE, NULL, "now"), NULL);
  g_autoptr (GbDossierDetail) detail = load (store);
  g_autofree char *words = NULL;

  g_assert_nonnull (saved);
  g_assert_cmpuint (detail->papers->slips->len, ==, 1);
  words = gb_letter_words_slip (g_ptr_array_index (detail->papers->slips, 0));
  g_assert_cmpstr (words, ==, "Urging slip to A, No.: ……, waiting to be sent");
  g_clear_object (&store);
  gb_test_cache_remove (folder);
}

static const struct
{
  const char *date;
  const char *time;
  gboolean parsed;
  gboolean valid;
  const char *words;
} new_dates[] = {
  { "28/08/2026", "17:00", TRUE, TRUE, "Friday 28/08, 2 working days from today" },
  { " 28/8/2026", "9:30", TRUE, TRUE, "Friday 28/08, 2 working days from today" },
  { "29/08/2026", "09:00", TRUE, FALSE, "Saturday 29/08 is a day off" },
  { "28/08/2026", "12:00", TRUE, FALSE, "That time of day is outside working hours" },
  { "25/08/2026", "16:00", TRUE, FALSE, "The new date must be later than now" },
  { "31/02/2026", "09:00", FALSE, FALSE, NULL },
  { "28/08", "09:00", FALSE, FALSE, NULL },
  { "28/08/2026", "nine", FALSE, FALSE, NULL },
  { "", "", FALSE, FALSE, NULL },
};

static void
test_new_date (void)
{
  g_autoptr (GbWorkCalendar) calendar = gb_work_calendar_new ();
  gint64 due;

  gb_time_parse ("2026-08-25T14:20:00+07:00", &due, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (new_dates); i++)
    {
      g_autofree char *words = NULL;
      gboolean valid = FALSE;
      gint64 instant;

      g_assert_true (gb_letter_words_parse (new_dates[i].date, new_dates[i].time, &instant) == new_dates[i].parsed);
      if (!new_dates[i].parsed)
        continue;
      words = gb_letter_words_new_due (calendar, due, instant, GB_TEST_NOW, &valid);
      g_assert_cmpstr (words, ==, new_dates[i].words);
      g_assert_true (valid == new_dates[i].valid);
    }
}

static gboolean
shows_title (gpointer data)
{
  for (GtkWidget *child = gtk_widget_get_first_child (data); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if ((GTK_IS_LABEL (child) && gtk_widget_get_mapped (child)
         && g_strcmp0 (gtk_label_get_label (GTK_LABEL (child)), "Why is it due at 14:20 Tuesday 25/08?") == 0)
        || shows_title (child))
      return TRUE;
  return FALSE;
}

static gboolean
is_gone (gpointer data)
{
  return *(GtkWidget **) data == NULL;
}

static void
test_pane (void)
{
  g_autofree char *folder = g_dir_make_tmp ("giaoban-XXXXXX", NULL);
  GbStore *store = open_store (folder);
  GtkWidget *pane = g_object_ref_sink (gb_dossier_pane_new ());
  GtkWidget *held = pane;
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_child (GTK_WINDOW (window), pane);
  gtk_window_present (GTK_WINDOW (window));
  gb_dossier_pane_set_store (GB_DOSSIER_PANE (pane), store);
  gb_dossier_pane_set_code (GB_DOSSIER_PANE (pane), CODE);
  gb_test_wait (shows_title, pane, "the question");
  gtk_window_destroy (GTK_WINDOW (window));
  /* A reading on its way holds the pane until it is told that it was cancelled. */
  g_object_add_weak_pointer (G_OBJECT (pane), (gpointer *) &held);
  g_object_unref (pane);
  gb_test_wait (is_gone, &held, "the end of the pane");
  g_object_unref (store);
  gb_test_cache_remove (folder);
}

int
main (int   argc,
      char *argv[])
{
  gb_language_init ("en");
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/dossier-pane/reason", test_reason);
  g_test_add_func ("/dossier-pane/paper", test_paper);
  g_test_add_func ("/dossier-pane/letter", test_letter);
  g_test_add_func ("/dossier-pane/slip", test_slip);
  g_test_add_func ("/dossier-pane/new-date", test_new_date);
  g_test_add_func ("/dossier-pane/pane", test_pane);
  return g_test_run ();
}
