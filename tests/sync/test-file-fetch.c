/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-file-fetch.h"
#include "gb-file-token.h"
#include "gb-net-error.h"
#include "gb-page-size.h"
#include "gb-sync-error.h"
#include "gb-test-server.h"
#include "gb-test-store.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#define OCTETS "application/octet-stream"
#define BYTES 700000

typedef enum
{
  FINE,
  CUT,     /* in the middle of a part */
  HANG_UP, /* before the answer */
  WHOLE,   /* knows nothing of parts */
  ELSEWHERE,
  LONGER,
  PORTAL,
  MISSING,
  SHORTER, /* 416 */
  DAMAGED,
} Fault;

typedef struct
{
  GbTestServer *server;
  GMutex lock;
  char *folder;
  char *cache;
  GbStore *store;
  GbClient *client;
  char *content; /* of BYTES */
  char *sha256;
  /* under the lock */
  Fault fault;
  guint after; /* requests that are answered well before */
  guint times;
  guint n_requests;
  guint64 n_served;
} Fixture;

typedef struct
{
  gboolean done;
  GbFileFetchResult counts;
  GError *error;
} Outcome;

/* SoupServer would make a part of every answer by itself. */
static void
reply_raw (SoupServerMessage *message,
           const char        *status,
           const char        *type,
           const char        *range,
           const char        *body,
           gsize              length,
           gsize              keep)
{
  g_autoptr (GIOStream) connection = soup_server_message_steal_connection (message);
  GOutputStream *out = g_io_stream_get_output_stream (connection);
  g_autofree char *head = g_strdup_printf ("HTTP/1.1 %s\r\nContent-Type: %s\r\n%s%s%sContent-Length: %" G_GSIZE_FORMAT
                                           "\r\n%s\r\n",
                                           status, type, range != NULL ? "Content-Range: " : "",
                                           range != NULL ? range : "", range != NULL ? "\r\n" : "", length,
                                           keep >= length ? "Connection: close\r\n" : "");

  g_output_stream_write_all (out, head, strlen (head), NULL, NULL, NULL);
  g_output_stream_write_all (out, body, MIN (keep, length), NULL, NULL, NULL);
  g_io_stream_close (connection, NULL, NULL);
}

static void
reply_part (Fixture           *self,
            SoupServerMessage *message,
            goffset            first,
            goffset            last,
            gsize              keep)
{
  gsize length = (gsize) (last - first + 1);
  g_autofree char *part = g_memdup2 (self->content + first, length);
  g_autofree char *range = NULL;

  if (self->fault == DAMAGED && self->times > 0)
    part[0] ^= 1;
  range = g_strdup_printf ("bytes %" G_GOFFSET_FORMAT "-%" G_GOFFSET_FORMAT "/%d", first, last,
                           self->fault == LONGER && self->times > 0 ? BYTES + 1 : BYTES);
  reply_raw (message, "206 Partial Content", OCTETS, range, part, length, keep);
  if (keep >= length)
    self->n_served += length;
}

static void
reply_fault (Fixture           *self,
             SoupServerMessage *message,
             goffset            first,
             goffset            last)
{
  g_autoptr (GIOStream) connection = NULL;

  switch (self->fault)
    {
    case CUT:
      reply_part (self, message, first, last, (gsize) (last - first) / 2);
      break;
    case HANG_UP:
      connection = soup_server_message_steal_connection (message);
      g_io_stream_close (connection, NULL, NULL);
      break;
    case WHOLE:
      reply_raw (message, "200 OK", OCTETS, NULL, self->content, BYTES, BYTES);
      break;
    case ELSEWHERE:
      reply_part (self, message, first + 1, last, G_MAXSIZE);
      break;
    case PORTAL:
      reply_raw (message, "200 OK", "text/html", NULL, "<html>Wi-Fi</html>", strlen ("<html>Wi-Fi</html>"), G_MAXSIZE);
      break;
    case MISSING:
      gb_test_reply (message, 404, "application/problem+json", "{\"type\":\"/not-found\"}");
      break;
    case SHORTER:
      gb_test_reply (message, 416, "application/problem+json", "{\"type\":\"/range\"}");
      break;
    case FINE:
    case LONGER:
    case DAMAGED:
    default:
      reply_part (self, message, first, last, G_MAXSIZE);
      break;
    }
}

static void
on_request_cb (SoupServer        *server,
               SoupServerMessage *message,
               const char        *path,
               GHashTable        *query,
               gpointer           user_data)
{
  Fixture *self = user_data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  SoupRange *ranges = NULL;
  int n = 0;

  g_assert_true (g_str_has_prefix (path, "/v1/files/"));
  g_assert_cmpstr (path + strlen ("/v1/files/"), ==, self->sha256);
  g_assert_cmpstr (soup_message_headers_get_one (headers, "Accept-Encoding"), ==, "identity");
  g_assert_true (soup_message_headers_get_ranges (headers, BYTES, &ranges, &n));
  g_assert_cmpint (n, ==, 1);
  self->n_requests++;
  if (self->n_requests > self->after && self->times > 0)
    {
      reply_fault (self, message, ranges[0].start, ranges[0].end);
      self->times--;
    }
  else
    reply_part (self, message, ranges[0].start, ranges[0].end, G_MAXSIZE);
  soup_message_headers_free_ranges (headers, ranges);
}

static gpointer
add_record (GbSqlConnection *connection,
            gpointer         sha256,
            GCancellable    *cancellable,
            GError         **error)
{
  g_autofree char *sql = g_strdup_printf ("INSERT INTO file (id,name,kind,sha256,bytes,rev,generation) "
                                          "VALUES ('ranh','Ranh giới','boundaries','%s',%d,1,1)",
                                          (char *) sha256, BYTES);

  gb_sql_connection_exec (connection, sql, error);
  return NULL;
}

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  g_autoptr (GbClock) clock = gb_clock_new_fixed (1787703300);
  g_autofree char *token = NULL, *address = NULL;
  g_autoptr (GbFileToken) tokens = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);
  g_autoptr (GError) error = NULL;

  g_mutex_init (&self->lock);
  self->content = g_malloc (BYTES);
  for (int i = 0; i < BYTES; i++)
    self->content[i] = (char) g_rand_int (rand);
  self->sha256 = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *) self->content, BYTES);
  self->server = gb_test_server_new (on_request_cb, self, NULL);
  self->folder = g_dir_make_tmp ("giaoban-files-XXXXXX", NULL);
  self->cache = g_build_filename (self->folder, "cache.db", NULL);
  token = g_build_filename (self->folder, "token", NULL);
  g_assert_true (g_file_set_contents_full (token, "secret", -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL));
  tokens = gb_file_token_new (token);
  address = gb_test_server_address (self->server, "");
  self->client = gb_client_new (address, GB_TOKEN_PROVIDER (tokens), &error);
  g_assert_no_error (error);
  gb_client_set_timeout (self->client, 10);
  self->store = gb_test_store_new (self->cache, clock);
  gb_store_open (self->store, NULL, &error);
  g_assert_no_error (error);
  gb_store_write (self->store, add_record, self->sha256, NULL, &error);
  g_assert_no_error (error);
}

static void
remove_all (const char *folder)
{
  g_autoptr (GDir) opened = g_dir_open (folder, 0, NULL);
  const char *name;

  while (opened != NULL && (name = g_dir_read_name (opened)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_all (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  gb_test_server_free (self->server);
  gb_store_close (self->store);
  g_assert_finalize_object (self->store);
  g_assert_finalize_object (self->client);
  remove_all (self->folder);
  g_free (self->folder);
  g_free (self->cache);
  g_free (self->content);
  g_free (self->sha256);
  g_mutex_clear (&self->lock);
}

static void
on_fetched_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  Outcome *outcome = user_data;

  gb_file_fetch_run_finish (result, &outcome->counts, &outcome->error);
  outcome->done = TRUE;
}

static void
run (Fixture *self,
     Outcome *outcome)
{
  GbFileFetch fetch = { self->store, self->client, NULL, NULL, NULL };

  *outcome = (Outcome) { FALSE };
  gb_file_fetch_run_async (&fetch, NULL, on_fetched_cb, outcome);
  gb_test_wait (&outcome->done);
}

/* The next @times requests after @after good ones go wrong. */
static void
go_wrong (Fixture *self,
          Fault    fault,
          guint    after,
          guint    times)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->fault = fault;
  self->after = self->n_requests + after;
  self->times = times;
}

static guint64
n_served (Fixture *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->n_served;
}

/* (transfer full) (nullable): what is kept under the hash, or of its part */
static char *
read_kept (Fixture    *self,
           const char *suffix,
           gsize      *length)
{
  g_autofree char *path = gb_file_cache_dup_path (self->cache, self->sha256);
  g_autofree char *file = g_strconcat (path, suffix, NULL);
  char *text = NULL;

  *length = 0;
  g_file_get_contents (file, &text, length, NULL);
  return text;
}

static void
assert_whole (Fixture *self)
{
  g_autofree char *folder = gb_file_cache_dup_folder (self->cache);
  g_autofree char *path = gb_file_cache_dup_path (self->cache, self->sha256);
  g_autofree char *text = NULL, *part = NULL;
  GStatBuf info;
  gsize length;

  text = read_kept (self, "", &length);
  g_assert_nonnull (text);
  g_assert_cmpmem (text, length, self->content, BYTES);
  part = read_kept (self, ".part", &length);
  g_assert_null (part);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmphex (info.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (folder, &info), ==, 0);
  g_assert_cmphex (info.st_mode & 0777, ==, 0700);
}

static void
test_whole (Fixture      *self,
            gconstpointer data)
{
  Outcome outcome;

  run (self, &outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpuint (outcome.counts.files, ==, 1);
  g_assert_cmpuint (self->n_requests, >, 1);
  assert_whole (self);

  /* what is there is not fetched again */
  run (self, &outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpuint (outcome.counts.files, ==, 0);
  g_assert_cmpuint (outcome.counts.bytes, ==, 0);
}

/* A part that broke off comes smaller, and nothing that was here comes twice. */
static void
test_cut (Fixture      *self,
          gconstpointer data)
{
  Outcome outcome;

  go_wrong (self, CUT, 1, 3);
  run (self, &outcome);
  g_assert_no_error (outcome.error);
  assert_whole (self);
  g_assert_cmpuint (n_served (self), ==, BYTES);
}

/* A run that ended early is gone on with by the next one, in another process as well. */
static void
test_resume (Fixture      *self,
             gconstpointer data)
{
  g_autofree char *part = NULL;
  Outcome outcome;
  gsize length;

  go_wrong (self, HANG_UP, 2, 1000);
  run (self, &outcome);
  g_assert_error (outcome.error, GB_NET_ERROR, GB_NET_ERROR_OFFLINE);
  g_clear_error (&outcome.error);
  part = read_kept (self, ".part", &length);
  g_assert_cmpuint (length, ==, n_served (self));
  g_assert_cmpuint (length, >, 0);

  go_wrong (self, FINE, 0, 0);
  run (self, &outcome);
  g_assert_no_error (outcome.error);
  assert_whole (self);
  g_assert_cmpuint (n_served (self), ==, BYTES);
}

/* All had come, and the process ended before it was checked. */
static void
test_resume_at_the_end (Fixture      *self,
                        gconstpointer data)
{
  g_autoptr (GBytes) all = g_bytes_new (self->content, BYTES);
  g_autoptr (GError) error = NULL;
  Outcome outcome;

  gb_file_cache_append (self->cache, self->sha256, 0, all, &error);
  g_assert_no_error (error);
  run (self, &outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpuint (self->n_requests, ==, 0);
  assert_whole (self);
}

/* An endpoint, or who stands before it, that knows nothing of parts. */
static void
test_whole_answer (Fixture      *self,
                   gconstpointer data)
{
  Outcome outcome;

  go_wrong (self, WHOLE, 2, 1);
  run (self, &outcome);
  g_assert_no_error (outcome.error);
  assert_whole (self);
}

static void
test_shorter_there (Fixture      *self,
                    gconstpointer data)
{
  Outcome outcome;

  go_wrong (self, SHORTER, 2, 1);
  run (self, &outcome);
  g_assert_no_error (outcome.error);
  assert_whole (self);
  g_assert_cmpuint (n_served (self), >, BYTES);
}

/* What is not what its hash says is never kept, and the next run fetches it anew. */
static void
test_damaged (Fixture      *self,
              gconstpointer data)
{
  g_autofree char *text = NULL, *part = NULL;
  Outcome outcome;
  gsize length;

  go_wrong (self, DAMAGED, 1, 1);
  run (self, &outcome);
  g_assert_error (outcome.error, GB_SYNC_ERROR, GB_SYNC_ERROR_BAD_FILE);
  g_clear_error (&outcome.error);
  text = read_kept (self, "", &length);
  part = read_kept (self, ".part", &length);
  g_assert_null (text);
  g_assert_null (part);

  run (self, &outcome);
  g_assert_no_error (outcome.error);
  assert_whole (self);
}

static const struct
{
  const char *name;
  Fault fault;
  int code;
} refusals[] = {
  { "elsewhere", ELSEWHERE, GB_NET_ERROR_PROTOCOL },
  { "longer", LONGER, GB_NET_ERROR_PROTOCOL },
  { "portal", PORTAL, GB_NET_ERROR_NOT_OUR_SERVER },
};

/* What came before stays, and nothing of a wrong answer does. */
static void
test_refused (Fixture      *self,
              gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *part = NULL;
      Outcome outcome;
      gsize length;

      g_test_message ("%s", refusals[i].name);
      go_wrong (self, refusals[i].fault, i == 0 ? 1 : 0, 1);
      run (self, &outcome);
      g_assert_error (outcome.error, GB_NET_ERROR, refusals[i].code);
      g_clear_error (&outcome.error);
      part = read_kept (self, ".part", &length);
      g_assert_cmpmem (part, length, self->content, GB_PAGE_SIZE_START);
    }
}

static void
test_missing (Fixture      *self,
              gconstpointer data)
{
  Outcome outcome;

  go_wrong (self, MISSING, 0, 1);
  run (self, &outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpuint (outcome.counts.missing, ==, 1);
  g_assert_cmpuint (outcome.counts.files, ==, 0);
}

/* An older map goes when a newer one has come; what is being fetched stays. */
static void
test_sweep (Fixture      *self,
            gconstpointer data)
{
  g_autofree char *folder = gb_file_cache_dup_folder (self->cache);
  g_autofree char *zeros = g_strnfill (64, '0');
  g_autofree char *older = gb_file_cache_dup_path (self->cache, zeros);
  Outcome outcome;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (older, "x", 1, NULL));
  run (self, &outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpuint (outcome.counts.removed, ==, 1);
  g_assert_false (g_file_test (older, G_FILE_TEST_EXISTS));
  assert_whole (self);
}

#define ADD(path, test) g_test_add ("/sync/file-fetch/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("whole", test_whole);
  ADD ("cut", test_cut);
  ADD ("resume", test_resume);
  ADD ("resume-at-the-end", test_resume_at_the_end);
  ADD ("whole-answer", test_whole_answer);
  ADD ("shorter-there", test_shorter_there);
  ADD ("damaged", test_damaged);
  ADD ("refused", test_refused);
  ADD ("missing", test_missing);
  ADD ("sweep", test_sweep);
  return g_test_run ();
}
