/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define GB_FEED_PROTOCOL "giaoban/1"
#define GB_FEED_MAX_LINE (1024 * 1024)

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

#define GB_TYPE_FEED_PAGE (gb_feed_page_get_type ())
typedef struct _GbFeedPage GbFeedPage;

GType       gb_feed_page_get_type        (void);
const char *gb_feed_page_get_feed_id     (GbFeedPage          *self);
gint64      gb_feed_page_get_server_time (GbFeedPage          *self);
const char *gb_feed_page_get_cursor      (GbFeedPage          *self);
gint64      gb_feed_page_get_position    (GbFeedPage          *self);
gboolean    gb_feed_page_get_more        (GbFeedPage          *self);
guint       gb_feed_page_get_n_lines     (GbFeedPage          *self);
const char *gb_feed_page_get_line        (GbFeedPage          *self,
                                          guint                index,
                                          gsize               *length);
gboolean    gb_feed_page_check_line      (GbFeedPage          *self,
                                          guint                index,
                                          GError             **error);
GbFeedPage *gb_feed_page_parse           (GBytes              *body,
                                          const GbFeedExpect  *expect,
                                          GError             **error);
GbFeedPage *gb_feed_page_ref             (GbFeedPage          *self);
void        gb_feed_page_unref           (GbFeedPage          *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbFeedPage, gb_feed_page_unref)

G_END_DECLS
