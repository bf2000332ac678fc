/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-store.h"

G_BEGIN_DECLS

/* What the endpoint takes of one file, bytes. */
#define GB_ATTACHMENT_MAX_BYTES ((gsize) 2 * 1024 * 1024)

/* Settings whose name begins so are drafts: JSON objects, whose `files` are kept as long as they are. */
#define GB_ATTACHMENT_DRAFT "draft:"

/**
 * GbAttachmentState:
 * @GB_ATTACHMENT_WAITING: it was added here, and the hub does not have all of it yet
 * @GB_ATTACHMENT_THERE: the hub has it
 * @GB_ATTACHMENT_REFUSED: the hub will not have it
 */
typedef enum
{
  GB_ATTACHMENT_WAITING,
  GB_ATTACHMENT_THERE,
  GB_ATTACHMENT_REFUSED,
} GbAttachmentState;

#define GB_N_ATTACHMENT_STATES 3

/**
 * GbAttachment:
 * @sha256: (owned): of its content, in 64 small hexadecimal digits
 * @name: (owned): what the user called it
 * @bytes: how long it is; 0 where nobody told
 * @state: whether the hub has it
 * @is_here: whether it can be shown without the hub
 * @sent: how much of it the hub has, as far as is known
 * @next_attempt: when it is sent again, UTC seconds, 0 = as soon as the link is good for it
 * @problem: (owned) (nullable): why it did not arrive
 *
 * A file that goes with an action or belongs to a record (tệp đính kèm): a picture of what is reported, the papers that
 * are asked about, the proof of what was done.
 */
typedef struct
{
  char *sha256;
  char *name;
  guint64 bytes;
  GbAttachmentState state;
  gboolean is_here;
  guint64 sent;
  gint64 next_attempt;
  char *problem;
} GbAttachment;

#define GB_TYPE_ATTACHMENT (gb_attachment_get_type ())
GType          gb_attachment_get_type  (void);
GbAttachment  *gb_attachment_copy      (const GbAttachment   *self);
void           gb_attachment_free      (GbAttachment         *self);

char          *gb_attachment_tidy_name (const char           *name);
gboolean       gb_attachment_is_document
                                       (const char           *name);
GPtrArray     *gb_attachment_list      (GbSqlConnection      *connection,
                                        const char           *files,
                                        GError              **error);
char          *gb_attachment_list_to_json
                                       (GPtrArray            *attachments);
gboolean       gb_attachment_load      (GbSqlConnection      *connection,
                                        const char           *sha256,
                                        GBytes              **content,
                                        GError              **error);

void           gb_store_add_attachment_async
                                       (GbStore              *store,
                                        const char           *name,
                                        GBytes               *content,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
GbAttachment  *gb_store_add_attachment_finish
                                       (GbStore              *store,
                                        GAsyncResult         *result,
                                        GError              **error);
GbAttachment  *gb_store_add_attachment (GbStore              *store,
                                        const char           *name,
                                        GBytes               *content,
                                        GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbAttachment, gb_attachment_free)

G_END_DECLS
