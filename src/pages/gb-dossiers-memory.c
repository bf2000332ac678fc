/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossiers-memory.h"

#include "gb-dossier-view.h"
#include "gb-setting-repository.h"

/**
 * GbDossiersMemory:
 *
 * Keeps in FILE.local how the user last had the table sorted and grouped, and which columns were
 * chosen, and begins with that. Which dossiers were shown is not kept: the day begins with those that
 * are open. Emits "loaded" once it is known.
 */
struct _GbDossiersMemory
{
  GObject parent_instance;

  GbStore *store;               /* (owned) */
  GbDossiersQuestion *question; /* (owned) */
  GbDossiersColumns *columns;   /* (owned) */
  GCancellable *cancellable;    /* (owned) (nullable): of what is being read */
  char *saved;                  /* (owned) (nullable): what FILE.local has */
};

static guint loaded_signal;

G_DEFINE_FINAL_TYPE (GbDossiersMemory, gb_dossiers_memory, G_TYPE_OBJECT)

static char *
describe (GbDossiersMemory *self)
{
  g_autoptr (GbDossierQuery) query = gb_dossier_query_new (GB_DOSSIER_FILTER_OPEN);
  g_auto (GStrv) columns
      = gb_dossiers_columns_ids (gb_dossiers_columns_get_chosen (self->columns));
  GbDossierGrouping grouping = gb_dossiers_question_get_grouping (self->question);
  g_autoptr (GbDossierView) view = NULL;

  query->sort = gb_dossiers_order_sort (
      gb_dossiers_question_get_order (self->question, &query->descending));
  view = gb_dossier_view_new (query, gb_dossier_grouping_nick (grouping),
                              (const char *const *) columns);
  return gb_dossier_view_to_json (view);
}

static void
on_changed_cb (GbDossiersMemory *self)
{
  g_autofree char *now = NULL;

  if (self->cancellable != NULL)
    return;
  now = describe (self);
  if (g_strcmp0 (now, self->saved) == 0)
    return;
  gb_setting_save (self->store, GB_SETTING_DOSSIERS, now);
  g_free (self->saved);
  self->saved = g_steal_pointer (&now);
}

static void
apply (GbDossiersMemory *self,
       const char       *json)
{
  g_autoptr (GbDossierView) view = gb_dossier_view_parse (json, NULL);
  GbDossierGrouping grouping = GB_DOSSIER_GROUPING_NONE;

  /* Another version of the program may have written something else. */
  if (view == NULL)
    return;
  gb_dossiers_columns_set_chosen (
      self->columns, gb_dossiers_columns_parse ((const char *const *) view->columns));
  /* By its end is for what has ended, which nobody begins with. */
  if (view->query->sort != GB_DOSSIER_SORT_FINISHED)
    gb_dossiers_question_set_order (self->question, gb_dossiers_order_of (view->query->sort),
                                    view->query->descending);
  gb_dossier_grouping_parse (view->group, &grouping);
  gb_dossiers_question_set_grouping (self->question, grouping);
}

static void
on_read_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GbDossiersMemory) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *json = gb_setting_read_finish (GB_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->question == NULL)
    return;
  if (json != NULL)
    apply (self, json);
  self->saved = describe (self);
  g_clear_object (&self->cancellable);
  g_signal_emit (self, loaded_signal, 0);
}

static void
gb_dossiers_memory_dispose (GObject *object)
{
  GbDossiersMemory *self = GB_DOSSIERS_MEMORY (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);
  g_clear_object (&self->question);
  g_clear_object (&self->columns);

  G_OBJECT_CLASS (gb_dossiers_memory_parent_class)->dispose (object);
}

static void
gb_dossiers_memory_finalize (GObject *object)
{
  g_free (GB_DOSSIERS_MEMORY (object)->saved);

  G_OBJECT_CLASS (gb_dossiers_memory_parent_class)->finalize (object);
}

static void
gb_dossiers_memory_class_init (GbDossiersMemoryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gb_dossiers_memory_dispose;
  G_OBJECT_CLASS (klass)->finalize = gb_dossiers_memory_finalize;

  loaded_signal = g_signal_new ("loaded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static void
gb_dossiers_memory_init (GbDossiersMemory *self)
{
}

/**
 * gb_dossiers_memory_new:
 * @store: whose FILE.local keeps it
 *
 * Returns: (transfer full): what follows the user's choices from now on; to be disposed with the page
 */
GbDossiersMemory *
gb_dossiers_memory_new (GbStore            *store,
                        GbDossiersQuestion *question,
                        GbDossiersColumns  *columns)
{
  GbDossiersMemory *self = g_object_new (GB_TYPE_DOSSIERS_MEMORY, NULL);
  static const char *const names[] = { "notify::order", "notify::descending", "notify::group" };

  self->store = g_object_ref (store);
  self->question = g_object_ref (question);
  self->columns = g_object_ref (columns);
  self->cancellable = g_cancellable_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_signal_connect_object (question, names[i], G_CALLBACK (on_changed_cb), self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (columns, "notify::shown", G_CALLBACK (on_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gb_setting_read_async (store, GB_SETTING_DOSSIERS, self->cancellable, on_read_cb,
                         g_object_ref (self));
  return self;
}

gboolean
gb_dossiers_memory_get_loading (GbDossiersMemory *self)
{
  g_return_val_if_fail (GB_IS_DOSSIERS_MEMORY (self), FALSE);

  return self->cancellable != NULL;
}
