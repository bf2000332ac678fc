/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-pairs-view.h"

#include <glib/gi18n-lib.h>

#include "gb-adaptive-bin.h"
#include "gb-export-teams.h"
#include "gb-exportable.h"
#include "gb-format.h"
#include "gb-more-button.h"
#include "gb-pair-row.h"
#include "gb-reading.h"
#include "gb-record.h"
#include "gb-state-view.h"

/**
 * GbPairsView:
 *
 * Who guides whom ("1 kèm 1").
 */
struct _GbPairsView
{
  AdwBin parent_instance;

  GbStateView *state; /* the template's */
  GtkLabel *count;
  GtkListBox *rows;
  GtkButton *more;

  GbReading *reading; /* (owned) (nullable) */
  char *commune;      /* (owned) (nullable) */
  guint most;         /* rows that are shown */
  gboolean masked;
  gboolean loading;
};

enum
{
  PROP_LOADING = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void gb_pairs_view_exportable_init (GbExportableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GbPairsView, gb_pairs_view, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (GB_TYPE_EXPORTABLE, gb_pairs_view_exportable_init))

#define TYPES                                                                                      \
  (GB_RECORD_BIT (GB_RECORD_OFFICER) | GB_RECORD_BIT (GB_RECORD_AGENCY) | GB_RECORD_BIT (GB_RECORD_COMMUNE) | \
   GB_RECORD_BIT (GB_RECORD_DOSSIER))

static gpointer
read_pairs (GbSqlConnection *connection,
            const char      *commune,
            gint64           now,
            GError         **error)
{
  return gb_pair_repository_list (connection, commune, now, error);
}

static void
show_pairs (GbPairsView *self,
            GPtrArray   *pairs)
{
  GbDay today = gb_time_day (gb_reading_get_now (self->reading));
  g_autofree char *count = gb_format_number (pairs->len);
  GtkListBoxRow *row;

  if (pairs->len == 0)
    {
      gb_state_view_show_empty (self->state, _("No pairs yet"),
                                _("Who guides a new officer comes with the roster of the commune."));
      return;
    }
  while ((row = gtk_list_box_get_row_at_index (self->rows, 0)) != NULL)
    gtk_list_box_remove (self->rows, GTK_WIDGET (row));
  for (guint i = 0; i < MIN (pairs->len, self->most); i++)
    gtk_list_box_append (self->rows, gb_pair_row_new (pairs->pdata[i], self->commune == NULL, self->masked, today));
  gb_more_button_show (self->more, pairs->len, self->most);
  gtk_label_set_label (self->count, count);
  gb_state_view_show_content (self->state);
}

static void
update (GbPairsView *self)
{
  GPtrArray *pairs = self->reading != NULL ? gb_reading_get_value (self->reading) : NULL;
  const GError *error = self->reading != NULL ? gb_reading_get_error (self->reading) : NULL;
  gboolean loading = self->reading != NULL && gb_reading_get_loading (self->reading);

  /* Rows are made anew when there is something new alone, so that the focus stays. */
  if (pairs != NULL && !loading)
    show_pairs (self, pairs);
  else if (pairs == NULL && error != NULL)
    gb_state_view_show_error (self->state, _("The pairs could not be read"), error->message);
  else if (pairs == NULL)
    gb_state_view_show_loading (self->state);
  if (self->loading == loading)
    return;
  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADING]);
}

static void
on_more_clicked_cb (GbPairsView *self)
{
  self->most += GB_MORE_ROWS;
  update (self);
}

static void
retry_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  gb_reading_reload (GB_PAIRS_VIEW (widget)->reading);
}

/* --- what can be saved ------------------------------------------------------------------------------ */

static guint
gb_pairs_view_get_forms (GbExportable *exportable)
{
  GbPairsView *self = GB_PAIRS_VIEW (exportable);
  GPtrArray *pairs = self->reading != NULL ? gb_reading_get_value (self->reading) : NULL;

  return pairs != NULL && pairs->len > 0 ? GB_EXPORT_TABLES : 0;
}

static GbExport *
gb_pairs_view_make_export (GbExportable *exportable,
                           GbExportForm  form,
                           gboolean      marked)
{
  GbPairsView *self = GB_PAIRS_VIEW (exportable);
  GPtrArray *pairs = gb_reading_get_value (self->reading);

  return gb_export_new_for_table (_("Pairs"), gb_export_pairs_table (pairs, self->commune == NULL), pairs->len);
}

static void
gb_pairs_view_exportable_init (GbExportableInterface *iface)
{
  iface->get_forms = gb_pairs_view_get_forms;
  iface->make_export = gb_pairs_view_make_export;
}

/* --- object ----------------------------------------------------------------------------------------- */

static void
gb_pairs_view_get_property (GObject    *object,
                            guint       id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, GB_PAIRS_VIEW (object)->loading);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_pairs_view_dispose (GObject *object)
{
  GbPairsView *self = GB_PAIRS_VIEW (object);

  g_clear_object (&self->reading);
  adw_bin_set_child (ADW_BIN (self), NULL);

  G_OBJECT_CLASS (gb_pairs_view_parent_class)->dispose (object);
}

static void
gb_pairs_view_finalize (GObject *object)
{
  g_free (GB_PAIRS_VIEW (object)->commune);

  G_OBJECT_CLASS (gb_pairs_view_parent_class)->finalize (object);
}

static void
gb_pairs_view_class_init (GbPairsViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gb_pairs_view_get_property;
  object_class->dispose = gb_pairs_view_dispose;
  object_class->finalize = gb_pairs_view_finalize;

  /* Whether what it shows is still on its way. */
  props[PROP_LOADING]
      = g_param_spec_boolean ("loading", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (GB_TYPE_ADAPTIVE_BIN);
  g_type_ensure (GB_TYPE_STATE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/pages/gb-pairs-view.ui");
  gtk_widget_class_bind_template_child (widget_class, GbPairsView, state);
  gtk_widget_class_bind_template_child (widget_class, GbPairsView, count);
  gtk_widget_class_bind_template_child (widget_class, GbPairsView, rows);
  gtk_widget_class_bind_template_child (widget_class, GbPairsView, more);
  gtk_widget_class_bind_template_callback (widget_class, on_more_clicked_cb);
  gtk_widget_class_install_action (widget_class, "pairs.retry", NULL, retry_action);
}

static void
gb_pairs_view_init (GbPairsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->most = GB_MORE_ROWS;
}

/**
 * gb_pairs_view_set_store:
 * @store: an open store
 *
 * Once.
 */
void
gb_pairs_view_set_store (GbPairsView *self,
                         GbStore     *store)
{
  g_return_if_fail (GB_IS_PAIRS_VIEW (self) && self->reading == NULL);

  self->reading = gb_reading_new (store, TYPES, read_pairs, (GDestroyNotify) g_ptr_array_unref);
  gb_reading_set_commune (self->reading, self->commune);
  g_signal_connect_object (self->reading, "updated", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

/**
 * gb_pairs_view_set_commune:
 * @commune: (nullable): whose pairs are shown; %NULL for the whole scope
 */
void
gb_pairs_view_set_commune (GbPairsView *self,
                           const char  *commune)
{
  g_return_if_fail (GB_IS_PAIRS_VIEW (self));

  g_free (self->commune);
  self->commune = g_strdup (commune);
  self->most = GB_MORE_ROWS;
  if (self->reading != NULL)
    gb_reading_set_commune (self->reading, commune);
}

/**
 * gb_pairs_view_set_masked:
 * @masked: whether names must not be read on the screen
 */
void
gb_pairs_view_set_masked (GbPairsView *self,
                          gboolean     masked)
{
  g_return_if_fail (GB_IS_PAIRS_VIEW (self));

  if (self->masked == masked)
    return;
  self->masked = masked;
  update (self);
}
