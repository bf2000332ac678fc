/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-action-codec.h"
#include "gb-bundle.h"
#include "gb-hub.h"

G_BEGIN_DECLS

/**
 * GbHubHandIn:
 * @header: (owned): what the file says of itself
 * @name: (owned): what the workstation calls itself
 * @results: (owned) (element-type GbActionResult): what became of its actions
 *
 * A file of actions that was handed in and taken.
 */
typedef struct
{
  GbBundleHeader *header;
  char *name;
  GPtrArray *results;
} GbHubHandIn;

void         gb_hub_hand_in_free (GbHubHandIn  *self);
GbHubHandIn *gb_hub_hand_in_take (GbHub        *hub,
                                  GFile        *file,
                                  gboolean      accept_revoked,
                                  GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbHubHandIn, gb_hub_hand_in_free)

G_END_DECLS
