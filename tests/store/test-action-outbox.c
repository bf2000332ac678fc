/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All kinds of actions, what becomes of them, and how they lie over the records. */
#include "gb-action-overlay.h"
#include "gb-action-queue.h"
#include "gb-action-repository.h"
#include "gb-cursor-repository.h"
#include "gb-letters.h"
#include "gb-letters-urges.h"
#include "gb-store-fixture.h"
#include "gb-store-private.h"

#include <string.h>

#define PUT_REV(type, id, rev, data)                                                               \
  "{\"op\":\"put\",\"type\":\"" type "\",\"id\":\"" id "\",\"rev\":" rev ",\"data\":{" data "}}\n"
#define PUT(type, id, data) PUT_REV (type, id, "7", data)
#define DOSSIER(rev)                                                                               \
  PUT_REV ("dossier", "d", rev,                                                                    \
           "\"procedure\":\"p\",\"field\":\"f\",\"channel\":\"desk\",\"commune\":\"21028\","       \
           "\"received_by\":\"21028\",\"state\":4,\"officer\":\"Lê Văn C\","                       \
           "\"due\":\"2026-08-27T17:00:00+07:00\"")
#define ISSUE(id, state, level)                                                                    \
  PUT ("issue", id,                                                                                \
       "\"kind\":\"difficulty\",\"commune\":\"21028\",\"field\":\"Đất đai\",\"title\":\"t\","      \
       "\"state\":\"" state "\",\"level\":\"" level "\",\"raised\":\"2026-08-20T08:00:00+07:00\"")
#define TASK(id, rev, state, commune)                                                              \
  PUT_REV ("task", id, rev,                                                                        \
           "\"number\":\"1/KH\",\"title\":\"t\",\"issuer\":\"UBND tỉnh\",\"state\":\"" state "\"," commune \
           "\"issued\":\"2026-08-01T08:00:00+07:00\",\"due\":\"2026-09-01T17:00:00+07:00\"")
#define OWN "\"commune\":\"21028\","
#define OTHER "\"commune\":\"21025\","

static const char work[] =
    DOSSIER ("7") ISSUE ("new", "new", "commune") ISSUE ("answered", "answered", "department")
    ISSUE ("answered2", "answered", "department") ISSUE ("confirmed", "confirmed", "department") ISSUE ("closed", "closed", "department")
    ISSUE ("rejected", "rejected", "commune") ISSUE ("top", "assigned", "ministry")
    TASK ("own", "7", "open", OWN) TASK ("own2", "7", "open", OWN) TASK ("other", "7", "open", OTHER) TASK ("all", "7", "open", "")
    TASK ("cancelled", "7", "cancelled", OWN)
    PUT ("notice", "class", "\"kind\":\"class\",\"title\":\"t\",\"published\":\"2026-08-20T08:00:00+07:00\"")
    PUT ("notice", "paper", "\"kind\":\"notice\",\"title\":\"t\",\"published\":\"2026-08-20T08:00:00+07:00\"");
static const char base[] =
    PUT ("commune", "21028",
         "\"name\":\"Nghĩa Lộ\",\"type\":\"phường\",\"province\":\"51\",\"area_km2\":17,\"population\":7,"
         "\"lon\":108,\"lat\":15")
    PUT ("commune", "21025",
         "\"name\":\"Cẩm Thành\",\"type\":\"phường\",\"province\":\"51\",\"area_km2\":17,\"population\":7,"
         "\"lon\":108,\"lat\":15")
    PUT ("team", "team", "\"name\":\"Tổ 1\",\"organisation\":\"Sở KH&CN\",\"members\":20,\"kind\":\"digital\"")
    PUT ("channel", "hotline", "\"kind\":\"hotline\",\"name\":\"n\",\"value\":\"0255\"");

/* Whose cache it is, where it is not the province's. */
#define COMMUNE GINT_TO_POINTER (1)

static gpointer
run_cache (GbSqlConnection *connection,
           gpointer         sql,
           GCancellable    *cancellable,
           GError         **error)
{
  gb_sql_connection_exec (connection, sql, error);
  return NULL;
}

static gpointer
run_local (GbSqlConnection *connection,
           gpointer         data,
           GCancellable    *cancellable,
           GError         **error)
{
  gpointer *both = data;

  gb_sql_connection_exec (gb_store_get_local_connection (both[0]), both[1], error);
  return NULL;
}

static void
change_local (GbStoreFixture *f,
              const char     *sql)
{
  gpointer both[] = { f->store, (gpointer) sql };
  g_autoptr (GError) error = NULL;

  gb_store_write (f->store, run_local, both, NULL, &error);
  g_assert_no_error (error);
}

static void
set_up (GbStoreFixture *f,
        gconstpointer   data)
{
  g_autoptr (GError) error = NULL;

  gb_store_fixture_set_up (f);
  gb_test_commit (f, GB_RECORD_GROUP_BASE, base, NULL);
  gb_test_commit (f, GB_RECORD_GROUP_WORK, work, NULL);
  g_assert_cmpint (gb_test_int (f, "SELECT count(*) FROM local.set_aside"), ==, 0);
  if (data == COMMUNE)
    gb_store_write (f->store, run_cache, (gpointer) "UPDATE meta SET value='commune:21028' WHERE key='scope'", NULL,
                    &error);
  g_assert_no_error (error);
}

static void
tear_down (GbStoreFixture *f,
           gconstpointer   data)
{
  gb_store_fixture_tear_down (f);
}

/* "key=value|key=value" */
static GbAction *
make_action (const char *type,
             const char *target,
             const char *data)
{
  g_auto (GStrv) parts = g_strsplit (data, "|", -1);
  GbActionType value;
  GbAction *action;

  g_assert_true (gb_action_type_from_name (type, &value));
  action = gb_action_new (value, target);
  for (guint i = 0; parts[i] != NULL && *parts[i] != '\0'; i++)
    {
      g_auto (GStrv) pair = g_strsplit (parts[i], "=", 2);

      gb_action_set (action, pair[0], pair[1]);
    }
  return action;
}

static char *
add (GbStoreFixture *f,
     const char     *type,
     const char     *target,
     const char     *data)
{
  g_autoptr (GbAction) action = make_action (type, target, data), stored = NULL;
  g_autoptr (GError) error = NULL;

  stored = gb_store_add_action (f->store, action, NULL, NULL, &error);
  g_assert_no_error (error);
  return g_strdup (stored->id);
}

/* --- what may be asked ---------------------------------------------------------------------- */

#define TAKEN -1
#define SHA "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define ITEM "\"" SHA "\","
#define ELEVEN ITEM ITEM ITEM ITEM ITEM ITEM ITEM ITEM ITEM ITEM "\"" SHA "\""
#define RAISE "kind=difficulty|field=Đất đai|title=Thiếu bản đồ"

static const struct
{
  const char *type;
  const char *target;
  const char *data;
  int error;
  const char *json; /* (nullable): as the hub gets it */
} asked[] = {
  { "issue.raise", "21028", RAISE, TAKEN,
    "{\"kind\":\"difficulty\",\"field\":\"Đất đai\",\"title\":\"Thiếu bản đồ\"}" },
  { "issue.raise", "21028", "title=t|lat=15.12|kind=report|lon=108.8|field=f", TAKEN,
    "{\"kind\":\"report\",\"field\":\"f\",\"title\":\"t\",\"lon\":108.8,\"lat\":15.12}" },
  { "issue.raise", "21028", "kind=rumour|field=f|title=t", GB_ACTION_ERROR_INVALID, NULL },
  { "issue.raise", "21028", "kind=report|field=f", GB_ACTION_ERROR_INVALID, NULL },
  { "issue.raise", "21028", RAISE "|lon=108", GB_ACTION_ERROR_INVALID, NULL },
  { "issue.raise", "21028", RAISE "|lon=181|lat=15", GB_ACTION_ERROR_INVALID, NULL },
  { "issue.raise", "21028", RAISE "|lon=108|lat=north", GB_ACTION_ERROR_INVALID, NULL },
  { "issue.raise", "21028", RAISE "|lon=nan|lat=15", GB_ACTION_ERROR_INVALID, NULL },
  { "issue.raise", "21028", RAISE "|text= ", GB_ACTION_ERROR_INVALID, NULL },
  { "issue.raise", "21028", RAISE "|urged=3", GB_ACTION_ERROR_INVALID, NULL },
  { "issue.raise", "21025", RAISE, GB_ACTION_ERROR_UNKNOWN_TARGET, NULL }, /* a neighbour's */
  { "issue.raise", "99999", RAISE, GB_ACTION_ERROR_UNKNOWN_TARGET, NULL },
  { "issue.raise", "21028", RAISE "|place=Ngã tư|files=[{\"name\":\"a.jpg\",\"sha256\":\"" SHA "\"}]", TAKEN,
    "{\"kind\":\"difficulty\",\"field\":\"Đất đai\",\"title\":\"Thiếu bản đồ\",\"place\":\"Ngã tư\","
    "\"files\":[{\"name\":\"a.jpg\",\"sha256\":\"" SHA "\"}]}" },
  { "issue.note", "closed", "text=t|files=[\"" SHA "\"]", TAKEN, "{\"text\":\"t\",\"files\":[\"" SHA "\"]}" },
  { "issue.note", "closed", "text=t|files=[]", TAKEN, "{\"text\":\"t\",\"files\":[]}" },
  { "issue.note", "closed", "text=t|files=a.jpg", GB_ACTION_ERROR_INVALID, NULL },
  { "issue.note", "closed", "text=t|files={}", GB_ACTION_ERROR_INVALID, NULL },
  { "issue.note", "closed", "text=t|files=[\"a.jpg\"]", GB_ACTION_ERROR_INVALID, NULL },
  { "issue.note", "closed", "text=t|files=[{\"sha256\":\"" SHA "\"}]", GB_ACTION_ERROR_INVALID, NULL },
  { "issue.note", "closed", "text=t|files=[{\"name\":\"a.jpg\"}]", GB_ACTION_ERROR_INVALID, NULL },
  { "issue.note", "closed", "text=t|files=[7]", GB_ACTION_ERROR_INVALID, NULL },
  { "issue.note", "closed", "text=t|files=[" ELEVEN "]", GB_ACTION_ERROR_INVALID, NULL },
  { "issue.note", "closed", "text=t|author=Chủ tịch", TAKEN, "{\"text\":\"t\",\"author\":\"Chủ tịch\"}" },
  { "issue.note", "new", "", GB_ACTION_ERROR_INVALID, NULL },
  { "issue.note", "nowhere", "text=t", GB_ACTION_ERROR_UNKNOWN_TARGET, NULL },
  { "issue.note", "d", "text=t", GB_ACTION_ERROR_UNKNOWN_TARGET, NULL }, /* a dossier */
  { "issue.confirm", "answered", "text=Đã rõ", TAKEN, "{\"text\":\"Đã rõ\"}" },
  { "issue.confirm", "answered", "", GB_ACTION_ERROR_STATE, NULL }, /* again */
  { "issue.confirm", "answered2", "verdict=maybe", GB_ACTION_ERROR_INVALID, NULL },
  { "issue.confirm", "answered2", "verdict=reject", GB_ACTION_ERROR_INVALID, NULL }, /* without why */
  { "issue.confirm", "answered2", "verdict=reject|text=Chưa rõ", TAKEN, "{\"verdict\":\"reject\",\"text\":\"Chưa rõ\"}" },
  { "issue.confirm", "answered2", "verdict=accept", GB_ACTION_ERROR_STATE, NULL }, /* it was judged already */
  { "issue.confirm", "new", "", GB_ACTION_ERROR_STATE, NULL },
  { "issue.confirm", "confirmed", "", GB_ACTION_ERROR_STATE, NULL },
  { "issue.urge", "new", "", TAKEN, "{}" },
  { "issue.urge", "new", "text=Quá hạn", TAKEN, NULL },
  { "issue.urge", "closed", "", GB_ACTION_ERROR_STATE, NULL },
  { "issue.urge", "rejected", "", GB_ACTION_ERROR_STATE, NULL },
  { "issue.escalate", "new", "text=Vượt thẩm quyền|level=province", TAKEN,
    "{\"text\":\"Vượt thẩm quyền\",\"level\":\"province\"}" },
  { "issue.escalate", "new", "text=t", TAKEN, NULL },
  { "issue.escalate", "new", "level=province", GB_ACTION_ERROR_INVALID, NULL },
  { "issue.escalate", "new", "text=t|level=commune", GB_ACTION_ERROR_INVALID, NULL },
  { "issue.escalate", "new", "text=t|level=moon", GB_ACTION_ERROR_INVALID, NULL },
  { "issue.escalate", "answered", "text=t|level=department", GB_ACTION_ERROR_STATE, NULL },
  { "issue.escalate", "top", "text=t", GB_ACTION_ERROR_STATE, NULL },
  { "task.progress", "own", "done=12.50|total=20", TAKEN, "{\"done\":12.5,\"total\":20}" },
  { "task.progress", "own", "state=done", TAKEN, NULL },
  { "task.progress", "own2", "done=3|total=2", GB_ACTION_ERROR_INVALID, NULL },
  { "task.progress", "own2", "total=20", GB_ACTION_ERROR_INVALID, NULL },
  { "task.progress", "own2", "done=-1", GB_ACTION_ERROR_INVALID, NULL },
  { "task.progress", "own2", "done=12,5", GB_ACTION_ERROR_INVALID, NULL },
  { "task.progress", "own2", "done=inf", GB_ACTION_ERROR_INVALID, NULL },
  { "task.progress", "own2", "state=cancelled", GB_ACTION_ERROR_INVALID, NULL },
  { "task.progress", "other", "done=1", GB_ACTION_ERROR_STATE, NULL },
  { "task.progress", "all", "done=1", GB_ACTION_ERROR_STATE, NULL },
  { "task.progress", "cancelled", "done=1", GB_ACTION_ERROR_STATE, NULL },
  { "task.progress", "nowhere", "done=1", GB_ACTION_ERROR_UNKNOWN_TARGET, NULL },
  { "task.progress", "own2", "done=1|text=Đã xong đợt 1|files=[\"" SHA "\"]|author=Lan", TAKEN,
    "{\"done\":1,\"text\":\"Đã xong đợt 1\",\"files\":[\"" SHA "\"],\"author\":\"Lan\"}" },
  { "task.progress", "own2", "text=Chỉ nói", TAKEN,
    "{\"done\":1,\"text\":\"Chỉ nói\",\"files\":[\"" SHA "\"],\"author\":\"Lan\"}" }, /* goes on from the one before */
  { "notice.attend", "class", "officers=[\"f1\",\"f2\"]", TAKEN, "{\"officers\":[\"f1\",\"f2\"]}" },
  { "notice.attend", "class", "officers=[]", TAKEN, "{\"officers\":[]}" },
  { "notice.attend", "class", "", GB_ACTION_ERROR_INVALID, NULL },
  { "notice.attend", "class", "officers=[\"\"]", GB_ACTION_ERROR_INVALID, NULL },
  { "notice.attend", "class", "officers=[{\"name\":\"x\"}]", GB_ACTION_ERROR_INVALID, NULL },
  { "notice.attend", "paper", "officers=[\"f1\"]", GB_ACTION_ERROR_STATE, NULL },
  { "notice.attend", "nowhere", "officers=[\"f1\"]", GB_ACTION_ERROR_UNKNOWN_TARGET, NULL },
  { "visit.request", "team", "topic=Chữ ký số|date=2026-09-10", TAKEN,
    "{\"topic\":\"Chữ ký số\",\"date\":\"2026-09-10\"}" },
  { "visit.request", "team", "topic=t|date=10/9", GB_ACTION_ERROR_INVALID, NULL },
  { "visit.request", "team", "date=2026-09-10", GB_ACTION_ERROR_INVALID, NULL },
  { "visit.request", "nowhere", "topic=t", GB_ACTION_ERROR_UNKNOWN_TARGET, NULL },
  { "channel.verify", "hotline", "", TAKEN, "{}" },
  { "channel.verify", "hotline", "date=2026-08-26", TAKEN, "{\"date\":\"2026-08-26\"}" },
  { "channel.verify", "hotline", "date=2026-08-26T07:15:00+07:00", GB_ACTION_ERROR_INVALID, NULL },
  { "channel.verify", "nowhere", "", GB_ACTION_ERROR_UNKNOWN_TARGET, NULL },
};

static void
test_asked (GbStoreFixture *f,
            gconstpointer   data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      g_autoptr (GbAction) action = make_action (asked[i].type, asked[i].target, asked[i].data), stored = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s %s %s", asked[i].type, asked[i].target, asked[i].data);
      stored = gb_store_add_action (f->store, action, NULL, NULL, &error);
      if (asked[i].error != TAKEN)
        {
          g_assert_error (error, GB_ACTION_ERROR, asked[i].error);
          g_assert_null (stored);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpint (stored->base_rev, ==, gb_action_type_target (stored->type) == GB_RECORD_COMMUNE ? 0 : 7);
      if (asked[i].json != NULL)
        {
          g_autofree char *json = gb_action_data_to_json (stored);

          g_assert_cmpstr (json, ==, asked[i].json);
        }
    }
}

/* What only a province has to say, and may. */
static void
test_province (GbStoreFixture *f,
               gconstpointer   data)
{
  g_autoptr (GbAction) nowhere = make_action ("visit.request", "team", "topic=t");
  g_autoptr (GError) error = NULL;

  g_assert_null (gb_store_add_action (f->store, nowhere, NULL, NULL, &error));
  g_assert_error (error, GB_ACTION_ERROR, GB_ACTION_ERROR_INVALID);
  g_free (add (f, "visit.request", "team", "topic=t|commune=21025"));
  g_clear_error (&error);
  {
    g_autoptr (GbAction) nobody = make_action ("notice.attend", "class", "officers=[\"f1\"]");

    g_assert_null (gb_store_add_action (f->store, nobody, NULL, NULL, &error));
    g_assert_error (error, GB_ACTION_ERROR, GB_ACTION_ERROR_INVALID);
  }
  g_free (add (f, "notice.attend", "class", "officers=[\"f1\"]|commune=21025"));
  g_free (add (f, "task.progress", "all", "done=1"));
  g_free (add (f, "issue.raise", "21025", RAISE));
}

/* A text is as long as a request can carry, and whole characters. */
static void
test_long_text (GbStoreFixture *f,
                gconstpointer   data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GbAction) action = gb_action_new_note ("d", NULL), stored = NULL;
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 10000; i++)
    g_string_append (text, "ứ");
  gb_action_set (action, "text", text->str);
  stored = gb_store_add_action (f->store, action, NULL, NULL, &error);
  g_assert_no_error (error);
  g_string_append (text, "ứ");
  gb_action_set (action, "text", text->str);
  g_assert_null (gb_store_add_action (f->store, action, NULL, NULL, &error));
  g_assert_error (error, GB_ACTION_ERROR, GB_ACTION_ERROR_INVALID);
  g_clear_error (&error);
  gb_action_set (action, "text", "\xff");
  g_assert_null (gb_store_add_action (f->store, action, NULL, NULL, &error));
  g_assert_error (error, GB_ACTION_ERROR, GB_ACTION_ERROR_INVALID);
}

/* --- editing, withdrawing, dropping --------------------------------------------------------- */

static GbAction *
replace (GbStoreFixture *f,
         const char     *id,
         const char     *text,
         GError        **error)
{
  g_autoptr (GbAction) action = gb_action_new_note ("d", text);

  action->replaces = g_strdup (id);
  return gb_store_add_action (f->store, action, NULL, NULL, error);
}

static gint64
count (GbStoreFixture *f,
       const char     *where)
{
  g_autofree char *sql = g_strconcat ("SELECT count(*) FROM local.action WHERE ", where, NULL);

  return gb_test_int (f, sql);
}

/* How one is that is to be edited, and what the hub is told that it replaces. */
static const struct
{
  const char *change; /* (nullable): "state,attempts,replaces" */
  int error;
  gboolean in_place;
  const char *replaces; /* (nullable): "" = the old one's id */
} edits[] = {
  { NULL, TAKEN, TRUE, NULL },
  { "state='waiting',attempts=1", TAKEN, FALSE, "" },
  { "state='sending',attempts=1", TAKEN, FALSE, "" },
  { "state='sent',attempts=2", TAKEN, FALSE, "" },
  { "state='retry',attempts=2", TAKEN, FALSE, "" },
  { "state='conflict',attempts=1,record='{}',record_rev=9", TAKEN, FALSE, "" },
  { "state='refused',attempts=1", TAKEN, FALSE, "" },
  { "state='refused',attempts=1,replaces='older'", TAKEN, FALSE, "older" },
  { "state='conflict',attempts=1,replaces='older'", TAKEN, FALSE, "" },
  { "state='applied',attempts=1,rev=9", GB_ACTION_ERROR_STATE, FALSE, NULL },
  { "replaced_by='newer',state='sent'", GB_ACTION_ERROR_STATE, FALSE, NULL },
};

static void
test_edits (GbStoreFixture *f,
            gconstpointer   data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_autofree char *old = add (f, "dossier.note", "d", "text=a"), *sql = NULL;
      g_autoptr (GbAction) new = NULL;
      g_autoptr (GError) error = NULL;

      if (edits[i].change != NULL)
        {
          sql = g_strconcat ("UPDATE action SET ", edits[i].change, NULL);
          change_local (f, sql);
        }
      new = replace (f, old, "b", &error);
      if (edits[i].error == TAKEN)
        {
          g_assert_no_error (error);
          g_assert_cmpint (g_str_equal (new->id, old), ==, edits[i].in_place);
          g_assert_cmpstr (new->replaces, ==, g_strcmp0 (edits[i].replaces, "") == 0 ? old : edits[i].replaces);
          g_assert_cmpint (count (f, "1"), ==, edits[i].in_place ? 1 : 2);
          g_assert_cmpint (count (f, "replaced_by IS NULL"), ==, 1);
          g_assert_cmpint (count (f, "replaced_by IS NULL AND data->>'text'='b'"), ==, 1);
        }
      else
        g_assert_error (error, GB_ACTION_ERROR, edits[i].error);
      change_local (f, "DELETE FROM action");
    }
}

/* In a conflict the user saw the hub's record: mine goes on from that. */
static void
test_edit_of_conflict (GbStoreFixture *f,
                       gconstpointer   data)
{
  g_autofree char *old = add (f, "task.progress", "own", "done=3");
  g_autoptr (GbAction) mine = make_action ("task.progress", "own", "done=3"), stored = NULL;
  g_autoptr (GError) error = NULL;

  change_local (f, "UPDATE action SET state='conflict',attempts=1,record='{\"done\":5}',record_rev=12");
  mine->replaces = g_strdup (old);
  stored = gb_store_add_action (f->store, mine, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (stored->base_rev, ==, 12);
}

/* Another's target or kind is no edit, nor is what nobody knows. */
static void
test_no_edit (GbStoreFixture *f,
              gconstpointer   data)
{
  g_autofree char *old = add (f, "dossier.note", "d", "text=a");
  g_autoptr (GbAction) slip = gb_action_new_urge ("d", NULL, NULL);
  g_autoptr (GError) error = NULL;

  slip->replaces = g_strdup (old);
  g_assert_null (gb_store_add_action (f->store, slip, NULL, NULL, &error));
  g_assert_error (error, GB_ACTION_ERROR, GB_ACTION_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (replace (f, "nobody", "b", &error));
  g_assert_error (error, GB_ACTION_ERROR, GB_ACTION_ERROR_UNKNOWN_ACTION);
}

/* An edit that is taken back leaves what it was to replace as it was. */
static void
test_withdrawn_edit (GbStoreFixture *f,
                     gconstpointer   data)
{
  g_autofree char *old = add (f, "dossier.note", "d", "text=a");
  g_autoptr (GbAction) new = NULL;
  g_autoptr (GError) error = NULL;

  change_local (f, "UPDATE action SET state='sent',attempts=1");
  new = replace (f, old, "b", &error);
  g_assert_no_error (error);
  g_assert_true (gb_store_withdraw_action (f->store, new->id, NULL, &error));
  g_assert_cmpint (count (f, "replaced_by IS NULL AND state='sent' AND data->>'text'='a'"), ==, 1);
  g_assert_cmpint (count (f, "1"), ==, 1);
}

static void
test_drop (GbStoreFixture *f,
           gconstpointer   data)
{
  static const char *const kept[] = { "waiting", "sending", "sent", "applied", "retry" };
  g_autofree char *old = add (f, "dossier.note", "d", "text=a"), *other = add (f, "dossier.note", "d", "text=c");
  g_autoptr (GbAction) new = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      g_autofree char *sql = g_strdup_printf ("UPDATE action SET state='%s'", kept[i]);

      change_local (f, sql);
      g_assert_false (gb_store_drop_action (f->store, old, NULL, &error));
      g_assert_error (error, GB_ACTION_ERROR, GB_ACTION_ERROR_STATE);
      g_clear_error (&error);
    }
  change_local (f, "UPDATE action SET state='sent',attempts=1");
  new = replace (f, old, "b", &error);
  g_assert_no_error (error);
  change_local (f, "UPDATE action SET state='refused' WHERE replaces IS NOT NULL");
  g_assert_true (gb_store_drop_action (f->store, new->id, NULL, &error));
  g_assert_cmpint (count (f, "1"), ==, 1);
  g_assert_cmpint (count (f, "data->>'text'='c'"), ==, 1);
}

/* An issue that is raised here and edited or withdrawn: what refers to it goes with it, or holds it. */
static void
test_followers (GbStoreFixture *f,
                gconstpointer   data)
{
  g_autofree char *issue = add (f, "issue.raise", "21028", RAISE);
  g_autofree char *note = add (f, "issue.note", issue, "text=t"), *where = NULL;
  g_autoptr (GbAction) again = make_action ("issue.raise", "21028", RAISE), stored = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (gb_store_withdraw_action (f->store, issue, NULL, &error));
  g_assert_error (error, GB_ACTION_ERROR, GB_ACTION_ERROR_STATE);
  g_clear_error (&error);

  change_local (f, "UPDATE action SET state='refused',attempts=1 WHERE type='issue.raise'");
  again->replaces = g_strdup (issue);
  stored = gb_store_add_action (f->store, again, NULL, NULL, &error);
  g_assert_no_error (error);
  where = g_strdup_printf ("type='issue.note' AND target='%s'", stored->id);
  g_assert_cmpint (count (f, where), ==, 1);

  g_assert_true (gb_store_withdraw_action (f->store, note, NULL, &error));
  g_assert_true (gb_store_withdraw_action (f->store, stored->id, NULL, &error));
  g_assert_no_error (error);
}

/* --- lying over the records ----------------------------------------------------------------- */

static gpointer
list_slips (GbSqlConnection *connection,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  return gb_letters_urges (connection, NULL, "d", error);
}

static gpointer
list_letters (GbSqlConnection *connection,
              gpointer         data,
              GCancellable    *cancellable,
              GError         **error)
{
  return gb_letters_list (connection, NULL, GB_TEST_NOW, error);
}

static guint
n_slips (GbStoreFixture *f)
{
  g_autoptr (GPtrArray) slips = gb_store_read (f->store, list_slips, NULL, NULL, NULL);

  return slips->len;
}

static guint
n_letters (GbStoreFixture *f)
{
  g_autoptr (GPtrArray) letters = gb_store_read (f->store, list_letters, NULL, NULL, NULL);
  guint n = 0;

  for (guint i = 0; i < letters->len; i++)
    {
      const GbLetter *letter = letters->pdata[i];

      n += letter->kind == GB_LETTER_WAITING || letter->kind == GB_LETTER_ISSUED;
    }
  return n;
}

/* Each way to the end: the item is there at every step, and once. */
typedef struct
{
  const char *name;
  const char *steps[8]; /* "local: SQL", "feed: record" or "feed: dossier" */
} Way;

static const Way ways[] = {
  { "usual",
    { "local: state='sending',attempts=1", "local: state='applied',rev=8", "feed: record", "feed: dossier" } },
  { "answer-lost",
    { "local: state='sending',attempts=1", "local: state='sent'", "feed: record", "feed: dossier",
      "local: state='applied',rev=8" } },
  { "retried",
    { "local: state='sending',attempts=1", "local: state='retry',next_attempt=1787710000",
      "local: state='sending',attempts=2", "local: state='applied',rev=8", "feed: record", "feed: dossier" } },
  { "dossier-first", { "local: state='applied',rev=9", "feed: dossier", "feed: record" } },
};

static char *
urge_line (const char *id)
{
  return g_strdup_printf (
      PUT_REV ("urge", "%s", "8", "\"dossier\":\"d\",\"number\":\"18\",\"officer\":\"Lê Văn C\","
               "\"made\":\"2026-08-26T07:20:00+07:00\",\"answer_due\":\"2026-08-27T07:20:00+07:00\""), id);
}

static char *
letter_line (const char *id)
{
  return g_strdup_printf (
      PUT_REV ("letter", "%s", "8", "\"dossier\":\"d\",\"number\":\"41/PXL\",\"reason\":\"r\","
               "\"made\":\"2026-08-26T07:20:00+07:00\",\"new_due\":\"2026-09-03T17:00:00+07:00\""), id);
}

static void
take_step (GbStoreFixture *f,
           const char     *step,
           const char     *slip,
           const char     *letter)
{
  g_autofree char *sql = NULL, *line = NULL, *other = NULL, *both = NULL;

  if (g_str_has_prefix (step, "local: "))
    {
      sql = g_strconcat ("UPDATE action SET ", step + strlen ("local: "), NULL);
      change_local (f, sql);
      return;
    }
  line = urge_line (slip);
  other = letter_line (letter);
  both = g_strconcat (line, other, NULL);
  gb_test_commit (f, GB_RECORD_GROUP_WORK, g_str_equal (step, "feed: record") ? both : DOSSIER ("8"), NULL);
}

static void
test_overlay (GbStoreFixture *f,
              gconstpointer   data)
{
  const Way *way = data;
  g_autofree char *slip = add (f, "dossier.urge", "d", "");
  g_autofree char *letter = add (f, "dossier.apology", "d", "reason=r|new_due=2026-09-03T17:00:00+07:00");

  g_assert_cmpuint (n_slips (f), ==, 1);
  g_assert_cmpuint (n_letters (f), ==, 1);
  for (guint i = 0; way->steps[i] != NULL; i++)
    {
      g_test_message ("%s", way->steps[i]);
      take_step (f, way->steps[i], slip, letter);
      g_assert_cmpuint (n_slips (f), ==, 1);
      g_assert_cmpuint (n_letters (f), ==, 1);
    }
  g_assert_cmpint (gb_test_int (f, "SELECT count(*) FROM urge"), ==, 1);
}

/* What the hub does not do lies over nothing. */
static void
test_no_overlay (GbStoreFixture *f,
                 gconstpointer   data)
{
  static const char *const states[] = { "refused", "conflict" };

  g_free (add (f, "dossier.urge", "d", ""));
  g_free (add (f, "dossier.apology", "d", "reason=r|new_due=2026-09-03T17:00:00+07:00"));
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autofree char *sql = g_strdup_printf ("UPDATE action SET state='%s'", states[i]);

      change_local (f, sql);
      g_assert_cmpuint (n_slips (f), ==, 0);
      g_assert_cmpuint (n_letters (f), ==, 0);
    }
}

/* The condition in a statement and the question about one action say the same, for every kind. */
static const struct
{
  const char *type;
  const char *target;
  const char *data;
  const char *made; /* (nullable): the line of what it makes */
  const char *changed; /* (nullable): the line of what it changes, with the revision of the result */
} kinds[] = {
  { "dossier.note", "d", "text=t", NULL, DOSSIER ("8") },
  { "dossier.urge", "d", "", NULL, DOSSIER ("9") },
  { "issue.raise", "21028", RAISE,
    PUT_REV ("issue", "%s", "8", "\"kind\":\"report\",\"commune\":\"21028\",\"field\":\"f\",\"title\":\"t\","
             "\"state\":\"new\",\"level\":\"commune\",\"raised\":\"2026-08-26T07:15:00+07:00\""), NULL },
  { "issue.note", "new", "text=t",
    PUT_REV ("issue-note", "%s", "8", "\"issue\":\"new\",\"at\":\"2026-08-26T07:15:00+07:00\",\"kind\":\"note\","
             "\"text\":\"t\""), NULL },
  { "task.progress", "own", "done=3", NULL, TASK ("own", "8", "open", OWN) },
  { "task.progress", "own2", "text=t",
    PUT_REV ("task-note", "%s", "8", "\"task\":\"own2\",\"at\":\"2026-08-26T07:15:00+07:00\",\"text\":\"t\""), NULL },
  { "notice.attend", "class", "officers=[\"f1\"]|commune=21028",
    PUT_REV ("attendance", "%s", "8", "\"notice\":\"class\",\"commune\":\"21028\","
             "\"at\":\"2026-08-26T07:15:00+07:00\",\"officers\":[\"f1\"]"), NULL },
  { "visit.request", "team", "topic=t|commune=21028",
    PUT_REV ("visit", "%s", "8", "\"team\":\"team\",\"commune\":\"21028\",\"state\":\"asked\",\"topic\":\"t\""), NULL },
  { "channel.verify", "hotline", "", NULL,
    PUT_REV ("channel", "hotline", "8", "\"kind\":\"hotline\",\"name\":\"n\",\"value\":\"0255\"") },
};

typedef struct
{
  const char *id;
  gboolean lies_over;
} Question;

static gpointer
ask (GbSqlConnection *connection,
     gpointer         data,
     GCancellable    *cancellable,
     GError         **error)
{
  Question *question = data;
  g_autoptr (GbAction) action = NULL;
  g_autofree char *sql = NULL;
  gint64 listed;

  if (!gb_action_repository_find (connection, question->id, &action, error) ||
      !gb_action_overlay_lies_over (connection, action, &question->lies_over, error))
    return NULL;
  sql = g_strdup_printf ("SELECT count(*) FROM local.action a WHERE a.id='%s' AND %s", question->id,
                         gb_action_overlay_sql (action->type));
  g_assert_true (gb_sql_connection_query_int (connection, sql, &listed, error));
  g_assert_cmpint (listed, ==, question->lies_over);
  return NULL;
}

static gboolean
lies_over (GbStoreFixture *f,
           const char     *id)
{
  Question question = { id, FALSE };
  g_autoptr (GError) error = NULL;

  gb_store_read (f->store, ask, &question, NULL, &error);
  g_assert_no_error (error);
  return question.lies_over;
}

static void
test_every_kind (GbStoreFixture *f,
                 gconstpointer   data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *id = add (f, kinds[i].type, kinds[i].target, kinds[i].data), *line = NULL;
      GbRecordGroup group = GB_RECORD_GROUP_WORK;

      g_test_message ("%s", kinds[i].type);
      if (strstr (kinds[i].type, "visit") != NULL || strstr (kinds[i].type, "channel") != NULL)
        group = GB_RECORD_GROUP_BASE;
      g_assert_true (lies_over (f, id));
      change_local (f, i == 1 ? "UPDATE action SET state='applied',rev=9" : "UPDATE action SET state='applied',rev=8");
      g_assert_true (lies_over (f, id));
      if (kinds[i].made != NULL)
        {
          g_auto (GStrv) parts = g_strsplit (kinds[i].made, "%s", 2);

          line = g_strjoinv (id, parts);
        }
      gb_test_commit (f, group, line != NULL ? line : kinds[i].changed, NULL);
      g_assert_cmpint (gb_test_int (f, "SELECT count(*) FROM local.set_aside"), ==, 0);
      g_assert_false (lies_over (f, id));
      change_local (f, "DELETE FROM action");
    }
}

/* --- the queue ------------------------------------------------------------------------------ */

static void
on_taken_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (GError) error = NULL;

  *(GPtrArray **) data = gb_action_queue_take_finish (GB_STORE (object), result, &error);
  g_assert_no_error (error);
}

static gboolean
is_set (gpointer data)
{
  return *(gpointer *) data != NULL;
}

static GPtrArray *
take (GbStoreFixture *f)
{
  GbActionBatch batch = { 100, NULL };
  GPtrArray *taken = NULL;

  gb_action_queue_take_async (f->store, &batch, on_taken_cb, &taken);
  g_assert_true (gb_test_wait (is_set, &taken));
  return taken;
}

/* What was applied goes a month after the feed has brought it, and not before. */
static void
test_applied_goes (GbStoreFixture *f,
                   gconstpointer   data)
{
  g_free (add (f, "dossier.note", "d", "text=a"));
  change_local (f, "UPDATE action SET state='applied',rev=8,attempts=1,done_at=1787703300,"
                   "generation=(SELECT 99)");
  gb_clock_set (f->clock, GB_TEST_NOW + 40 * 24 * 60 * 60);
  g_ptr_array_unref (take (f));
  g_assert_cmpint (count (f, "state='applied'"), ==, 1);
  gb_test_commit (f, GB_RECORD_GROUP_WORK, DOSSIER ("8"), NULL);
  gb_clock_set (f->clock, GB_TEST_NOW + 29 * 24 * 60 * 60);
  g_ptr_array_unref (take (f));
  g_assert_cmpint (count (f, "state='applied'"), ==, 1);
  gb_clock_set (f->clock, GB_TEST_NOW + 31 * 24 * 60 * 60);
  g_ptr_array_unref (take (f));
  g_assert_cmpint (count (f, "1"), ==, 0);
}

static gpointer
restart (GbSqlConnection *connection,
         gpointer         data,
         GCancellable    *cancellable,
         GError         **error)
{
  gb_cursor_restart (connection, GB_RECORD_GROUP_WORK, error);
  return NULL;
}

/* A hub that came back from an older backup does not know what it had applied: everything is pulled
 * anew, and what is not in it is sent again under its id. */
static void
test_restored_hub (GbStoreFixture *f,
                   gconstpointer   data)
{
  g_autofree char *id = add (f, "dossier.note", "d", "text=a"), *sql = NULL;
  g_autoptr (GPtrArray) first = take (f), before = NULL, during = NULL, after = NULL;
  g_autoptr (GbFeedPage) page = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (first->len, ==, 1);
  sql = g_strdup_printf ("UPDATE action SET state='applied',rev=8,done_at=1787703300,generation=%d",
                         (int) gb_test_int (f, "SELECT generation FROM feed_cursor WHERE feed_group='work'"));
  change_local (f, sql);
  before = take (f);
  g_assert_cmpuint (before->len, ==, 0);

  gb_store_write (f->store, restart, NULL, NULL, &error);
  g_clear_pointer (&f->cursor[GB_RECORD_GROUP_WORK], g_free);
  page = gb_test_page (f, GB_RECORD_GROUP_WORK, DOSSIER ("7"), TRUE);
  gb_store_commit_page (f->store, page, NULL, NULL, &error);
  g_assert_no_error (error);
  during = take (f);
  g_assert_cmpuint (during->len, ==, 0); /* it may come yet */

  g_free (f->cursor[GB_RECORD_GROUP_WORK]);
  f->cursor[GB_RECORD_GROUP_WORK] = g_strdup (page->cursor);
  gb_test_commit (f, GB_RECORD_GROUP_WORK, "", NULL);
  after = take (f);
  g_assert_cmpuint (after->len, ==, 1);
  g_assert_cmpstr (((GbAction *) after->pdata[0])->id, ==, id);
}

/* One of a version to come is left alone, and keeps nobody back. */
static void
test_unknown_type (GbStoreFixture *f,
                   gconstpointer   data)
{
  g_autoptr (GPtrArray) taken = NULL;

  change_local (f, "INSERT INTO action(id,type,target,base_rev,made_at,data) VALUES('i','comet.watch','x',0,1,'{}')");
  g_free (add (f, "dossier.note", "d", "text=a"));
  taken = take (f);
  g_assert_cmpuint (taken->len, ==, 1);
  g_assert_cmpint (count (f, "type='comet.watch' AND state='waiting' AND attempts=0"), ==, 1);
}

#define ADD(name, data, test) g_test_add ("/action-outbox/" name, GbStoreFixture, data, set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("asked", COMMUNE, test_asked);
  ADD ("province", NULL, test_province);
  ADD ("long-text", NULL, test_long_text);
  ADD ("edits", NULL, test_edits);
  ADD ("edit-of-conflict", NULL, test_edit_of_conflict);
  ADD ("no-edit", NULL, test_no_edit);
  ADD ("withdrawn-edit", NULL, test_withdrawn_edit);
  ADD ("drop", NULL, test_drop);
  ADD ("followers", NULL, test_followers);
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autofree char *path = g_strconcat ("/action-outbox/overlay/", ways[i].name, NULL);

      g_test_add (path, GbStoreFixture, &ways[i], set_up, test_overlay, tear_down);
    }
  ADD ("overlay/not-done", NULL, test_no_overlay);
  ADD ("overlay/every-kind", NULL, test_every_kind);
  ADD ("queue/applied-goes", NULL, test_applied_goes);
  ADD ("queue/restored-hub", NULL, test_restored_hub);
  ADD ("queue/unknown-type", NULL, test_unknown_type);
  return g_test_run ();
}
