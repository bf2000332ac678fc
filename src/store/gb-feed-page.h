/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-store.h"

G_BEGIN_DECLS

/**
 * GbFeedSpan:
 * @offset: where a record's line begins in the page's bytes
 * @length: its length without the line's end
 * @fault: (nullable): a static string; why the line is to be set aside without a look at its data
 */
typedef struct
{
  gsize offset;
  gsize length;
  const char *fault;
} GbFeedSpan;

/**
 * GbFeedPage:
 * @scope: (owned): "commune:21028"; the page and the cache must agree
 * @endpoint: (owned): the hub's base address
 * @feed_id: (owned): the feed's id
 * @group: the group
 * @from: (owned) (nullable): the cursor the page follows on; %NULL begins a full pull
 * @cursor: (owned): the cursor after it
 * @position: of the cursor
 * @server_time: UTC seconds
 * @more: whether the feed has more
 * @body: (owned): the decoded bytes
 * @lines: (owned) (element-type GbFeedSpan): the records' lines in them, neither header nor seal
 *
 * A page of the feed whose seal was checked.
 */
typedef struct
{
  char *scope;
  char *endpoint;
  char *feed_id;
  GbRecordGroup group;
  char *from;
  char *cursor;
  gint64 position;
  gint64 server_time;
  gboolean more;
  GBytes *body;
  GArray *lines;
} GbFeedPage;

/**
 * GbFeedPageResult:
 * @put: records made or replaced
 * @deleted: records deleted by a line
 * @skipped: lines of unknown types
 * @set_aside: lines that broke their schema, kept in FILE.local
 * @removed: records of older generations that went with a full pull's last page
 */
typedef struct
{
  guint put;
  guint deleted;
  guint skipped;
  guint set_aside;
  guint removed;
} GbFeedPageResult;

GbFeedPage *gb_feed_page_new            (void);
void        gb_feed_page_free           (GbFeedPage           *self);
void        gb_feed_page_add_line       (GbFeedPage           *self,
                                         gsize                 offset,
                                         gsize                 length);
void        gb_feed_page_add_fault      (GbFeedPage           *self,
                                         gsize                 offset,
                                         gsize                 length,
                                         const char           *fault);

void        gb_store_commit_page_async  (GbStore              *self,
                                         GbFeedPage           *page,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
gboolean    gb_store_commit_page_finish (GbStore              *self,
                                         GAsyncResult         *result,
                                         GbFeedPageResult     *counts,
                                         GError              **error);
gboolean    gb_store_commit_page        (GbStore              *self,
                                         GbFeedPage           *page,
                                         GbFeedPageResult     *counts,
                                         GCancellable         *cancellable,
                                         GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbFeedPage, gb_feed_page_free)

G_END_DECLS
