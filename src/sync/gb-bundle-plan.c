/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-bundle-plan.h"

/* The same feed may be taken up where we are: after a gap nobody sees, or after the import was ended
 * in the middle. */
static GbBundleStep
plan_same_feed (const GbBundleHeader *header,
                const GbBundleGroup  *group,
                const GbCursor       *cursor)
{
  gboolean is_later = header->made_at > cursor->as_of;

  if (cursor->full)
    return GB_BUNDLE_STEP_SEEK;
  if (group->position <= cursor->position && !is_later)
    return GB_BUNDLE_STEP_OLDER;
  if (g_strcmp0 (group->from, cursor->cursor) == 0)
    return GB_BUNDLE_STEP_TAKE;
  if (g_strcmp0 (group->cursor, cursor->cursor) == 0)
    return GB_BUNDLE_STEP_CONFIRM;
  /* Made later, and yet not further than we are: the hub was restored from a backup. */
  if (group->from == NULL)
    return GB_BUNDLE_STEP_TAKE;
  return group->position <= cursor->position ? GB_BUNDLE_STEP_OLDER : GB_BUNDLE_STEP_SEEK;
}

/**
 * gb_bundle_plan:
 * @header: what a bundle says of itself, checked
 * @group: (nullable): what it has of a group
 * @cursor: where the cache stands in that group
 *
 * Importing is pulling (PROTOCOL.md, "Bundles"): what does not follow on what is here is not taken.
 *
 * Returns: what to do; %GB_BUNDLE_STEP_SEEK of a full bundle that has no such page is to be taken from
 *   the start, of another one it is a gap
 */
GbBundleStep
gb_bundle_plan (const GbBundleHeader *header,
                const GbBundleGroup  *group,
                const GbCursor       *cursor)
{
  if (group == NULL)
    return GB_BUNDLE_STEP_NONE;
  if (cursor->cursor == NULL && group->from != NULL)
    return GB_BUNDLE_STEP_GAP;
  if (cursor->cursor != NULL && g_strcmp0 (header->feed_id, cursor->feed_id) == 0)
    return plan_same_feed (header, group, cursor);
  if (group->from != NULL)
    return GB_BUNDLE_STEP_OTHER_FEED;
  /* Positions of two feeds cannot be compared; their times can. */
  return header->made_at < cursor->as_of ? GB_BUNDLE_STEP_OLDER : GB_BUNDLE_STEP_TAKE;
}
