/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossier-filters.h"

#include <glib/gi18n-lib.h>

#include "gb-choice-button.h"
#include "gb-day-entry.h"
#include "gb-dossier-limits.h"
#include "gb-dossier-repository.h"

/**
 * GbDossierFilters:
 *
 * The button «Lọc» and what it opens: everything the table can be narrowed by. Names to choose from
 * are those of the rows that are left by all other limits, each with its count. Emits "changed"
 * when the user chose something.
 */
struct _GbDossierFilters
{
  AdwBin parent_instance;

  GtkWidget *button;
  GtkWidget *popover;
  GbChoiceButton *choices[GB_DOSSIER_LIMIT_STATE + 1]; /* by GbDossierLimit */
  GbDayEntry *days[4]; /* received from, to, due from, to */

  GbStore *store;            /* (owned) (nullable) */
  GbDossierQuery *query;     /* (owned) */
  GCancellable *cancellable; /* (owned) (nullable) */
  gboolean filling;          /* what changes was not changed by the user */
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (GbDossierFilters, gb_dossier_filters, ADW_TYPE_BIN)

#define N_NAMES 3 /* field, procedure and officer come from the database */

static const GbDossierGroupBy group_of[N_NAMES] = {
  [GB_DOSSIER_LIMIT_FIELD] = GB_DOSSIER_GROUP_FIELD,
  [GB_DOSSIER_LIMIT_PROCEDURE] = GB_DOSSIER_GROUP_PROCEDURE,
  [GB_DOSSIER_LIMIT_OFFICER] = GB_DOSSIER_GROUP_OFFICER,
};

/* --- names ---------------------------------------------------------------------------------- */

typedef struct
{
  GbDossierQuery *query; /* (owned) */
  gint64 now;
} Request;

static void
request_free (gpointer data)
{
  Request *self = data;

  gb_dossier_query_free (self->query);
  g_free (self);
}

/* On a thread of the store: an array of the groups by limit. */
static gpointer
load_names (GbSqlConnection *connection,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  Request *request = data;
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GbDossierQuery) none = gb_dossier_query_new (GB_DOSSIER_FILTER_ALL);

  for (int i = 0; i < N_NAMES; i++)
    {
      g_autoptr (GbDossierQuery) query = gb_dossier_query_copy (request->query);
      GPtrArray *groups;

      gb_dossier_limit_copy (i, query, none);
      groups = gb_dossier_repository_groups (connection, query, group_of[i], request->now, error);
      if (groups == NULL)
        return NULL;
      g_ptr_array_add (all, groups);
    }
  return g_steal_pointer (&all);
}

static void
fill (GbDossierFilters *self,
      GPtrArray        *all)
{
  self->filling = TRUE;
  for (int i = 0; i < N_NAMES; i++)
    {
      GPtrArray *groups = all->pdata[i];

      gb_choice_button_clear (self->choices[i]);
      for (guint k = 0; k < groups->len; k++)
        {
          const GbDossierGroup *group = groups->pdata[k];

          gb_choice_button_add (self->choices[i], group->key,
                                *group->key != '\0' ? group->name : _("nobody"), group->count);
        }
    }
  self->filling = FALSE;
}

static void
on_names_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GbDossierFilters) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = gb_store_read_finish (GB_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  /* Without names the other limits can still be used; the table tells what is wrong. */
  if (all != NULL)
    fill (self, all);
}

static void
reload (GbDossierFilters *self)
{
  Request *request;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->store == NULL || !gtk_widget_get_visible (self->popover))
    return;
  self->cancellable = g_cancellable_new ();
  request = g_new0 (Request, 1);
  request->query = gb_dossier_query_copy (self->query);
  request->now = gb_clock_now (gb_store_get_clock (self->store));
  gb_store_read_async (self->store, load_names, request, request_free,
                       (GDestroyNotify) g_ptr_array_unref, G_PRIORITY_DEFAULT, self->cancellable,
                       on_names_cb, g_object_ref (self));
}

/* --- what the user does --------------------------------------------------------------------- */

static void
take_text (char      **to,
           const char *text)
{
  g_free (*to);
  *to = g_strdup (text);
}

static void
on_changed_cb (GbDossierFilters *self)
{
  const char *state = gb_choice_button_get_selected (self->choices[GB_DOSSIER_LIMIT_STATE]);
  GbDossierQuery *query = self->query;

  if (self->filling)
    return;
  take_text (&query->field, gb_choice_button_get_selected (self->choices[GB_DOSSIER_LIMIT_FIELD]));
  take_text (&query->procedure,
             gb_choice_button_get_selected (self->choices[GB_DOSSIER_LIMIT_PROCEDURE]));
  take_text (&query->officer,
             gb_choice_button_get_selected (self->choices[GB_DOSSIER_LIMIT_OFFICER]));
  take_text (&query->channel,
             gb_choice_button_get_selected (self->choices[GB_DOSSIER_LIMIT_CHANNEL]));
  query->state = state != NULL ? (int) g_ascii_strtoll (state, NULL, 10) : 0;
  query->received_from = gb_day_entry_get_day (self->days[0]);
  query->received_to = gb_day_entry_get_day (self->days[1]);
  query->due_from = gb_day_entry_get_day (self->days[2]);
  query->due_to = gb_day_entry_get_day (self->days[3]);
  g_signal_emit (self, changed_signal, 0);
}

/* --- object --------------------------------------------------------------------------------- */

static void
gb_dossier_filters_dispose (GObject *object)
{
  GbDossierFilters *self = GB_DOSSIER_FILTERS (object);

  /* An entry that loses the focus as it goes is no choice of the user's. */
  self->filling = TRUE;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (gb_dossier_filters_parent_class)->dispose (object);
}

static void
gb_dossier_filters_finalize (GObject *object)
{
  gb_dossier_query_free (GB_DOSSIER_FILTERS (object)->query);

  G_OBJECT_CLASS (gb_dossier_filters_parent_class)->finalize (object);
}

static void
gb_dossier_filters_class_init (GbDossierFiltersClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gb_dossier_filters_dispose;
  object_class->finalize = gb_dossier_filters_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
add_label (GtkGrid    *grid,
           const char *text,
           int         row)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_grid_attach (grid, label, 0, row, 1, 1);
}

static void
add_choices (GbDossierFilters *self,
             GtkGrid          *grid)
{
  for (int i = 0; i <= GB_DOSSIER_LIMIT_STATE; i++)
    {
      GtkWidget *button = gb_choice_button_new (gb_dossier_limit_name (i));

      self->choices[i] = GB_CHOICE_BUTTON (button);
      gtk_widget_set_hexpand (button, TRUE);
      gtk_widget_set_size_request (button, 260, -1);
      add_label (grid, gb_dossier_limit_name (i), i);
      gtk_grid_attach (grid, button, 1, i, 3, 1);
    }
  for (int channel = GB_CHANNEL_DESK; channel <= GB_CHANNEL_POST; channel++)
    gb_choice_button_add (self->choices[GB_DOSSIER_LIMIT_CHANNEL], gb_channel_nick (channel),
                          gb_channel_label (channel), -1);
  for (int state = GB_DOSSIER_STATE_NEW; state <= GB_DOSSIER_STATE_HANDED_OVER; state++)
    {
      g_autofree char *key = g_strdup_printf ("%d", state);

      gb_choice_button_add (self->choices[GB_DOSSIER_LIMIT_STATE], key,
                            gb_dossier_state_label (state), -1);
    }
  for (int i = 0; i <= GB_DOSSIER_LIMIT_STATE; i++)
    g_signal_connect_swapped (self->choices[i], "notify::selected", G_CALLBACK (on_changed_cb),
                              self);
}

static void
add_days (GbDossierFilters *self,
          GtkGrid          *grid)
{
  const char *const labels[] = { _("Received from"), _("Received until"), _("Due from"),
                                 _("Due until") };

  for (int i = 0; i < 4; i++)
    {
      GtkWidget *entry = gb_day_entry_new (labels[i]);
      int row = GB_DOSSIER_LIMIT_RECEIVED + i / 2;

      self->days[i] = GB_DAY_ENTRY (entry);
      if (i % 2 == 0)
        add_label (grid, gb_dossier_limit_name (row), row);
      else
        gtk_grid_attach (grid, gtk_label_new ("–"), 2, row, 1, 1);
      gtk_grid_attach (grid, entry, 1 + i % 2 * 2, row, 1, 1);
      g_signal_connect_swapped (entry, "changed", G_CALLBACK (on_changed_cb), self);
    }
}

static void
gb_dossier_filters_init (GbDossierFilters *self)
{
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *clear = gtk_button_new_with_label (_("Clear all filters"));

  self->query = gb_dossier_query_new (GB_DOSSIER_FILTER_OPEN);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 6);
  add_choices (self, GTK_GRID (grid));
  add_days (self, GTK_GRID (grid));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (clear), "dossiers.clear-limits");
  gtk_widget_set_halign (clear, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (box), grid);
  gtk_box_append (GTK_BOX (box), clear);
  gtk_widget_add_css_class (box, "gb-popover");
  self->popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->button), _("Filter"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Filter"), -1);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), self->popover);
  g_signal_connect_swapped (self->popover, "show", G_CALLBACK (reload), self);
  adw_bin_set_child (ADW_BIN (self), self->button);
}

GtkWidget *
gb_dossier_filters_new (void)
{
  return g_object_new (GB_TYPE_DOSSIER_FILTERS, NULL);
}

/**
 * gb_dossier_filters_set_store:
 * @store: where the names come from; set once
 */
void
gb_dossier_filters_set_store (GbDossierFilters *self,
                              GbStore          *store)
{
  GbDay today = gb_time_day (gb_clock_now (gb_store_get_clock (store)));

  g_return_if_fail (GB_IS_DOSSIER_FILTERS (self));

  g_set_object (&self->store, store);
  for (gsize i = 0; i < G_N_ELEMENTS (self->days); i++)
    gb_day_entry_set_today (self->days[i], today);
}

/**
 * gb_dossier_filters_get_query:
 *
 * Returns: (transfer none): has the limits the user chose
 */
const GbDossierQuery *
gb_dossier_filters_get_query (GbDossierFilters *self)
{
  g_return_val_if_fail (GB_IS_DOSSIER_FILTERS (self), NULL);

  return self->query;
}

/**
 * gb_dossier_filters_set_query:
 * @query: what the table shows now
 */
void
gb_dossier_filters_set_query (GbDossierFilters     *self,
                              const GbDossierQuery *query)
{
  g_autofree char *state = query->state != 0 ? g_strdup_printf ("%d", query->state) : NULL;
  guint n_limits = gb_dossier_limits_count (query);
  g_autofree char *label = NULL;

  g_return_if_fail (GB_IS_DOSSIER_FILTERS (self));

  gb_dossier_query_free (self->query);
  self->query = gb_dossier_query_copy (query);
  self->filling = TRUE;
  gb_choice_button_set_selected (self->choices[GB_DOSSIER_LIMIT_FIELD], query->field);
  gb_choice_button_set_selected (self->choices[GB_DOSSIER_LIMIT_PROCEDURE], query->procedure);
  gb_choice_button_set_selected (self->choices[GB_DOSSIER_LIMIT_OFFICER], query->officer);
  gb_choice_button_set_selected (self->choices[GB_DOSSIER_LIMIT_CHANNEL], query->channel);
  gb_choice_button_set_selected (self->choices[GB_DOSSIER_LIMIT_STATE], state);
  gb_day_entry_set_day (self->days[0], query->received_from);
  gb_day_entry_set_day (self->days[1], query->received_to);
  gb_day_entry_set_day (self->days[2], query->due_from);
  gb_day_entry_set_day (self->days[3], query->due_to);
  self->filling = FALSE;
  /* Translators: the number of filters in use: "Filter (2)" */
  label = n_limits > 0 ? g_strdup_printf (_("Filter (%u)"), n_limits) : g_strdup (_("Filter"));
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->button), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  reload (self);
}
