/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-action.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GB_TYPE_OUTBOX_FIELD (gb_outbox_field_get_type ())
G_DECLARE_FINAL_TYPE (GbOutboxField, gb_outbox_field, GB, OUTBOX_FIELD, GtkBox)

GtkWidget         *gb_outbox_field_new         (const GbActionKey *key,
                                                const char        *value);
const GbActionKey *gb_outbox_field_get_key     (GbOutboxField     *self);
char              *gb_outbox_field_get_value   (GbOutboxField     *self,
                                                const char       **problem);
void               gb_outbox_field_set_problem (GbOutboxField     *self,
                                                const char        *problem);

G_END_DECLS
