/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-store.h"

G_BEGIN_DECLS

#define GB_TYPE_READING (gb_reading_get_type ())
G_DECLARE_FINAL_TYPE (GbReading, gb_reading, GB, READING, GObject)

/**
 * GbReadingFunc:
 * @connection: for reading, on a thread of the store
 * @commune: (nullable): the chosen commune; %NULL for the whole scope
 * @now: UTC seconds
 *
 * Returns: (transfer full): what a view shows; %NULL with @error set
 */
typedef gpointer (*GbReadingFunc) (GbSqlConnection  *connection,
                                   const char       *commune,
                                   gint64            now,
                                   GError          **error);

GbReading    *gb_reading_new         (GbStore        *store,
                                      guint64         types,
                                      GbReadingFunc   func,
                                      GDestroyNotify  value_free);
void          gb_reading_set_commune (GbReading      *self,
                                      const char     *commune);
const char   *gb_reading_get_commune (GbReading      *self);
void          gb_reading_reload      (GbReading      *self);
gboolean      gb_reading_get_loading (GbReading      *self);
gpointer      gb_reading_get_value   (GbReading      *self);
const GError *gb_reading_get_error   (GbReading      *self);
GbStore      *gb_reading_get_store   (GbReading      *self);
gint64        gb_reading_get_now     (GbReading      *self);

G_END_DECLS
