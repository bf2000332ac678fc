/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-property.h"

/**
 * gb_property_changes:
 * @value: what one of the object's properties is to be
 *
 * For set_property() of properties with %G_PARAM_EXPLICIT_NOTIFY, which tell of what changed and of nothing else.
 *
 * Returns: whether it is something else now
 */
gboolean
gb_property_changes (GObject      *object,
                     const GValue *value,
                     GParamSpec   *pspec)
{
  g_auto (GValue) present = G_VALUE_INIT;

  g_value_init (&present, pspec->value_type);
  g_object_get_property (object, pspec->name, &present);
  return g_param_values_cmp (pspec, &present, value) != 0;
}
