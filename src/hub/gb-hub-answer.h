/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-hub-problem.h"
#include "gb-json-writer.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* What may be kept of an answer. Most hold personal data. */
#define GB_HUB_KEEP_NOTHING "no-store"
#define GB_HUB_KEEP_ASKING "no-cache"
#define GB_HUB_KEEP_PRIVATE "private, no-cache"

/**
 * GbHubAnswer:
 * @status: of HTTP
 * @content_type: (nullable): of the body
 * @cache_control: what may be kept
 * @headers: (owned) (nullable): name, value, name, value…: what else is to be said
 * @gzip: whether @body is in gzip form
 * @empty: a page of the feed that brings nothing: there is something to wait for
 * @body: (owned) (nullable): what is sent
 *
 * What is answered.
 */
typedef struct
{
  guint status;
  const char *content_type;
  const char *cache_control;
  GPtrArray *headers;
  gboolean gzip;
  gboolean empty;
  GBytes *body;
} GbHubAnswer;

GbHubAnswer *gb_hub_answer_new        (guint          status,
                                       const char    *content_type,
                                       const char    *cache_control,
                                       GBytes        *body);
GbHubAnswer *gb_hub_answer_json       (GbJsonWriter  *writer,
                                       const char    *cache_control);
GbHubAnswer *gb_hub_answer_problem    (GbHubProblem   problem,
                                       const char    *subject,
                                       gboolean       english);
void         gb_hub_answer_add_header (GbHubAnswer   *self,
                                       const char    *name,
                                       const char    *value);
void         gb_hub_answer_add_retry  (GbHubAnswer   *self,
                                       gint64         seconds);
void         gb_hub_answer_free       (GbHubAnswer   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbHubAnswer, gb_hub_answer_free)

G_END_DECLS
