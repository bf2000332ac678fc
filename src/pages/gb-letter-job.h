/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-letter-batch.h"
#include "gb-store.h"

G_BEGIN_DECLS

#define GB_TYPE_LETTER_JOB (gb_letter_job_get_type ())
G_DECLARE_FINAL_TYPE (GbLetterJob, gb_letter_job, GB, LETTER_JOB, GObject)

GbLetterJob   *gb_letter_job_new             (GbStore              *store,
                                              GbLetterBatch        *batch);
GbLetterBatch *gb_letter_job_get_batch       (GbLetterJob          *self);
guint          gb_letter_job_get_done        (GbLetterJob          *self);

void           gb_letter_job_make_async      (GbLetterJob          *self,
                                              guint                 i,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
GbPaper       *gb_letter_job_make_finish     (GbLetterJob          *self,
                                              GAsyncResult         *result,
                                              GbActionWarnings     *warnings,
                                              GError              **error);
void           gb_letter_job_make_all_async  (GbLetterJob          *self,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
GPtrArray     *gb_letter_job_make_all_finish (GbLetterJob          *self,
                                              GAsyncResult         *result,
                                              GError              **error);
void           gb_letter_job_save_async      (GbLetterJob          *self,
                                              GFile                *file,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
guint          gb_letter_job_save_finish     (GbLetterJob          *self,
                                              GAsyncResult         *result,
                                              GError              **error);

G_END_DECLS
