/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-client.h"
#include "gb-trust.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

struct _GbClient
{
  GObject parent_instance;

  char *endpoint; /* (owned) without a slash at the end */
  GbTokenProvider *tokens; /* (owned) (nullable) */
  SoupSession *session; /* (owned) */
  gsize max_bytes;
  guint retry_after;
  guint status; /* of the last answer, 0 = none came */
  gboolean has_sent; /* the last request may have reached somebody */
  char *token_mark; /* (owned) (nullable) of the token shown last */
  gboolean has_problem; /* the last answer had problem details */
  GbNotice *notice; /* (owned) (nullable): the last one that came, not checked */
  GbTrust *trust; /* (owned) (nullable): beside the system's authorities */
};

/**
 * GbRequest:
 * @method: a static string; "GET" when %NULL
 * @path: with its query
 * @signed_in: whether the token is shown
 * @accept: (nullable): the only content type that is accepted; %NULL: nothing is to come (201, 202,
 *   204); a static string
 * @max_bytes: most bytes of the answer
 * @range: (nullable): the part of a file that is asked for, as in `Range`; it may be answered with the
 *   whole, and comes as it is, uncompressed
 * @content_range: (nullable): which part of a file @body is, as in `Content-Range`
 * @body: (nullable): what is sent
 * @body_type: (nullable): its content type; a static string
 *
 * What is asked of the endpoint.
 */
typedef struct
{
  const char *method;
  const char *path;
  gboolean signed_in;
  const char *accept;
  gsize max_bytes;
  const char *range;
  const char *content_range;
  GBytes *body;
  const char *body_type;
} GbRequest;

void    gb_client_send        (GTask            *task,
                               const GbRequest  *request);
GBytes *gb_client_send_finish (GAsyncResult     *result,
                               guint64          *wire_bytes,
                               GError          **error);
gboolean gb_client_send_get_part (GAsyncResult    *result,
                                  guint64         *first,
                                  guint64         *total);
gboolean gb_client_send_get_offset (GAsyncResult  *result,
                                    guint64       *offset);

G_END_DECLS
