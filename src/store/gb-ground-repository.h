/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-store.h"

G_BEGIN_DECLS

/**
 * GbGroundKind:
 * @GB_GROUND_NONE: none, as long as nobody chose one
 * @GB_GROUND_PROVINCE: a file that the province sent by the feed
 * @GB_GROUND_WEB: the province's server
 * @GB_GROUND_FILE: a file on this machine
 *
 * Where the map's ground comes from.
 */
typedef enum
{
  GB_GROUND_NONE,
  GB_GROUND_PROVINCE,
  GB_GROUND_WEB,
  GB_GROUND_FILE,
} GbGroundKind;

/**
 * GbGroundSettings:
 * @kind: which of the following is shown
 * @province: (owned) (nullable): what the province calls its file
 * @address: (owned) (nullable): of its server, with {z}, {x} and {y}
 * @allowed: (owned) (nullable): the address of a known foreign server that the user was told about and allowed
 * @file: (owned) (nullable): a file's path
 * @attribution: (owned) (nullable): who is named beside the map where the tiles come from a server
 * @limit: most bytes that are kept of a server's tiles
 * @opacity: of the areas over the ground, 0.2 to 1
 * @thrifty: whether on a metered link only what is kept is shown
 *
 * The map's ground (bản đồ nền), as the user chose it.
 */
typedef struct
{
  GbGroundKind kind;
  char *province;
  char *address;
  char *allowed;
  char *file;
  char *attribution;
  guint64 limit;
  double opacity;
  gboolean thrifty;
} GbGroundSettings;

/**
 * GbGroundFile:
 * @name: (owned): what the province calls it
 * @path: (owned): where it is
 * @bytes: how long it is
 *
 * A ground that the province sent and that is here whole.
 */
typedef struct
{
  char *name;
  char *path;
  guint64 bytes;
} GbGroundFile;

/**
 * GbGround:
 * @settings: what the user chose
 * @files: (owned) (element-type GbGroundFile): what the province sent
 * @authority: (owned) (nullable): a file with the province's certificate authority, where it is trusted
 *
 * What can be shown under the map, and what is.
 */
typedef struct
{
  GbGroundSettings settings;
  GPtrArray *files;
  char *authority;
} GbGround;

void      gb_ground_read_async  (GbStore                 *store,
                                 GCancellable            *cancellable,
                                 GAsyncReadyCallback      callback,
                                 gpointer                 user_data);
GbGround *gb_ground_read_finish (GbStore                 *store,
                                 GAsyncResult            *result,
                                 GError                 **error);
void      gb_ground_save        (GbStore                 *store,
                                 const GbGroundSettings  *settings);
void      gb_ground_free        (GbGround                *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbGround, gb_ground_free)

G_END_DECLS
