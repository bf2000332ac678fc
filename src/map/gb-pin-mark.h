/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gb-pin-view.h"

G_BEGIN_DECLS

#define GB_TYPE_PIN_MARK (gb_pin_mark_get_type ())
G_DECLARE_FINAL_TYPE (GbPinMark, gb_pin_mark, GB, PIN_MARK, GtkWidget)

GtkWidget *gb_pin_mark_new     (void);
guint      gb_pin_mark_get_pin (GbPinMark  *self);
guint      gb_pin_mark_get_n   (GbPinMark  *self);
void       gb_pin_mark_set_pin (GbPinMark  *self,
                                guint       pin,
                                guint       n,
                                const char *name);

G_END_DECLS
