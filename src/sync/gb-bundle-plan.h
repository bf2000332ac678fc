/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-bundle.h"
#include "gb-cursor-repository.h"

G_BEGIN_DECLS

/**
 * GbBundleStep:
 * @GB_BUNDLE_STEP_NONE: the bundle does not have the group
 * @GB_BUNDLE_STEP_OLDER: nothing of it is news
 * @GB_BUNDLE_STEP_CONFIRM: the same as here, but known later: only the data's time changes
 * @GB_BUNDLE_STEP_TAKE: all its pages
 * @GB_BUNDLE_STEP_SEEK: its pages from the one on that follows on our cursor
 * @GB_BUNDLE_STEP_GAP: it begins later than ours ends
 * @GB_BUNDLE_STEP_OTHER_FEED: it continues another feed
 *
 * What to do with one group of a bundle.
 */
typedef enum
{
  GB_BUNDLE_STEP_NONE,
  GB_BUNDLE_STEP_OLDER,
  GB_BUNDLE_STEP_CONFIRM,
  GB_BUNDLE_STEP_TAKE,
  GB_BUNDLE_STEP_SEEK,
  GB_BUNDLE_STEP_GAP,
  GB_BUNDLE_STEP_OTHER_FEED,
} GbBundleStep;

GbBundleStep gb_bundle_plan (const GbBundleHeader  *header,
                             const GbBundleGroup   *group,
                             const GbCursor        *cursor);

G_END_DECLS
