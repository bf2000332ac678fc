/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

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
  GB_HUB_PROBLEM_GONE,
  GB_HUB_PROBLEM_FAULT,
} GbHubProblem;

guint  gb_hub_problem_status  (GbHubProblem  problem);
char  *gb_hub_problem_to_json (GbHubProblem  problem,
                               const char   *subject,
                               gboolean      english);

G_END_DECLS
