/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-shortcuts-window.h"

#include <glib/gi18n-lib.h>

#include "gb-dialog.h"

/**
 * GbShortcutsWindow:
 *
 * Which keys do what (phím tắt), as the program has them at that moment.
 */
struct _GbShortcutsWindow
{
  AdwWindow parent_instance;

  AdwPreferencesPage *page;
};

G_DEFINE_FINAL_TYPE (GbShortcutsWindow, gb_shortcuts_window, ADW_TYPE_WINDOW)

typedef struct
{
  const char *group; /* (nullable): as before */
  const char *action;
  const char *title;
} Shortcut;

static const Shortcut shortcuts[] = {
  { N_ ("Pages"), "win.show-page('today')", N_ ("Today") },
  { NULL, "win.show-page('dossiers')", N_ ("Dossiers") },
  { NULL, "win.show-page('issues')", N_ ("Issues") },
  { NULL, "win.show-page('tasks')", NC_ ("pages", "Tasks") },
  { NULL, "win.show-page('people')", N_ ("People") },
  { NULL, "win.show-page('map')", N_ ("Map") },
  { NULL, "win.show-page('indicators')", N_ ("Indicators") },
  { NULL, "win.show-page('lookup')", N_ ("Look-up") },
  { NULL, "win.show-page('briefing')", N_ ("Briefing") },
  { N_ ("Finding"), "win.focus-search", N_ ("Search everything") },
  { NULL, "win.find-dossiers", N_ ("Search the dossiers shown") },
  { N_ ("Data"), "win.sync", N_ ("Synchronise now") },
  { NULL, "win.show-outbox", N_ ("Outbox") },
  { NULL, "win.bundle-import", N_ ("Read a file from a stick") },
  { NULL, "win.mask", N_ ("Hide names and numbers") },
  { N_ ("Window"), "win.show-preferences", N_ ("Preferences") },
  { NULL, "win.show-shortcuts", N_ ("Keyboard shortcuts") },
  { NULL, "window.close", N_ ("Close the window") },
  { NULL, "app.quit", N_ ("Quit") },
};

/* "Alt+1", or two with a word between */
static char *
describe_keys (GtkApplication *application,
               const char     *action)
{
  g_auto (GStrv) accels = gtk_application_get_accels_for_action (application, action);
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; accels[i] != NULL; i++)
    {
      GdkModifierType mods;
      guint key;

      if (gtk_accelerator_parse (accels[i], &key, &mods))
        g_ptr_array_add (labels, gtk_accelerator_get_label (key, mods));
    }
  g_ptr_array_add (labels, NULL);
  /* Translators: between two keys that do the same */
  return g_strjoinv (_(" or "), (char **) labels->pdata);
}

static void
fill (GbShortcutsWindow *self,
      GtkApplication    *application)
{
  AdwPreferencesGroup *group = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    {
      const Shortcut *shortcut = &shortcuts[i];
      g_autofree char *keys = describe_keys (application, shortcut->action);
      gboolean tasks = g_str_equal (shortcut->action, "win.show-page('tasks')");
      GtkWidget *row, *label;

      if (shortcut->group != NULL)
        {
          group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
          adw_preferences_group_set_title (group, _(shortcut->group));
          adw_preferences_page_add (self->page, group);
        }
      if (*keys == '\0')
        continue;
      row = g_object_new (ADW_TYPE_ACTION_ROW, "title", tasks ? C_ ("pages", "Tasks") : _(shortcut->title), NULL);
      label = gtk_label_new (keys);
      gtk_widget_add_css_class (label, "gb-caption");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
      adw_preferences_group_add (group, row);
    }
}

static void
gb_shortcuts_window_class_init (GbShortcutsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/shortcuts-window.ui");
  gtk_widget_class_bind_template_child (widget_class, GbShortcutsWindow, page);
}

static void
gb_shortcuts_window_init (GbShortcutsWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gb_shortcuts_window_present:
 * @parent: the window it belongs to, of an application
 *
 * Returns: (transfer none): the window, which GTK owns
 */
GbShortcutsWindow *
gb_shortcuts_window_present (GtkWindow *parent)
{
  GbShortcutsWindow *self = g_object_new (GB_TYPE_SHORTCUTS_WINDOW, "transient-for", parent, NULL);

  if (gtk_window_get_application (parent) != NULL)
    fill (self, gtk_window_get_application (parent));
  gb_dialog_present (GTK_WINDOW (self));
  return self;
}
