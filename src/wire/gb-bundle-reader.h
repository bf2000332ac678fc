/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-bundle.h"

G_BEGIN_DECLS

/* What a page of the feed in a bundle may have at most; a hub's has a quarter of it. */
#define GB_BUNDLE_MAX_PAGE (32 * 1024 * 1024)

/**
 * GbBundleItem:
 * @GB_BUNDLE_ITEM_END: there is nothing more
 * @GB_BUNDLE_ITEM_PAGE: a page of the feed, from its header to its seal
 * @GB_BUNDLE_ITEM_ACTIONS: an array of actions, or of results of actions
 *
 * What comes next in a bundle.
 */
typedef enum
{
  GB_BUNDLE_ITEM_END,
  GB_BUNDLE_ITEM_PAGE,
  GB_BUNDLE_ITEM_ACTIONS,
} GbBundleItem;

typedef struct _GbBundleReader GbBundleReader;

GbBundleReader       *gb_bundle_reader_open       (GFile           *file,
                                                   GCancellable    *cancellable,
                                                   GError         **error);
GbBundleReader       *gb_bundle_reader_new        (GInputStream    *stream,
                                                   GCancellable    *cancellable,
                                                   GError         **error);
void                  gb_bundle_reader_free       (GbBundleReader  *self);
const GbBundleHeader *gb_bundle_reader_get_header (GbBundleReader  *self);
gboolean              gb_bundle_reader_check      (GbBundleReader  *self,
                                                   const guint8    *signer,
                                                   GbSealKeys      *recipient,
                                                   GCancellable    *cancellable,
                                                   GError         **error);
gboolean              gb_bundle_reader_rewind     (GbBundleReader  *self,
                                                   GCancellable    *cancellable,
                                                   GError         **error);
gboolean              gb_bundle_reader_next       (GbBundleReader  *self,
                                                   GbBundleItem    *item,
                                                   GBytes         **bytes,
                                                   GCancellable    *cancellable,
                                                   GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbBundleReader, gb_bundle_reader_free)

G_END_DECLS
