/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <string.h>

#include "gb-action-repository.h"
#include "gb-contact-button.h"
#include "gb-contact-card.h"
#include "gb-contact-row.h"
#include "gb-contact-window.h"
#include "gb-contacts-view.h"
#include "gb-language.h"
#include "gb-qr-code.h"
#include "gb-test-cache.h"
#include "gb-test-window.h"

#define PUT(type, id, data)                                                                        \
  "{\"op\":\"put\",\"type\":\"" type "\",\"id\":\"" id "\",\"rev\":1,\"data\":{" data "}}\n"
#define CHANNEL(id, kind, name, value, agency, more)                                               \
  PUT ("channel", id,                                                                              \
       "\"kind\":\"" kind "\",\"name\":\"" name "\",\"value\":\"" value "\",\"agency\":\"" agency "\"" more)

static const char lines[] =
    PUT ("agency", "so-xd", "\"name\":\"Sở Xây dựng\",\"kind\":\"department\"")
    PUT ("agency", "so-tp", "\"name\":\"Sở Tư pháp\",\"kind\":\"department\"")
    CHANNEL ("hotline-01", "hotline", "Sở Xây dựng", "0255 000 0102", "so-xd",
             ",\"field\":\"Quy hoạch, cấp phép\",\"verified\":\"2026-08-18\"")
    CHANNEL ("zalo-01", "zalo", "Quy hoạch, xây dựng", "https://zalo.example/g/2", "so-xd",
             ",\"field\":\"Quy hoạch, cấp phép\"")
    CHANNEL ("hotline-02", "hotline", "Sở Tư pháp", "0255 000 0103", "so-tp", ",\"verified\":\"2026-06-01\"");

typedef struct
{
  char *folder;
  GbStore *store;
  GtkWidget *window;
  GbContactsView *view;
} Fixture;

static GtkWidget *
nth (GtkWidget *widget,
     GType      type,
     int        n)
{
  return gb_test_find_nth (widget, type, &n);
}

static guint
count_rows (Fixture *fixture)
{
  guint n = 0;

  while (nth (GTK_WIDGET (fixture->view), GB_TYPE_CONTACT_ROW, (int) n) != NULL)
    n++;
  return n;
}

static gboolean
has_two_rows (gpointer data)
{
  return count_rows (data) == 2;
}

static gboolean
has_one_row (gpointer data)
{
  return count_rows (data) == 1;
}

static GbContactRow *
row_at (Fixture *fixture,
        int      n)
{
  return GB_CONTACT_ROW (nth (GTK_WIDGET (fixture->view), GB_TYPE_CONTACT_ROW, n));
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  GtkWidget *toasts = adw_toast_overlay_new ();

  fixture->folder = g_dir_make_tmp ("giaoban-XXXXXX", NULL);
  fixture->store = gb_test_cache_new (fixture->folder);
  fixture->window = adw_window_new ();
  fixture->view = g_object_new (GB_TYPE_CONTACTS_VIEW, NULL);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (toasts), GTK_WIDGET (fixture->view));
  adw_window_set_content (ADW_WINDOW (fixture->window), toasts);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1000, 500);
  gtk_window_present (GTK_WINDOW (fixture->window));
  if (data != NULL)
    {
      gb_test_cache_feed (fixture->store, data);
      gb_contacts_view_set_store (fixture->view, fixture->store);
      gb_test_wait (has_two_rows, fixture, "the contacts");
    }
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
  g_object_ref (fixture->window);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  gb_test_wait (is_last, fixture->window, "the window's last holder");
  g_assert_finalize_object (fixture->window);
  gb_store_close (fixture->store);
  gb_test_wait (is_last, fixture->store, "the store's last holder");
  g_assert_finalize_object (fixture->store);
  gb_test_cache_remove (fixture->folder);
  g_free (fixture->folder);
}

static void
assert_label (GtkWidget  *widget,
              const char *label)
{
  g_autofree char *difference
      = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);

  g_assert_cmpstr (difference, ==, NULL);
}

/* All of a row is told to whoever listens, and each thing to be pressed says what it does. */
static void
test_rows (Fixture      *fixture,
           gconstpointer data)
{
  GtkWidget *row = GTK_WIDGET (row_at (fixture, 0));

  assert_label (row, "Sở Xây dựng · quy hoạch, cấp phép, Hotline 0255 000 0102, Zalo group Quy hoạch, xây dựng, "
                     "Worked on 18/08/2026");
  assert_label (nth (row, GTK_TYPE_BUTTON, 0), "Call 0255 000 0102");
  assert_label (nth (row, GTK_TYPE_BUTTON, 1), "Open Zalo Quy hoạch, xây dựng");
  assert_label (nth (row, GTK_TYPE_BUTTON, 3), "Copy 0255 000 0102");
  g_assert_true (gb_test_says (row, "18/08/2026"));
  g_assert_true (gb_test_says (GTK_WIDGET (row_at (fixture, 1)), "over 60 days"));
  /* A contact without a group has nothing to press there. */
  g_assert_false (gtk_widget_get_visible (nth (GTK_WIDGET (row_at (fixture, 1)), GTK_TYPE_BUTTON, 1)));
}

/* The chip's count is the rows that it leaves. */
static void
test_stale (Fixture      *fixture,
            gconstpointer data)
{
  GtkWidget *chip = nth (GTK_WIDGET (fixture->view), GTK_TYPE_TOGGLE_BUTTON, 0);

  g_assert_true (gb_test_says (chip, "1"));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), TRUE);
  g_assert_cmpuint (count_rows (fixture), ==, 1);
  g_assert_cmpstr (gb_contact_row_get_contact (row_at (fixture, 0))->name, ==, "Sở Tư pháp");
}

static void
on_text_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  char **text = user_data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static gboolean
is_set (gpointer data)
{
  return *(char **) data != NULL;
}

/* One press, and the number is where it can be pasted from. */
static void
test_copy (Fixture      *fixture,
           gconstpointer data)
{
  g_autofree char *text = NULL;

  g_signal_emit_by_name (nth (GTK_WIDGET (row_at (fixture, 0)), GTK_TYPE_BUTTON, 3), "clicked");
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (fixture->window), NULL, on_text_cb, &text);
  gb_test_wait (is_set, &text, "the clipboard");
  g_assert_cmpstr (text, ==, "0255 000 0102");
  g_assert_true (gb_test_says (fixture->window, "Copied 0255 000 0102"));
}

static GbContactCard *
open_card (Fixture *fixture,
           int      n)
{
  GbContactRow *row = row_at (fixture, n);
  GtkWidget *card;

  /* as Enter does */
  gtk_widget_grab_focus (GTK_WIDGET (row));
  g_signal_emit_by_name (row, "activate");
  card = nth (GTK_WIDGET (row), GB_TYPE_CONTACT_CARD, 0);
  g_assert_nonnull (card);
  return GB_CONTACT_CARD (card);
}

/* The code is of the chosen channel, and a picture whose name says what it does. */
static void
test_code (Fixture      *fixture,
           gconstpointer data)
{
  GbContactCard *card = open_card (fixture, 0);
  GtkWidget *code = nth (GTK_WIDGET (card), GB_TYPE_QR_CODE, 0);
  GtkListBox *points = GTK_LIST_BOX (nth (GTK_WIDGET (card), GTK_TYPE_LIST_BOX, 0));

  gtk_test_accessible_assert_role (code, GTK_ACCESSIBLE_ROLE_IMG);
  assert_label (code, "Scan with a telephone to call 0255 000 0102");
  g_assert_cmpstr (gb_qr_code_get_text (GB_QR_CODE (code)), ==, "tel:+842550000102");
  gtk_list_box_select_row (points, gtk_list_box_get_row_at_index (points, 1));
  g_assert_cmpstr (gb_qr_code_get_text (GB_QR_CODE (code)), ==, "https://zalo.example/g/2");
  assert_label (code, "Scan with a telephone to join the Zalo group Quy hoạch, xây dựng");
}

static gboolean
is_tried (gpointer data)
{
  return gb_contact_get_lead (gb_contact_row_get_contact (data))->pending;
}

/* Told to work without a network: it counts at once. */
static void
test_works (Fixture      *fixture,
            gconstpointer data)
{
  GbContactRow *row = row_at (fixture, 1);
  GbContactCard *card = open_card (fixture, 1);

  g_signal_emit_by_name (nth (GTK_WIDGET (card), GTK_TYPE_BUTTON, 1), "clicked");
  gb_test_wait (is_tried, row, "the trial");
  g_assert_true (gb_test_says (GTK_WIDGET (row), "26/08/2026"));
  g_assert_true (gb_test_says (GTK_WIDGET (card), "Worked on 26/08/2026, not sent yet"));
  g_assert_true (gb_test_says (fixture->window, "noted that it works today"));
}

static gboolean
tells_none (gpointer data)
{
  return gb_test_says (data, "not published any hotline");
}

static void
test_empty (Fixture      *fixture,
            gconstpointer data)
{
  gb_contacts_view_set_store (fixture->view, fixture->store);
  gb_test_wait (tells_none, fixture->view, "the message");
  gb_test_cache_feed (fixture->store, lines);
  gb_test_wait (has_two_rows, fixture, "what the feed brought");
  gb_test_cache_feed (fixture->store, "{\"op\":\"del\",\"type\":\"channel\",\"id\":\"hotline-02\",\"rev\":2}\n");
  gb_test_wait (has_one_row, fixture, "what the feed took");
}

/* --- the workstation's own --- */

static GtkWidget *
get_window (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GtkWidget *found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (GB_IS_CONTACT_WINDOW (window))
        found = window;
    }
  return found;
}

/* In the order of the window: who, what for, number, Zalo, room, address */
static GtkWidget *
entry (int n)
{
  return nth (get_window (), GTK_TYPE_ENTRY, n);
}

static void
write_into (int         n,
            const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (entry (n)), text);
}

static gboolean
has_three_rows (gpointer data)
{
  return get_window () == NULL && count_rows (data) == 3;
}

static GtkWidget *
button_saying (const char *label)
{
  GtkWidget *button;

  for (int i = 0; (button = nth (get_window (), GTK_TYPE_BUTTON, i)) != NULL; i++)
    if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), label) == 0)
      return button;
  return NULL;
}

/* What opens nothing is not taken; what was added stands first, and goes again. */
static void
test_own (Fixture      *fixture,
          gconstpointer data)
{
  const GbContact *contact;

  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "contacts.add", NULL);
  write_into (0, "Điện lực");
  g_assert_false (gtk_widget_get_sensitive (button_saying ("Save")));
  write_into (2, "1900 1909");
  write_into (4, "file:///etc/passwd");
  g_assert_false (gtk_widget_get_sensitive (button_saying ("Save")));
  write_into (4, "");
  g_assert_true (gtk_widget_get_sensitive (button_saying ("Save")));
  g_signal_emit_by_name (entry (2), "activate");
  gb_test_wait (has_three_rows, fixture, "the contact");
  contact = gb_contact_row_get_contact (row_at (fixture, 0));
  assert_label (GTK_WIDGET (row_at (fixture, 0)),
                "Điện lực · added here, Hotline 1900 1909, Nobody has told yet that it works");

  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "contacts.change", "s", gb_contact_get_lead (contact)->id);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry (2))), ==, "1900 1909");
  g_signal_emit_by_name (button_saying ("Remove contact"), "clicked");
  gb_test_wait (has_two_rows, fixture, "that it is gone");
  g_assert_true (gb_test_says (fixture->window, "Điện lực was removed"));
}

/* --- whom to call about something --- */

static gboolean
tells_number (gpointer data)
{
  return nth (data, GB_TYPE_CONTACT_CARD, 0) != NULL &&
         gb_contact_card_get_selected (GB_CONTACT_CARD (nth (data, GB_TYPE_CONTACT_CARD, 0))) != NULL;
}

static const char *
number_of (GtkWidget *button)
{
  return gb_contact_card_get_selected (GB_CONTACT_CARD (nth (button, GB_TYPE_CONTACT_CARD, 0)))->value;
}

static gboolean
tells_nobody (gpointer data)
{
  return gb_test_says (data, "No number is known");
}

/* The officer first, then the agency's; a masked officer's number is nowhere, its code neither. */
static void
test_button (Fixture      *fixture,
             gconstpointer data)
{
  GtkWidget *button = gb_contact_button_new ();
  GtkWidget *menu = NULL;
  GtkWidget *choice;

  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (adw_window_get_content (ADW_WINDOW (fixture->window))), button);
  gb_test_cache_feed (fixture->store, lines);
  gb_test_cache_feed (fixture->store,
                      PUT ("officer", "1",
                           "\"name\":\"Võ Thị K\",\"title\":\"Chuyên viên\",\"kind\":\"post\",\"commune\":\"21028\","
                           "\"agency\":\"so-xd\",\"phone\":\"0905 000 123\""));
  gb_contact_button_set_about (GB_CONTACT_BUTTON (button), fixture->store, "so-xd", NULL);
  menu = nth (button, GTK_TYPE_MENU_BUTTON, 0);
  assert_label (menu, "Whom to call");
  gtk_widget_child_focus (button, GTK_DIR_TAB_FORWARD);
  gtk_menu_button_popup (GTK_MENU_BUTTON (menu));
  gb_test_wait (tells_number, button, "the agency's number");
  g_assert_cmpstr (number_of (button), ==, "0255 000 0102");
  gtk_menu_button_popdown (GTK_MENU_BUTTON (menu));

  gb_contact_button_set_officer (GB_CONTACT_BUTTON (button), "Võ Thị K", "21028", TRUE);
  gtk_menu_button_popup (GTK_MENU_BUTTON (menu));
  choice = nth (button, GTK_TYPE_DROP_DOWN, 0);
  gb_test_wait ((GbTestCondition) gtk_widget_get_visible, choice, "the officer");
  g_assert_cmpstr (number_of (button), ==, "0905 000 123");
  g_assert_true (gb_test_says (button, "V. T. K."));
  g_assert_false (gb_test_says (button, "0905 000 123"));
  g_assert_false (gtk_widget_get_visible (nth (button, GB_TYPE_QR_CODE, 0)));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), 1);
  g_assert_true (gtk_widget_get_visible (nth (button, GB_TYPE_QR_CODE, 0)));
  gtk_menu_button_popdown (GTK_MENU_BUTTON (menu));

  gb_contact_button_set_about (GB_CONTACT_BUTTON (button), fixture->store, NULL, "Thủy sản");
  gtk_menu_button_popup (GTK_MENU_BUTTON (menu));
  gb_test_wait (tells_nobody, button, "that nobody is known");
}

int
main (int   argc,
      char *argv[])
{
  gb_language_init ("en");
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, func, data) g_test_add ("/contacts/" name, Fixture, data, set_up, func, tear_down)
  ADD ("rows", test_rows, lines);
  ADD ("stale", test_stale, lines);
  ADD ("copy", test_copy, lines);
  ADD ("code", test_code, lines);
  ADD ("works", test_works, lines);
  ADD ("empty", test_empty, NULL);
  ADD ("own", test_own, lines);
  ADD ("button", test_button, NULL);
  return g_test_run ();
}
