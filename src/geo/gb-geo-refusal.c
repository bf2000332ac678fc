/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-geo-refusal.h"

/**
 * gb_geo_refusal_new:
 * @index: which feature of the file, from 0
 * @id: (nullable): its identifier
 * @field: the member at fault
 * @reason: for the user
 *
 * Returns: (transfer full): a refusal whose place in the file is not known
 */
GbGeoRefusal *
gb_geo_refusal_new (guint       index,
                    const char *id,
                    const char *field,
                    const char *reason)
{
  GbGeoRefusal *self = g_new0 (GbGeoRefusal, 1);

  self->index = index;
  self->id = g_strdup (id);
  self->field = g_strdup (field);
  self->reason = g_strdup (reason);
  return self;
}

void
gb_geo_refusal_free (GbGeoRefusal *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->field);
  g_free (self->reason);
  g_free (self);
}
