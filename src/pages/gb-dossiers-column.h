/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-dossiers-words.h"

G_BEGIN_DECLS

/**
 * GbDossiersColumn:
 * @GB_DOSSIERS_COLUMN_MARK: a check box, while many can be chosen
 * @GB_DOSSIERS_COLUMN_BRIEF: procedure over code and applicant, for a narrow table
 * @GB_DOSSIERS_COLUMN_CLOCK: remaining time over the due moment, for a narrow table
 */
typedef enum
{
  GB_DOSSIERS_COLUMN_MARK,
  GB_DOSSIERS_COLUMN_BRIEF,
  GB_DOSSIERS_COLUMN_CLOCK,
  GB_DOSSIERS_COLUMN_CODE,
  GB_DOSSIERS_COLUMN_PROCEDURE,
  GB_DOSSIERS_COLUMN_APPLICANT,
  GB_DOSSIERS_COLUMN_FIELD,
  GB_DOSSIERS_COLUMN_OFFICER,
  GB_DOSSIERS_COLUMN_COMMUNE,
  GB_DOSSIERS_COLUMN_RECEIVED_BY,
  GB_DOSSIERS_COLUMN_CHANNEL,
  GB_DOSSIERS_COLUMN_SUBMITTED,
  GB_DOSSIERS_COLUMN_RECEIVED,
  GB_DOSSIERS_COLUMN_DUE,
  GB_DOSSIERS_COLUMN_REMAINING,
  GB_DOSSIERS_COLUMN_STATE,
  GB_DOSSIERS_COLUMN_FINISHED,
} GbDossiersColumn;

#define GB_N_DOSSIERS_COLUMNS 17

/* the first that the user can choose */
#define GB_DOSSIERS_COLUMN_FIRST GB_DOSSIERS_COLUMN_CODE

/**
 * GbDossiersRoom:
 * @GB_DOSSIERS_ROOM_NARROW: two columns with two lines each
 * @GB_DOSSIERS_ROOM_TIGHT: what is needed to act, but not for whom
 * @GB_DOSSIERS_ROOM_MEDIUM: what is needed to act
 * @GB_DOSSIERS_ROOM_FULL: the field too
 * @GB_DOSSIERS_ROOM_WIDE: the state too, and longer names
 * @GB_DOSSIERS_ROOM_WIDEST: the moment of acceptance too
 *
 * How much room the table has.
 */
typedef enum
{
  GB_DOSSIERS_ROOM_NARROW,
  GB_DOSSIERS_ROOM_TIGHT,
  GB_DOSSIERS_ROOM_MEDIUM,
  GB_DOSSIERS_ROOM_FULL,
  GB_DOSSIERS_ROOM_WIDE,
  GB_DOSSIERS_ROOM_WIDEST,
} GbDossiersRoom;

#define GB_N_DOSSIERS_ROOMS 6

const char *gb_dossiers_column_id     (GbDossiersColumn    column);
const char *gb_dossiers_column_title  (GbDossiersColumn    column);
int         gb_dossiers_column_order  (GbDossiersColumn    column);
int         gb_dossiers_column_chars  (GbDossiersColumn    column,
                                       GbDossiersRoom      room);

/* Several columns are a bit for each #GbDossiersColumn. */
guint       gb_dossiers_columns_parse (const char *const  *ids);
GStrv       gb_dossiers_columns_ids   (guint               columns);
guint       gb_dossiers_columns_of    (GbDossiersRoom      room,
                                       guint               chosen,
                                       gboolean            province);

G_END_DECLS
