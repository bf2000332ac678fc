/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-letter-form.h"
#include "gb-paper-file.h"

G_BEGIN_DECLS

/**
 * GbLetterType:
 * @GB_LETTER_APOLOGY: an apology letter that gives a new date (phiếu xin lỗi và hẹn lại ngày trả kết quả)
 * @GB_LETTER_URGING: an urging slip (phiếu đôn đốc)
 * @GB_LETTER_DOSSIER: all that is known of a dossier (tóm tắt hồ sơ)
 *
 * What can be written about dossiers.
 */
typedef enum
{
  GB_LETTER_APOLOGY,
  GB_LETTER_URGING,
  GB_LETTER_DOSSIER,
} GbLetterType;

#define GB_N_LETTER_TYPES 3

/**
 * GbLetterBatch:
 *
 * Papers about dossiers, to be seen, printed or saved: one or a thousand. It says which; what stands in them is read when
 * they are made, one after the other. Counted references; what is set is set before it is shared.
 */
typedef struct _GbLetterBatch GbLetterBatch;

/**
 * GbLetterBatchFunc:
 * @done: papers that are made
 * @n: papers in all
 *
 * Tells how far it is; called on the thread that makes them.
 */
typedef void (*GbLetterBatchFunc) (guint    done,
                                   guint    n,
                                   gpointer data);

const char    *gb_letter_type_nick          (GbLetterType          type);
gboolean       gb_letter_type_parse         (const char           *nick,
                                             GbLetterType         *type);

GbLetterBatch *gb_letter_batch_new          (GbLetterType          type);
GbLetterBatch *gb_letter_batch_ref          (GbLetterBatch        *self);
void           gb_letter_batch_unref        (GbLetterBatch        *self);
void           gb_letter_batch_add          (GbLetterBatch        *self,
                                             const char           *dossier);
void           gb_letter_batch_add_together (GbLetterBatch        *self,
                                             const char *const    *dossiers);
void           gb_letter_batch_set_draft    (GbLetterBatch        *self,
                                             const GbLetterDraft  *draft);
void           gb_letter_batch_set_text     (GbLetterBatch        *self,
                                             const char           *text);
GbLetterType   gb_letter_batch_get_letter_type
                                            (GbLetterBatch        *self);
guint          gb_letter_batch_get_n_papers (GbLetterBatch        *self);
char          *gb_letter_batch_dup_name     (GbLetterBatch        *self,
                                             gint64                now);

/* Functions that block and read; run them on a thread of the store. */
GbPaper       *gb_letter_batch_make         (GbLetterBatch        *self,
                                             GbLetterDesk         *desk,
                                             GbSqlConnection      *connection,
                                             guint                 i,
                                             GbActionWarnings     *warnings,
                                             GError              **error);
guint          gb_letter_batch_save         (GbLetterBatch        *self,
                                             GbSqlConnection      *connection,
                                             gint64                now,
                                             GFile                *file,
                                             GbLetterBatchFunc     progress,
                                             gpointer              data,
                                             GbActionWarnings     *warnings,
                                             GCancellable         *cancellable,
                                             GError              **error);
GPtrArray     *gb_letter_batch_make_all     (GbLetterBatch        *self,
                                             GbSqlConnection      *connection,
                                             gint64                now,
                                             GbLetterBatchFunc     progress,
                                             gpointer              data,
                                             GCancellable         *cancellable,
                                             GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbLetterBatch, gb_letter_batch_unref)

G_END_DECLS
