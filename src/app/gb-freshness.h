/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-connectivity.h"
#include "gb-store.h"
#include "gb-sync.h"

G_BEGIN_DECLS

/**
 * GbFreshnessState:
 * @GB_FRESHNESS_FRESH: the last pull succeeded
 * @GB_FRESHNESS_RUNNING: a pull is under way
 * @GB_FRESHNESS_OFFLINE: the last pull failed
 * @GB_FRESHNESS_ALONE: nothing can be fetched: no connection was set up
 */
typedef enum
{
  GB_FRESHNESS_FRESH,
  GB_FRESHNESS_RUNNING,
  GB_FRESHNESS_OFFLINE,
  GB_FRESHNESS_ALONE,
} GbFreshnessState;

#define GB_TYPE_FRESHNESS_STATE (gb_freshness_state_get_type ())
GType gb_freshness_state_get_type (void);

#define GB_TYPE_FRESHNESS (gb_freshness_get_type ())
G_DECLARE_FINAL_TYPE (GbFreshness, gb_freshness, GB, FRESHNESS, GObject)

GbFreshness *gb_freshness_new              (GbStore        *store,
                                            GbSync         *sync);
void         gb_freshness_set_connectivity (GbFreshness    *self,
                                            GbConnectivity *connectivity);

G_END_DECLS
