/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define GB_TYPE_CLOCK (gb_clock_get_type ())
G_DECLARE_FINAL_TYPE (GbClock, gb_clock, GB, CLOCK, GObject)

GbClock *gb_clock_new_system  (void);
GbClock *gb_clock_new_fixed   (gint64      now);
gint64   gb_clock_now         (GbClock    *self);
gint64   gb_clock_machine_now (GbClock    *self);
gint64   gb_clock_sure_now    (GbClock    *self);
gboolean gb_clock_is_fixed    (GbClock    *self);
void     gb_clock_set         (GbClock    *self,
                               gint64      now);

void     gb_clock_trust       (GbClock    *self,
                               gint64      now);
char    *gb_clock_read_boot   (gint64     *seconds);
char    *gb_clock_save_trust  (GbClock    *self);
void     gb_clock_load_trust  (GbClock    *self,
                               const char *saved);

G_END_DECLS
