/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GbGeoRefusal:
 * @index: which feature of the file, from 0
 * @id: (nullable): its identifier, where it came before the fault
 * @line: from 1; 0 where it is not known
 * @column: in bytes, from 1; 0 where it is not known
 * @field: the member at fault: "geometry.coordinates"
 * @reason: for the user
 *
 * Why one feature was not taken.
 */
typedef struct
{
  guint index;
  char *id;
  guint line;
  guint column;
  char *field;
  char *reason;
} GbGeoRefusal;

GbGeoRefusal *gb_geo_refusal_new  (guint         index,
                                   const char   *id,
                                   const char   *field,
                                   const char   *reason);
void          gb_geo_refusal_free (GbGeoRefusal *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbGeoRefusal, gb_geo_refusal_free)

G_END_DECLS
