/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-clock.h"

#include <string.h>
#include <time.h>

/* The kernel's name of the time since the machine was started; another one after the next start. */
#define BOOT_ID "/proc/sys/kernel/random/boot_id"

/* A difference that is not worth to tell anybody of. */
#define SAME_SECONDS 5

/**
 * GbClock:
 *
 * What time it is, as a value that is handed down: the machine's clock, or one that stands still
 * where a test or `--now` put it. Where the machine's is wrong, somebody else's time can be trusted in
 * its place: it goes on by the seconds since the machine was started, whatever becomes of the
 * machine's clock. May be read from any thread.
 */
struct _GbClock
{
  GObject parent_instance;

  gboolean fixed;
  gint64 now; /* UTC seconds, atomic by lock; meaningful when fixed */
  gint64 started; /* UTC seconds, atomic by lock: when the machine was started, by the time that is trusted; 0 = by its own */
  gint64 born; /* UTC seconds: when the machine was started, as its clock had it when this object was made */
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
   * It was set to another instant, or another time is trusted from now on.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", GB_TYPE_CLOCK, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
}

/* Sleep counts. */
static gint64
seconds_since_start (void)
{
  struct timespec since;

  clock_gettime (CLOCK_BOOTTIME, &since);
  return since.tv_sec;
}

static void
gb_clock_init (GbClock *self)
{
  g_mutex_init (&self->lock);
  self->born = g_get_real_time () / G_USEC_PER_SEC - seconds_since_start ();
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

  g_mutex_lock (&self->lock);
  if (self->fixed)
    now = self->now;
  else if (self->started != 0)
    now = self->started + seconds_since_start ();
  else
    now = g_get_real_time () / G_USEC_PER_SEC;
  g_mutex_unlock (&self->lock);
  return now;
}

/**
 * gb_clock_machine_now:
 *
 * Returns: what the machine's own clock says, right or wrong; where a standing clock stands
 */
gint64
gb_clock_machine_now (GbClock *self)
{
  g_return_val_if_fail (GB_IS_CLOCK (self), 0);

  return self->fixed ? gb_clock_now (self) : g_get_real_time () / G_USEC_PER_SEC;
}

/**
 * gb_clock_sure_now:
 *
 * What is deleted because its time has come must have come to it by every clock there is: the machine's, the one that is
 * trusted in its place, and the seconds that have passed since the program began. One that leaps ahead alone, whoever
 * had it leap, deletes nothing.
 *
 * Returns: the earliest of what they say, UTC seconds; where a standing clock stands
 */
gint64
gb_clock_sure_now (GbClock *self)
{
  gint64 now;

  g_return_val_if_fail (GB_IS_CLOCK (self), 0);

  now = MIN (gb_clock_now (self), gb_clock_machine_now (self));
  return self->fixed ? now : MIN (now, self->born + seconds_since_start ());
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

static void
set_started (GbClock *self,
             gint64   started)
{
  if (self->fixed)
    return;
  g_mutex_lock (&self->lock);
  self->started = started;
  g_mutex_unlock (&self->lock);
}

/**
 * gb_clock_trust:
 * @now: what time it is, UTC seconds; 0 = as the machine's clock says
 *
 * For a machine whose clock is wrong, until it is started anew. A standing clock stays.
 */
void
gb_clock_trust (GbClock *self,
                gint64   now)
{
  gint64 before;

  g_return_if_fail (GB_IS_CLOCK (self));

  before = gb_clock_now (self);
  set_started (self, now != 0 ? now - seconds_since_start () : 0);
  if (ABS (gb_clock_now (self) - before) > SAME_SECONDS)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * gb_clock_read_boot:
 * @seconds: (out) (optional): how long ago it was, with its sleep
 *
 * Returns: (transfer full) (nullable): the kernel's name of the machine's last start
 */
char *
gb_clock_read_boot (gint64 *seconds)
{
  g_autofree char *text = NULL;

  if (seconds != NULL)
    *seconds = seconds_since_start ();

  if (!g_file_get_contents (BOOT_ID, &text, NULL, NULL))
    return NULL;
  return g_strdup (g_strstrip (text));
}

/**
 * gb_clock_save_trust:
 *
 * Returns: (transfer full) (nullable): the trusted time for gb_clock_load_trust() in another program, %NULL where the
 *   machine's clock serves
 */
char *
gb_clock_save_trust (GbClock *self)
{
  g_autofree char *boot = gb_clock_read_boot (NULL);
  gint64 started;

  g_return_val_if_fail (GB_IS_CLOCK (self), NULL);

  g_mutex_lock (&self->lock);
  started = self->started;
  g_mutex_unlock (&self->lock);
  return boot != NULL && started != 0 ? g_strdup_printf ("%s %" G_GINT64_FORMAT, boot, started) : NULL;
}

/**
 * gb_clock_load_trust:
 * @saved: (nullable): from gb_clock_save_trust()
 *
 * Trusts that time again, unless the machine was started anew since: nobody knows how long it was off. Tells nobody:
 * it is for before anybody asks, on any thread.
 */
void
gb_clock_load_trust (GbClock    *self,
                     const char *saved)
{
  g_autofree char *boot = gb_clock_read_boot (NULL);
  const char *number = saved != NULL ? strchr (saved, ' ') : NULL;
  gint64 started;

  g_return_if_fail (GB_IS_CLOCK (self));

  if (boot == NULL || number == NULL || strncmp (saved, boot, strlen (boot)) != 0 || saved + strlen (boot) != number ||
      !g_ascii_string_to_signed (number + 1, 10, 1, G_MAXINT64 / 2, &started, NULL))
    return;
  set_started (self, started);
}
