/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "gb-attachment.h"

G_BEGIN_DECLS

/**
 * GbDraftContent:
 * @values: (owned): what was written, by name
 * @files: (owned) (element-type GbAttachment): that were added
 *
 * What was being written when the program last ended.
 */
typedef struct
{
  JsonObject *values;
  GPtrArray *files;
} GbDraftContent;

void            gb_draft_content_free (GbDraftContent       *self);
const char     *gb_draft_content_get  (const GbDraftContent *self,
                                       const char           *key);

#define GB_TYPE_DRAFT (gb_draft_get_type ())
G_DECLARE_FINAL_TYPE (GbDraft, gb_draft, GB, DRAFT, GObject)

GbDraft        *gb_draft_new          (GbStore              *store,
                                       const char           *name);
void            gb_draft_load_async   (GbDraft              *self,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
GbDraftContent *gb_draft_load_finish  (GbDraft              *self,
                                       GAsyncResult         *result,
                                       GError              **error);
void            gb_draft_keep         (GbDraft              *self,
                                       JsonObject           *values,
                                       const char           *files);
void            gb_draft_flush        (GbDraft              *self);
void            gb_draft_clear        (GbDraft              *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbDraftContent, gb_draft_content_free)

G_END_DECLS
