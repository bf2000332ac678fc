/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-seal.h"

G_BEGIN_DECLS

/* What a bundle's first line says; data/api/bundle.md tells the format. */
#define GB_BUNDLE_FORMAT "giaoban-bundle/1"
#define GB_BUNDLE_SUFFIX ".giaoban"
#define GB_BUNDLE_TYPE "application/vnd.giaoban.bundle"

/* What is sealed at a time: a reader needs no more memory than a few of these and one page. */
#define GB_BUNDLE_CHUNK (64 * 1024)
#define GB_BUNDLE_SEALED_KEY_BYTES 80
#define GB_BUNDLE_STREAM_BYTES 24

/**
 * GbBundleKind:
 * @GB_BUNDLE_KIND_FEED: from a hub for one workstation: pages of the feed, and results of actions
 *   that were handed in
 * @GB_BUNDLE_KIND_ACTIONS: from a workstation for its hub: actions to be handed in
 */
typedef enum
{
  GB_BUNDLE_KIND_FEED,
  GB_BUNDLE_KIND_ACTIONS,
} GbBundleKind;

/**
 * GbBundleGroup:
 * @name: (owned): "work" or "base"
 * @from: (owned) (nullable): the cursor its first page follows on; %NULL = from the start. Of
 *   actions: where the workstation's cache stands, so that the hub knows what to give it
 * @cursor: (owned) (nullable): the cursor after its last page
 * @position: of @cursor
 * @count: how many records
 *
 * What a bundle has of one group of the feed.
 */
typedef struct
{
  char *name;
  char *from;
  char *cursor;
  gint64 position;
  gint64 count;
} GbBundleGroup;

/**
 * GbBundleHeader:
 * @kind: what it carries
 * @id: (owned) (nullable): a UUID; given when it is written
 * @sender: (owned) (nullable): what who made it calls itself: "Quảng Ngãi", "Máy của Chủ tịch"
 * @workstation: (owned): the id of the workstation that it is for, or of
 * @scope: (owned) (nullable): "commune:21028"
 * @feed_id: (owned) (nullable): the hub's feed; %NULL when a workstation has none yet
 * @made_at: UTC seconds, by the clock of who made it
 * @groups: (owned) (element-type GbBundleGroup): what of the feed
 * @n_actions: how many actions, or results of actions
 * @recipient: the X25519 public key of who can read it
 * @signer: the Ed25519 public key of who made it
 * @sealed_key: the key of the contents, sealed for @recipient
 * @stream: the header of the sealed stream
 * @bytes: of the sealed contents
 *
 * What a bundle says of itself in plain text: nothing about citizens.
 */
typedef struct
{
  GbBundleKind kind;
  char *id;
  char *sender;
  char *workstation;
  char *scope;
  char *feed_id;
  gint64 made_at;
  GPtrArray *groups;
  gint64 n_actions;

  guint8 recipient[GB_SEAL_KEY_BYTES];
  guint8 signer[GB_SEAL_KEY_BYTES];
  guint8 sealed_key[GB_BUNDLE_SEALED_KEY_BYTES];
  guint8 stream[GB_BUNDLE_STREAM_BYTES];
  gint64 bytes;
} GbBundleHeader;

GbBundleHeader *gb_bundle_header_new       (GbBundleKind           kind,
                                            const char            *workstation,
                                            const char            *scope,
                                            gint64                 made_at);
void            gb_bundle_header_free      (GbBundleHeader        *self);
GbBundleGroup  *gb_bundle_header_add_group (GbBundleHeader        *self,
                                            const char            *name,
                                            const char            *from);
const GbBundleGroup *
                gb_bundle_header_get_group (const GbBundleHeader  *self,
                                            const char            *name);
char           *gb_bundle_header_to_json   (const GbBundleHeader  *self);
GbBundleHeader *gb_bundle_header_parse     (const char            *text,
                                            gsize                  length,
                                            GError               **error);
GBytes         *gb_bundle_header_signed    (const GbBundleHeader  *self,
                                            const char            *text,
                                            gsize                  length,
                                            const guint8          *digest);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbBundleHeader, gb_bundle_header_free)

G_END_DECLS
