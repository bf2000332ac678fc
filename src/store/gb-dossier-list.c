/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossier-list.h"

#include "gb-dossier-cache.h"
#include "gb-dossier-repository.h"
#include "gb-dossier-run.h"
#include "gb-list-diff.h"

#define PAGE_ROWS 64
#define MAX_PAGES 40
#define MAX_FETCHES 2
/* Rows show what is left of their limit. */
#define TICK_SECONDS 60
/* A sync commits page after page: run again at most so often, by how long a run takes. */
#define MIN_PAUSE_MS 20
#define MAX_PAUSE_MS 2000

/* What a row shows depends on these. */
#define WATCHED                                                                                    \
  (GB_RECORD_BIT (GB_RECORD_DOSSIER) | GB_RECORD_BIT (GB_RECORD_CALENDAR_DAY) |                    \
   GB_RECORD_BIT (GB_RECORD_COMMUNE_HOURS) | GB_RECORD_BIT (GB_RECORD_LETTER) |                    \
   GB_STORE_CHANGED_ACTIONS)
/* What a figure of the past counted depends on the steps, too. */
#define WATCHED_BY_SETS (WATCHED | GB_RECORD_BIT (GB_RECORD_DOSSIER_STEP))

/**
 * GbDossierList:
 *
 * The rows of a query as a #GListModel of #GbDossier that stays right while the cache changes. It
 * holds the numbers of all rows, 8 bytes each, and the data of some pages; an item that is not at
 * hand is given at once with `loading` set and filled in when its page lands. A change of the cache
 * or of the hour becomes as few items-changed as possible, so that scrolling position and selection
 * survive.
 *
 * All SQL, sorting and comparing runs on the store's threads.
 */
struct _GbDossierList
{
  GObject parent_instance;

  GbStore *store; /* (owned) */
  GbDossierQuery *query; /* (owned) */
  GbDossierCache *cache; /* (owned) */
  GArray *numbers; /* (owned) (element-type gint64) */

  /* While items-changed is emitted one by one: the list is made of the new numbers up to a point,
   * and of the old ones after it. */
  GArray *old_numbers; /* (owned) (nullable) */
  guint new_upto;
  guint old_from;

  GCancellable *run; /* (owned) (nullable) the run under way */
  gboolean run_resets; /* the query is another one */
  gboolean run_again;
  gint64 run_started;
  gint64 pause; /* ms */
  guint pause_source;

  GQueue wanted; /* (element-type guint) pages asked for, newest first */
  guint dispatch_source;
  guint n_fetches;
  guint serial; /* of the data: an answer with another one came too late */

  gint64 boundary;
  guint tick_source;

  gboolean loading;
  GError *error; /* (owned) (nullable) */
};

/* Who waits for an answer of the store, perhaps in vain. */
typedef struct
{
  GWeakRef list;
  GCancellable *run; /* (owned) (nullable) */
  guint serial;
  gboolean refresh;
} Waiting;

/* A page to be read. */
typedef struct
{
  GArray *numbers; /* (owned) */
  gint64 now;
} Fetch;

enum
{
  PROP_0,
  PROP_STORE,
  PROP_QUERY,
  PROP_LOADING,
  PROP_ERROR,
  PROP_N_ITEMS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void list_model_init (GListModelInterface *iface);
static void run_query (GbDossierList *self);
static void fetch_alive (GbDossierList *self);

G_DEFINE_FINAL_TYPE_WITH_CODE (GbDossierList, gb_dossier_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static Waiting *
waiting_new (GbDossierList *self)
{
  Waiting *waiting = g_new0 (Waiting, 1);

  g_weak_ref_init (&waiting->list, self);
  waiting->serial = self->serial;
  return waiting;
}

static void
waiting_free (Waiting *waiting)
{
  g_weak_ref_clear (&waiting->list);
  g_clear_object (&waiting->run);
  g_free (waiting);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Waiting, waiting_free)

static void
set_loading (GbDossierList *self,
             gboolean       loading)
{
  if (self->loading == loading)
    return;
  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

static void
set_error (GbDossierList *self,
           const GError  *error)
{
  if (self->error == NULL && error == NULL)
    return;
  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

/* --- pages ---------------------------------------------------------------------------------- */

static void
fetch_free (gpointer data)
{
  Fetch *fetch = data;

  g_array_unref (fetch->numbers);
  g_free (fetch);
}

static gpointer
read_rows (GbSqlConnection *connection,
           gpointer         data,
           GCancellable    *cancellable,
           GError         **error)
{
  const Fetch *fetch = data;

  return gb_dossier_repository_by_numbers (connection,
                                           (const gint64 *) (gpointer) fetch->numbers->data,
                                           fetch->numbers->len, fetch->now, error);
}

static void dispatch (GbDossierList *self);

static void
on_rows_read_cb (GObject      *store,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr (Waiting) waiting = data;
  g_autoptr (GbDossierList) self = g_weak_ref_get (&waiting->list);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = gb_store_read_finish (GB_STORE (store), result, &error);

  if (self == NULL)
    return;
  self->n_fetches--;
  if (rows == NULL)
    set_error (self, error);
  else if (waiting->serial == self->serial && waiting->refresh)
    gb_dossier_cache_update (self->cache, rows);
  else if (waiting->serial == self->serial)
    gb_dossier_cache_add_page (self->cache, rows);
  dispatch (self);
}

/* (transfer full) numbers */
static void
fetch_rows (GbDossierList *self,
            GArray        *numbers,
            gboolean       refresh)
{
  Fetch *fetch = g_new0 (Fetch, 1);
  Waiting *waiting = waiting_new (self);

  fetch->numbers = numbers;
  fetch->now = gb_clock_now (gb_store_get_clock (self->store));
  waiting->refresh = refresh;
  self->n_fetches++;
  gb_store_read_async (self->store, read_rows, fetch, fetch_free,
                       (GDestroyNotify) g_ptr_array_unref, G_PRIORITY_DEFAULT, NULL,
                       on_rows_read_cb, waiting);
}

/* The rows of a page that are not at hand; NULL when nobody waits for any of them. */
static GArray *
missing_rows (GbDossierList *self,
              guint          page)
{
  guint first = page * PAGE_ROWS;
  guint end = MIN (first + PAGE_ROWS, self->numbers->len);
  gboolean wanted = FALSE;
  GArray *missing = NULL;

  for (guint i = first; i < end && !wanted; i++)
    wanted = gb_dossier_cache_wanted (self->cache, g_array_index (self->numbers, gint64, i));
  if (!wanted)
    return NULL;

  missing = g_array_sized_new (FALSE, FALSE, sizeof (gint64), PAGE_ROWS);
  for (guint i = first; i < end; i++)
    {
      gint64 number = g_array_index (self->numbers, gint64, i);

      if (!gb_dossier_cache_has (self->cache, number))
        g_array_append_val (missing, number);
    }
  return missing;
}

/* Newest first, and only what is still looked at: a fast scroll leaves no queue behind. */
static void
dispatch (GbDossierList *self)
{
  while (self->n_fetches < MAX_FETCHES && !g_queue_is_empty (&self->wanted))
    {
      guint page = GPOINTER_TO_UINT (g_queue_pop_head (&self->wanted));
      GArray *missing = missing_rows (self, page);

      if (missing != NULL)
        fetch_rows (self, missing, FALSE);
    }
}

static gboolean
on_dispatch_cb (gpointer data)
{
  GbDossierList *self = data;

  self->dispatch_source = 0;
  dispatch (self);
  return G_SOURCE_REMOVE;
}

static void
want_page (GbDossierList *self,
           guint          page)
{
  if (g_queue_peek_head (&self->wanted) == GUINT_TO_POINTER (page) &&
      !g_queue_is_empty (&self->wanted))
    return;
  g_queue_push_head (&self->wanted, GUINT_TO_POINTER (page));
  if (self->dispatch_source == 0)
    self->dispatch_source = g_idle_add_full (G_PRIORITY_DEFAULT, on_dispatch_cb, self, NULL);
}

/* Reads again what somebody sees. */
static void
fetch_alive (GbDossierList *self)
{
  g_autoptr (GArray) alive = gb_dossier_cache_alive (self->cache);

  if (alive->len > 0)
    fetch_rows (self, g_steal_pointer (&alive), TRUE);
}

/* --- time ----------------------------------------------------------------------------------- */

static void schedule_tick (GbDossierList *self);

static gboolean
on_tick_cb (gpointer data)
{
  GbDossierList *self = data;

  self->tick_source = 0;
  if (gb_clock_now (gb_store_get_clock (self->store)) >= self->boundary)
    gb_dossier_list_refresh (self);
  else
    {
      fetch_alive (self);
      schedule_tick (self);
    }
  return G_SOURCE_REMOVE;
}

/* A due moment that passes and midnight move rows from class to class. Not longer than a minute at
 * a time: a machine that slept wakes up in time. */
static void
schedule_tick (GbDossierList *self)
{
  GbClock *clock = gb_store_get_clock (self->store);
  gint64 wait;

  g_clear_handle_id (&self->tick_source, g_source_remove);
  if (gb_clock_is_fixed (clock))
    return;
  wait = CLAMP (self->boundary - gb_clock_now (clock), 1, TICK_SECONDS);
  self->tick_source = g_timeout_add_seconds ((guint) wait, on_tick_cb, self);
}

/* --- runs ----------------------------------------------------------------------------------- */

static void
replace_all (GbDossierList *self,
             GArray        *numbers)
{
  guint removed = self->numbers->len;

  g_array_unref (self->numbers);
  self->numbers = g_array_ref (numbers);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, removed, numbers->len);
  if (removed != numbers->len)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
}

static void
apply_edits (GbDossierList *self,
             GArray        *numbers,
             GArray        *edits)
{
  self->old_numbers = self->numbers;
  self->numbers = g_array_ref (numbers);
  self->new_upto = 0;
  self->old_from = 0;
  for (guint i = 0; i < edits->len; i++)
    {
      const GbListEdit *edit = &g_array_index (edits, GbListEdit, i);

      self->new_upto = edit->new_position + edit->added;
      self->old_from = edit->old_position + edit->removed;
      g_list_model_items_changed (G_LIST_MODEL (self), edit->new_position, edit->removed,
                                  edit->added);
    }
  if (self->old_numbers->len != numbers->len)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
  g_clear_pointer (&self->old_numbers, g_array_unref);
}

static gboolean
on_pause_over_cb (gpointer data)
{
  GbDossierList *self = data;

  self->pause_source = 0;
  if (self->run_again && self->run == NULL)
    run_query (self);
  return G_SOURCE_REMOVE;
}

static void
land (GbDossierList      *self,
      GbDossierRunResult *result,
      gboolean            resets)
{
  self->serial++;
  self->boundary = result->boundary;
  if (!resets)
    gb_dossier_cache_drop (self->cache);
  if (resets)
    replace_all (self, result->numbers);
  else
    apply_edits (self, result->numbers, result->edits);
  fetch_alive (self);
  schedule_tick (self);
}

static void
on_run_cb (GObject      *store,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (Waiting) waiting = data;
  g_autoptr (GbDossierList) self = g_weak_ref_get (&waiting->list);
  g_autoptr (GError) error = NULL;
  GbDossierRunResult *value = gb_store_read_finish (GB_STORE (store), result, &error);

  /* Another query was set meanwhile, or nobody is left to answer. */
  if (self == NULL || waiting->run != self->run)
    {
      if (value != NULL)
        gb_dossier_run_result_free (value);
      return;
    }
  g_clear_object (&self->run);
  self->pause = CLAMP (2 * (g_get_monotonic_time () - self->run_started) / 1000, MIN_PAUSE_MS,
                       MAX_PAUSE_MS);
  set_error (self, error);
  if (value != NULL)
    {
      gboolean resets = self->run_resets;

      self->run_resets = FALSE;
      land (self, value, resets);
      gb_dossier_run_result_free (value);
    }
  set_loading (self, FALSE);
  if (self->pause_source == 0)
    self->pause_source = g_timeout_add ((guint) self->pause, on_pause_over_cb, self);
}

static void
run_query (GbDossierList *self)
{
  Waiting *waiting = waiting_new (self);
  GbDossierRun *run;

  if (self->run != NULL)
    g_cancellable_cancel (self->run);
  g_clear_object (&self->run);
  self->run = g_cancellable_new ();
  self->run_again = FALSE;
  self->run_started = g_get_monotonic_time ();
  waiting->run = g_object_ref (self->run);
  run = gb_dossier_run_new (self->query, gb_clock_now (gb_store_get_clock (self->store)),
                            self->run_resets ? NULL : self->numbers);
  gb_store_read_async (self->store, gb_dossier_run, run, gb_dossier_run_free,
                       gb_dossier_run_result_free, G_PRIORITY_DEFAULT, self->run, on_run_cb,
                       waiting);
}

static void
on_store_changed_cb (GbStore       *store,
                     guint64        types,
                     GbDossierList *self)
{
  if (types & (self->query->set != NULL ? WATCHED_BY_SETS : WATCHED))
    gb_dossier_list_refresh (self);
}

/* --- GListModel ----------------------------------------------------------------------------- */

static GType
get_item_type (GListModel *model)
{
  return GB_TYPE_DOSSIER;
}

static guint
get_n_items (GListModel *model)
{
  GbDossierList *self = GB_DOSSIER_LIST (model);

  if (self->old_numbers != NULL)
    return self->new_upto + self->old_numbers->len - self->old_from;
  return self->numbers->len;
}

/**
 * gb_dossier_list_get_number:
 * @position: a row
 *
 * Reads nothing, unlike asking for the item.
 *
 * Returns: the row's number in the cache, 0 where there is no row
 */
gint64
gb_dossier_list_get_number (GbDossierList *self,
                            guint          position)
{
  g_return_val_if_fail (GB_IS_DOSSIER_LIST (self), 0);

  if (position >= get_n_items (G_LIST_MODEL (self)))
    return 0;
  if (self->old_numbers != NULL && position >= self->new_upto)
    return g_array_index (self->old_numbers, gint64, position - self->new_upto + self->old_from);
  return g_array_index (self->numbers, gint64, position);
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  GbDossierList *self = GB_DOSSIER_LIST (model);
  gint64 number = gb_dossier_list_get_number (self, position);
  GbDossier *dossier;

  if (number == 0)
    return NULL;
  dossier = gb_dossier_cache_get (self->cache, number);
  if (gb_dossier_is_loading (dossier) && self->old_numbers == NULL)
    want_page (self, position / PAGE_ROWS);
  return dossier;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* --- public --------------------------------------------------------------------------------- */

/**
 * gb_dossier_list_new:
 * @store: an open store
 * @query: (nullable): which rows; %NULL = all by due moment
 *
 * Returns: (transfer full): a list that is `loading` until its rows are known
 */
GbDossierList *
gb_dossier_list_new (GbStore              *store,
                     const GbDossierQuery *query)
{
  return g_object_new (GB_TYPE_DOSSIER_LIST, "store", store, "query", query, NULL);
}

/**
 * gb_dossier_list_get_store:
 *
 * Returns: (transfer none): where the rows come from
 */
GbStore *
gb_dossier_list_get_store (GbDossierList *self)
{
  g_return_val_if_fail (GB_IS_DOSSIER_LIST (self), NULL);

  return self->store;
}

/**
 * gb_dossier_list_get_query:
 *
 * Returns: (transfer none): which rows
 */
const GbDossierQuery *
gb_dossier_list_get_query (GbDossierList *self)
{
  g_return_val_if_fail (GB_IS_DOSSIER_LIST (self), NULL);

  return self->query;
}

/**
 * gb_dossier_list_set_query:
 * @query: which rows
 *
 * The rows of the query before stay until those of this one are known; then all are replaced at
 * once.
 */
void
gb_dossier_list_set_query (GbDossierList        *self,
                           const GbDossierQuery *query)
{
  g_return_if_fail (GB_IS_DOSSIER_LIST (self));
  g_return_if_fail (query != NULL);

  if (gb_dossier_query_equal (self->query, query))
    return;
  gb_dossier_query_free (self->query);
  self->query = gb_dossier_query_copy (query);
  self->run_resets = TRUE;
  set_loading (self, TRUE);
  run_query (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_QUERY]);
}

/**
 * gb_dossier_list_get_loading:
 *
 * Returns: whether the rows of the query are not yet known
 */
gboolean
gb_dossier_list_get_loading (GbDossierList *self)
{
  g_return_val_if_fail (GB_IS_DOSSIER_LIST (self), FALSE);

  return self->loading;
}

/**
 * gb_dossier_list_get_error:
 *
 * Returns: (transfer none) (nullable): why the rows could not be read
 */
const GError *
gb_dossier_list_get_error (GbDossierList *self)
{
  g_return_val_if_fail (GB_IS_DOSSIER_LIST (self), NULL);

  return self->error;
}

/**
 * gb_dossier_list_refresh:
 *
 * Runs the query again, soon: the list does so by itself when the cache or the hour changes.
 */
void
gb_dossier_list_refresh (GbDossierList *self)
{
  g_return_if_fail (GB_IS_DOSSIER_LIST (self));

  self->run_again = TRUE;
  if (self->run == NULL && self->pause_source == 0)
    run_query (self);
}

static void
gb_dossier_list_constructed (GObject *object)
{
  GbDossierList *self = GB_DOSSIER_LIST (object);

  G_OBJECT_CLASS (gb_dossier_list_parent_class)->constructed (object);

  if (self->query == NULL)
    self->query = gb_dossier_query_new (GB_DOSSIER_FILTER_ALL);
  g_signal_connect_object (self->store, "changed", G_CALLBACK (on_store_changed_cb), self, 0);
  g_signal_connect_object (gb_store_get_clock (self->store), "changed",
                           G_CALLBACK (gb_dossier_list_refresh), self, G_CONNECT_SWAPPED);
  self->loading = TRUE;
  self->run_resets = TRUE;
  run_query (self);
}

static void
gb_dossier_list_dispose (GObject *object)
{
  GbDossierList *self = GB_DOSSIER_LIST (object);

  if (self->run != NULL)
    g_cancellable_cancel (self->run);
  g_clear_object (&self->run);
  g_clear_handle_id (&self->pause_source, g_source_remove);
  g_clear_handle_id (&self->dispatch_source, g_source_remove);
  g_clear_handle_id (&self->tick_source, g_source_remove);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (gb_dossier_list_parent_class)->dispose (object);
}

static void
gb_dossier_list_finalize (GObject *object)
{
  GbDossierList *self = GB_DOSSIER_LIST (object);

  g_queue_clear (&self->wanted);
  gb_dossier_cache_free (self->cache);
  g_array_unref (self->numbers);
  gb_dossier_query_free (self->query);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (gb_dossier_list_parent_class)->finalize (object);
}

static void
gb_dossier_list_get_property (GObject    *object,
                              guint       property,
                              GValue     *value,
                              GParamSpec *pspec)
{
  GbDossierList *self = GB_DOSSIER_LIST (object);

  switch (property)
    {
    case PROP_STORE:
      g_value_set_object (value, self->store);
      break;
    case PROP_QUERY:
      g_value_set_boxed (value, self->query);
      break;
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_N_ITEMS:
      g_value_set_uint (value, get_n_items (G_LIST_MODEL (self)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static void
gb_dossier_list_set_property (GObject      *object,
                              guint         property,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  GbDossierList *self = GB_DOSSIER_LIST (object);

  switch (property)
    {
    case PROP_STORE:
      self->store = g_value_dup_object (value);
      break;
    case PROP_QUERY:
      if (self->query != NULL)
        gb_dossier_list_set_query (self, g_value_get_boxed (value));
      else
        self->query = g_value_dup_boxed (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static void
gb_dossier_list_class_init (GbDossierListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->constructed = gb_dossier_list_constructed;
  object_class->dispose = gb_dossier_list_dispose;
  object_class->finalize = gb_dossier_list_finalize;
  object_class->get_property = gb_dossier_list_get_property;
  object_class->set_property = gb_dossier_list_set_property;

  properties[PROP_STORE] =
      g_param_spec_object ("store", NULL, NULL, GB_TYPE_STORE,
                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | read);
  properties[PROP_QUERY] =
      g_param_spec_boxed ("query", NULL, NULL, GB_TYPE_DOSSIER_QUERY,
                          G_PARAM_WRITABLE | G_PARAM_CONSTRUCT | read);
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, read);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, read);
  properties[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, read);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gb_dossier_list_init (GbDossierList *self)
{
  self->cache = gb_dossier_cache_new (MAX_PAGES);
  self->numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_queue_init (&self->wanted);
}
