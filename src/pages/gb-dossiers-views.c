/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossiers-views.h"

#include <glib/gi18n-lib.h>

#include "gb-toast.h"
#include "gb-view-repository.h"

/**
 * GbDossiersViews:
 *
 * The button «Chế độ xem»: views that come with the program, those the user saved, each to be
 * renamed or deleted, and an entry to save what is shown now. Emits "chosen" with a view.
 */
struct _GbDossiersViews
{
  AdwBin parent_instance;

  GtkWidget *button;
  GtkWidget *popover;
  GtkListBox *list;
  GtkWidget *entry;
  GtkWidget *save;
  GtkLabel *error;

  GbStore *store;      /* (owned) */
  GbDossierView *view; /* (owned) (nullable): what is shown now */
  char *renamed;       /* (owned) (nullable): the view whose name is in the entry */
};

static guint chosen_signal;

G_DEFINE_FINAL_TYPE (GbDossiersViews, gb_dossiers_views, ADW_TYPE_BIN)

static const struct
{
  const char *name;
  const char *data;
} built_in[] = {
  { N_ ("All open dossiers"), "{\"class\":\"open\"}" },
  { N_ ("Overdue by officer"), "{\"class\":\"overdue\",\"group\":\"officer\"}" },
  { N_ ("Due today by officer"), "{\"class\":\"due-today\",\"group\":\"officer\"}" },
  { N_ ("Awaiting acceptance online"),
    "{\"class\":\"awaiting\",\"channel\":\"online\",\"sort\":\"received\"}" },
  { N_ ("Paused by field"), "{\"class\":\"paused\",\"group\":\"field\",\"sort\":\"received\"}" },
};

static void reload (GbDossiersViews *self);

static void
show_error (GbDossiersViews *self,
            const GError    *error)
{
  gtk_label_set_label (self->error, error != NULL ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error), error != NULL);
}

/* --- changes --- */

static void
set_renamed (GbDossiersViews *self,
             const char      *name)
{
  g_free (self->renamed);
  self->renamed = g_strdup (name);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), name != NULL ? name : "");
  gtk_button_set_label (GTK_BUTTON (self->save), name != NULL ? _("Rename") : _("Save"));
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _("Name of what is shown now"));
  if (name != NULL)
    gtk_widget_grab_focus (self->entry);
}

static void
on_changed_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GbDossiersViews) self = user_data;
  g_autoptr (GError) error = NULL;

  if (gb_view_change_finish (GB_STORE (source), result, &error))
    {
      set_renamed (self, NULL);
      reload (self);
    }
  show_error (self, error);
}

static void
on_save_cb (GbDossiersViews *self)
{
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *data = NULL;

  if (self->view == NULL)
    return;
  data = gb_dossier_view_to_json (self->view);
  if (self->renamed != NULL)
    gb_view_change_async (self->store, GB_VIEW_RENAME, self->renamed, name, NULL, on_changed_cb,
                          g_object_ref (self));
  else
    gb_view_change_async (self->store, GB_VIEW_SAVE, name, data, NULL, on_changed_cb,
                          g_object_ref (self));
}

/* "gb-name" or "gb-data" of the row that a widget is in. */
static const char *
text_of (GtkWidget  *inside,
         const char *key)
{
  GtkWidget *row = gtk_widget_get_ancestor (inside, GTK_TYPE_LIST_BOX_ROW);

  return g_object_get_data (G_OBJECT (row), key);
}

static void
on_rename_cb (GbDossiersViews *self,
              GtkWidget       *button)
{
  set_renamed (self, text_of (button, "gb-name"));
}

/* One click takes it away, so one click brings it back. */
static void
on_undo_cb (GbDossiersViews *self,
            AdwToast        *toast)
{
  gb_view_change_async (self->store, GB_VIEW_SAVE, g_object_get_data (G_OBJECT (toast), "gb-name"),
                        g_object_get_data (G_OBJECT (toast), "gb-data"), NULL, on_changed_cb,
                        g_object_ref (self));
}

static void
on_remove_cb (GbDossiersViews *self,
              GtkWidget       *button)
{
  GtkWidget *toasts = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY);
  const char *name = text_of (button, "gb-name");
  /* Translators: %s is the name of a view */
  g_autofree char *told = g_strdup_printf (_("“%s” deleted"), name);
  AdwToast *toast = gb_toast_new (told);

  adw_toast_set_button_label (toast, _("Undo"));
  g_object_set_data_full (G_OBJECT (toast), "gb-name", g_strdup (name), g_free);
  g_object_set_data_full (G_OBJECT (toast), "gb-data", g_strdup (text_of (button, "gb-data")), g_free);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (on_undo_cb), self,
                           G_CONNECT_SWAPPED);
  gb_view_change_async (self->store, GB_VIEW_REMOVE, name, NULL, NULL, on_changed_cb,
                        g_object_ref (self));
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (toasts), toast);
}

/* --- list --- */

static void
add_tool (GbDossiersViews *self,
          GtkWidget       *box,
          const char      *icon,
          const char      *words,
          void           (*callback) (GbDossiersViews *, GtkWidget *))
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, words);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (callback), self);
  gtk_box_append (GTK_BOX (box), button);
}

static void
add_row (GbDossiersViews *self,
         const char      *name,
         const char      *data,
         gboolean         own)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (name);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  g_object_set_data_full (G_OBJECT (row), "gb-name", g_strdup (name), g_free);
  g_object_set_data_full (G_OBJECT (row), "gb-data", g_strdup (data), g_free);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (own)
    {
      /* Translators: %s is the name of a view */
      g_autofree char *rename_words = g_strdup_printf (_("Rename “%s”"), name);
      /* Translators: %s is the name of a view */
      g_autofree char *remove_words = g_strdup_printf (_("Delete “%s”"), name);

      add_tool (self, box, "document-edit-symbolic", rename_words, on_rename_cb);
      add_tool (self, box, "user-trash-symbolic", remove_words, on_remove_cb);
    }
  gtk_list_box_append (self->list, row);
}

static gpointer
list_views (GbSqlConnection *connection,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  return gb_view_repository_list (connection, error);
}

static void
on_list_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GbDossiersViews) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) views = gb_store_read_finish (GB_STORE (source), result, &error);
  GtkWidget *row;

  if (error != NULL)
    show_error (self, error);
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (gsize i = 0; i < G_N_ELEMENTS (built_in); i++)
    add_row (self, _(built_in[i].name), built_in[i].data, FALSE);
  for (guint i = 0; views != NULL && i < views->len; i++)
    {
      const GbSavedView *view = views->pdata[i];

      add_row (self, view->name, view->data, TRUE);
    }
}

static void
reload (GbDossiersViews *self)
{
  gb_store_read_async (self->store, list_views, NULL, NULL, (GDestroyNotify) g_ptr_array_unref,
                       G_PRIORITY_DEFAULT, NULL, on_list_cb, g_object_ref (self));
}

static void
on_show_cb (GbDossiersViews *self)
{
  show_error (self, NULL);
  set_renamed (self, NULL);
  reload (self);
}

static void
on_row_activated_cb (GbDossiersViews *self,
                     GtkListBoxRow   *row)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GbDossierView) view
      = gb_dossier_view_parse (g_object_get_data (G_OBJECT (row), "gb-data"), &error);

  show_error (self, error);
  if (view == NULL)
    return;
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  g_signal_emit (self, chosen_signal, 0, view);
}

/* --- object --- */

static void
gb_dossiers_views_finalize (GObject *object)
{
  GbDossiersViews *self = GB_DOSSIERS_VIEWS (object);

  g_clear_object (&self->store);
  gb_dossier_view_free (self->view);
  g_free (self->renamed);

  G_OBJECT_CLASS (gb_dossiers_views_parent_class)->finalize (object);
}

static void
gb_dossiers_views_class_init (GbDossiersViewsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gb_dossiers_views_finalize;
  /**
   * GbDossiersViews::chosen:
   * @view: (type gpointer) (transfer none): a #GbDossierView
   */
  chosen_signal = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static GtkWidget *
make_save_line (GbDossiersViews *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->entry = gtk_entry_new ();
  gtk_widget_set_hexpand (self->entry, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Name of what is shown now"), -1);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (on_save_cb), self);
  self->save = gtk_button_new ();
  g_signal_connect_swapped (self->save, "clicked", G_CALLBACK (on_save_cb), self);
  gtk_box_append (GTK_BOX (line), self->entry);
  gtk_box_append (GTK_BOX (line), self->save);
  return line;
}

static void
gb_dossiers_views_init (GbDossiersViews *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "gb-choices");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Views"), -1);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (on_row_activated_cb), self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 360);
  self->error = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->error, TRUE);
  gtk_label_set_xalign (self->error, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->error), "error");
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), make_save_line (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->error));
  gtk_widget_set_size_request (box, 300, -1);
  self->popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  g_signal_connect_swapped (self->popover, "show", G_CALLBACK (on_show_cb), self);
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->button), _("Views"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Views"), -1);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), self->popover);
  adw_bin_set_child (ADW_BIN (self), self->button);
}

/**
 * gb_dossiers_views_new:
 * @store: where views are kept
 */
GtkWidget *
gb_dossiers_views_new (GbStore *store)
{
  GbDossiersViews *self = g_object_new (GB_TYPE_DOSSIERS_VIEWS, NULL);

  self->store = g_object_ref (store);
  return GTK_WIDGET (self);
}

/**
 * gb_dossiers_views_set:
 * @view: (transfer full): what is shown now, to be saved when the user wants it
 */
void
gb_dossiers_views_set (GbDossiersViews *self,
                       GbDossierView   *view)
{
  g_return_if_fail (GB_IS_DOSSIERS_VIEWS (self));

  gb_dossier_view_free (self->view);
  self->view = view;
}
