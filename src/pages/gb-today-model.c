/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-today-model.h"

#include "gb-agenda-repository.h"

/* The most events that fit beside each other. */
#define N_EVENTS 3
/* A timer is never set further off than this, so that a machine that slept is soon right again. */
#define LONGEST_WAIT (15 * 60)

/**
 * GbTodayModel:
 *
 * What the page of the day shows, kept true: it is read again when the cache or the commune
 * changes, and when a due moment or midnight passes, with or without a sync.
 */
struct _GbTodayModel
{
  GObject parent_instance;

  GbStore *store;            /* (owned) */
  char *commune;             /* (owned) (nullable) */
  GbDaySummary *summary;     /* (owned) (nullable): not read yet */
  GPtrArray *items;          /* (owned) (nullable) (element-type GbAgendaItem) */
  GPtrArray *events;         /* (owned) (nullable) (element-type GbAgendaEvent) */
  GError *error;             /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable): of the reading under way */
  guint timer;
};

enum
{
  PROP_STORE = 1,
  PROP_COMMUNE,
  PROP_SUMMARY,
  PROP_LOADING,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (GbTodayModel, gb_today_model, G_TYPE_OBJECT)

/* What one reading wants and brings. */
typedef struct
{
  char *commune;
  gint64 now;
  GbDaySummary *summary;
  GPtrArray *items;
  GPtrArray *events;
} Facts;

static void
facts_free (Facts *self)
{
  g_free (self->commune);
  g_clear_pointer (&self->summary, gb_day_summary_unref);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->events, g_ptr_array_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Facts, facts_free)

static gpointer
read_facts (GbSqlConnection  *connection,
            gpointer          data,
            GCancellable     *cancellable,
            GError          **error)
{
  const Facts *wanted = data;
  g_autoptr (Facts) facts = g_new0 (Facts, 1);

  facts->summary = gb_day_summary_load (connection, wanted->commune, wanted->now, error);
  if (facts->summary == NULL)
    return NULL;
  facts->items = gb_agenda_repository_items (connection, wanted->commune, wanted->now, error);
  if (facts->items == NULL)
    return NULL;
  facts->events = gb_agenda_repository_events (connection, wanted->commune, wanted->now, N_EVENTS,
                                               error);
  if (facts->events == NULL)
    return NULL;
  return g_steal_pointer (&facts);
}

static gboolean
on_timer_cb (gpointer user_data)
{
  GbTodayModel *self = user_data;

  self->timer = 0;
  gb_today_model_reload (self);
  return G_SOURCE_REMOVE;
}

/* Wakes when a class or the date changes next. A standing clock says so itself. */
static void
set_timer (GbTodayModel *self)
{
  GbClock *clock = gb_store_get_clock (self->store);
  gint64 now = gb_clock_now (clock);
  gint64 next = gb_day_at (gb_time_day (now) + 1, 0);

  g_clear_handle_id (&self->timer, g_source_remove);
  if (gb_clock_is_fixed (clock))
    return;
  if (self->summary != NULL && self->summary->next_boundary > now)
    next = MIN (next, self->summary->next_boundary);
  self->timer = g_timeout_add_seconds ((guint) CLAMP (next - now + 1, 1, LONGEST_WAIT),
                                       on_timer_cb, self);
}

static void
on_facts_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GbTodayModel) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Facts) facts = gb_store_read_finish (GB_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  if (facts != NULL)
    {
      g_clear_pointer (&self->summary, gb_day_summary_unref);
      g_clear_pointer (&self->items, g_ptr_array_unref);
      g_clear_pointer (&self->events, g_ptr_array_unref);
      self->summary = g_steal_pointer (&facts->summary);
      self->items = g_steal_pointer (&facts->items);
      self->events = g_steal_pointer (&facts->events);
    }
  self->error = g_steal_pointer (&error);
  set_timer (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SUMMARY]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADING]);
}

/**
 * gb_today_model_reload:
 *
 * Reads everything again; what is shown stays until it is there.
 */
void
gb_today_model_reload (GbTodayModel *self)
{
  Facts *wanted;
  gboolean was_loading;

  g_return_if_fail (GB_IS_TODAY_MODEL (self));

  was_loading = self->cancellable != NULL;
  if (was_loading)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  wanted = g_new0 (Facts, 1);
  wanted->commune = g_strdup (self->commune);
  wanted->now = gb_clock_now (gb_store_get_clock (self->store));
  gb_store_read_async (self->store, read_facts, wanted, (GDestroyNotify) facts_free,
                       (GDestroyNotify) facts_free, G_PRIORITY_DEFAULT, self->cancellable,
                       on_facts_cb, g_object_ref (self));
  if (!was_loading)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADING]);
}

static void
gb_today_model_constructed (GObject *object)
{
  GbTodayModel *self = GB_TODAY_MODEL (object);

  G_OBJECT_CLASS (gb_today_model_parent_class)->constructed (object);

  g_signal_connect_object (self->store, "changed", G_CALLBACK (gb_today_model_reload), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gb_store_get_clock (self->store), "changed",
                           G_CALLBACK (gb_today_model_reload), self, G_CONNECT_SWAPPED);
  gb_today_model_reload (self);
}

static void
gb_today_model_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  GbTodayModel *self = GB_TODAY_MODEL (object);

  switch (id)
    {
    case PROP_STORE:
      g_value_set_object (value, self->store);
      break;
    case PROP_COMMUNE:
      g_value_set_string (value, self->commune);
      break;
    case PROP_SUMMARY:
      g_value_set_boxed (value, self->summary);
      break;
    case PROP_LOADING:
      g_value_set_boolean (value, self->cancellable != NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_today_model_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  GbTodayModel *self = GB_TODAY_MODEL (object);

  switch (id)
    {
    case PROP_STORE:
      self->store = g_value_dup_object (value);
      break;
    case PROP_COMMUNE:
      gb_today_model_set_commune (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_today_model_dispose (GObject *object)
{
  GbTodayModel *self = GB_TODAY_MODEL (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (gb_today_model_parent_class)->dispose (object);
}

static void
gb_today_model_finalize (GObject *object)
{
  GbTodayModel *self = GB_TODAY_MODEL (object);

  g_free (self->commune);
  g_clear_pointer (&self->summary, gb_day_summary_unref);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->events, g_ptr_array_unref);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (gb_today_model_parent_class)->finalize (object);
}

static void
gb_today_model_class_init (GbTodayModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = gb_today_model_constructed;
  object_class->get_property = gb_today_model_get_property;
  object_class->set_property = gb_today_model_set_property;
  object_class->dispose = gb_today_model_dispose;
  object_class->finalize = gb_today_model_finalize;

  props[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, GB_TYPE_STORE,
                                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY
                                               | G_PARAM_STATIC_STRINGS);
  props[PROP_COMMUNE] = g_param_spec_string ("commune", NULL, NULL, NULL,
                                             G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY
                                                 | G_PARAM_STATIC_STRINGS);
  /* Notified with each reading, whether it succeeded or not. */
  props[PROP_SUMMARY] = g_param_spec_boxed ("summary", NULL, NULL, GB_TYPE_DAY_SUMMARY,
                                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
gb_today_model_init (GbTodayModel *self)
{
}

/**
 * gb_today_model_new:
 * @store: an open store
 *
 * Returns: (transfer full): a model that has begun to read
 */
GbTodayModel *
gb_today_model_new (GbStore *store)
{
  return g_object_new (GB_TYPE_TODAY_MODEL, "store", store, NULL);
}

/**
 * gb_today_model_get_summary:
 *
 * Returns: (transfer none) (nullable): what was read last; %NULL before
 */
GbDaySummary *
gb_today_model_get_summary (GbTodayModel *self)
{
  g_return_val_if_fail (GB_IS_TODAY_MODEL (self), NULL);

  return self->summary;
}

/**
 * gb_today_model_get_items:
 *
 * Returns: (transfer none) (nullable) (element-type GbAgendaItem): what asks for a decision
 */
GPtrArray *
gb_today_model_get_items (GbTodayModel *self)
{
  g_return_val_if_fail (GB_IS_TODAY_MODEL (self), NULL);

  return self->items;
}

/**
 * gb_today_model_get_events:
 *
 * Returns: (transfer none) (nullable) (element-type GbAgendaEvent): what comes next
 */
GPtrArray *
gb_today_model_get_events (GbTodayModel *self)
{
  g_return_val_if_fail (GB_IS_TODAY_MODEL (self), NULL);

  return self->events;
}

/**
 * gb_today_model_get_error:
 *
 * Returns: (transfer none) (nullable): why the last reading failed
 */
const GError *
gb_today_model_get_error (GbTodayModel *self)
{
  g_return_val_if_fail (GB_IS_TODAY_MODEL (self), NULL);

  return self->error;
}

/**
 * gb_today_model_set_commune:
 * @commune: (nullable): the commune; %NULL for the whole scope
 */
void
gb_today_model_set_commune (GbTodayModel *self,
                            const char   *commune)
{
  g_return_if_fail (GB_IS_TODAY_MODEL (self));

  if (g_strcmp0 (self->commune, commune) == 0)
    return;
  g_free (self->commune);
  self->commune = g_strdup (commune);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COMMUNE]);
  gb_today_model_reload (self);
}
