/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-window-search-model.h"

#include "gb-calendars.h"
#include "gb-commune-repository.h"
#include "gb-dossier-repository.h"
#include "gb-duration.h"
#include "gb-search.h"

/* More are not read there, they are searched for better, or looked at on their page. */
#define MOST_DOSSIERS 5
#define MOST_OTHERS 3

/* Milliseconds: for so long the rest waits for the dossiers, so that rows do not jump under the hand. */
#define PATIENCE 120

/**
 * GbWindowSearchModel:
 *
 * Looks for places, dossiers, procedures and people at once. The dossiers are many and come from a read of their own;
 * what else there is does not wait for them. Only answers to the last question count.
 */
struct _GbWindowSearchModel
{
  GObject parent_instance;

  GbStore *store;               /* (owned) (nullable) */
  GCancellable *cancellable;    /* (owned) (nullable): of the reads under way */
  guint n_reads;                /* how many are */
  guint patience_id;            /* until what is there is told */
  GbWindowSearchResult *coming; /* (owned) (nullable): as far as it is read */
  GbWindowSearchResult *result; /* (not owned) (nullable): @coming, once it was told */
  GError *error;                /* (owned) (nullable) */
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (GbWindowSearchModel, gb_window_search_model, G_TYPE_OBJECT)

static GbWindowSearchResult *
result_new (const char *text)
{
  GbWindowSearchResult *result = g_new0 (GbWindowSearchResult, 1);

  result->text = g_strdup (text);
  return result;
}

static void
result_free (GbWindowSearchResult *result)
{
  g_free (result->text);
  g_clear_pointer (&result->places, g_ptr_array_unref);
  g_clear_pointer (&result->procedures, g_ptr_array_unref);
  g_clear_pointer (&result->people, g_ptr_array_unref);
  g_clear_pointer (&result->dossiers, g_ptr_array_unref);
  g_free (result);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbWindowSearchResult, result_free)

/* --- on a thread of the store --------------------------------------------------------------------- */

static GPtrArray *
read_rows (GbSqlConnection *connection,
           GbRecordType     type,
           const char      *text,
           GError         **error)
{
  g_autoptr (GbSearchResult) found = gb_search_one (connection, type, text, MOST_OTHERS, error);

  return found != NULL ? g_ptr_array_ref (found->rows) : NULL;
}

static gpointer
read_few (GbSqlConnection *connection,
          gpointer         data,
          GCancellable    *cancellable,
          GError         **error)
{
  g_autoptr (GbWindowSearchResult) part = result_new (data);

  part->places = gb_commune_repository_find (connection, part->text, error);
  if (part->places == NULL)
    return NULL;
  part->procedures = read_rows (connection, GB_RECORD_PROCEDURE, part->text, error);
  if (part->procedures == NULL)
    return NULL;
  part->people = read_rows (connection, GB_RECORD_OFFICER, part->text, error);
  return part->people != NULL ? g_steal_pointer (&part) : NULL;
}

typedef struct
{
  char *text;
  gint64 now;
} DossiersJob;

static void
dossiers_job_free (gpointer data)
{
  DossiersJob *job = data;

  g_free (job->text);
  g_free (job);
}

static gpointer
read_dossiers (GbSqlConnection *connection,
               gpointer         data,
               GCancellable    *cancellable,
               GError         **error)
{
  const DossiersJob *job = data;
  g_autoptr (GbWindowSearchResult) part = result_new (job->text);
  g_autoptr (GbCalendars) calendars = gb_calendars_load (connection, error);
  g_autoptr (GbSearchResult) found = NULL;

  if (calendars == NULL)
    return NULL;
  found = gb_search_one (connection, GB_RECORD_DOSSIER, job->text, MOST_DOSSIERS, error);
  if (found == NULL)
    return NULL;
  part->now = job->now;
  part->day_seconds = gb_duration_typical_day (gb_calendars_get_default (calendars), gb_time_day (job->now));
  part->n_dossiers = found->total;
  part->more = found->more;
  part->dossiers = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < found->rows->len; i++)
    {
      const GbSearchRow *row = found->rows->pdata[i];
      GbDossier *dossier = NULL;

      if (!gb_dossier_repository_find (connection, row->id, job->now, &dossier, error))
        return NULL;
      if (dossier != NULL)
        g_ptr_array_add (part->dossiers, dossier);
    }
  return g_steal_pointer (&part);
}

/* --- on the main thread --------------------------------------------------------------------------- */

static void
tell (GbWindowSearchModel *self)
{
  g_clear_handle_id (&self->patience_id, g_source_remove);
  self->result = self->coming;
  g_signal_emit (self, changed_signal, 0);
}

static gboolean
on_patience_cb (gpointer user_data)
{
  GbWindowSearchModel *self = user_data;

  self->patience_id = 0;
  tell (self);
  return G_SOURCE_REMOVE;
}

/* What another question than the last one had for an answer is dropped. */
static GbWindowSearchResult *
take (GbWindowSearchModel *self,
      GObject             *source,
      GAsyncResult        *result)
{
  g_autoptr (GError) error = NULL;
  GbWindowSearchResult *part = gb_store_read_finish (GB_STORE (source), result, &error);

  if (part != NULL && (self->coming == NULL || strcmp (part->text, self->coming->text) != 0))
    g_clear_pointer (&part, result_free);
  else if (part == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_error (&self->error);
      self->error = g_steal_pointer (&error);
    }
  return part;
}

/* A read has ended; @asked is the question it answers. */
static gboolean
is_of_last (GbWindowSearchModel *self,
            GCancellable        *asked)
{
  if (asked != self->cancellable)
    return FALSE;
  self->n_reads--;
  return TRUE;
}

typedef struct
{
  GbWindowSearchModel *self; /* (owned) */
  GCancellable *cancellable; /* (owned) */
} Read;

static void
read_free (Read *read)
{
  g_object_unref (read->self);
  g_object_unref (read->cancellable);
  g_free (read);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Read, read_free)

static void
on_few_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (Read) read = user_data;
  GbWindowSearchModel *self = read->self;
  g_autoptr (GbWindowSearchResult) part = take (self, source, result);

  if (!is_of_last (self, read->cancellable))
    return;
  if (part != NULL)
    {
      self->coming->places = g_steal_pointer (&part->places);
      self->coming->procedures = g_steal_pointer (&part->procedures);
      self->coming->people = g_steal_pointer (&part->people);
    }
  if (self->n_reads == 0)
    tell (self);
  else
    self->patience_id = g_timeout_add (PATIENCE, on_patience_cb, self);
}

static void
on_dossiers_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (Read) read = user_data;
  GbWindowSearchModel *self = read->self;
  g_autoptr (GbWindowSearchResult) part = take (self, source, result);

  if (!is_of_last (self, read->cancellable))
    return;
  if (part != NULL)
    {
      self->coming->dossiers = g_steal_pointer (&part->dossiers);
      self->coming->n_dossiers = part->n_dossiers;
      self->coming->more = part->more;
      self->coming->now = part->now;
      self->coming->day_seconds = part->day_seconds;
    }
  if (self->n_reads == 0)
    tell (self);
}

static Read *
read_new (GbWindowSearchModel *self)
{
  Read *read = g_new0 (Read, 1);

  read->self = g_object_ref (self);
  read->cancellable = g_object_ref (self->cancellable);
  self->n_reads++;
  return read;
}

static void
stop (GbWindowSearchModel *self)
{
  g_clear_handle_id (&self->patience_id, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  self->n_reads = 0;
  self->result = NULL;
  g_clear_pointer (&self->coming, result_free);
}

static void
gb_window_search_model_dispose (GObject *object)
{
  GbWindowSearchModel *self = GB_WINDOW_SEARCH_MODEL (object);

  stop (self);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (gb_window_search_model_parent_class)->dispose (object);
}

static void
gb_window_search_model_class_init (GbWindowSearchModelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gb_window_search_model_dispose;
  /**
   * GbWindowSearchModel::changed:
   *
   * There is another result.
   */
  changed_signal = g_signal_new ("changed", GB_TYPE_WINDOW_SEARCH_MODEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
gb_window_search_model_init (GbWindowSearchModel *self)
{
}

GbWindowSearchModel *
gb_window_search_model_new (void)
{
  return g_object_new (GB_TYPE_WINDOW_SEARCH_MODEL, NULL);
}

/**
 * gb_window_search_model_set_store:
 * @store: (nullable): an open store; without one nothing is found
 */
void
gb_window_search_model_set_store (GbWindowSearchModel *self,
                                  GbStore             *store)
{
  g_return_if_fail (GB_IS_WINDOW_SEARCH_MODEL (self));
  g_set_object (&self->store, store);
}

/**
 * gb_window_search_model_look_for:
 * @text: what was typed; empty ends the search
 *
 * #GbWindowSearchModel::changed tells when there is an answer; one that is under way is dropped.
 */
void
gb_window_search_model_look_for (GbWindowSearchModel *self,
                                 const char          *text)
{
  g_autofree char *words = g_strstrip (g_strdup (text));
  DossiersJob *job;

  g_return_if_fail (GB_IS_WINDOW_SEARCH_MODEL (self));
  if (self->coming != NULL && strcmp (self->coming->text, words) == 0)
    return;
  stop (self);
  if (self->store == NULL || *words == '\0')
    {
      tell (self);
      return;
    }
  self->coming = result_new (words);
  self->cancellable = g_cancellable_new ();
  gb_store_read_async (self->store, read_few, g_strdup (words), g_free, (GDestroyNotify) result_free,
                       G_PRIORITY_HIGH, self->cancellable, on_few_cb, read_new (self));
  job = g_new0 (DossiersJob, 1);
  job->text = g_steal_pointer (&words);
  job->now = gb_clock_now (gb_store_get_clock (self->store));
  gb_store_read_async (self->store, read_dossiers, job, dossiers_job_free, (GDestroyNotify) result_free,
                       G_PRIORITY_DEFAULT, self->cancellable, on_dossiers_cb, read_new (self));
}

/**
 * gb_window_search_model_get_result:
 *
 * Returns: (transfer none) (nullable): what was found, as far as it was told; %NULL without a question
 */
const GbWindowSearchResult *
gb_window_search_model_get_result (GbWindowSearchModel *self)
{
  g_return_val_if_fail (GB_IS_WINDOW_SEARCH_MODEL (self), NULL);
  return self->result;
}

/**
 * gb_window_search_model_get_error:
 *
 * Returns: (transfer none) (nullable): why some of it could not be read
 */
const GError *
gb_window_search_model_get_error (GbWindowSearchModel *self)
{
  g_return_val_if_fail (GB_IS_WINDOW_SEARCH_MODEL (self), NULL);
  return self->error;
}

/**
 * gb_window_search_model_get_loading:
 *
 * Returns: whether the answer to the last question is not complete
 */
gboolean
gb_window_search_model_get_loading (GbWindowSearchModel *self)
{
  g_return_val_if_fail (GB_IS_WINDOW_SEARCH_MODEL (self), FALSE);
  return self->n_reads > 0;
}
