/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-bundle-reader.h"
#include "gb-bundle-writer.h"
#include "gb-wire-error.h"

#include <glib/gstdio.h>
#include <string.h>

#define SCOPE "commune:21028"
#define MADE_AT 1787703300
#define PAGE                                                                                                         \
  "{\"feed\":\"giaoban/1\",\"feed_id\":\"f\",\"scope\":\"" SCOPE "\",\"group\":\"work\",\"from\":null,"              \
  "\"server_time\":\"2026-08-26T07:15:00+07:00\"}\n"                                                                  \
  "{\"op\":\"put\",\"type\":\"task\",\"id\":\"t1\",\"rev\":1,\"data\":{\"title\":\"Báo cáo\"}}\n"                     \
  "{\"type\":\"task\",\"op\":\"del\",\"id\":\"t2\",\"rev\":2}\n"                                                     \
  "{\"cursor\":\"c\",\"position\":7,\"more\":false,\"count\":2}\n"
#define RESULTS "[{\"id\":\"a\",\"status\":\"applied\",\"rev\":3}]"

typedef struct
{
  char *folder;
  GFile *file;
  GbSealKeys *hub;
  GbSealKeys *workstation;
  GbSealKeys *stranger;
} Fixture;

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  self->folder = g_dir_make_tmp ("giaoban-test-XXXXXX", NULL);
  self->file = g_file_new_build_filename (self->folder, "goi" GB_BUNDLE_SUFFIX, NULL);
  self->hub = gb_seal_keys_new ();
  self->workstation = gb_seal_keys_new ();
  self->stranger = gb_seal_keys_new ();
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  g_file_delete (self->file, NULL, NULL);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->folder);
  g_object_unref (self->file);
  gb_seal_keys_free (self->hub);
  gb_seal_keys_free (self->workstation);
  gb_seal_keys_free (self->stranger);
}

static GbBundleHeader *
new_header (void)
{
  GbBundleHeader *header = gb_bundle_header_new (GB_BUNDLE_KIND_FEED, "7f3a", SCOPE, MADE_AT);
  GbBundleGroup *group = gb_bundle_header_add_group (header, "work", NULL);

  header->sender = g_strdup ("Quảng Ngãi");
  header->feed_id = g_strdup ("f");
  group->cursor = g_strdup ("c");
  group->position = 7;
  group->count = 2;
  header->n_actions = 1;
  return header;
}

static void
write_bundle (Fixture    *self,
              const char *contents,
              gsize       length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GbBundleWriter) writer = gb_bundle_writer_new (gb_seal_keys_get_x25519 (self->workstation), &error);
  g_autoptr (GbBundleHeader) header = new_header ();

  g_assert_no_error (error);
  gb_bundle_writer_write (writer, contents, length, &error);
  g_assert_no_error (error);
  gb_bundle_writer_close (writer, header, self->hub, self->file, NULL, &error);
  g_assert_no_error (error);
}

static GBytes *
load (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = g_file_load_bytes (self->file, NULL, NULL, &error);

  g_assert_no_error (error);
  return bytes;
}

/* What reading it to its end gives; @error is set when it is refused anywhere on the way. */
static void
read_to_end (const guint8 *data,
             gsize         length,
             const guint8 *signer,
             GbSealKeys   *recipient,
             GString      *contents,
             GError      **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (data, (gssize) length, NULL);
  g_autoptr (GbBundleReader) reader = gb_bundle_reader_new (stream, NULL, error);
  GbBundleItem item = GB_BUNDLE_ITEM_PAGE;

  if (reader == NULL || !gb_bundle_reader_check (reader, signer, recipient, NULL, error))
    return;
  while (item != GB_BUNDLE_ITEM_END)
    {
      g_autoptr (GBytes) bytes = NULL;

      if (!gb_bundle_reader_next (reader, &item, &bytes, NULL, error))
        return;
      if (bytes != NULL)
        g_string_append_len (contents, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
    }
}

static void
check_read (Fixture    *self,
            GBytes     *bytes,
            GbSealKeys *signer,
            GbSealKeys *recipient,
            int         code)
{
  g_autoptr (GString) contents = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  read_to_end (data, length, gb_seal_keys_get_ed25519 (signer), recipient, contents, &error);
  if (code < 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, GB_WIRE_ERROR, code);
  if (code >= 0)
    g_assert_cmpuint (contents->len, ==, 0);
}

static void
test_whole (Fixture      *self,
            gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GbBundleReader) reader = NULL;
  g_autoptr (GBytes) page = NULL, results = NULL, nothing = NULL;
  const GbBundleHeader *header;
  const GbBundleGroup *group;
  GbBundleItem item;

  write_bundle (self, RESULTS "\n" PAGE, strlen (RESULTS "\n" PAGE));
  reader = gb_bundle_reader_open (self->file, NULL, &error);
  g_assert_no_error (error);
  header = gb_bundle_reader_get_header (reader);
  g_assert_cmpint (header->kind, ==, GB_BUNDLE_KIND_FEED);
  g_assert_true (g_uuid_string_is_valid (header->id));
  g_assert_cmpstr (header->sender, ==, "Quảng Ngãi");
  g_assert_cmpstr (header->workstation, ==, "7f3a");
  g_assert_cmpstr (header->scope, ==, SCOPE);
  g_assert_cmpstr (header->feed_id, ==, "f");
  g_assert_cmpint (header->made_at, ==, MADE_AT);
  g_assert_cmpint (header->n_actions, ==, 1);
  group = gb_bundle_header_get_group (header, "work");
  g_assert_null (group->from);
  g_assert_cmpstr (group->cursor, ==, "c");
  g_assert_cmpint (group->position, ==, 7);
  g_assert_cmpint (group->count, ==, 2);
  g_assert_null (gb_bundle_header_get_group (header, "base"));

  gb_bundle_reader_check (reader, gb_seal_keys_get_ed25519 (self->hub), self->workstation, NULL, &error);
  g_assert_no_error (error);
  for (int i = 0; i < 2; i++)
    {
      g_clear_pointer (&results, g_bytes_unref);
      g_clear_pointer (&page, g_bytes_unref);
      g_assert_true (gb_bundle_reader_next (reader, &item, &results, NULL, NULL));
      g_assert_cmpint (item, ==, GB_BUNDLE_ITEM_ACTIONS);
      g_assert_cmpmem (g_bytes_get_data (results, NULL), g_bytes_get_size (results), RESULTS, strlen (RESULTS));
      g_assert_true (gb_bundle_reader_next (reader, &item, &page, NULL, NULL));
      g_assert_cmpint (item, ==, GB_BUNDLE_ITEM_PAGE);
      g_assert_cmpmem (g_bytes_get_data (page, NULL), g_bytes_get_size (page), PAGE, strlen (PAGE));
      g_assert_true (gb_bundle_reader_next (reader, &item, &nothing, NULL, NULL));
      g_assert_cmpint (item, ==, GB_BUNDLE_ITEM_END);
      g_assert_null (nothing);
      g_assert_true (gb_bundle_reader_rewind (reader, NULL, NULL));
    }
}

/* Nobody but its owner may read it, and names do not stand in it. */
static void
test_file (Fixture      *self,
           gconstpointer data)
{
  g_autofree char *path = g_file_get_path (self->file);
  g_autoptr (GBytes) bytes = NULL;
  GStatBuf status;

  write_bundle (self, PAGE, strlen (PAGE));
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  bytes = load (self);
  for (gsize i = 0; i + strlen ("Báo") <= g_bytes_get_size (bytes); i++)
    g_assert_true (memcmp ((const char *) g_bytes_get_data (bytes, NULL) + i, "Báo", strlen ("Báo")) != 0);
}

static gint64
sealed_size (Fixture *self)
{
  g_autoptr (GbBundleReader) reader = gb_bundle_reader_open (self->file, NULL, NULL);

  return gb_bundle_reader_get_header (reader)->bytes;
}

static void
check_size (Fixture *self,
            GRand   *rand,
            gsize    size)
{
  g_autoptr (GString) text = g_string_new (NULL), contents = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  while (text->len < size)
    g_string_append_c (text, text->len == 0 ? '[' : (char) g_rand_int_range (rand, 128, 256));
  write_bundle (self, text->str, text->len);
  bytes = load (self);
  read_to_end (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), gb_seal_keys_get_ed25519 (self->hub),
               self->workstation, contents, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (text->str, text->len, contents->str, contents->len);
}

/* Seven bits in a byte: compressed it is about 7/8. The end comes to stand everywhere around that of a
 * chunk, also in a chunk of its own. */
static void
test_sizes (Fixture      *self,
            gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  gsize low = 0, high = 2 * GB_BUNDLE_CHUNK;
  gboolean alone = FALSE;

  check_size (self, rand, 0);
  check_size (self, rand, 1);
  check_size (self, rand, 5 * GB_BUNDLE_CHUNK);
  while (high - low > 24)
    {
      gsize middle = low + (high - low) / 2;

      check_size (self, rand, middle);
      if (sealed_size (self) < GB_BUNDLE_CHUNK + 17)
        low = middle;
      else
        high = middle;
    }
  for (gsize size = low - 24; size < high + 24 && !alone; size++)
    {
      check_size (self, rand, size);
      alone = sealed_size (self) == GB_BUNDLE_CHUNK + 34;
    }
  g_assert_true (alone);
}

static void
test_cut (Fixture      *self,
          gconstpointer data)
{
  g_autoptr (GBytes) bytes = NULL;

  write_bundle (self, PAGE, strlen (PAGE));
  bytes = load (self);
  check_read (self, bytes, self->hub, self->workstation, -1);
  for (gsize i = 0; i < g_bytes_get_size (bytes); i++)
    {
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (bytes, 0, i);

      check_read (self, cut, self->hub, self->workstation, GB_WIRE_ERROR_TRUNCATED);
    }
}

/* Whatever bit is turned, nothing is unpacked; in the contents it is told for what it is. */
static void
test_changed (Fixture      *self,
              gconstpointer data)
{
  g_autoptr (GBytes) bytes = NULL;
  gsize length, start;
  const char *original;
  const char *line;

  write_bundle (self, PAGE, strlen (PAGE));
  bytes = load (self);
  original = g_bytes_get_data (bytes, &length);
  line = strchr (strchr (strchr (original, '\n') + 1, '\n') + 1, '\n') + 1;
  start = (gsize) (line - original);
  for (gsize i = 0; i < length; i++)
    {
      g_autofree guint8 *copy = g_memdup2 (original, length);
      g_autoptr (GString) contents = g_string_new (NULL);
      g_autoptr (GError) error = NULL;

      copy[i] ^= 1;
      read_to_end (copy, length, gb_seal_keys_get_ed25519 (self->hub), self->workstation, contents, &error);
      g_assert_true (error != NULL && error->domain == GB_WIRE_ERROR);
      g_assert_cmpuint (contents->len, ==, 0);
      if (i >= start)
        g_assert_cmpint (error->code, ==, GB_WIRE_ERROR_TAMPERED);
    }
  {
    g_autofree char *longer = g_malloc0 (length + 1);
    g_autoptr (GBytes) changed = NULL;

    memcpy (longer, original, length);
    changed = g_bytes_new (longer, length + 1);
    check_read (self, changed, self->hub, self->workstation, GB_WIRE_ERROR_TAMPERED);
  }
}

static void
test_strangers (Fixture      *self,
                gconstpointer data)
{
  g_autoptr (GBytes) bytes = NULL;

  write_bundle (self, PAGE, strlen (PAGE));
  bytes = load (self);
  check_read (self, bytes, self->stranger, self->workstation, GB_WIRE_ERROR_SIGNER);
  check_read (self, bytes, self->hub, self->stranger, GB_WIRE_ERROR_RECIPIENT);
  check_read (self, bytes, self->hub, self->hub, GB_WIRE_ERROR_RECIPIENT);
}

static void
test_no_bundle (Fixture      *self,
                gconstpointer data)
{
  static const struct
  {
    const char *text;
    int code;
  } cases[] = {
    { "", GB_WIRE_ERROR_TRUNCATED },
    { "<!DOCTYPE html>\n<html>\n", GB_WIRE_ERROR_SYNTAX },
    { "giaoban", GB_WIRE_ERROR_TRUNCATED },
    { "giaobon", GB_WIRE_ERROR_SYNTAX },
    { "giaoban-bundle/2\n{}\n", GB_WIRE_ERROR_VALUE },
    { GB_BUNDLE_FORMAT "\n{}\nAAAA\n", GB_WIRE_ERROR_TAMPERED },
    { GB_BUNDLE_FORMAT "\n{]\n\n", GB_WIRE_ERROR_TAMPERED },
  };
  g_autofree char *endless = g_strnfill (64 * 1024, 'x');
  g_autofree char *text = g_strconcat (GB_BUNDLE_FORMAT "\n", endless, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) file = g_bytes_new_static (cases[i].text, strlen (cases[i].text));

      check_read (self, file, self->hub, self->workstation, cases[i].code);
    }
  check_read (self, bytes, self->hub, self->workstation, GB_WIRE_ERROR_TAMPERED);
}

static void
test_contents (Fixture      *self,
               gconstpointer data)
{
  static const struct
  {
    const char *text;
    int code;
  } cases[] = {
    { "{\"op\":\"del\",\"type\":\"task\",\"id\":\"t2\",\"rev\":2}\n", GB_WIRE_ERROR_VALUE },
    { "\n", GB_WIRE_ERROR_VALUE },
    { "{\"feed\":\"giaoban/1\"}\n", GB_WIRE_ERROR_UNSEALED },
    { "{\"feed\":\"giaoban/1\"}\n" RESULTS "\n", GB_WIRE_ERROR_VALUE },
    { "{\"feed\":\"giaoban/1\"}\n{\"feed\":\"giaoban/1\"}\n", GB_WIRE_ERROR_VALUE },
  };
  g_autofree char *endless = g_strnfill (GB_BUNDLE_MAX_PAGE + 4 * GB_BUNDLE_CHUNK, '[');
  g_autoptr (GBytes) bytes = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) file = NULL;

      write_bundle (self, cases[i].text, strlen (cases[i].text));
      file = load (self);
      check_read (self, file, self->hub, self->workstation, cases[i].code);
    }
  write_bundle (self, endless, strlen (endless));
  bytes = load (self);
  check_read (self, bytes, self->hub, self->workstation, GB_WIRE_ERROR_LIMIT);
}

static void
test_actions (Fixture      *self,
              gconstpointer data)
{
  g_autoptr (GbBundleHeader) header = gb_bundle_header_new (GB_BUNDLE_KIND_ACTIONS, "7f3a", NULL, MADE_AT);
  g_autoptr (GPtrArray) messages = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_action_message_free);
  g_autoptr (GbBundleReader) reader = NULL;
  g_autoptr (GError) error = NULL;
  GbBundleItem item;

  for (int i = 0; i < 3; i++)
    {
      g_autofree char *id = g_strdup_printf ("00000000-0000-4000-8000-00000000000%d", i);

      g_ptr_array_add (messages, gb_action_message_new (id, "dossier.note", "H48.28-260820-0001"));
    }
  gb_bundle_write_actions (self->file, header, messages, self->workstation, gb_seal_keys_get_x25519 (self->hub), NULL,
                           &error);
  g_assert_no_error (error);
  reader = gb_bundle_reader_open (self->file, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gb_bundle_reader_get_header (reader)->kind, ==, GB_BUNDLE_KIND_ACTIONS);
  g_assert_cmpint (gb_bundle_reader_get_header (reader)->n_actions, ==, 3);
  gb_bundle_reader_check (reader, gb_seal_keys_get_ed25519 (self->workstation), self->hub, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < messages->len; i++)
    {
      const GbActionMessage *message = messages->pdata[i];
      g_autoptr (GPtrArray) read = NULL;
      g_autoptr (GBytes) bytes = NULL;

      g_assert_true (gb_bundle_reader_next (reader, &item, &bytes, NULL, NULL));
      g_assert_cmpint (item, ==, GB_BUNDLE_ITEM_ACTIONS);
      read = gb_action_codec_decode (bytes, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (((GbActionMessage *) read->pdata[0])->id, ==, message->id);
    }
}

/* What stood there stays when the new one does not come about. */
static void
test_replaced_whole (Fixture      *self,
                     gconstpointer data)
{
  g_autoptr (GbBundleWriter) writer = gb_bundle_writer_new (gb_seal_keys_get_x25519 (self->workstation), NULL);
  g_autoptr (GbBundleHeader) header = new_header ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GBytes) before = NULL, after = NULL;
  g_autoptr (GError) error = NULL;

  write_bundle (self, PAGE, strlen (PAGE));
  before = load (self);
  g_cancellable_cancel (cancellable);
  g_assert_false (gb_bundle_writer_close (writer, header, self->hub, self->file, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  after = load (self);
  g_assert_true (g_bytes_equal (before, after));
}

#define ADD(name, func) g_test_add ("/wire/bundle/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("whole", test_whole);
  ADD ("file", test_file);
  ADD ("sizes", test_sizes);
  ADD ("cut", test_cut);
  ADD ("changed", test_changed);
  ADD ("strangers", test_strangers);
  ADD ("no-bundle", test_no_bundle);
  ADD ("contents", test_contents);
  ADD ("actions", test_actions);
  ADD ("replaced-whole", test_replaced_whole);
  return g_test_run ();
}
