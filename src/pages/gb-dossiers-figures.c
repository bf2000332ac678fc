/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossiers-figures.h"

/**
 * GbDossiersFigures:
 *
 * Keeps what stands around a #GbDossierList up to date: its counts, groups and moments. Emits
 * "changed" when they are new or on their way.
 */
struct _GbDossiersFigures
{
  GObject parent_instance;

  GbDossierList *list;       /* (owned) */
  GCancellable *cancellable; /* (owned) (nullable): of the summary on its way */
  GbDossierSummary *summary; /* (owned) (nullable) */
  GbDossierGrouping grouping;
  guint tick_id;
  gboolean again;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (GbDossiersFigures, gb_dossiers_figures, G_TYPE_OBJECT)

/* a machine that slept finds its counts right within a few seconds */
#define TICK_SECONDS 5

static void load (GbDossiersFigures *self);

static gboolean
tick_cb (gpointer user_data)
{
  GbDossiersFigures *self = user_data;
  GbClock *clock = gb_store_get_clock (gb_dossier_list_get_store (self->list));

  if (gb_clock_now (clock) >= self->summary->boundary)
    load (self);
  return G_SOURCE_CONTINUE;
}

static void
on_loaded_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GbDossiersFigures) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GbDossierSummary) summary
      = gb_dossier_summary_load_finish (GB_STORE (source), result, &error);

  /* A cancelled one has a successor. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->list == NULL)
    return;
  g_clear_object (&self->cancellable);
  /* The table tells what went wrong. */
  if (summary != NULL)
    {
      gb_dossier_summary_free (self->summary);
      self->summary = g_steal_pointer (&summary);
      if (self->tick_id == 0 && !gb_clock_is_fixed (gb_store_get_clock (GB_STORE (source))))
        self->tick_id = g_timeout_add_seconds (TICK_SECONDS, tick_cb, self);
    }
  if (self->again)
    load (self);
  else
    g_signal_emit (self, changed_signal, 0);
}

static void
load (GbDossiersFigures *self)
{
  self->again = FALSE;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  gb_dossier_summary_load_async (gb_dossier_list_get_store (self->list),
                                 gb_dossier_list_get_query (self->list), self->grouping,
                                 self->cancellable, on_loaded_cb, g_object_ref (self));
  g_signal_emit (self, changed_signal, 0);
}

/* A sync changes the cache page after page: one count after the other, not each cut off by the
 * next. */
static void
on_store_changed_cb (GbDossiersFigures *self)
{
  if (self->cancellable != NULL)
    self->again = TRUE;
  else
    load (self);
}

/* Whatever changes the rows changes the counts as well: another query, the cache, the hour. */
static void
on_list_loading_cb (GbDossiersFigures *self)
{
  if (gb_dossier_list_get_loading (self->list))
    load (self);
}

static void
gb_dossiers_figures_dispose (GObject *object)
{
  GbDossiersFigures *self = GB_DOSSIERS_FIGURES (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_object (&self->list);

  G_OBJECT_CLASS (gb_dossiers_figures_parent_class)->dispose (object);
}

static void
gb_dossiers_figures_finalize (GObject *object)
{
  gb_dossier_summary_free (GB_DOSSIERS_FIGURES (object)->summary);

  G_OBJECT_CLASS (gb_dossiers_figures_parent_class)->finalize (object);
}

static void
gb_dossiers_figures_class_init (GbDossiersFiguresClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gb_dossiers_figures_dispose;
  object_class->finalize = gb_dossiers_figures_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
gb_dossiers_figures_init (GbDossiersFigures *self)
{
}

/**
 * gb_dossiers_figures_new:
 * @list: whose query is counted
 *
 * Returns: (transfer full): figures on their way
 */
GbDossiersFigures *
gb_dossiers_figures_new (GbDossierList *list)
{
  GbDossiersFigures *self = g_object_new (GB_TYPE_DOSSIERS_FIGURES, NULL);

  self->list = g_object_ref (list);
  g_signal_connect_object (list, "notify::loading", G_CALLBACK (on_list_loading_cb), self,
                           G_CONNECT_SWAPPED);
  /* A list that is loading already says no more than that. */
  g_signal_connect_object (list, "notify::query", G_CALLBACK (on_list_loading_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gb_dossier_list_get_store (list), "changed",
                           G_CALLBACK (on_store_changed_cb), self, G_CONNECT_SWAPPED);
  /* A standing clock says itself when it was set. */
  g_signal_connect_object (gb_store_get_clock (gb_dossier_list_get_store (list)), "changed",
                           G_CALLBACK (on_store_changed_cb), self, G_CONNECT_SWAPPED);
  load (self);
  return self;
}

/**
 * gb_dossiers_figures_set_grouping:
 * @grouping: what groups are to be counted
 */
void
gb_dossiers_figures_set_grouping (GbDossiersFigures *self,
                                  GbDossierGrouping  grouping)
{
  g_return_if_fail (GB_IS_DOSSIERS_FIGURES (self));

  if (self->grouping == grouping)
    return;
  self->grouping = grouping;
  load (self);
}

gboolean
gb_dossiers_figures_get_loading (GbDossiersFigures *self)
{
  g_return_val_if_fail (GB_IS_DOSSIERS_FIGURES (self), FALSE);

  return self->cancellable != NULL;
}

/**
 * gb_dossiers_figures_get_summary:
 *
 * Returns: (transfer none) (nullable): the newest there is, %NULL before the first
 */
const GbDossierSummary *
gb_dossiers_figures_get_summary (GbDossiersFigures *self)
{
  g_return_val_if_fail (GB_IS_DOSSIERS_FIGURES (self), NULL);

  return self->summary;
}
