/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-clock.h"

/**
 * GbClock:
 *
 * What time it is, as a value that is handed down: the machine's clock, or one that stands still
 * where a test or `--now` put it. May be read from any thread.
 */
struct _GbClock
{
  GObject parent_instance;

  gboolean fixed;
  gint64 now; /* UTC seconds, atomic by lock; meaningful when fixed */
  GMutex lock;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GbClock, gb_clock, G_TYPE_OBJECT)

static void
gb_clock_finalize (GObject *object)
{
  GbClock *self = GB_CLOCK (object);

  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (gb_clock_parent_class)->finalize (object);
}

static void
gb_clock_class_init (GbClockClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gb_clock_finalize;

  /**
   * GbClock::changed:
   *
   * A standing clock was set to another instant. The machine's clock never emits it.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", GB_TYPE_CLOCK, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
}

static void
gb_clock_init (GbClock *self)
{
  g_mutex_init (&self->lock);
}

/**
 * gb_clock_new_system:
 *
 * Returns: (transfer full): a clock that shows the machine's time
 */
GbClock *
gb_clock_new_system (void)
{
  return g_object_new (GB_TYPE_CLOCK, NULL);
}

/**
 * gb_clock_new_fixed:
 * @now: UTC seconds
 *
 * Returns: (transfer full): a clock that stands at @now until gb_clock_set()
 */
GbClock *
gb_clock_new_fixed (gint64 now)
{
  GbClock *self = g_object_new (GB_TYPE_CLOCK, NULL);

  self->fixed = TRUE;
  self->now = now;
  return self;
}

/**
 * gb_clock_now:
 *
 * Returns: the instant in UTC seconds
 */
gint64
gb_clock_now (GbClock *self)
{
  gint64 now;

  g_return_val_if_fail (GB_IS_CLOCK (self), 0);

  if (!self->fixed)
    return g_get_real_time () / G_USEC_PER_SEC;

  g_mutex_lock (&self->lock);
  now = self->now;
  g_mutex_unlock (&self->lock);
  return now;
}

/**
 * gb_clock_is_fixed:
 *
 * Returns: whether the clock stands still
 */
gboolean
gb_clock_is_fixed (GbClock *self)
{
  g_return_val_if_fail (GB_IS_CLOCK (self), FALSE);

  return self->fixed;
}

/**
 * gb_clock_set:
 * @now: UTC seconds
 *
 * Moves a standing clock, to either side, and emits #GbClock::changed.
 */
void
gb_clock_set (GbClock *self,
              gint64   now)
{
  g_return_if_fail (GB_IS_CLOCK (self));
  g_return_if_fail (self->fixed);

  g_mutex_lock (&self->lock);
  self->now = now;
  g_mutex_unlock (&self->lock);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}
