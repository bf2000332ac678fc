/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-bundle.h"
#include "gb-hub.h"
#include "gb-record.h"

G_BEGIN_DECLS

/**
 * GbHubBundlePart:
 * @wanted: whether the bundle is to have the group
 * @since: (owned) (nullable): the cursor to begin at; %NULL for the start
 */
typedef struct
{
  gboolean wanted;
  char *since;
} GbHubBundlePart;

/**
 * GbHubBundleRequest:
 * @workstation: (owned): the id of whom it is for
 * @parts: by #GbRecordGroup: what of the feed
 *
 * What is to be written into a bundle.
 */
typedef struct
{
  char *workstation;
  GbHubBundlePart parts[GB_N_RECORD_GROUPS];
} GbHubBundleRequest;

void            gb_hub_bundle_request_clear (GbHubBundleRequest        *self);
GbBundleHeader *gb_hub_bundle_write         (GbHub                     *hub,
                                             const GbHubBundleRequest  *request,
                                             GFile                     *file,
                                             GError                   **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GbHubBundleRequest, gb_hub_bundle_request_clear)

G_END_DECLS
