/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-action-repository.h"
#include "gb-attachment.h"
#include "gb-issue-detail.h"
#include "gb-store-fixture.h"
#include "gb-time.h"

#include <string.h>

#define PUT(type, id, data) "{\"op\":\"put\",\"type\":\"" type "\",\"id\":\"" id "\",\"rev\":7,\"data\":{" data "}}\n"
#define ISSUE(id, kind, state, level, more)                                                        \
  PUT ("issue", id,                                                                                \
       "\"kind\":\"" kind "\",\"commune\":\"21028\",\"field\":\"Đất đai\",\"title\":\"" id "\",\"state\":\"" state      \
       "\",\"level\":\"" level "\",\"raised\":\"2026-08-13T08:00:00+07:00\"" more)
#define NOTE(id, issue, at, kind, text)                                                            \
  PUT ("issue-note", id,                                                                           \
       "\"issue\":\"" issue "\",\"at\":\"2026-08-" at ":00+07:00\",\"kind\":\"" kind "\",\"author\":\"Lê Văn A\",\"text\":\"" \
       text "\"")
#define SHA "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\""

static const char work[] =
    ISSUE ("late", "difficulty", "assigned", "department",
           ",\"due\":\"2026-08-14T17:00:00+07:00\",\"urged\":1,\"place\":\"Chợ Hàng Rượu\",\"repeated\":true,"
           "\"forwarded\":\"2026-08-14T09:00:00+07:00\",\"files\":[{\"name\":\"a.pdf\",\"sha256\":" SHA ",\"bytes\":9}]")
    NOTE ("n2", "late", "18T09:00", "urge", "Đề nghị sớm trả lời")
    NOTE ("n1", "late", "14T09:00", "note", "Đã gửi hồ sơ")
    ISSUE ("answered", "difficulty", "answered", "department",
           ",\"answered\":\"2026-08-20T09:00:00+07:00\",\"answer\":\"Được\",\"guidance\":true,\"rating\":\"good\"")
    ISSUE ("older", "guidance", "closed", "department",
           ",\"answered\":\"2026-08-10T09:00:00+07:00\",\"answer\":\"Không\",\"guidance\":true")
    ISSUE ("own", "report", "new", "commune", ",\"lon\":108.8,\"lat\":15.12")
    ISSUE ("top", "difficulty", "escalated", "ministry", "")
    ISSUE ("new", "difficulty", "new", "department", "")
    ISSUE ("closed", "difficulty", "confirmed", "department", ",\"answered\":\"2026-08-20T09:00:00+07:00\"");
static const char base[] =
    PUT ("commune", "21028",
         "\"name\":\"Nghĩa Lộ\",\"type\":\"phường\",\"province\":\"51\",\"area_km2\":17,\"population\":7,"
         "\"lon\":108,\"lat\":15");

static void
set_up (GbStoreFixture *f,
        gconstpointer   data)
{
  gb_store_fixture_set_up (f);
  gb_test_commit (f, GB_RECORD_GROUP_BASE, base, NULL);
  gb_test_commit (f, GB_RECORD_GROUP_WORK, work, NULL);
}

static void
tear_down (GbStoreFixture *f,
           gconstpointer   data)
{
  gb_store_fixture_tear_down (f);
}

static gpointer
load_func (GbSqlConnection *connection,
           gpointer         id,
           GCancellable    *cancellable,
           GError         **error)
{
  return gb_issue_detail_load (connection, id, GB_TEST_NOW, error);
}

static GbIssueDetail *
load (GbStoreFixture *f,
      const char     *id)
{
  g_autoptr (GError) error = NULL;
  GbIssueDetail *detail = gb_store_read (f->store, load_func, (gpointer) id, NULL, &error);

  g_assert_no_error (error);
  return detail;
}

static char *
store_action (GbStoreFixture *f,
              GbAction       *action)
{
  g_autoptr (GbAction) taken = action;
  g_autoptr (GError) error = NULL;
  g_autoptr (GbAction) stored = gb_store_add_action (f->store, action, NULL, NULL, &error);

  g_assert_no_error (error);
  return g_strdup (stored->id);
}

static void
test_record (GbStoreFixture *f,
             gconstpointer   data)
{
  g_autoptr (GbIssueDetail) detail = load (f, "late"), none = load (f, "nobody's");
  const GbIssueNote *first, *second;

  g_assert_null (none->issue);
  g_assert_cmpstr (detail->place, ==, "Chợ Hàng Rượu");
  g_assert_true (detail->repeated);
  g_assert_cmpuint (detail->files->len, ==, 1);
  g_assert_cmpuint (detail->notes->len, ==, 2);
  first = detail->notes->pdata[0];
  second = detail->notes->pdata[1];
  g_assert_cmpint (first->kind, ==, GB_ISSUE_NOTE_NOTE);
  g_assert_cmpstr (first->author, ==, "Lê Văn A");
  g_assert_cmpint (second->kind, ==, GB_ISSUE_NOTE_URGE);
  g_assert_false (second->waits);
  g_assert_cmpuint (detail->pending->len, ==, 0);
}

/* Departments' answers in the same field, the newest first, and never the issue's own. */
static void
test_similar (GbStoreFixture *f,
              gconstpointer   data)
{
  g_autoptr (GbIssueDetail) late = load (f, "late"), answered = load (f, "answered");

  g_assert_cmpuint (late->similar->len, ==, 2);
  g_assert_cmpstr (((GbIssueGuidance *) late->similar->pdata[0])->id, ==, "answered");
  g_assert_cmpuint (answered->similar->len, ==, 1);
  g_assert_cmpstr (((GbIssueGuidance *) answered->similar->pdata[0])->id, ==, "older");
  g_assert_true (answered->guidance);
  g_assert_cmpint (answered->rated, ==, 1);
}

static void
test_what_may_be_done (GbStoreFixture *f,
                       gconstpointer   data)
{
  static const struct
  {
    const char *id;
    gboolean urge, judge, escalate;
    GbIssueLevel next;
  } cases[] = {
    { "late", TRUE, FALSE, TRUE, GB_ISSUE_LEVEL_PROVINCE },    { "answered", FALSE, TRUE, TRUE, GB_ISSUE_LEVEL_PROVINCE },
    { "own", FALSE, FALSE, TRUE, GB_ISSUE_LEVEL_DEPARTMENT },  { "top", TRUE, FALSE, FALSE, GB_ISSUE_LEVEL_MINISTRY },
    { "new", FALSE, FALSE, FALSE, GB_ISSUE_LEVEL_PROVINCE },   { "closed", FALSE, FALSE, FALSE, GB_ISSUE_LEVEL_PROVINCE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GbIssueDetail) detail = load (f, cases[i].id);

      g_test_message ("%s", cases[i].id);
      g_assert_true (detail->may_urge == cases[i].urge);
      g_assert_true (detail->may_judge == cases[i].judge);
      g_assert_true (detail->may_escalate == cases[i].escalate);
      g_assert_cmpint (detail->next_level, ==, cases[i].next);
    }
}

/* By hand, by the computed calendar: 13 August is a Thursday, 1 and 2 September are off; 17:00 is the end of a day. */
static void
test_limits (GbStoreFixture *f,
             gconstpointer   data)
{
  static const struct
  {
    const char *id;
    GbIssueStep step;
    const char *due;
    const char *done; /* NULL: not yet */
  } cases[] = {
    { "late", GB_ISSUE_STEP_FORWARD, "2026-08-20T17:00:00+07:00", "2026-08-14T09:00:00+07:00" },
    { "late", GB_ISSUE_STEP_ANSWER, "2026-08-14T17:00:00+07:00", NULL },
    { "own", GB_ISSUE_STEP_REFUSE, "2026-08-17T17:00:00+07:00", NULL },
    { "own", GB_ISSUE_STEP_SUPPLEMENT, "2026-08-20T17:00:00+07:00", NULL },
    { "own", GB_ISSUE_STEP_ANSWER, "2026-09-07T17:00:00+07:00", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GbIssueDetail) detail = load (f, cases[i].id);
      const GbIssueDuty *limit = NULL;
      g_autofree char *due = NULL, *done = NULL;

      for (guint j = 0; j < detail->limits->len; j++)
        if (((GbIssueDuty *) detail->limits->pdata[j])->step == cases[i].step)
          limit = detail->limits->pdata[j];
      g_test_message ("%s %s", cases[i].id, gb_issue_step_name (cases[i].step));
      g_assert_nonnull (limit);
      due = gb_time_format (limit->due);
      done = limit->done != 0 ? gb_time_format (limit->done) : NULL;
      g_assert_cmpstr (due, ==, cases[i].due);
      g_assert_cmpstr (done, ==, cases[i].done);
    }
  {
    g_autoptr (GbIssueDetail) unsent = load (f, "new");

    g_assert_cmpuint (unsent->limits->len, ==, 0);
  }
}

/* What was done here is there at once, with its files, and goes when it is taken back. */
static void
test_overlay (GbStoreFixture *f,
              gconstpointer   data)
{
  g_autoptr (GBytes) content = g_bytes_new_static ("x", 1);
  g_autoptr (GbAttachment) file = gb_store_add_attachment (f->store, "ảnh.jpg", content, NULL);
  GbAction *note = gb_action_new (GB_ACTION_ISSUE_NOTE, "answered");
  GbAction *reject = gb_action_new (GB_ACTION_ISSUE_CONFIRM, "answered");
  g_autofree char *note_id = NULL, *reject_id = NULL;
  g_autoptr (GError) error = NULL;

  gb_action_set (note, "text", "Xem ảnh");
  gb_action_add_file (note, file->sha256, file->name);
  note_id = store_action (f, note);
  gb_action_set (reject, "verdict", "reject");
  gb_action_set (reject, "text", "Chưa rõ");
  reject_id = store_action (f, reject);
  {
    g_autoptr (GbIssueDetail) detail = load (f, "answered");
    const GbIssueNote *one = detail->notes->pdata[0], *two = detail->notes->pdata[1];

    g_assert_cmpuint (detail->notes->len, ==, 2);
    g_assert_true (one->waits && two->waits);
    g_assert_cmpstr (((GbAttachment *) one->files->pdata[0])->name, ==, "ảnh.jpg");
    g_assert_cmpint (two->kind, ==, GB_ISSUE_NOTE_REJECT);
    g_assert_cmpint (detail->issue->state, ==, GB_ISSUE_ASSIGNED);
    g_assert_false (detail->may_judge);
    g_assert_cmpuint (detail->pending->len, ==, 2);
  }
  g_assert_true (gb_store_withdraw_action (f->store, reject_id, NULL, &error));
  g_assert_no_error (error);
  {
    g_autoptr (GbIssueDetail) detail = load (f, "answered");

    g_assert_cmpuint (detail->notes->len, ==, 1);
    g_assert_true (detail->may_judge);
  }
}

/* One that was raised here is shown as the feed will bring it. */
static void
test_raised (GbStoreFixture *f,
             gconstpointer   data)
{
  g_autoptr (GBytes) content = g_bytes_new_static ("x", 1);
  g_autoptr (GbAttachment) file = gb_store_add_attachment (f->store, "ảnh.jpg", content, NULL);
  GbAction *raise = gb_action_new (GB_ACTION_ISSUE_RAISE, "21028");
  g_autoptr (GbIssueDetail) detail = NULL;
  g_autofree char *id = NULL;

  gb_action_set (raise, "kind", "report");
  gb_action_set (raise, "field", "Vệ sinh môi trường");
  gb_action_set (raise, "title", "Rác ùn ứ");
  gb_action_set (raise, "place", "Ngã tư Ông Bố");
  gb_action_add_file (raise, file->sha256, file->name);
  id = store_action (f, raise);
  detail = load (f, id);
  g_assert_true (detail->issue->local);
  g_assert_cmpstr (detail->issue->title, ==, "Rác ùn ứ");
  g_assert_cmpstr (detail->place, ==, "Ngã tư Ông Bố");
  g_assert_cmpuint (detail->files->len, ==, 1);
  g_assert_cmpint (((GbAttachment *) detail->files->pdata[0])->state, ==, GB_ATTACHMENT_WAITING);
  g_assert_cmpuint (detail->pending->len, ==, 1);
  g_assert_false (detail->may_escalate);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/issue-detail/" name, GbStoreFixture, NULL, set_up, func, tear_down)
  ADD ("record", test_record);
  ADD ("similar", test_similar);
  ADD ("what-may-be-done", test_what_may_be_done);
  ADD ("limits", test_limits);
  ADD ("overlay", test_overlay);
  ADD ("raised", test_raised);

  return g_test_run ();
}
