/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-reconcile-view.h"

#include <glib/gi18n-lib.h>

#include "gb-adaptive-bin.h"
#include "gb-class-skeleton.h"
#include "gb-export-figures.h"
#include "gb-exportable.h"
#include "gb-freshness-words.h"
#include "gb-reconcile-reasons.h"
#include "gb-reconcile-table.h"
#include "gb-reconcile-words.h"

/**
 * GbReconcileView:
 *
 * Where the province's due dates and ours differ, and why (đối chiếu hạn với hệ thống tỉnh): counts by
 * reason that are filters, the rows, and a table to take away. Compares while it is seen.
 */
struct _GbReconcileView
{
  AdwBin parent_instance;

  GbAdaptiveBin *bin; /* the template's */
  GbReconcileReasons *reasons;
  GtkProgressBar *progress;
  GtkStack *states;
  GbReconcileTable *table;
  AdwStatusPage *message;
  GtkWidget *retry;
  GtkLabel *summary;
  GtkLabel *freshness;

  GbReconcileList *list; /* (owned) (nullable) */
  GbClock *clock; /* (owned) (nullable) */
  char *commune; /* (owned) (nullable) */
  gboolean loading;
};

enum
{
  PROP_LOADING = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void gb_reconcile_view_exportable_init (GbExportableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GbReconcileView, gb_reconcile_view, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (GB_TYPE_EXPORTABLE, gb_reconcile_view_exportable_init))

/* --- what is shown --- */

static void
show_message (GbReconcileView *self,
              const char      *icon_name,
              const char      *title,
              const char      *description)
{
  g_autofree char *escaped = g_markup_escape_text (description, -1);

  adw_status_page_set_icon_name (self->message, icon_name);
  adw_status_page_set_title (self->message, title);
  adw_status_page_set_description (self->message, escaped);
  gtk_stack_set_visible_child_name (self->states, "message");
}

/* Rows are shown as soon as there are some, without waiting for the rest. */
static void
show_state (GbReconcileView *self)
{
  const GError *error = gb_reconcile_list_get_error (self->list);

  gtk_widget_set_visible (self->retry, error != NULL);
  if (error != NULL)
    show_message (self, "dialog-warning-symbolic", _("The due dates could not be compared"), error->message);
  else if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0)
    gtk_stack_set_visible_child_name (self->states, "table");
  else if (gb_reconcile_list_get_running (self->list))
    gtk_stack_set_visible_child_name (self->states, "loading");
  else if (gb_reconcile_list_count (self->list, GB_RECONCILE_ANY) > 0)
    show_message (self, "gb-finished-symbolic", _("No dossier for this reason any more"),
                  _("Choose another reason, or all of them."));
  else
    show_message (self, "gb-finished-symbolic", _("No dossier has another due date"),
                  _("Every accepted dossier has the due date in the province's system that the rules give."));
}

static void
update (GbReconcileView *self)
{
  gboolean running = gb_reconcile_list_get_running (self->list);
  g_autofree char *summary = gb_reconcile_words_summary (self->list);
  gint64 as_of = gb_reconcile_list_get_as_of (self->list);
  g_autofree char *freshness = gb_freshness_words (as_of, gb_clock_now (self->clock));
  gboolean known;

  show_state (self);
  /* 0 may mean that it is not known yet, too; then there are no rows. */
  known = as_of != 0 || g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0;
  gtk_label_set_label (self->freshness, known ? freshness : "");
  gtk_label_set_label (self->summary, summary);
  /* Without room, the pressed chip tells how many there are. */
  gtk_widget_set_visible (GTK_WIDGET (self->summary), running || !gb_adaptive_bin_get_narrow (self->bin));
  gtk_widget_set_visible (GTK_WIDGET (self->progress), running);
  gtk_progress_bar_set_fraction (self->progress, gb_reconcile_list_get_progress (self->list));
  if (self->loading == running)
    return;
  self->loading = running;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADING]);
}

static void
on_narrow_cb (GbReconcileView *self)
{
  gboolean narrow = gb_adaptive_bin_get_narrow (self->bin);

  gb_reconcile_table_set_narrow (self->table, narrow);
  gb_reconcile_reasons_set_narrow (self->reasons, gb_adaptive_bin_get_medium (self->bin));
  if (self->list != NULL)
    update (self);
}

static void
on_opened_cb (GbReconcileView *self,
              const char      *code)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-dossier", "s", code);
}

/* --- actions --- */

static void
retry_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  GbReconcileView *self = GB_RECONCILE_VIEW (widget);

  if (self->list != NULL)
    gb_reconcile_list_start (self->list);
}

/* --- what can be saved --- */

static guint
gb_reconcile_view_get_forms (GbExportable *exportable)
{
  GbReconcileView *self = GB_RECONCILE_VIEW (exportable);

  if (self->list == NULL || gb_reconcile_list_get_running (self->list) ||
      g_list_model_get_n_items (G_LIST_MODEL (self->list)) == 0)
    return 0;
  return GB_EXPORT_TABLES;
}

static GbExport *
gb_reconcile_view_make_export (GbExportable *exportable,
                               GbExportForm  form,
                               gboolean      marked)
{
  g_autoptr (GPtrArray) rows = gb_reconcile_list_get_rows (GB_RECONCILE_VIEW (exportable)->list);

  return gb_export_new_for_table (_("Due dates against the province's system"), gb_export_reconcile_table (rows),
                                  rows->len);
}

static void
gb_reconcile_view_exportable_init (GbExportableInterface *iface)
{
  iface->get_forms = gb_reconcile_view_get_forms;
  iface->make_export = gb_reconcile_view_make_export;
}

/* --- object --- */

static void
gb_reconcile_view_map (GtkWidget *widget)
{
  GbReconcileView *self = GB_RECONCILE_VIEW (widget);

  GTK_WIDGET_CLASS (gb_reconcile_view_parent_class)->map (widget);

  if (self->list != NULL)
    gb_reconcile_list_set_active (self->list, TRUE);
}

static void
gb_reconcile_view_unmap (GtkWidget *widget)
{
  GbReconcileView *self = GB_RECONCILE_VIEW (widget);

  if (self->list != NULL)
    gb_reconcile_list_set_active (self->list, FALSE);

  GTK_WIDGET_CLASS (gb_reconcile_view_parent_class)->unmap (widget);
}

static void
gb_reconcile_view_get_property (GObject    *object,
                                guint       id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, GB_RECONCILE_VIEW (object)->loading);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_reconcile_view_dispose (GObject *object)
{
  GbReconcileView *self = GB_RECONCILE_VIEW (object);

  if (self->list != NULL)
    gb_reconcile_list_set_active (self->list, FALSE);
  g_clear_object (&self->list);
  g_clear_object (&self->clock);
  adw_bin_set_child (ADW_BIN (self), NULL);

  G_OBJECT_CLASS (gb_reconcile_view_parent_class)->dispose (object);
}

static void
gb_reconcile_view_finalize (GObject *object)
{
  GbReconcileView *self = GB_RECONCILE_VIEW (object);

  g_free (self->commune);

  G_OBJECT_CLASS (gb_reconcile_view_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (GB_TYPE_ADAPTIVE_BIN);
  g_type_ensure (GB_TYPE_CLASS_SKELETON);
  g_type_ensure (GB_TYPE_RECONCILE_REASONS);
  g_type_ensure (GB_TYPE_RECONCILE_TABLE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/giaoban/GiaoBan/ui/pages/gb-reconcile-view.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbReconcileView, name)
  BIND (bin);
  BIND (reasons);
  BIND (progress);
  BIND (states);
  BIND (table);
  BIND (message);
  BIND (retry);
  BIND (summary);
  BIND (freshness);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, on_narrow_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_opened_cb);
}

static void
gb_reconcile_view_class_init (GbReconcileViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gb_reconcile_view_get_property;
  object_class->dispose = gb_reconcile_view_dispose;
  object_class->finalize = gb_reconcile_view_finalize;
  widget_class->map = gb_reconcile_view_map;
  widget_class->unmap = gb_reconcile_view_unmap;

  /* Whether something it shows is still on its way. */
  props[PROP_LOADING] =
    g_param_spec_boolean ("loading", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "reconcile.retry", NULL, retry_action);
}

static void
gb_reconcile_view_init (GbReconcileView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gb_reconcile_view_set_store:
 *
 * Once.
 */
void
gb_reconcile_view_set_store (GbReconcileView *self,
                             GbStore         *store)
{
  g_return_if_fail (GB_IS_RECONCILE_VIEW (self) && self->list == NULL);

  self->clock = g_object_ref (gb_store_get_clock (store));
  self->list = gb_reconcile_list_new (store);
  gb_reconcile_list_set_commune (self->list, self->commune);
  gb_reconcile_table_set_list (self->table, self->list, self->clock);
  gb_reconcile_reasons_set_list (self->reasons, self->list);
  g_signal_connect_object (self->list, "updated", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gb_reconcile_list_set_active (self->list, TRUE);
}

/**
 * gb_reconcile_view_set_commune:
 * @commune: (nullable): the code of the commune that owns the clocks; %NULL for the whole scope
 */
void
gb_reconcile_view_set_commune (GbReconcileView *self,
                               const char      *commune)
{
  g_return_if_fail (GB_IS_RECONCILE_VIEW (self));

  g_free (self->commune);
  self->commune = g_strdup (commune);
  if (self->list != NULL)
    gb_reconcile_list_set_commune (self->list, commune);
}

/**
 * gb_reconcile_view_get_loading:
 *
 * Returns: whether something it shows is still on its way
 */
gboolean
gb_reconcile_view_get_loading (GbReconcileView *self)
{
  g_return_val_if_fail (GB_IS_RECONCILE_VIEW (self), FALSE);

  return self->loading;
}

/**
 * gb_reconcile_view_get_list:
 *
 * Returns: (transfer none) (nullable): what it shows
 */
GbReconcileList *
gb_reconcile_view_get_list (GbReconcileView *self)
{
  g_return_val_if_fail (GB_IS_RECONCILE_VIEW (self), NULL);

  return self->list;
}
