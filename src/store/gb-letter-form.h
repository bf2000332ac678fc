/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-action-rules.h"
#include "gb-letter-desk.h"
#include "gb-letters.h"

G_BEGIN_DECLS

/**
 * GbLetterForm:
 * @letter: (owned): the letter; without id and moment while it is not signed
 * @commune: (owned) (nullable): the commune that owns the clock, with its type: "phường Nghĩa Lộ"
 * @commune_name: (owned) (nullable): the same without its type
 * @old_due: the due moment that the letter replaces, UTC seconds, 0 = not known
 * @signer: (owned) (nullable): the name of who signs or signed
 * @role: as what
 * @illustration: whether the data are made up
 * @warnings: what who prints it should know; none of that belongs on the paper
 *
 * All that stands in an apology letter (phiếu xin lỗi và hẹn lại ngày trả kết quả; Mẫu số 04 of circular
 * 01/2018/TT-VPCP).
 */
typedef struct
{
  GbLetter *letter;
  char *commune;
  char *commune_name;
  gint64 old_due;
  char *signer;
  GbSignerRole role;
  gboolean illustration;
  GbActionWarnings warnings;
} GbLetterForm;

/**
 * GbLetterDraft:
 * @reason: (nullable): why it is late; the form has room for it where it is %NULL
 * @new_due: UTC seconds, 0 = what the calendar proposes
 * @signer: (nullable): who is to sign
 *
 * What a letter that is not signed yet is to say.
 */
typedef struct
{
  const char *reason;
  gint64 new_due;
  const char *signer;
} GbLetterDraft;

/* Function that blocks and reads; run it on a thread of the store. */
GbLetterForm *gb_letter_form_load (GbLetterDesk         *desk,
                                   GbSqlConnection      *connection,
                                   const char           *dossier,
                                   const GbLetterDraft  *draft,
                                   GError              **error);
void          gb_letter_form_free (GbLetterForm         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbLetterForm, gb_letter_form_free)

G_END_DECLS
