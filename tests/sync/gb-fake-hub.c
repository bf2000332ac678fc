/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-fake-hub.h"

#include <stdlib.h>
#include <string.h>

#define NDJSON "application/x-ndjson"
#define PAGE_LINES 5

/* A hub that serves a list of lines, five a page, and breaks when it is told to: the real one never
 * gives the answers whose handling has to be seen. Cursors are "FEED/POSITION". */
struct _GbFakeHub
{
  GbTestServer *server;
  GMutex lock;
  char *feed_id;
  GPtrArray *work;
  GPtrArray *base;
  guint n_waits;
  guint n_pages; /* feed requests so far */
  guint least; /* the smallest max_bytes that was asked for */
  guint break_after;
  guint break_times;
  GbFakeFault fault;
  GbFakeActions actions;
};

static char *
make_page (GbFakeHub  *self,
           GHashTable *query,
           gboolean   *gone)
{
  const char *group = g_hash_table_lookup (query, "group");
  const char *since = g_hash_table_lookup (query, "since");
  GPtrArray *lines = g_strcmp0 (group, "work") == 0 ? self->work : self->base;
  g_autofree char *prefix = g_strconcat (self->feed_id, "/", NULL);
  GString *page = g_string_new (NULL);
  guint at = 0, n;

  *gone = since != NULL && !g_str_has_prefix (since, prefix);
  if (since != NULL && !*gone)
    at = atoi (since + strlen (prefix));
  *gone = *gone || at > lines->len;
  n = *gone ? 0 : MIN (PAGE_LINES, lines->len - at);
  g_string_append_printf (page, "{\"feed\":\"giaoban/1\",\"feed_id\":\"%s\",\"scope\":\"%s\",\"group\":\"%s\",\"from\":",
                          self->feed_id, (char *) g_hash_table_lookup (query, "scope"), group);
  g_string_append_printf (page, since != NULL ? "\"%s\"" : "null", since);
  g_string_append (page, ",\"server_time\":\"2026-08-26T07:15:00+07:00\"}\n");
  for (guint i = 0; i < n; i++)
    g_string_append_printf (page, "%s\n", (char *) g_ptr_array_index (lines, at + i));
  g_string_append_printf (page, "{\"cursor\":\"%s/%u\",\"position\":%u,\"more\":%s,\"count\":%u}\n", self->feed_id,
                          at + n, at + n, at + n < lines->len ? "true" : "false", n);
  return g_string_free (page, FALSE);
}

static void
serve_feed (GbFakeHub         *self,
            SoupServerMessage *message,
            GHashTable        *query)
{
  gboolean gone;
  g_autofree char *page = make_page (self, query, &gone);

  /* It does not wait, and who only asks for news is not counted. */
  if (g_hash_table_contains (query, "wait"))
    {
      self->n_waits++;
      gb_test_reply (message, 200, NDJSON, page);
      return;
    }
  self->least = MIN (self->least, (guint) atoi (g_hash_table_lookup (query, "max_bytes")));
  self->n_pages++;
  if (self->fault != NULL && self->n_pages > self->break_after && self->break_times > 0)
    {
      self->break_times--;
      self->fault (message, page);
    }
  else if (gone)
    gb_test_reply (message, 410, "application/problem+json", "{\"type\":\"/gone\"}");
  else
    gb_test_reply (message, 200, NDJSON, page);
}

/* --- actions -------------------------------------------------------------------------------- */

#define FIRST_REV 100

static GbActionResult *
result_copy (const GbActionResult *result)
{
  GbActionResult *copy = gb_action_result_new (result->id, result->status);

  copy->rev = result->rev;
  copy->record = g_strdup (result->record);
  copy->record_rev = result->record_rev;
  copy->problem.type = g_strdup (result->problem.type);
  copy->problem.status = result->problem.status;
  copy->problem.title_vi = g_strdup (result->problem.title_vi);
  copy->problem.title_en = g_strdup (result->problem.title_en);
  copy->problem.detail_vi = g_strdup (result->problem.detail_vi);
  copy->problem.detail_en = g_strdup (result->problem.detail_en);
  copy->problem.field = g_strdup (result->problem.field);
  copy->retry_after = result->retry_after;
  return copy;
}

/* The same id again changes nothing; only what is to come later is looked at again. */
static GbActionResult *
take_action (GbFakeActions         *self,
             const GbActionMessage *action)
{
  const GbActionResult *before = g_hash_table_lookup (self->seen, action->id);
  GbActionResult *result;

  if (before != NULL && before->status != GB_ACTION_STATUS_LATER)
    return result_copy (before);
  result = gb_action_result_new (action->id, GB_ACTION_STATUS_APPLIED);
  result->rev = FIRST_REV;
  if (self->verdict != NULL)
    self->verdict (action, result);
  g_hash_table_replace (self->seen, g_strdup (action->id), result_copy (result));
  return result;
}

static char *
take_actions (GbFakeActions *self,
              GPtrArray     *actions)
{
  g_autoptr (GPtrArray) results = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_action_result_free);
  g_autoptr (GBytes) body = NULL;

  for (guint i = 0; i < actions->len; i++)
    g_ptr_array_add (results, take_action (self, actions->pdata[i]));
  body = gb_action_codec_encode_results (results);
  return g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
}

static void
note_request (GbFakeActions *self,
              GPtrArray     *actions)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < actions->len; i++)
    g_ptr_array_add (ids, g_strdup (((GbActionMessage *) actions->pdata[i])->id));
  g_ptr_array_add (self->requests, ids);
}

static void
serve_actions (GbFakeActions     *self,
               SoupServerMessage *message)
{
  SoupMessageBody *request = soup_server_message_get_request_body (message);
  g_autoptr (GBytes) body = g_bytes_new (request->data, (gsize) request->length);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) actions = gb_action_codec_decode (body, &error);
  guint status;

  g_assert_no_error (error);
  note_request (self, actions);
  status = self->gate != NULL ? self->gate (actions) : 0;
  if (self->fault != NULL && self->fault_times > 0)
    {
      g_autofree char *answer = self->processed ? take_actions (self, actions) : g_strdup ("[]");

      self->fault_times--;
      self->fault (message, answer);
    }
  else if (status != 0)
    gb_test_reply (message, status, "application/problem+json", "{\"type\":\"/action\",\"detail\":\"Không đọc được\"}");
  else
    {
      g_autofree char *answer = take_actions (self, actions);

      gb_test_reply (message, 200, "application/json", answer);
    }
}

static void
on_request_cb (SoupServer        *server,
               SoupServerMessage *message,
               const char        *path,
               GHashTable        *query,
               gpointer           user_data)
{
  GbFakeHub *self = user_data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (g_str_equal (path, "/v1/feed"))
    serve_feed (self, message, query);
  else if (g_str_equal (path, "/v1/actions"))
    serve_actions (&self->actions, message);
  else if (g_str_equal (path, "/v1/scope"))
    gb_test_reply (message, 200, "application/json", "{\"scope\":\"commune:21028\",\"communes\":[]}");
  else if (g_str_equal (path, "/.well-known/giaoban"))
    {
      g_autofree char *text = g_strdup_printf ("{\"feed_id\":\"%s\",\"protocols\":[\"giaoban/1\"]}", self->feed_id);

      gb_test_reply (message, 200, "application/json", text);
    }
  else
    gb_test_reply (message, 404, NULL, NULL);
}

GbFakeHub *
gb_fake_hub_new (void)
{
  GbFakeHub *self = g_new0 (GbFakeHub, 1);

  g_mutex_init (&self->lock);
  self->feed_id = g_strdup ("f1");
  self->work = g_ptr_array_new_with_free_func (g_free);
  self->base = g_ptr_array_new_with_free_func (g_free);
  self->least = G_MAXUINT;
  self->actions.seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) gb_action_result_free);
  self->actions.requests = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  self->server = gb_test_server_new (on_request_cb, self, NULL);
  return self;
}

void
gb_fake_hub_free (GbFakeHub *self)
{
  gb_test_server_free (self->server);
  g_ptr_array_unref (self->work);
  g_ptr_array_unref (self->base);
  g_hash_table_unref (self->actions.seen);
  g_ptr_array_unref (self->actions.requests);
  g_free (self->feed_id);
  g_mutex_clear (&self->lock);
  g_free (self);
}

char *
gb_fake_hub_address (GbFakeHub *self)
{
  return gb_test_server_address (self->server, "");
}

void
gb_fake_hub_set_feed (GbFakeHub  *self,
                      const char *feed_id)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_free (self->feed_id);
  self->feed_id = g_strdup (feed_id);
}

void
gb_fake_hub_add (GbFakeHub  *self,
                 const char *group,
                 const char *line)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_ptr_array_add (g_str_equal (group, "work") ? self->work : self->base, g_strdup (line));
}

void
gb_fake_hub_clear_feed (GbFakeHub *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_ptr_array_set_size (self->work, 0);
  g_ptr_array_set_size (self->base, 0);
}

/* From the (@after + 1)th page on from now, @times pages are broken. */
void
gb_fake_hub_break (GbFakeHub  *self,
                   guint       after,
                   guint       times,
                   GbFakeFault fault)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->break_after = self->n_pages + after;
  self->break_times = times;
  self->fault = fault;
}

guint
gb_fake_hub_get_n_pages (GbFakeHub *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->n_pages;
}

/* How often somebody asked to be told of news. */
guint
gb_fake_hub_get_n_waits (GbFakeHub *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->n_waits;
}

guint
gb_fake_hub_get_least (GbFakeHub *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->least;
}

GbFakeActions *
gb_fake_hub_get_actions (GbFakeHub *self)
{
  return &self->actions;
}
