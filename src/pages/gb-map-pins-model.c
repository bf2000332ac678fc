/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-map-pins-model.h"

#include "gb-setting-repository.h"

/* What changes what is read. */
#define CHANGES (G_GUINT64_CONSTANT (1) << GB_RECORD_ISSUE | G_GUINT64_CONSTANT (1) << GB_RECORD_COMMUNE | \
                 G_GUINT64_CONSTANT (1) << GB_RECORD_AGENCY | GB_STORE_CHANGED_ACTIONS)

/**
 * GbMapPinsModel:
 *
 * The issues that the map shows as pins, as the user last chose them, read again when they change while somebody looks.
 * Emits "changed" when the choice or what was read is another.
 */
struct _GbMapPinsModel
{
  GObject parent_instance;

  GbStore *store;            /* (owned) */
  GbMapPinsChoice choice;
  GbPlaces *places;          /* (owned) (nullable): not read yet */
  GError *error;             /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable): of the reading under way */
  GCancellable *remembering; /* (owned) (nullable): while the choice of the last time is read */
  gboolean active;
  gboolean stale;
};

typedef struct
{
  GbPlaceFilter *filter; /* (owned) */
  gint64 now;
} Wanted;

static guint changed_signal;

G_DEFINE_FINAL_TYPE (GbMapPinsModel, gb_map_pins_model, G_TYPE_OBJECT)

static void
wanted_free (gpointer data)
{
  Wanted *self = data;

  gb_place_filter_free (self->filter);
  g_free (self);
}

/* --- reading -------------------------------------------------------------------------------------- */

/* On a thread of the store. */
static gpointer
read_places (GbSqlConnection *connection,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  Wanted *wanted = data;

  return gb_place_repository_load (connection, wanted->filter, wanted->now, error);
}

static void
on_read_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GbMapPinsModel) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GbPlaces) places = gb_store_read_finish (GB_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->store == NULL)
    return;
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  if (places != NULL)
    {
      g_clear_pointer (&self->places, gb_places_unref);
      self->places = g_steal_pointer (&places);
    }
  self->error = g_steal_pointer (&error);
  g_signal_emit (self, changed_signal, 0);
}

static void
load (GbMapPinsModel *self)
{
  Wanted *wanted;

  self->stale = TRUE;
  if (!self->active || !self->choice.shown || self->remembering != NULL)
    return;
  self->stale = FALSE;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  wanted = g_new0 (Wanted, 1);
  wanted->now = gb_map_pins_model_get_now (self);
  wanted->filter = gb_map_pins_choice_to_filter (&self->choice, gb_time_day (wanted->now));
  gb_store_read_async (self->store, read_places, wanted, wanted_free, (GDestroyNotify) gb_places_unref,
                       G_PRIORITY_DEFAULT, self->cancellable, on_read_cb, g_object_ref (self));
}

static void
on_store_changed_cb (GbMapPinsModel *self,
                     guint64         types)
{
  if ((types & CHANGES) != 0)
    load (self);
}

/* --- what is chosen ------------------------------------------------------------------------------- */

static void
on_remembered_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GbMapPinsModel) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = gb_setting_read_finish (GB_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->store == NULL)
    return;
  g_clear_object (&self->remembering);
  if (text != NULL)
    gb_map_pins_choice_parse (&self->choice, text);
  load (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
take_choice (GbMapPinsModel *self)
{
  g_autofree char *text = gb_map_pins_choice_to_text (&self->choice);

  /* chosen before it was known what had been chosen: that counts */
  if (self->remembering != NULL)
    {
      g_cancellable_cancel (self->remembering);
      g_clear_object (&self->remembering);
    }
  gb_setting_save (self->store, GB_SETTING_MAP_PINS, text);
  load (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
set_bit (GbMapPinsModel *self,
         guint          *bits,
         guint           bit,
         gboolean        wanted)
{
  guint now = wanted ? *bits | 1u << bit : *bits & ~(1u << bit);

  if (now == *bits)
    return;
  *bits = now;
  take_choice (self);
}

/* --- object --------------------------------------------------------------------------------------- */

static void
gb_map_pins_model_dispose (GObject *object)
{
  GbMapPinsModel *self = GB_MAP_PINS_MODEL (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_cancellable_cancel (self->remembering);
  g_clear_object (&self->remembering);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (gb_map_pins_model_parent_class)->dispose (object);
}

static void
gb_map_pins_model_finalize (GObject *object)
{
  GbMapPinsModel *self = GB_MAP_PINS_MODEL (object);

  gb_map_pins_choice_clear (&self->choice);
  g_clear_pointer (&self->places, gb_places_unref);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (gb_map_pins_model_parent_class)->finalize (object);
}

static void
gb_map_pins_model_class_init (GbMapPinsModelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gb_map_pins_model_dispose;
  G_OBJECT_CLASS (klass)->finalize = gb_map_pins_model_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
gb_map_pins_model_init (GbMapPinsModel *self)
{
  gb_map_pins_choice_init (&self->choice);
  self->stale = TRUE;
}

/**
 * gb_map_pins_model_new:
 * @store: an open store
 *
 * Returns: (transfer full): a model with what was chosen last; it reads no places until it is active
 */
GbMapPinsModel *
gb_map_pins_model_new (GbStore *store)
{
  GbMapPinsModel *self = g_object_new (GB_TYPE_MAP_PINS_MODEL, NULL);

  self->store = g_object_ref (store);
  self->remembering = g_cancellable_new ();
  gb_setting_read_async (store, GB_SETTING_MAP_PINS, self->remembering, on_remembered_cb, g_object_ref (self));
  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * gb_map_pins_model_get_places:
 *
 * Returns: (transfer none) (nullable): what was read last, %NULL before and while there are to be no pins
 */
GbPlaces *
gb_map_pins_model_get_places (GbMapPinsModel *self)
{
  g_return_val_if_fail (GB_IS_MAP_PINS_MODEL (self), NULL);
  return self->choice.shown ? self->places : NULL;
}

/**
 * gb_map_pins_model_get_error:
 *
 * Returns: (transfer none) (nullable): why the last reading failed
 */
const GError *
gb_map_pins_model_get_error (GbMapPinsModel *self)
{
  g_return_val_if_fail (GB_IS_MAP_PINS_MODEL (self), NULL);
  return self->error;
}

/**
 * gb_map_pins_model_get_loading:
 *
 * Returns: whether something else than what was read last is on its way
 */
gboolean
gb_map_pins_model_get_loading (GbMapPinsModel *self)
{
  g_return_val_if_fail (GB_IS_MAP_PINS_MODEL (self), FALSE);
  return self->active && (self->remembering != NULL || self->cancellable != NULL);
}

gint64
gb_map_pins_model_get_now (GbMapPinsModel *self)
{
  g_return_val_if_fail (GB_IS_MAP_PINS_MODEL (self), 0);
  return gb_clock_now (gb_store_get_clock (self->store));
}

const GbMapPinsChoice *
gb_map_pins_model_get_choice (GbMapPinsModel *self)
{
  g_return_val_if_fail (GB_IS_MAP_PINS_MODEL (self), NULL);
  return &self->choice;
}

void
gb_map_pins_model_set_shown (GbMapPinsModel *self,
                             gboolean        shown)
{
  g_return_if_fail (GB_IS_MAP_PINS_MODEL (self));
  if (self->choice.shown == shown)
    return;
  self->choice.shown = shown;
  take_choice (self);
}

void
gb_map_pins_model_set_kind (GbMapPinsModel *self,
                            GbPlaceKind     kind,
                            gboolean        wanted)
{
  g_return_if_fail (GB_IS_MAP_PINS_MODEL (self) && kind < GB_N_PLACE_KINDS);
  set_bit (self, &self->choice.filter.kinds, kind, wanted);
}

void
gb_map_pins_model_set_state (GbMapPinsModel *self,
                             GbPlaceState    state,
                             gboolean        wanted)
{
  g_return_if_fail (GB_IS_MAP_PINS_MODEL (self) && state < GB_N_PLACE_STATES);
  set_bit (self, &self->choice.filter.states, state, wanted);
}

void
gb_map_pins_model_set_field (GbMapPinsModel *self,
                             const char     *field,
                             gboolean        wanted)
{
  g_return_if_fail (GB_IS_MAP_PINS_MODEL (self));
  gb_map_pins_choice_set_field (&self->choice, field, wanted);
  take_choice (self);
}

void
gb_map_pins_model_set_span (GbMapPinsModel *self,
                            GbMapPinsSpan   span)
{
  g_return_if_fail (GB_IS_MAP_PINS_MODEL (self) && span < GB_N_MAP_PINS_SPANS);
  if (self->choice.span == span)
    return;
  self->choice.span = span;
  take_choice (self);
}

/**
 * gb_map_pins_model_set_days:
 * @from: the first day, or %GB_DAY_NONE
 * @to: the last day, or %GB_DAY_NONE
 *
 * The days of %GB_MAP_PINS_DAYS.
 */
void
gb_map_pins_model_set_days (GbMapPinsModel *self,
                            GbDay           from,
                            GbDay           to)
{
  g_return_if_fail (GB_IS_MAP_PINS_MODEL (self));
  if (self->choice.filter.from == from && self->choice.filter.to == to)
    return;
  self->choice.filter.from = from;
  self->choice.filter.to = to;
  take_choice (self);
}

/**
 * gb_map_pins_model_unlimit:
 *
 * All kinds, states and fields.
 */
void
gb_map_pins_model_unlimit (GbMapPinsModel *self)
{
  g_return_if_fail (GB_IS_MAP_PINS_MODEL (self));
  if (!gb_map_pins_choice_is_limited (&self->choice))
    return;
  self->choice.filter.kinds = self->choice.filter.states = 0;
  gb_map_pins_choice_clear (&self->choice);
  take_choice (self);
}

/**
 * gb_map_pins_model_show_open:
 * @kind: what to show
 *
 * All of that kind that are not settled, however old, and nothing else.
 */
void
gb_map_pins_model_show_open (GbMapPinsModel *self,
                             GbPlaceKind     kind)
{
  g_return_if_fail (GB_IS_MAP_PINS_MODEL (self) && kind < GB_N_PLACE_KINDS);
  gb_map_pins_choice_clear (&self->choice);
  self->choice.shown = TRUE;
  self->choice.span = GB_MAP_PINS_NEW_COMMUNES;
  self->choice.filter.kinds = 1u << kind;
  self->choice.filter.states = 1u << GB_PLACE_OVERDUE | 1u << GB_PLACE_WAITING | 1u << GB_PLACE_ANSWERED;
  take_choice (self);
}

/**
 * gb_map_pins_model_set_active:
 * @active: whether somebody looks
 */
void
gb_map_pins_model_set_active (GbMapPinsModel *self,
                              gboolean        active)
{
  g_return_if_fail (GB_IS_MAP_PINS_MODEL (self));
  self->active = active;
  if (active && self->stale)
    load (self);
}
