/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-window-search-model.h"

#include "gb-calendars.h"
#include "gb-commune-repository.h"
#include "gb-dossier-repository.h"
#include "gb-dossier-search.h"
#include "gb-duration.h"

/* More are not read there, they are searched for better, or looked at on their page. */
#define MOST_DOSSIERS 5
#define MOST_OTHERS 3

/* Milliseconds: for so long what is there waits for the rest, so that rows do not jump under the hand. */
#define PATIENCE 120

/**
 * GbWindowSearchModel:
 *
 * Looks for everything at once. The dossiers are many: the newest of them, and how many there are, come from reads of
 * their own, and what else there is does not wait for them. Only answers to the last question count.
 */
struct _GbWindowSearchModel
{
  GObject parent_instance;

  GbStore *store;               /* (owned) (nullable) */
  GCancellable *cancellable;    /* (owned) (nullable): of the reads under way */
  guint n_reads;                /* how many are */
  guint patience_id;            /* until what is there is told */
  gboolean impatient;           /* it was; what comes now is told at once */
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
  for (guint i = 0; i < GB_N_SEARCH_KINDS; i++)
    g_clear_pointer (&result->others[i], g_ptr_array_unref);
  g_clear_pointer (&result->dossiers, g_ptr_array_unref);
  g_free (result);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbWindowSearchResult, result_free)

/* --- on a thread of the store --------------------------------------------------------------------- */

typedef struct
{
  char *text;
  gint64 now;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_free (question->text);
  g_free (question);
}

static gboolean
read_others (GbSqlConnection      *connection,
             const Question       *question,
             GbSearchKind          kind,
             GbWindowSearchResult *part,
             GError              **error)
{
  const GbSearchQuery query = { question->text, 1u << kind, MOST_OTHERS, question->now };
  g_autoptr (GbSearchResult) found = gb_search (connection, &query, error);

  if (found == NULL)
    return FALSE;
  part->others[kind] = g_ptr_array_ref (found->rows);
  return TRUE;
}

static gpointer
read_few (GbSqlConnection *connection,
          gpointer         data,
          GCancellable    *cancellable,
          GError         **error)
{
  static const GbSearchKind kinds[] = { GB_SEARCH_PROCEDURES, GB_SEARCH_OFFICERS, GB_SEARCH_GUIDANCE, GB_SEARCH_CHANNELS };
  const Question *question = data;
  g_autoptr (GbWindowSearchResult) part = result_new (question->text);

  part->places = gb_commune_repository_find (connection, part->text, error);
  if (part->places == NULL)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (!read_others (connection, question, kinds[i], part, error))
      return NULL;
  return g_steal_pointer (&part);
}

/* What a province has thousands of. */
static gpointer
read_work (GbSqlConnection *connection,
           gpointer         data,
           GCancellable    *cancellable,
           GError         **error)
{
  const Question *question = data;
  g_autoptr (GbWindowSearchResult) part = result_new (question->text);

  if (!read_others (connection, question, GB_SEARCH_ISSUES, part, error) ||
      !read_others (connection, question, GB_SEARCH_TASKS, part, error))
    return NULL;
  return g_steal_pointer (&part);
}

static gpointer
read_dossiers (GbSqlConnection *connection,
               gpointer         data,
               GCancellable    *cancellable,
               GError         **error)
{
  const Question *question = data;
  g_autoptr (GbWindowSearchResult) part = result_new (question->text);
  g_autoptr (GbCalendars) calendars = gb_calendars_load (connection, error);
  g_autoptr (GbSearchTerms) terms = gb_search_terms_new (question->text);
  g_autoptr (GArray) numbers = NULL;

  if (calendars == NULL)
    return NULL;
  part->now = question->now;
  part->day_seconds = gb_duration_typical_day (gb_calendars_get_default (calendars), gb_time_day (part->now));
  numbers = gb_dossier_search_newest (connection, terms, MOST_DOSSIERS, error);
  if (numbers == NULL)
    return NULL;
  part->dossiers = gb_dossier_repository_by_numbers (connection, (const gint64 *) (gpointer) numbers->data, numbers->len,
                                                     part->now, error);
  return part->dossiers != NULL ? g_steal_pointer (&part) : NULL;
}

static gpointer
count_dossiers (GbSqlConnection *connection,
                gpointer         data,
                GCancellable    *cancellable,
                GError         **error)
{
  const Question *question = data;
  g_autoptr (GbWindowSearchResult) part = result_new (question->text);
  g_autoptr (GbSearchTerms) terms = gb_search_terms_new (question->text);

  if (!gb_dossier_search_count (connection, terms, GB_SEARCH_EXACT_TOTAL + 1, &part->n_dossiers, error))
    return NULL;
  part->counted = TRUE;
  part->more = part->n_dossiers > GB_SEARCH_EXACT_TOTAL;
  part->n_dossiers = MIN (part->n_dossiers, GB_SEARCH_EXACT_TOTAL);
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
  self->impatient = TRUE;
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
take_array (GPtrArray **into,
            GPtrArray **from)
{
  if (*from != NULL)
    *into = g_steal_pointer (from);
}

/* Each read brings its part, and leaves the others' alone. */
static void
join (GbWindowSearchResult *whole,
      GbWindowSearchResult *part)
{
  take_array (&whole->places, &part->places);
  for (guint i = 0; i < GB_N_SEARCH_KINDS; i++)
    take_array (&whole->others[i], &part->others[i]);
  if (part->dossiers != NULL)
    {
      whole->now = part->now;
      whole->day_seconds = part->day_seconds;
      take_array (&whole->dossiers, &part->dossiers);
    }
  if (part->counted)
    {
      whole->counted = TRUE;
      whole->n_dossiers = part->n_dossiers;
      whole->more = part->more;
    }
}

static void
on_part_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (Read) read = user_data;
  GbWindowSearchModel *self = read->self;
  g_autoptr (GbWindowSearchResult) part = take (self, source, result);

  if (!is_of_last (self, read->cancellable))
    return;
  if (part != NULL)
    join (self->coming, part);
  if (self->n_reads == 0 || self->impatient)
    tell (self);
  else if (self->patience_id == 0)
    self->patience_id = g_timeout_add (PATIENCE, on_patience_cb, self);
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
  self->impatient = FALSE;
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

static void
read_part (GbWindowSearchModel *self,
           GbStoreFunc          func,
           int                  priority)
{
  Question *question = g_new0 (Question, 1);

  question->text = g_strdup (self->coming->text);
  question->now = gb_clock_now (gb_store_get_clock (self->store));
  gb_store_read_async (self->store, func, question, question_free, (GDestroyNotify) result_free, priority,
                       self->cancellable, on_part_cb, read_new (self));
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
  read_part (self, read_few, G_PRIORITY_HIGH);
  read_part (self, read_dossiers, G_PRIORITY_HIGH);
  read_part (self, read_work, G_PRIORITY_DEFAULT);
  read_part (self, count_dossiers, G_PRIORITY_DEFAULT);
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
