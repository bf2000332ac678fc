/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-dossier.h"
#include "gb-limit.h"
#include "gb-sql-connection.h"

G_BEGIN_DECLS

/**
 * GbLetterKind:
 * @GB_LETTER_SIGN_TODAY: due on the next working day: to be signed today if it will not be done
 * @GB_LETTER_MISSED: past its signing day, without a letter
 * @GB_LETTER_WAITING: signed here, not yet in the province's data
 * @GB_LETTER_ISSUED: in the province's data, with its number
 *
 * The parts of the list of apology letters (phiếu xin lỗi và hẹn lại ngày trả kết quả).
 */
typedef enum
{
  GB_LETTER_SIGN_TODAY,
  GB_LETTER_MISSED,
  GB_LETTER_WAITING,
  GB_LETTER_ISSUED,
} GbLetterKind;

/**
 * GbLetter:
 * @kind: how far it is
 * @dossier: (owned): what it is about
 * @id: (owned) (nullable): the action's or the record's; %NULL while there is no letter
 * @made: when it was signed, UTC seconds, 0 = not yet
 * @new_due: the new date, UTC seconds, 0 = none yet
 * @reason: (owned) (nullable): why
 * @number: (owned) (nullable): as the hub gave it
 * @signer: (owned) (nullable): who signed
 */
typedef struct
{
  GbLetterKind kind;
  GbDossier *dossier;
  char *id;
  gint64 made;
  gint64 new_due;
  char *reason;
  char *number;
  char *signer;
} GbLetter;

const char *gb_letter_kind_nick    (GbLetterKind      kind);
const char *gb_letter_kind_label   (GbLetterKind      kind);
void        gb_letter_free         (GbLetter         *self);

gint64      gb_letters_propose_due (GbWorkCalendar   *calendar,
                                    gint64            due,
                                    const GbLimit    *limit,
                                    gint64            now);

/* Functions that block and read; run them on a thread of the store. */
gboolean    gb_letters_propose     (GbSqlConnection  *connection,
                                    const char       *dossier,
                                    gint64            now,
                                    gint64           *new_due,
                                    GError          **error);
gboolean    gb_letters_find        (GbSqlConnection  *connection,
                                    const char       *dossier,
                                    gint64            now,
                                    GbLetter        **letter,
                                    GError          **error);
GPtrArray  *gb_letters_list        (GbSqlConnection  *connection,
                                    const char       *commune,
                                    gint64            now,
                                    GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbLetter, gb_letter_free)

G_END_DECLS
