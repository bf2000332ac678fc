/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-attachment.h"

G_BEGIN_DECLS

/**
 * GbAttachmentUpload:
 * @file: (owned): the file
 * @content: (owned): all of it
 * @attempts: how often sending it failed before, one time after the other
 *
 * A file that is to be sent next.
 */
typedef struct
{
  GbAttachment *file;
  GBytes *content;
  guint attempts;
} GbAttachmentUpload;

/**
 * GbAttachmentWaiting:
 * @files: how many files wait for the hub, of which an action that waits, too, names them
 * @bytes: how much of them is not there
 * @next_attempt: the earliest time that was promised to one of them, UTC seconds; 0 = none
 * @actions: how many actions wait because of them
 *
 * What is to be sent of files.
 */
typedef struct
{
  guint files;
  guint64 bytes;
  gint64 next_attempt;
  guint actions;
} GbAttachmentWaiting;

void                gb_attachment_upload_free (GbAttachmentUpload   *self);

gboolean            gb_attachment_waiting     (GbSqlConnection      *connection,
                                               GbAttachmentWaiting  *waiting,
                                               GError              **error);

void                gb_attachment_take_async  (GbStore              *store,
                                               GPtrArray            *tried,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
GbAttachmentUpload *gb_attachment_take_finish (GbStore              *store,
                                               GAsyncResult         *result,
                                               GError              **error);
void                gb_attachment_note_async  (GbStore              *store,
                                               const GbAttachment   *file,
                                               gboolean              failed,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean            gb_attachment_note_finish (GbStore              *store,
                                               GAsyncResult         *result,
                                               GError              **error);

void                gb_attachment_keep_async  (GbStore              *store,
                                               const GbAttachment   *file,
                                               guint64               offset,
                                               GBytes               *part,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
GBytes             *gb_attachment_keep_finish (GbStore              *store,
                                               GAsyncResult         *result,
                                               guint64              *have,
                                               GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbAttachmentUpload, gb_attachment_upload_free)

G_END_DECLS
