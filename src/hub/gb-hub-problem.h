/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-json-writer.h"

G_BEGIN_DECLS

/**
 * GbHubProblem:
 * @GB_HUB_PROBLEM_REQUEST: a parameter is missing or cannot be understood
 * @GB_HUB_PROBLEM_TOKEN: no token, or none of this hub
 * @GB_HUB_PROBLEM_EXPIRED: the token's time is over
 * @GB_HUB_PROBLEM_WITHDRAWN: the token was withdrawn
 * @GB_HUB_PROBLEM_SCOPE: what was asked lies beyond the token
 * @GB_HUB_PROBLEM_NOT_FOUND: there is no such thing here
 * @GB_HUB_PROBLEM_METHOD: not with this method
 * @GB_HUB_PROBLEM_CODE: an enrolment code is wrong, used or too old
 * @GB_HUB_PROBLEM_IDENTITY: the identity provider does not vouch for who signs in
 * @GB_HUB_PROBLEM_REVOKED: the workstation's access was withdrawn and its data are to be wiped
 * @GB_HUB_PROBLEM_OFFSET: a part of a file does not begin where the last one ended
 * @GB_HUB_PROBLEM_TOO_LARGE: the body is longer than is taken
 * @GB_HUB_PROBLEM_CONTENT_TYPE: the body is of another kind than is taken
 * @GB_HUB_PROBLEM_RANGE: the file has no such part
 * @GB_HUB_PROBLEM_HASH: a file is not the one that its name says
 * @GB_HUB_PROBLEM_TOO_MANY: more than is taken in a time
 * @GB_HUB_PROBLEM_BUSY: others hold the database, or the identity provider does not answer
 * @GB_HUB_PROBLEM_GONE: the cursor's change is not in this feed: pull from the start
 * @GB_HUB_PROBLEM_FAULT: the hub failed
 */
typedef enum
{
  GB_HUB_PROBLEM_REQUEST,
  GB_HUB_PROBLEM_TOKEN,
  GB_HUB_PROBLEM_EXPIRED,
  GB_HUB_PROBLEM_WITHDRAWN,
  GB_HUB_PROBLEM_SCOPE,
  GB_HUB_PROBLEM_NOT_FOUND,
  GB_HUB_PROBLEM_METHOD,
  GB_HUB_PROBLEM_CODE,
  GB_HUB_PROBLEM_IDENTITY,
  GB_HUB_PROBLEM_REVOKED,
  GB_HUB_PROBLEM_OFFSET,
  GB_HUB_PROBLEM_TOO_LARGE,
  GB_HUB_PROBLEM_CONTENT_TYPE,
  GB_HUB_PROBLEM_RANGE,
  GB_HUB_PROBLEM_HASH,
  GB_HUB_PROBLEM_TOO_MANY,
  GB_HUB_PROBLEM_BUSY,
  GB_HUB_PROBLEM_GONE,
  GB_HUB_PROBLEM_FAULT,
} GbHubProblem;

guint  gb_hub_problem_status  (GbHubProblem  problem);
void   gb_hub_problem_open    (GbHubProblem  problem,
                               const char   *subject,
                               gboolean      english,
                               GbJsonWriter *writer);
char  *gb_hub_problem_to_json (GbHubProblem  problem,
                               const char   *subject,
                               gboolean      english);

G_END_DECLS
