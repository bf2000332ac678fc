/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each window of the program and what stands on pages, as it is before it has any data: its role, a name for all that can
 * have the focus, setters that tell once, and nothing that holds it afterwards. */
#include <adwaita.h>

#include "gb-apology-window.h"
#include "gb-boundaries-window.h"
#include "gb-briefing-chooser.h"
#include "gb-briefing-editor.h"
#include "gb-briefing-signature.h"
#include "gb-bundle-window.h"
#include "gb-contact-button.h"
#include "gb-contact-window.h"
#include "gb-first-run.h"
#include "gb-freshness-button.h"
#include "gb-hand-over-window.h"
#include "gb-issue-raise-window.h"
#include "gb-issue-say-window.h"
#include "gb-letter-window.h"
#include "gb-lookup-pane.h"
#include "gb-notice-pane.h"
#include "gb-outbox-conflict.h"
#include "gb-outbox-editor.h"
#include "gb-outbox-field.h"
#include "gb-outbox-window.h"
#include "gb-paper-view.h"
#include "gb-picture-window.h"
#include "gb-place-window.h"
#include "gb-preferences-window.h"
#include "gb-reason-box.h"
#include "gb-reminder-window.h"
#include "gb-set-aside-window.h"
#include "gb-shortcuts-window.h"
#include "gb-sidebar.h"
#include "gb-sign-in-window.h"
#include "gb-sign-row.h"
#include "gb-sign-window.h"
#include "gb-start-page.h"
#include "gb-state-view.h"
#include "gb-sync-log-window.h"
#include "gb-task-pane.h"
#include "gb-test-told.h"
#include "gb-tile-layout.h"
#include "gb-urge-window.h"
#include "gb-visit-window.h"
#include "gb-ward-switch.h"
#include "gb-window-search.h"
#include "gb-wrap-layout.h"
#include "gb-language.h"

static const struct
{
  GType (*get_type) (void);
  GtkAccessibleRole role;
  gboolean filled; /* nobody sees it before it has its data, and with them the names */
} cases[] = {
  { gb_apology_window_get_type, GTK_ACCESSIBLE_ROLE_DIALOG },
  { gb_contact_window_get_type, GTK_ACCESSIBLE_ROLE_DIALOG },
  { gb_hand_over_window_get_type, GTK_ACCESSIBLE_ROLE_DIALOG },
  { gb_issue_raise_window_get_type, GTK_ACCESSIBLE_ROLE_DIALOG, TRUE },
  { gb_issue_say_window_get_type, GTK_ACCESSIBLE_ROLE_DIALOG, TRUE },
  { gb_letter_window_get_type, GTK_ACCESSIBLE_ROLE_DIALOG },
  { gb_picture_window_get_type, GTK_ACCESSIBLE_ROLE_DIALOG },
  { gb_place_window_get_type, GTK_ACCESSIBLE_ROLE_DIALOG, TRUE },
  { gb_sign_window_get_type, GTK_ACCESSIBLE_ROLE_DIALOG },
  { gb_urge_window_get_type, GTK_ACCESSIBLE_ROLE_DIALOG },
  { gb_visit_window_get_type, GTK_ACCESSIBLE_ROLE_DIALOG },
  { gb_boundaries_window_get_type, GTK_ACCESSIBLE_ROLE_DIALOG },
  { gb_bundle_window_get_type, GTK_ACCESSIBLE_ROLE_DIALOG, TRUE },
  { gb_outbox_window_get_type, GTK_ACCESSIBLE_ROLE_DIALOG },
  { gb_preferences_window_get_type, GTK_ACCESSIBLE_ROLE_DIALOG },
  { gb_set_aside_window_get_type, GTK_ACCESSIBLE_ROLE_DIALOG },
  { gb_shortcuts_window_get_type, GTK_ACCESSIBLE_ROLE_DIALOG },
  { gb_sign_in_window_get_type, GTK_ACCESSIBLE_ROLE_DIALOG, TRUE },
  { gb_sync_log_window_get_type, GTK_ACCESSIBLE_ROLE_DIALOG },
  { gb_reminder_window_get_type, GTK_ACCESSIBLE_ROLE_DIALOG },
  { gb_outbox_editor_get_type, GTK_ACCESSIBLE_ROLE_DIALOG },
  { gb_outbox_conflict_get_type, GTK_ACCESSIBLE_ROLE_DIALOG },
  { gb_briefing_chooser_get_type, GTK_ACCESSIBLE_ROLE_WIDGET },
  { gb_briefing_editor_get_type, GTK_ACCESSIBLE_ROLE_WIDGET, TRUE },
  { gb_briefing_signature_get_type, GTK_ACCESSIBLE_ROLE_WIDGET },
  { gb_contact_button_get_type, GTK_ACCESSIBLE_ROLE_WIDGET, TRUE },
  { gb_first_run_get_type, GTK_ACCESSIBLE_ROLE_WIDGET },
  { gb_freshness_button_get_type, GTK_ACCESSIBLE_ROLE_WIDGET },
  { gb_lookup_pane_get_type, GTK_ACCESSIBLE_ROLE_WIDGET },
  { gb_notice_pane_get_type, GTK_ACCESSIBLE_ROLE_WIDGET, TRUE },
  { gb_task_pane_get_type, GTK_ACCESSIBLE_ROLE_WIDGET, TRUE },
  { gb_paper_view_get_type, GTK_ACCESSIBLE_ROLE_WIDGET },
  { gb_reason_box_get_type, GTK_ACCESSIBLE_ROLE_WIDGET },
  { gb_sidebar_get_type, GTK_ACCESSIBLE_ROLE_WIDGET },
  { gb_sign_row_get_type, GTK_ACCESSIBLE_ROLE_WIDGET, TRUE },
  { gb_start_page_get_type, GTK_ACCESSIBLE_ROLE_WIDGET },
  { gb_state_view_get_type, GTK_ACCESSIBLE_ROLE_WIDGET },
  { gb_ward_switch_get_type, GTK_ACCESSIBLE_ROLE_WIDGET },
  { gb_window_search_get_type, GTK_ACCESSIBLE_ROLE_WIDGET },
  { gb_tile_layout_get_type, GTK_ACCESSIBLE_ROLE_NONE },
  { gb_wrap_layout_get_type, GTK_ACCESSIBLE_ROLE_NONE },
};

static void
look_at (GtkWidget *widget)
{
  if (gtk_widget_is_sensitive (widget))
    gb_test_told (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    look_at (child);
}

static void
test_type (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  GObject *object = g_object_new (cases[i].get_type (), NULL);

  if (g_object_is_floating (object))
    g_object_ref_sink (object);
  if (GTK_IS_WIDGET (object))
    {
      g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (object)), ==, cases[i].role);
      if (!cases[i].filled)
        look_at (GTK_WIDGET (object));
    }
  gb_test_setters (object, TRUE);
  if (GTK_IS_WINDOW (object))
    gtk_window_destroy (GTK_WINDOW (g_object_ref (object)));
  g_assert_finalize_object (object);
}

int
main (int    argc,
      char **argv)
{
  gb_language_init ("en");
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/types/", g_type_name (cases[i].get_type ()), NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_type);
    }
  return g_test_run ();
}
