/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-hub-problem.h"
#include "gb-hub.h"
#include "gb-sql-connection.h"

G_BEGIN_DECLS

/**
 * GbHubRequest:
 * @path: decoded, without the query
 * @query: (owned) (nullable) (element-type utf8 utf8): the parameters
 * @token: (owned) (nullable): from the Authorization header
 * @etag: (owned) (nullable): from the If-None-Match header
 * @gzip: whether the client takes gzip
 * @english: whether it wants English rather than Vietnamese
 * @now: the hub's time, UTC seconds
 *
 * What is asked, without what only HTTP needs, so that it can go to another thread.
 */
typedef struct
{
  char *path;
  GHashTable *query;
  char *token;
  char *etag;
  gboolean gzip;
  gboolean english;
  gint64 now;
} GbHubRequest;

/**
 * GbHubAnswer:
 * @status: of HTTP
 * @content_type: (nullable): of the body
 * @cache_control: what may be kept
 * @etag: (owned) (nullable): of a file
 * @gzip: whether @body is in gzip form
 * @body: (owned) (nullable): what is sent
 *
 * What is answered.
 */
typedef struct
{
  guint status;
  const char *content_type;
  const char *cache_control;
  char *etag;
  gboolean gzip;
  GBytes *body;
} GbHubAnswer;

void         gb_hub_request_free    (GbHubRequest     *self);

GbHubAnswer *gb_hub_answer_make     (GbHub            *hub,
                                     GbSqlConnection  *connection,
                                     GbHubRequest     *request);
GbHubAnswer *gb_hub_answer_problem  (GbHubProblem      problem,
                                     const char       *subject,
                                     gboolean          english);
void         gb_hub_answer_free     (GbHubAnswer      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbHubRequest, gb_hub_request_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbHubAnswer, gb_hub_answer_free)

G_END_DECLS
