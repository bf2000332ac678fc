/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GbDossierState:
 *
 * The ten states (trạng thái hồ sơ) fixed by the national portal; the values are its codes.
 */
typedef enum
{
  GB_DOSSIER_STATE_NEW = 1,
  GB_DOSSIER_STATE_ACCEPTED = 2,
  GB_DOSSIER_STATE_REFUSED = 3,
  GB_DOSSIER_STATE_PROCESSING = 4,
  GB_DOSSIER_STATE_PAPERS_ASKED = 5,
  GB_DOSSIER_STATE_PAYMENT_ASKED = 6,
  GB_DOSSIER_STATE_WITHDRAWN = 7,
  GB_DOSSIER_STATE_STOPPED = 8,
  GB_DOSSIER_STATE_READY = 9,
  GB_DOSSIER_STATE_HANDED_OVER = 10,
} GbDossierState;

/**
 * GbDeadlineClass:
 *
 * Each dossier is in exactly one class at any instant; they sum to the total.
 */
typedef enum
{
  GB_DEADLINE_CLASS_OVERDUE,
  GB_DEADLINE_CLASS_DUE_TODAY,
  GB_DEADLINE_CLASS_DUE_SOON,
  GB_DEADLINE_CLASS_ON_TRACK,
  GB_DEADLINE_CLASS_PAUSED,
  GB_DEADLINE_CLASS_NO_DUE,
  GB_DEADLINE_CLASS_AWAITING,
  GB_DEADLINE_CLASS_FINISHED,
} GbDeadlineClass;

#define GB_N_DEADLINE_CLASSES 8

/**
 * GbDeadlineOutcome:
 *
 * How a finished dossier with a due moment ended; see gb_deadline_outcome().
 */
typedef enum
{
  GB_DEADLINE_OUTCOME_EARLY,
  GB_DEADLINE_OUTCOME_ON_TIME,
  GB_DEADLINE_OUTCOME_LATE,
} GbDeadlineOutcome;

#define GB_N_DEADLINE_OUTCOMES 3

/**
 * GbDossierMark:
 *
 * Marks lie on top of the class; a dossier may bear none, one or both.
 */
typedef enum
{
  GB_DOSSIER_MARK_LATE_RECEPTION,
  GB_DOSSIER_MARK_CROSS_BOUNDARY,
} GbDossierMark;

#define GB_N_DOSSIER_MARKS 2

/**
 * GbChannel:
 *
 * How a dossier came in (kênh thực hiện).
 */
typedef enum
{
  GB_CHANNEL_DESK = 1,
  GB_CHANNEL_ONLINE = 2,
  GB_CHANNEL_POST = 3,
} GbChannel;

const char *gb_dossier_state_label    (GbDossierState   state);

const char *gb_deadline_class_nick    (GbDeadlineClass  klass);
const char *gb_deadline_class_label   (GbDeadlineClass  klass);
gboolean    gb_deadline_class_parse   (const char      *nick,
                                       GbDeadlineClass *klass);

const char *gb_deadline_outcome_label (GbDeadlineOutcome outcome);

const char *gb_dossier_mark_nick      (GbDossierMark    mark);
const char *gb_dossier_mark_label     (GbDossierMark    mark);
gboolean    gb_dossier_mark_parse     (const char      *nick,
                                       GbDossierMark   *mark);

const char *gb_channel_nick           (GbChannel        channel);
const char *gb_channel_label          (GbChannel        channel);
gboolean    gb_channel_parse          (const char      *nick,
                                       GbChannel       *channel);

G_END_DECLS
