/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * GbActionMessage:
 * @id: (owned): a UUID: the same one again changes nothing
 * @type: (owned) (nullable): "dossier.apology"; any name when read
 * @target: (owned) (nullable): the id of the record it is about
 * @base_rev: the target's revision that the user saw, 0 = none
 * @made_at: UTC seconds
 * @replaces: (owned) (nullable): the id of an action that may have left and that this one replaces
 * @data: (owned) (nullable): JSON, an object
 * @field: (nullable): the member that could not be read, when the rest could; a static string
 *
 * An action as it goes over the line. One that was read with @field set cannot be applied, only
 * answered: the others of its request are none the worse for it.
 */
typedef struct
{
  char *id;
  char *type;
  char *target;
  gint64 base_rev;
  gint64 made_at;
  char *replaces;
  char *data;
  const char *field;
} GbActionMessage;

/**
 * GbActionStatus:
 * @GB_ACTION_STATUS_APPLIED: done, now or when the same id came before
 * @GB_ACTION_STATUS_CONFLICT: the target had changed since the revision that the user saw
 * @GB_ACTION_STATUS_REFUSED: it will not be done
 * @GB_ACTION_STATUS_LATER: it may be done when it comes again
 */
typedef enum
{
  GB_ACTION_STATUS_APPLIED,
  GB_ACTION_STATUS_CONFLICT,
  GB_ACTION_STATUS_REFUSED,
  GB_ACTION_STATUS_LATER,
} GbActionStatus;

/**
 * GbActionProblem:
 * @type: (owned) (nullable): "/scope"
 * @status: an HTTP status, 0 = none
 * @title_vi: (owned) (nullable): in one line
 * @title_en: (owned) (nullable)
 * @detail_vi: (owned) (nullable): what to do about it
 * @detail_en: (owned) (nullable)
 * @field: (owned) (nullable): the member of the data at fault
 *
 * Why an action is refused: problem details (RFC 9457) in both languages.
 */
typedef struct
{
  char *type;
  int status;
  char *title_vi;
  char *title_en;
  char *detail_vi;
  char *detail_en;
  char *field;
} GbActionProblem;

/**
 * GbActionResult:
 * @id: (owned): the action's
 * @status: what became of it
 * @rev: when applied: the target's revision now; for an action that makes its own target, that one's
 * @record: (owned) (nullable): in a conflict: the target's data as they are now, JSON, an object;
 *   %NULL when there is no such record any more
 * @record_rev: in a conflict: the revision of @record, 0 = there is none
 * @problem: when refused, may be given with a conflict too
 * @retry_after: when later: seconds to wait at least, 0 = as the sender thinks fit
 *
 * What the hub says about one action.
 */
typedef struct
{
  char *id;
  GbActionStatus status;
  gint64 rev;
  char *record;
  gint64 record_rev;
  GbActionProblem problem;
  guint retry_after;
} GbActionResult;

GbActionMessage *gb_action_message_new         (const char       *id,
                                                const char       *type,
                                                const char       *target);
void             gb_action_message_free        (GbActionMessage  *self);
GbActionResult  *gb_action_result_new          (const char       *id,
                                                GbActionStatus    status);
void             gb_action_result_free         (GbActionResult   *self);
const char      *gb_action_status_name         (GbActionStatus    status);

GBytes          *gb_action_codec_encode        (GPtrArray        *messages);
GPtrArray       *gb_action_codec_decode        (GBytes           *body,
                                                GError          **error);
GBytes          *gb_action_codec_encode_results (GPtrArray       *results);
GPtrArray       *gb_action_codec_decode_results (GBytes          *body,
                                                 guint           *n_unreadable,
                                                 GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbActionMessage, gb_action_message_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbActionResult, gb_action_result_free)

G_END_DECLS
