/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "gb-time.h"

G_BEGIN_DECLS

/**
 * GbNoticeKind:
 * @GB_NOTICE_NOTICE: something to be known (thông báo)
 * @GB_NOTICE_CLASS: a training class (lớp bồi dưỡng)
 * @GB_NOTICE_CONFERENCE: a conference, mostly online (hội nghị)
 */
typedef enum
{
  GB_NOTICE_NOTICE,
  GB_NOTICE_CLASS,
  GB_NOTICE_CONFERENCE,
} GbNoticeKind;

#define GB_N_NOTICE_KINDS 3

/**
 * GbNoticeStage:
 * @GB_NOTICE_STAGE_UPCOMING: a class or conference that has not ended
 * @GB_NOTICE_STAGE_NOTICE: a notice without a moment of its own
 * @GB_NOTICE_STAGE_PAST: what is over
 */
typedef enum
{
  GB_NOTICE_STAGE_UPCOMING,
  GB_NOTICE_STAGE_NOTICE,
  GB_NOTICE_STAGE_PAST,
} GbNoticeStage;

#define GB_N_NOTICE_STAGES 3

/**
 * GbNoticeOfficer:
 * @id: (owned): an officer's
 * @name: (owned): the officer's name
 * @title: (owned): what the officer is
 *
 * Who goes, or could go.
 */
typedef struct
{
  char *id;
  char *name;
  char *title;
} GbNoticeOfficer;

/**
 * GbNoticeRow:
 * @id: (owned): the record's
 * @kind: what it is
 * @title: (owned): its heading
 * @text: (owned) (nullable): what it says
 * @published: UTC seconds
 * @starts: UTC seconds, 0 = it has no moment of its own
 * @ends: UTC seconds, 0 = not told
 * @place: (owned) (nullable): where
 * @link: (owned) (nullable): the address of the meeting room or of the paper
 * @commune: (owned) (nullable): whom it is for; %NULL = every commune
 * @registration_due: UTC seconds, 0 = none
 * @people: (owned) (element-type GbNoticeOfficer): who of the commune goes, by given name; empty for
 *   the whole scope
 * @n_people: how many go, of all communes that are seen
 * @n_communes: how many communes have said who goes
 * @pending: whether what was chosen here is on its way to the hub
 * @stage: whether it is still to come
 *
 * A notice, a training class or a conference.
 */
typedef struct
{
  char *id;
  GbNoticeKind kind;
  char *title;
  char *text;
  gint64 published;
  gint64 starts;
  gint64 ends;
  char *place;
  char *link;
  char *commune;
  gint64 registration_due;
  GPtrArray *people;
  guint n_people;
  guint n_communes;
  gboolean pending;
  GbNoticeStage stage;
} GbNoticeRow;

#define GB_TYPE_NOTICE_ROW (gb_notice_row_get_type ())
GType        gb_notice_row_get_type   (void);
GbNoticeRow *gb_notice_row_new        (void);
GbNoticeRow *gb_notice_row_ref        (GbNoticeRow     *self);
void         gb_notice_row_unref      (GbNoticeRow     *self);
int          gb_notice_row_compare    (gconstpointer    a,
                                       gconstpointer    b);

const char  *gb_notice_kind_nick      (GbNoticeKind     kind);
const char  *gb_notice_kind_label     (GbNoticeKind     kind);
gboolean     gb_notice_kind_parse     (const char      *nick,
                                       GbNoticeKind    *kind);

void         gb_notice_officer_free   (GbNoticeOfficer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbNoticeRow, gb_notice_row_unref)

G_END_DECLS
