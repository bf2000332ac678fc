/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-export-button.h"

#include <glib/gi18n-lib.h>

#include "gb-compat.h"
#include "gb-export-job.h"
#include "gb-export-toast.h"
#include "gb-export-words.h"
#include "gb-page.h"
#include "gb-property.h"
#include "gb-toast.h"

/**
 * GbExportButton:
 *
 * "Xuất": saves what a view shows, in one of the forms that it offers. Ctrl+S opens it while it is seen. One export at
 * a time; it goes on while other pages are looked at.
 */
struct _GbExportButton
{
  AdwBin parent_instance;

  GtkMenuButton *button; /* (owned by the widget tree), as the next */
  GtkWidget *label;
  GSimpleActionGroup *actions; /* (owned) */
  GtkEventController *shortcuts; /* (nullable): the widget's, while it is mapped */
  GObject *view;               /* (nullable): weak */
  GbExportJob *job;            /* (owned) (nullable): under way */
  AdwToast *progress;          /* (owned) (nullable): tells of @job */
  AdwToastOverlay *overlay;    /* (nullable): weak; shows @progress */
  GCancellable *cancellable;   /* (owned) */
};

enum
{
  PROP_VIEW = 1,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (GbExportButton, gb_export_button, ADW_TYPE_BIN)

/* What is to be saved, while the user chooses where. */
typedef struct
{
  GbExportButton *self; /* (owned) */
  GbExport *export;     /* (owned) */
  GbExportForm form;
} Choice;

static void
choice_free (Choice *self)
{
  g_object_unref (self->self);
  gb_export_unref (self->export);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Choice, choice_free)

/* The outermost one: it is seen whatever page is. */
static AdwToastOverlay *
get_overlay (GbExportButton *self)
{
  AdwToastOverlay *overlay = NULL;

  for (GtkWidget *widget = gtk_widget_get_parent (GTK_WIDGET (self)); widget != NULL;
       widget = gtk_widget_get_parent (widget))
    if (ADW_IS_TOAST_OVERLAY (widget))
      overlay = ADW_TOAST_OVERLAY (widget);
  return overlay;
}

static GbPage *
get_page (GbExportButton *self)
{
  return GB_PAGE (gtk_widget_get_ancestor (GTK_WIDGET (self), GB_TYPE_PAGE));
}

/* --- saving --------------------------------------------------------------------------------------- */

static void
hide_progress (GbExportButton *self)
{
  if (self->overlay != NULL)
    gb_toast_dismiss (self->progress, self->overlay);
  g_clear_object (&self->progress);
  g_clear_weak_pointer (&self->overlay);
}

static void
on_progress_cb (GbExportButton *self,
                GbExportJob    *job)
{
  AdwToastOverlay *overlay = get_overlay (self);
  g_autofree char *text = gb_export_words_progress (job);

  if (self->progress != NULL)
    adw_toast_set_title (self->progress, text);
  else if (overlay != NULL)
    {
      self->progress = g_object_ref_sink (gb_export_toast_new_progress (job));
      g_set_weak_pointer (&self->overlay, overlay);
      adw_toast_overlay_add_toast (overlay, g_object_ref (self->progress));
    }
}

static void
on_done_cb (GbExportButton *self,
            GbExportJob    *job)
{
  AdwToastOverlay *overlay = get_overlay (self);

  hide_progress (self);
  g_clear_object (&self->job);
  if (overlay != NULL)
    adw_toast_overlay_add_toast (overlay, gb_export_toast_new_done (job));
}

static void
start (GbExportButton *self,
       GbExport       *export,
       GbExportForm    form,
       GFile          *file)
{
  GbPage *page = get_page (self);

  if (page == NULL || self->job != NULL)
    return;
  self->job = gb_export_job_new (gb_page_get_store (page), export, form, file,
                                 gb_page_get_masked (page)
                                     ? _("With all names and telephone numbers, which the screen hides")
                                     : NULL);
  g_signal_connect_object (self->job, "progress", G_CALLBACK (on_progress_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->job, "done", G_CALLBACK (on_done_cb), self, G_CONNECT_SWAPPED);
  gb_export_job_start (self->job);
}

static void
on_file_chosen_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (Choice) choice = user_data;
  g_autoptr (GFile) chosen = gb_compat_save_file_finish (result, NULL);
  g_autoptr (GFile) file = chosen != NULL ? gb_export_complete_name (chosen, &choice->form) : NULL;

  if (file != NULL)
    start (choice->self, choice->export, choice->form, file);
}

/* What is seen now is what is saved, however long somebody looks for a folder. */
static void
choose_file (GbExportButton *self,
             GbExportForm    form,
             gboolean        marked)
{
  GbPage *page = get_page (self);
  g_autoptr (GbExport) export
      = self->view != NULL ? gb_exportable_make_export (GB_EXPORTABLE (self->view), form, marked) : NULL;
  g_autofree char *name = NULL;
  Choice *choice;

  if (export == NULL || page == NULL || self->job != NULL)
    return;
  name = gb_export_words_file_name (gb_export_get_name (export), gb_export_form_suffix (form),
                                    gb_time_day (gb_clock_now (gb_store_get_clock (gb_page_get_store (page)))));
  choice = g_new0 (Choice, 1);
  *choice = (Choice) { g_object_ref (self), gb_export_ref (export), form };
  gb_compat_save_file_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Save what is shown"), name,
                             self->cancellable, on_file_chosen_cb, choice);
}

static void
on_save_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  int form;
  gboolean marked;

  g_variant_get (parameter, "(ib)", &form, &marked);
  if (form >= 0 && form < GB_N_EXPORT_FORMS)
    choose_file (user_data, (GbExportForm) form, marked);
}

/* --- the menu ------------------------------------------------------------------------------------- */

static void
append_forms (GMenu      *menu,
              const char *title,
              guint       forms,
              gboolean    marked)
{
  g_autoptr (GMenu) section = g_menu_new ();

  for (int form = 0; form < GB_N_EXPORT_FORMS; form++)
    if (forms & GB_EXPORT_BIT (form))
      {
        g_autoptr (GMenuItem) item = g_menu_item_new (gb_export_words_form (form), NULL);

        g_menu_item_set_action_and_target (item, "export.save", "(ib)", form, marked);
        g_menu_append_item (section, item);
      }
  g_menu_append_section (menu, title, G_MENU_MODEL (section));
}

/* Each time it opens: what can be saved changes with what is shown. */
static void
make_menu (GtkMenuButton *button,
           gpointer       user_data)
{
  GbExportButton *self = user_data;
  GbExportable *view = (GbExportable *) self->view;
  guint forms = view != NULL ? gb_exportable_get_forms (view) : 0;
  guint n_marked = view != NULL ? gb_exportable_get_n_marked (view) : 0;
  g_autofree char *marked = gb_export_words_marked (n_marked);
  g_autoptr (GMenu) menu = g_menu_new ();

  if (n_marked > 0)
    append_forms (menu, marked, forms, TRUE);
  if (forms != 0 && self->job == NULL)
    append_forms (menu, n_marked > 0 ? _("All rows") : NULL, forms, FALSE);
  else
    g_menu_append (menu, self->job != NULL ? _("Still saving") : _("Nothing to save yet"), "export.nothing");
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static gboolean
on_shortcut_cb (GtkWidget *widget,
                GVariant  *arguments,
                gpointer   user_data)
{
  gtk_menu_button_popup (GB_EXPORT_BUTTON (user_data)->button);
  return TRUE;
}

/* --- object --------------------------------------------------------------------------------------- */

/* While it is seen, wherever in the window the focus is. */
static void
gb_export_button_map (GtkWidget *widget)
{
  GbExportButton *self = GB_EXPORT_BUTTON (widget);
  GtkShortcut *shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_s, GDK_CONTROL_MASK),
                                            gtk_callback_action_new (on_shortcut_cb, self, NULL));

  GTK_WIDGET_CLASS (gb_export_button_parent_class)->map (widget);
  self->shortcuts = gtk_shortcut_controller_new ();
  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (self->shortcuts), GTK_SHORTCUT_SCOPE_GLOBAL);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (self->shortcuts), shortcut);
  gtk_widget_add_controller (widget, self->shortcuts);
}

static void
gb_export_button_unmap (GtkWidget *widget)
{
  GbExportButton *self = GB_EXPORT_BUTTON (widget);

  gtk_widget_remove_controller (widget, self->shortcuts);
  self->shortcuts = NULL;
  GTK_WIDGET_CLASS (gb_export_button_parent_class)->unmap (widget);
}

static void
gb_export_button_get_property (GObject    *object,
                               guint       id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  GbExportButton *self = GB_EXPORT_BUTTON (object);

  switch (id)
    {
    case PROP_VIEW:
      g_value_set_object (value, self->view);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, !gtk_widget_get_visible (self->label));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_export_button_set_property (GObject      *object,
                               guint         id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  GbExportButton *self = GB_EXPORT_BUTTON (object);

  switch (id)
    {
    case PROP_VIEW:
      gb_export_button_set_view (self, g_value_get_object (value));
      break;
    case PROP_NARROW:
      if (!gb_property_changes (object, value, pspec))
        break;
      gtk_widget_set_visible (self->label, !g_value_get_boolean (value));
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_export_button_dispose (GObject *object)
{
  GbExportButton *self = GB_EXPORT_BUTTON (object);

  g_cancellable_cancel (self->cancellable);
  if (self->job != NULL)
    gb_export_job_cancel (self->job);
  g_clear_object (&self->job);
  g_clear_object (&self->progress);
  g_clear_weak_pointer (&self->overlay);
  g_clear_weak_pointer (&self->view);
  adw_bin_set_child (ADW_BIN (object), NULL);

  G_OBJECT_CLASS (gb_export_button_parent_class)->dispose (object);
}

static void
gb_export_button_finalize (GObject *object)
{
  GbExportButton *self = GB_EXPORT_BUTTON (object);

  g_object_unref (self->actions);
  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (gb_export_button_parent_class)->finalize (object);
}

static void
gb_export_button_class_init (GbExportButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gb_export_button_get_property;
  object_class->set_property = gb_export_button_set_property;
  object_class->dispose = gb_export_button_dispose;
  object_class->finalize = gb_export_button_finalize;
  widget_class->map = gb_export_button_map;
  widget_class->unmap = gb_export_button_unmap;

  /* What is saved: a #GbExportable, or something else, of which nothing can be saved. */
  props[PROP_VIEW] = g_param_spec_object ("view", NULL, NULL, G_TYPE_OBJECT,
                                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /* Whether there is room for its icon only. */
  props[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                             G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static GtkWidget *
make_button (GbExportButton *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", "document-save-symbolic", "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  self->label = gtk_label_new (C_ ("export", "Save"));
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), self->label);
  return g_object_new (GTK_TYPE_MENU_BUTTON, "child", box, "tooltip-text",
                       _("Save what is shown for Excel and other programs (Ctrl+S)"), NULL);
}

static void
gb_export_button_init (GbExportButton *self)
{
  static const GActionEntry entries[] = { { "save", on_save_cb, "(ib)" } };
  GtkWidget *button = make_button (self);

  self->cancellable = g_cancellable_new ();
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "export", G_ACTION_GROUP (self->actions));
  self->button = GTK_MENU_BUTTON (button);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Save what is shown"), -1);
  gtk_menu_button_set_create_popup_func (self->button, make_menu, self, NULL);
  adw_bin_set_child (ADW_BIN (self), button);
}

GtkWidget *
gb_export_button_new (void)
{
  return g_object_new (GB_TYPE_EXPORT_BUTTON, NULL);
}

/**
 * gb_export_button_get_view:
 *
 * Returns: (transfer none) (nullable): what is saved
 */
GObject *
gb_export_button_get_view (GbExportButton *self)
{
  g_return_val_if_fail (GB_IS_EXPORT_BUTTON (self), NULL);

  return self->view;
}

/**
 * gb_export_button_set_view:
 * @view: (nullable): what is saved from now on: a #GbExportable; of anything else nothing is
 */
void
gb_export_button_set_view (GbExportButton *self,
                           GObject        *view)
{
  g_return_if_fail (GB_IS_EXPORT_BUTTON (self));

  if (view != NULL && !GB_IS_EXPORTABLE (view))
    view = NULL;
  if (g_set_weak_pointer (&self->view, view))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_VIEW]);
}

/**
 * gb_export_button_get_busy:
 *
 * Returns: whether something is being saved
 */
gboolean
gb_export_button_get_busy (GbExportButton *self)
{
  g_return_val_if_fail (GB_IS_EXPORT_BUTTON (self), FALSE);

  return self->job != NULL;
}

/**
 * gb_export_button_save:
 * @marked: whether only marked rows are wanted
 * @file: where to; what is there already stays until the new one is whole
 *
 * Saves what the view shows, as if the user had chosen it, and says so when it is done.
 *
 * Returns: whether there was anything to be saved
 */
gboolean
gb_export_button_save (GbExportButton *self,
                       GbExportForm    form,
                       gboolean        marked,
                       GFile          *file)
{
  g_autoptr (GbExport) export = NULL;

  g_return_val_if_fail (GB_IS_EXPORT_BUTTON (self), FALSE);

  if (self->view != NULL)
    export = gb_exportable_make_export (GB_EXPORTABLE (self->view), form, marked);
  if (export == NULL)
    return FALSE;
  start (self, export, form, file);
  return TRUE;
}
