/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gb-pin-view.h"

G_BEGIN_DECLS

/**
 * GbPinDescribe:
 * @members: (array length=n): pins, as their places among all
 *
 * Returns: (transfer full): what is there, in words, for a tooltip and a screen reader
 */
typedef char *(*GbPinDescribe) (const guint *members,
                                guint        n,
                                gpointer     user_data);

/**
 * GbPinMarks:
 *
 * What stands for pins to a screen reader and the keyboard: widgets that are given from one cluster to another.
 */
typedef struct _GbPinMarks GbPinMarks;

GbPinMarks *gb_pin_marks_new   (GtkWidget        *layer);
void        gb_pin_marks_free  (GbPinMarks       *self);
void        gb_pin_marks_reset (GbPinMarks       *self,
                                guint             n);
GtkWidget  *gb_pin_marks_find  (GbPinMarks       *self,
                                guint             pin);
void        gb_pin_marks_place (GbPinMarks       *self,
                                const GbPinView  *view,
                                const GArray     *seen,
                                GbPinDescribe     describe,
                                gpointer          user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbPinMarks, gb_pin_marks_free)

G_END_DECLS
