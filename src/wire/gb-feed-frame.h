/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define GB_FEED_PROTOCOL "giaoban/1"
#define GB_FEED_MAX_LINE 1048576

/**
 * GbFeedExpect:
 * @feed_id: (nullable): the feed that is pulled; %NULL when any will do
 * @scope: as asked, "commune:21028"
 * @group: as asked, "work" or "base"
 * @from: (nullable): the cursor asked from, %NULL for the start
 *
 * What a page has to be an answer to.
 */
typedef struct
{
  const char *feed_id;
  const char *scope;
  const char *group;
  const char *from;
} GbFeedExpect;

#define GB_TYPE_FEED_FRAME (gb_feed_frame_get_type ())
typedef struct _GbFeedFrame GbFeedFrame;

GType        gb_feed_frame_get_type        (void);
const char  *gb_feed_frame_get_cursor      (GbFeedFrame         *self);
const char  *gb_feed_frame_get_feed_id     (GbFeedFrame         *self);
const char  *gb_feed_frame_get_line        (GbFeedFrame         *self,
                                            guint                index,
                                            gsize               *length);
gboolean     gb_feed_frame_get_more        (GbFeedFrame         *self);
guint        gb_feed_frame_get_n_lines     (GbFeedFrame         *self);
gint64       gb_feed_frame_get_position    (GbFeedFrame         *self);
gint64       gb_feed_frame_get_server_time (GbFeedFrame         *self);
const char  *gb_feed_frame_get_fault       (GbFeedFrame         *self,
                                            guint                index);
GbFeedFrame *gb_feed_frame_parse           (GBytes              *body,
                                            const GbFeedExpect  *expect,
                                            GError             **error);
GbFeedFrame *gb_feed_frame_ref             (GbFeedFrame         *self);
void         gb_feed_frame_unref           (GbFeedFrame         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbFeedFrame, gb_feed_frame_unref)

G_END_DECLS
