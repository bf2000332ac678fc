/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-hub-answer.h"

#include <string.h>

/**
 * gb_hub_answer_new:
 * @content_type: (nullable): of the body, a static string
 * @cache_control: a static string
 * @body: (transfer full) (nullable): what is sent
 *
 * Returns: (transfer full): an answer
 */
GbHubAnswer *
gb_hub_answer_new (guint       status,
                   const char *content_type,
                   const char *cache_control,
                   GBytes     *body)
{
  GbHubAnswer *self = g_new0 (GbHubAnswer, 1);

  self->status = status;
  self->content_type = content_type;
  self->cache_control = cache_control;
  self->body = body;
  return self;
}

/**
 * gb_hub_answer_free:
 * @self: (transfer full): an answer
 */
void
gb_hub_answer_free (GbHubAnswer *self)
{
  g_clear_pointer (&self->headers, g_ptr_array_unref);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}

/**
 * gb_hub_answer_json:
 * @writer: what to say; empty afterwards
 *
 * Returns: (transfer full): a good answer in JSON
 */
GbHubAnswer *
gb_hub_answer_json (GbJsonWriter *writer,
                    const char   *cache_control)
{
  char *json = gb_json_writer_steal (writer);

  return gb_hub_answer_new (200, "application/json", cache_control, g_bytes_new_take (json, strlen (json)));
}

/**
 * gb_hub_answer_problem:
 * @subject: (nullable): the parameter or thing at fault
 *
 * Returns: (transfer full): an answer that tells of a problem
 */
GbHubAnswer *
gb_hub_answer_problem (GbHubProblem problem,
                       const char  *subject,
                       gboolean     english)
{
  char *json = gb_hub_problem_to_json (problem, subject, english);

  return gb_hub_answer_new (gb_hub_problem_status (problem), "application/problem+json",
                            GB_HUB_KEEP_NOTHING, g_bytes_new_take (json, strlen (json)));
}

/**
 * gb_hub_answer_add_header:
 *
 * Adds a header to an answer.
 */
void
gb_hub_answer_add_header (GbHubAnswer *self,
                          const char  *name,
                          const char  *value)
{
  if (self->headers == NULL)
    self->headers = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->headers, g_strdup (name));
  g_ptr_array_add (self->headers, g_strdup (value));
}

/**
 * gb_hub_answer_add_retry:
 * @seconds: after which it makes sense to ask again
 *
 * Adds `Retry-After`.
 */
void
gb_hub_answer_add_retry (GbHubAnswer *self,
                         gint64       seconds)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, MAX (seconds, 1));

  gb_hub_answer_add_header (self, "Retry-After", text);
}
