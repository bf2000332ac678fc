/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-action.h"
#include "gb-hub-entry.h"
#include "gb-hub-private.h"
#include "gb-hub-refusal.h"
#include "gb-hub-token.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * GbHubAct:
 * @hub: the writer's
 * @log: its log, within a transaction
 * @connection: its connection
 * @token: whose action it is
 * @message: what is asked
 * @data: (nullable): its data, checked
 * @target: the record it is about, as it stands
 * @target_type: its type
 * @now: UTC seconds
 * @made: when the user did it, UTC seconds, within reason
 * @replaced: (nullable): the applied action in whose place this one comes; it was undone
 * @old_data: (owned) (nullable): the data of the record that @replaced had made
 * @old_changed: the target's `changed` before @replaced, 0 when that did not change it
 * @n_effects: how many effects were noted
 * @refusal: why it is refused
 * @field: (owned) (nullable): the member at fault
 * @conflict: whether it is in conflict
 * @rev: when applied: see #GbActionResult
 *
 * An action while it is being applied. Handlers return whether the database did its part; a refusal
 * or a conflict is no error, and undoes what they did.
 */
typedef struct
{
  GbHub *hub;
  GbHubLog *log;
  GbSqlConnection *connection;
  const GbHubToken *token;
  const GbActionMessage *message;
  JsonObject *data;
  GbHubEntry target;
  GbRecordType target_type;
  gint64 now;
  gint64 made;
  const char *replaced;
  char *old_data;
  gint64 old_changed;
  int n_effects;
  GbHubRefusal refusal;
  char *field;
  gboolean conflict;
  gint64 rev;
} GbHubAct;

/* For handlers. */
gboolean    gb_hub_act_refuse      (GbHubAct      *self,
                                    GbHubRefusal   refusal,
                                    const char    *field);
const char *gb_hub_act_text        (GbHubAct      *self,
                                    const char    *key);
const char *gb_hub_act_author      (GbHubAct      *self);
gboolean    gb_hub_act_number      (GbHubAct      *self,
                                    const char    *key,
                                    double        *value);
char       *gb_hub_act_target_text (GbHubAct      *self,
                                    const char    *member);
gboolean    gb_hub_act_exists      (GbHubAct      *self,
                                    GbRecordType   type,
                                    const char    *id,
                                    gboolean      *exists,
                                    GError       **error);
gboolean    gb_hub_act_make        (GbHubAct      *self,
                                    GbRecordType   type,
                                    const char    *data,
                                    GError       **error);
gboolean    gb_hub_act_change      (GbHubAct      *self,
                                    const char    *patch,
                                    GError       **error);
gboolean    gb_hub_act_amend       (GbHubAct      *self,
                                    const char    *patch,
                                    GError       **error);
gboolean    gb_hub_act_touch       (GbHubAct      *self,
                                    GError       **error);

gboolean    gb_hub_act_files       (GbHubAct      *self,
                                    const char    *commune,
                                    char         **files,
                                    GError       **error);

gboolean    gb_hub_act_check       (GbHubAct      *self,
                                    GbActionType   type);
gboolean    gb_hub_act_undo        (GbHubAct      *self,
                                    const char    *replaced,
                                    GError       **error);
gboolean    gb_hub_act_is_stale    (GbHubAct      *self,
                                    gboolean      *stale,
                                    GError       **error);

/* The handlers, one for each type of action. */
gboolean gb_hub_act_dossier_urge    (GbHubAct *act, GError **error);
gboolean gb_hub_act_dossier_apology (GbHubAct *act, GError **error);
gboolean gb_hub_act_dossier_note    (GbHubAct *act, GError **error);
gboolean gb_hub_act_issue_raise     (GbHubAct *act, GError **error);
gboolean gb_hub_act_issue_note      (GbHubAct *act, GError **error);
gboolean gb_hub_act_issue_confirm   (GbHubAct *act, GError **error);
gboolean gb_hub_act_issue_urge      (GbHubAct *act, GError **error);
gboolean gb_hub_act_issue_escalate  (GbHubAct *act, GError **error);
gboolean gb_hub_act_task_progress   (GbHubAct *act, GError **error);
gboolean gb_hub_act_notice_attend   (GbHubAct *act, GError **error);
gboolean gb_hub_act_visit_request   (GbHubAct *act, GError **error);
gboolean gb_hub_act_channel_verify  (GbHubAct *act, GError **error);

G_END_DECLS
