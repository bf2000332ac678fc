/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-calendars.h"
#include "gb-commune-repository.h"
#include "gb-sql-connection.h"

G_BEGIN_DECLS

/**
 * GbSignerRole:
 * @GB_SIGNER_CHAIRMAN: signs for the people's committee (chủ tịch)
 * @GB_SIGNER_DEPUTY: signs in the chairman's place (phó chủ tịch)
 * @GB_SIGNER_CENTRE: signs by the chairman's order: the director of the public administrative service centre (giám đốc
 *   trung tâm phục vụ hành chính công)
 * @GB_SIGNER_CENTRE_DEPUTY: signs in that director's place (phó giám đốc)
 *
 * As what somebody signs a letter.
 */
typedef enum
{
  GB_SIGNER_CHAIRMAN,
  GB_SIGNER_DEPUTY,
  GB_SIGNER_CENTRE,
  GB_SIGNER_CENTRE_DEPUTY,
} GbSignerRole;

/**
 * GbLetterDesk:
 * @now: UTC seconds
 * @as_of: up to when the cache is complete, UTC seconds, 0 before the first sync
 * @illustration: whether the data are made up (dữ liệu minh họa)
 * @calendars: (owned): of the communes
 *
 * What many letters have in common, read once.
 */
typedef struct
{
  gint64 now;
  gint64 as_of;
  gboolean illustration;
  GbCalendars *calendars;
  /*< private >*/
  GPtrArray *communes; /* (owned) (element-type GbCommune) */
  GHashTable *titles;  /* (owned) (element-type utf8 utf8): by commune and name */
} GbLetterDesk;

/* Functions that block and read; run them on a thread of the store. */
GbLetterDesk    *gb_letter_desk_load    (GbSqlConnection     *connection,
                                         gint64               now,
                                         GError             **error);
const GbCommune *gb_letter_desk_commune (const GbLetterDesk  *self,
                                         const char          *code);
gboolean         gb_letter_desk_title   (GbLetterDesk        *self,
                                         GbSqlConnection     *connection,
                                         const char          *commune,
                                         const char          *name,
                                         const char         **title,
                                         GError             **error);
gboolean         gb_letter_desk_signer  (GbLetterDesk        *self,
                                         GbSqlConnection     *connection,
                                         const char          *commune,
                                         char               **signer,
                                         GbSignerRole        *role,
                                         GError             **error);
void             gb_letter_desk_free    (GbLetterDesk        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbLetterDesk, gb_letter_desk_free)

G_END_DECLS
