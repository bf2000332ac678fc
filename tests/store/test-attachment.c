/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-action-queue.h"
#include "gb-action-repository.h"
#include "gb-attachment-queue.h"
#include "gb-setting-repository.h"
#include "gb-store-fixture.h"
#include "gb-store-private.h"
#include "gb-time.h"

#include <string.h>

#define ISSUE                                                                                      \
  "{\"op\":\"put\",\"type\":\"issue\",\"id\":\"i\",\"rev\":7,\"data\":{\"kind\":\"difficulty\",\"commune\":\"21028\","   \
  "\"field\":\"Đất đai\",\"title\":\"t\",\"state\":\"assigned\",\"level\":\"department\","                        \
  "\"raised\":\"2026-08-20T08:00:00+07:00\"}}\n"

#define COMMUNE                                                                                    \
  "{\"op\":\"put\",\"type\":\"commune\",\"id\":\"21028\",\"rev\":7,\"data\":{\"name\":\"Nghĩa Lộ\",\"type\":\"phường\","     \
  "\"province\":\"51\",\"area_km2\":17,\"population\":7,\"lon\":108.78,\"lat\":15.12}}\n"

static void
set_up (GbStoreFixture *f,
        gconstpointer   data)
{
  gb_store_fixture_set_up (f);
  gb_test_commit (f, GB_RECORD_GROUP_WORK, ISSUE, NULL);
}

static void
tear_down (GbStoreFixture *f,
           gconstpointer   data)
{
  gb_store_fixture_tear_down (f);
}

static GbAttachment *
add (GbStoreFixture *f,
     const char     *name,
     const char     *text)
{
  g_autoptr (GBytes) content = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  GbAttachment *file = gb_store_add_attachment (f->store, name, content, &error);

  g_assert_no_error (error);
  return file;
}

/* (transfer full): the id of a note that names the file */
static char *
name_file (GbStoreFixture     *f,
           const GbAttachment *file)
{
  g_autoptr (GbAction) action = gb_action_new (GB_ACTION_ISSUE_NOTE, "i"), stored = NULL;
  g_autoptr (GError) error = NULL;

  gb_action_set (action, "text", "Có tệp kèm theo");
  gb_action_add_file (action, file->sha256, file->name);
  stored = gb_store_add_action (f->store, action, NULL, NULL, &error);
  g_assert_no_error (error);
  return g_strdup (stored->id);
}

/* --- adding --------------------------------------------------------------------------------- */

static char *
repeat (const char *text,
        int         times)
{
  GString *all = g_string_new (NULL);

  for (int i = 0; i < times; i++)
    g_string_append (all, text);
  return g_string_free (all, FALSE);
}

static void
test_names (GbStoreFixture *f,
            gconstpointer   data)
{
  g_autofree char *many = g_strnfill (300, 'a'), *most = g_strnfill (116, 'a');
  g_autofree char *wide = repeat ("ộ", 110), *kept_of_wide = repeat ("ộ", 83);
  g_autofree char *wide_name = g_strconcat (wide, ".pdf", NULL), *wide_shortened = g_strconcat (kept_of_wide, ".pdf", NULL);
  g_autofree char *long_name = g_strconcat (many, ".jpg", NULL), *shortened = g_strconcat (most, ".jpg", NULL);
  const struct
  {
    const char *name;
    const char *kept;
  } cases[] = {
    { "ảnh.jpg", "ảnh.jpg" },
    { "/home/a/Ảnh hiện trường.png", "Ảnh hiện trường.png" },
    { "a\nb\tc.pdf", "a_b_c.pdf" },
    { "a\xff.pdf", "a\357\277\275.pdf" },
    { "../../.bashrc", "_bashrc" },
    { "..", "_." },
    { "", "_" },
    { "a/../..", "_." },
    { long_name, shortened },
    /* no file system takes more than 255 bytes */
    { wide_name, wide_shortened },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("%" G_GSIZE_FORMAT, i);
      g_autoptr (GbAttachment) file = add (f, cases[i].name, text);

      g_assert_cmpstr (file->name, ==, cases[i].kept);
      g_assert_cmpuint (file->bytes, ==, 1);
    }
}

static void
test_sizes (GbStoreFixture *f,
            gconstpointer   data)
{
  const struct
  {
    gsize bytes;
    gboolean good;
  } cases[] = { { 0, FALSE }, { 1, TRUE }, { GB_ATTACHMENT_MAX_BYTES, TRUE }, { GB_ATTACHMENT_MAX_BYTES + 1, FALSE } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) content = g_bytes_new_take (g_malloc0 (cases[i].bytes), cases[i].bytes);
      g_autoptr (GError) error = NULL;
      g_autoptr (GbAttachment) file = gb_store_add_attachment (f->store, "a", content, &error);

      if (cases[i].good)
        g_assert_no_error (error);
      else
        g_assert_error (error, GB_ACTION_ERROR, GB_ACTION_ERROR_INVALID);
      g_assert_true ((file != NULL) == cases[i].good);
    }
}

static gpointer
list_func (GbSqlConnection *connection,
           gpointer         files,
           GCancellable    *cancellable,
           GError         **error)
{
  return gb_attachment_list (connection, files, error);
}

static GPtrArray *
list (GbStoreFixture *f,
      const char     *files)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *files_of = gb_store_read (f->store, list_func, (gpointer) files, NULL, &error);

  g_assert_no_error (error);
  return files_of;
}

/* What is known here of the files that a record or a draft names; the same content goes by its newest name. */
static void
test_list (GbStoreFixture *f,
           gconstpointer   data)
{
  g_autoptr (GbAttachment) first = add (f, "một.pdf", "1"), renamed = add (f, "hai.pdf", "1");
  g_autofree char *far = g_strnfill (64, 'f');
  g_autofree char *json = g_strdup_printf ("[{\"name\":\"xa.pdf\",\"sha256\":\"%s\",\"bytes\":7},{\"sha256\":\"%s\"},"
                                           "{\"name\":\"hỏng\",\"sha256\":\"x\"},5]",
                                           far, first->sha256);
  g_autoptr (GPtrArray) files = list (f, json), none = list (f, NULL), drawn = NULL;
  g_autofree char *written = NULL;
  const GbAttachment *one, *two;

  g_assert_cmpstr (first->sha256, ==, renamed->sha256);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (files->len, ==, 2);
  one = files->pdata[0];
  two = files->pdata[1];
  g_assert_cmpstr (one->name, ==, "xa.pdf");
  g_assert_cmpint (one->state, ==, GB_ATTACHMENT_THERE);
  g_assert_cmpuint (one->bytes, ==, 7);
  g_assert_false (one->is_here);
  g_assert_cmpstr (two->name, ==, "hai.pdf");
  g_assert_cmpint (two->state, ==, GB_ATTACHMENT_WAITING);
  g_assert_true (two->is_here);
  written = gb_attachment_list_to_json (files);
  drawn = list (f, written);
  g_assert_cmpuint (drawn->len, ==, 2);
}

/* --- what waits ----------------------------------------------------------------------------- */

typedef struct
{
  gboolean done;
  gpointer result;
} Outcome;

static gboolean
is_done (gpointer outcome)
{
  return ((Outcome *) outcome)->done;
}

static void
on_taken_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  Outcome *outcome = user_data;
  g_autoptr (GError) error = NULL;

  outcome->result = gb_attachment_take_finish (GB_STORE (object), result, &error);
  g_assert_no_error (error);
  outcome->done = TRUE;
}

static GbAttachmentUpload *
take (GbStoreFixture *f,
      const char     *tried)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  Outcome outcome = { FALSE };

  if (tried != NULL)
    g_ptr_array_add (names, (gpointer) tried);
  gb_attachment_take_async (f->store, names, on_taken_cb, &outcome);
  g_assert_true (gb_test_wait (is_done, &outcome));
  return outcome.result;
}

static void
on_actions_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  Outcome *outcome = user_data;
  g_autoptr (GError) error = NULL;

  outcome->result = gb_action_queue_take_finish (GB_STORE (object), result, &error);
  g_assert_no_error (error);
  outcome->done = TRUE;
}

/* How many actions are to be sent now; what a run of the sync begins with. */
static guint
take_actions (GbStoreFixture *f)
{
  GbActionBatch batch = { 10, NULL };
  Outcome outcome = { FALSE };
  g_autoptr (GPtrArray) actions = NULL;

  gb_action_queue_take_async (f->store, &batch, on_actions_cb, &outcome);
  g_assert_true (gb_test_wait (is_done, &outcome));
  actions = outcome.result;
  return actions->len;
}

static void
on_noted_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  gb_attachment_note_finish (GB_STORE (object), result, &error);
  g_assert_no_error (error);
  ((Outcome *) user_data)->done = TRUE;
}

static void
note (GbStoreFixture   *f,
      GbAttachment     *file,
      GbAttachmentState state,
      gint64            next_attempt)
{
  Outcome outcome = { FALSE };

  file->state = state;
  file->next_attempt = next_attempt;
  gb_attachment_note_async (f->store, file, next_attempt != 0, on_noted_cb, &outcome);
  g_assert_true (gb_test_wait (is_done, &outcome));
}

static void
settle (GbStoreFixture *f,
        const char     *id,
        GbActionState   state)
{
  g_autoptr (GPtrArray) outcomes = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_action_outcome_free);
  GbActionOutcome *outcome = gb_action_outcome_new (id, state);
  g_autoptr (GPtrArray) news = NULL;
  g_autoptr (GError) error = NULL;

  outcome->rev = 8;
  outcome->problem_field = g_strdup (state == GB_ACTION_REFUSED ? "files" : NULL);
  g_ptr_array_add (outcomes, outcome);
  news = gb_action_queue_settle (f->store, outcomes, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (news->len, ==, 1);
}

/* A file goes once something that waits names it, and what names it after that. */
static void
test_order (GbStoreFixture *f,
            gconstpointer   data)
{
  g_autoptr (GbAttachment) file = add (f, "a", "a");
  g_autoptr (GbAttachmentUpload) none = take (f, NULL), one = NULL, tried = NULL, early = NULL, due = NULL;
  g_autofree char *id = NULL;

  g_assert_null (none);
  id = name_file (f, file);
  one = take (f, NULL);
  g_assert_nonnull (one);
  g_assert_cmpstr (one->file->sha256, ==, file->sha256);
  g_assert_cmpuint (g_bytes_get_size (one->content), ==, 1);
  tried = take (f, file->sha256);
  g_assert_null (tried);
  g_assert_cmpuint (take_actions (f), ==, 0);

  note (f, file, GB_ATTACHMENT_WAITING, GB_TEST_NOW + 60);
  early = take (f, NULL);
  g_assert_null (early);
  gb_clock_set (f->clock, GB_TEST_NOW + 60);
  due = take (f, NULL);
  g_assert_cmpuint (due->attempts, ==, 1);
  note (f, file, GB_ATTACHMENT_THERE, 0);
  g_assert_cmpuint (take_actions (f), ==, 1);
}

/* A file that is carried by hand takes nothing about an issue that is not in it: that waits for its photo. */
static void
test_by_hand (GbStoreFixture *f,
              gconstpointer   data)
{
  g_autoptr (GbAttachment) file = add (f, "a", "a");
  g_autoptr (GbAction) raise = gb_action_new (GB_ACTION_ISSUE_RAISE, "21028"), raised = NULL, note_of = NULL, noted = NULL;
  g_autoptr (GPtrArray) none = NULL, both = NULL;
  g_autoptr (GError) error = NULL;

  gb_test_commit (f, GB_RECORD_GROUP_BASE, COMMUNE, NULL);
  gb_action_set (raise, "kind", "difficulty");
  gb_action_set (raise, "field", "Đất đai");
  gb_action_set (raise, "title", "Thiếu bản đồ");
  gb_action_set (raise, "text", "Chưa có bản đồ");
  gb_action_add_file (raise, file->sha256, file->name);
  raised = gb_store_add_action (f->store, raise, NULL, NULL, &error);
  g_assert_no_error (error);
  note_of = gb_action_new (GB_ACTION_ISSUE_NOTE, raised->id);
  gb_action_set (note_of, "text", "Thêm một việc");
  noted = gb_store_add_action (f->store, note_of, NULL, NULL, &error);
  g_assert_no_error (error);

  none = gb_action_queue_take_all (f->store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->len, ==, 0);
  note (f, file, GB_ATTACHMENT_THERE, 0);
  both = gb_action_queue_take_all (f->store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (both->len, ==, 2);
}

/* What only shows something is opened; what a desktop would start is not. */
static void
test_is_document (void)
{
  static const char *const documents[] = { "Báo cáo.pdf", "ẢNH.JPG", "số liệu.xlsx", "a.b.docx", "ghi âm.m4a" };
  static const char *const others[] = { "Báo cáo.pdf.desktop", "trang.html", "chạy.sh", "pdf", "", "x.svg", "a.exe", "b.jar" };

  for (gsize i = 0; i < G_N_ELEMENTS (documents); i++)
    g_assert_true (gb_attachment_is_document (documents[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (gb_attachment_is_document (others[i]));
}

static gpointer
waiting_func (GbSqlConnection *connection,
              gpointer         waiting,
              GCancellable    *cancellable,
              GError         **error)
{
  return gb_attachment_waiting (connection, waiting, error) ? waiting : NULL;
}

static void
check_waiting (GbStoreFixture            *f,
               const GbAttachmentWaiting *expected)
{
  GbAttachmentWaiting waiting = { 0 };
  g_autoptr (GError) error = NULL;

  gb_store_read (f->store, waiting_func, &waiting, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (waiting.files, ==, expected->files);
  g_assert_cmpuint (waiting.bytes, ==, expected->bytes);
  g_assert_cmpint (waiting.next_attempt, ==, expected->next_attempt);
  g_assert_cmpuint (waiting.actions, ==, expected->actions);
}

/* Files that something names count, each once, and what waits for them; not what is there or will never be. */
static void
test_waiting (GbStoreFixture *f,
              gconstpointer   data)
{
  g_autoptr (GbAttachment) one = add (f, "a", "a"), two = add (f, "b", "bb"), unnamed = add (f, "c", "ccc");
  g_autofree char *first = NULL, *second = NULL, *third = NULL;

  check_waiting (f, &(GbAttachmentWaiting) { 0 });
  first = name_file (f, one);
  second = name_file (f, one);
  third = name_file (f, two);
  check_waiting (f, &(GbAttachmentWaiting) { .files = 2, .bytes = 3, .actions = 3 });
  two->sent = 1;
  note (f, two, GB_ATTACHMENT_WAITING, GB_TEST_NOW + 60);
  check_waiting (f, &(GbAttachmentWaiting) { 2, 2, GB_TEST_NOW + 60, 3 });
  note (f, one, GB_ATTACHMENT_THERE, 0);
  check_waiting (f, &(GbAttachmentWaiting) { 1, 1, GB_TEST_NOW + 60, 1 });
  note (f, two, GB_ATTACHMENT_REFUSED, 0);
  check_waiting (f, &(GbAttachmentWaiting) { 0 });
}

/* What the hub will not have keeps nobody waiting, and what it does not have after all is sent again. */
static void
test_refused (GbStoreFixture *f,
              gconstpointer   data)
{
  g_autoptr (GbAttachment) refused = add (f, "a", "a"), lost = add (f, "b", "b");
  g_autofree char *first = name_file (f, refused), *second = NULL;
  g_autoptr (GbAttachmentUpload) none = NULL, again = NULL;

  note (f, refused, GB_ATTACHMENT_REFUSED, 0);
  g_assert_cmpuint (take_actions (f), ==, 1);
  settle (f, first, GB_ACTION_REFUSED);
  g_assert_cmpint (gb_test_int (f, "SELECT count(*) FROM local.attachment WHERE state='refused'"), ==, 1);

  second = name_file (f, lost);
  note (f, lost, GB_ATTACHMENT_THERE, 0);
  g_assert_cmpuint (take_actions (f), ==, 1);
  settle (f, second, GB_ACTION_REFUSED);
  none = take (f, NULL);
  g_assert_null (none);
  g_assert_cmpint (gb_test_int (f, "SELECT count(*) FROM local.attachment WHERE state='waiting'"), ==, 1);
}

/* --- what goes ------------------------------------------------------------------------------ */

static void
test_tidy (GbStoreFixture *f,
           gconstpointer   data)
{
  g_autoptr (GbAttachment) unnamed = add (f, "a", "a"), draft = add (f, "b", "b"), named = add (f, "c", "c");
  g_autofree char *id = name_file (f, named);
  g_autofree char *json = g_strdup_printf ("{\"title\":\"t\",\"files\":[{\"name\":\"b\",\"sha256\":\"%s\"}]}", draft->sha256);

  gb_setting_save (f->store, GB_ATTACHMENT_DRAFT "issue", json);
  gb_setting_save (f->store, GB_ATTACHMENT_DRAFT "other", "none at all");
  g_assert_cmpuint (take_actions (f), ==, 0);
  g_assert_cmpint (gb_test_int (f, "SELECT count(*) FROM local.attachment"), ==, 3);

  gb_clock_set (f->clock, GB_TEST_NOW + GB_DAY_SECONDS + 1);
  g_assert_cmpuint (take_actions (f), ==, 0);
  g_assert_cmpint (gb_test_int (f, "SELECT group_concat(name)='b,c' FROM local.attachment"), ==, 1);

  /* what was done and came back in the feed is only to be looked at; what was not brought yet may be needed again */
  note (f, named, GB_ATTACHMENT_THERE, 0);
  g_assert_cmpuint (take_actions (f), ==, 1);
  settle (f, id, GB_ACTION_APPLIED);
  g_assert_cmpuint (take_actions (f), ==, 0);
  g_assert_cmpint (gb_test_int (f, "SELECT count(*) FROM local.attachment"), ==, 2);
  {
    g_autofree char *brought
        = g_strdup_printf ("{\"op\":\"put\",\"type\":\"issue-note\",\"id\":\"%s\",\"rev\":8,\"data\":{\"issue\":\"i\","
                           "\"at\":\"2026-08-26T07:15:00+07:00\",\"kind\":\"note\",\"text\":\"t\"}}\n",
                           id);

    gb_test_commit (f, GB_RECORD_GROUP_WORK, brought, NULL);
  }
  g_assert_cmpuint (take_actions (f), ==, 0);
  g_assert_cmpint (gb_test_int (f, "SELECT group_concat(name)='b' FROM local.attachment"), ==, 1);
  g_assert_cmpint (gb_test_int (f, "SELECT count(*) FROM attachment_copy WHERE content=CAST('c' AS BLOB)"), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/attachment/" name, GbStoreFixture, NULL, set_up, func, tear_down)
  ADD ("names", test_names);
  ADD ("sizes", test_sizes);
  ADD ("list", test_list);
  ADD ("order", test_order);
  ADD ("waiting", test_waiting);
  ADD ("refused", test_refused);
  ADD ("by-hand", test_by_hand);
  ADD ("tidy", test_tidy);
  g_test_add_func ("/attachment/is-document", test_is_document);

  return g_test_run ();
}
