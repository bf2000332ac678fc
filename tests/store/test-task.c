/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-task-detail.h"
#include "gb-task-repository.h"

#include "gb-action-repository.h"
#include "gb-calendars.h"
#include "gb-deadline.h"
#include "gb-store-fixture.h"
#include "gb-time.h"

#include <math.h>

#define PUT(type, id, data)                                                                        \
  "{\"op\":\"put\",\"type\":\"" type "\",\"id\":\"" id "\",\"rev\":1,\"data\":{" data "}}\n"
#define TASK(id, more, state, due, done)                                                           \
  PUT ("task", id,                                                                                 \
       "\"number\":\"12/KH\",\"title\":\"" id "\"" more ",\"issuer\":\"UBND tỉnh\","               \
       "\"issued\":\"2026-08-01T08:00:00+07:00\",\"due\":\"" due "\",\"state\":\"" state "\","     \
       "\"done\":" done ",\"total\":50")
#define OURS ",\"commune\":\"21028\""
#define THEIRS ",\"commune\":\"21031\""
#define NOTE(id, task, at, more)                                                                   \
  PUT ("task-note", id, "\"task\":\"" task "\",\"at\":\"2026-08-" at "T08:00:00+07:00\"" more)
#define COMMUNE(id, name) PUT ("commune", id, "\"name\":\"" name "\",\"type\":\"phường\",\"province\":\"51\",\"area_km2\":17,\"population\":73556,\"lon\":108.8,\"lat\":15.1")

/* Now is 07:15 on Wednesday 26 August; the 31st and 1 and 2 September are off. */
static const char work[] =
    TASK ("late", OURS, "open", "2026-08-26T07:14:59+07:00", "43")
    TASK ("to the second", OURS, "open", "2026-08-26T07:15:00+07:00", "43")
    TASK ("soon", OURS, "open", "2026-08-28T17:00:00+07:00", "43")
    TASK ("on track", OURS, "open", "2026-09-03T08:00:00+07:00", "43")
    TASK ("on the seventh day", OURS, "open", "2026-09-02T23:59:59+07:00", "0")
    TASK ("done", OURS ",\"assignee\":\"O1\",\"indicator\":\"NB\"", "done", "2026-08-20T17:00:00+07:00", "50")
    TASK ("done earlier", OURS, "done", "2026-07-20T17:00:00+07:00", "50")
    TASK ("cancelled", OURS, "cancelled", "2026-08-20T17:00:00+07:00", "0")
    TASK ("everybody's", "", "open", "2026-08-27T17:00:00+07:00", "0")
    TASK ("elsewhere", THEIRS, "open", "2026-08-20T17:00:00+07:00", "0")
    NOTE ("N1", "done", "10", ",\"author\":\"Lê Văn C\",\"done\":20")
    NOTE ("N2", "done", "18", ",\"done\":50,\"files\":[{\"name\":\"bao-cao.pdf\",\"bytes\":7,\"sha256\":\""
                              "ab00000000000000000000000000000000000000000000000000000000000000\"}]")
    NOTE ("N3", "done", "19", ",\"text\":\"đã gửi bản giấy\"");

static const char base[] =
    COMMUNE ("21028", "Nghĩa Lộ") COMMUNE ("21031", "Cẩm Thành")
    PUT ("officer", "O1", "\"name\":\"Lê Văn C\",\"title\":\"Chuyên viên\",\"kind\":\"post\",\"commune\":\"21028\","
                          "\"agency\":\"A1\"")
    PUT ("indicator", "NB", "\"name\":\"TTHC nội bộ đã rà soát\",\"unit\":\"thủ tục\",\"kind\":\"programme\",\"order\":1")
    PUT ("indicator-value", "V1", "\"indicator\":\"NB\",\"commune\":\"21028\",\"period\":\"2026-07\",\"numerator\":31,"
                                  "\"denominator\":50,\"as_of\":\"2026-07-31T17:00:00+07:00\"")
    PUT ("indicator-value", "V2", "\"indicator\":\"NB\",\"commune\":\"21028\",\"period\":\"2026-08\",\"numerator\":43,"
                                  "\"denominator\":50,\"target\":50,\"as_of\":\"2026-08-25T17:00:00+07:00\"")
    PUT ("calendar-day", "2026-08-31", "\"kind\":\"off\",\"name\":\"Nghỉ hoán đổi\"")
    PUT ("calendar-day", "2026-09-01", "\"kind\":\"off\",\"name\":\"Quốc khánh\"")
    PUT ("calendar-day", "2026-09-02", "\"kind\":\"off\",\"name\":\"Quốc khánh\"");

static void
commit (GbStoreFixture *fixture,
        GbRecordGroup   group,
        const char     *text)
{
  g_autoptr (GbFeedPage) page = gb_test_page (fixture, group, text, FALSE);
  g_autoptr (GError) error = NULL;
  GbFeedPageResult result;

  g_free (page->scope);
  page->scope = g_strdup ("province:51");
  gb_store_commit_page (fixture->store, page, &result, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result.set_aside, ==, 0);
}

static void
fill (GbStoreFixture *fixture)
{
  gb_store_fixture_set_up (fixture);
  commit (fixture, GB_RECORD_GROUP_BASE, base);
  commit (fixture, GB_RECORD_GROUP_WORK, work);
}

static gpointer
read_tasks (GbSqlConnection *connection,
            gpointer         commune,
            GCancellable    *cancellable,
            GError         **error)
{
  return gb_task_repository_list (connection, commune, GB_TEST_NOW, error);
}

static gpointer
read_detail (GbSqlConnection *connection,
             gpointer         id,
             GCancellable    *cancellable,
             GError         **error)
{
  GbTaskDetail *detail;

  gb_task_detail_load (connection, id, GB_TEST_NOW, &detail, error);
  return detail;
}

static GPtrArray *
list (GbStoreFixture *fixture,
      const char     *commune)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *tasks = gb_store_read (fixture->store, read_tasks, (gpointer) commune, NULL, &error);

  g_assert_no_error (error);
  return tasks;
}

static const struct
{
  const char *title;
  GbDeadlineClass klass;
  gboolean pressing;
} expected[] = {
  { "late", GB_DEADLINE_CLASS_OVERDUE, TRUE },
  { "to the second", GB_DEADLINE_CLASS_DUE_TODAY, TRUE },
  { "everybody's", GB_DEADLINE_CLASS_DUE_SOON, TRUE },
  { "soon", GB_DEADLINE_CLASS_DUE_SOON, TRUE },
  { "on the seventh day", GB_DEADLINE_CLASS_ON_TRACK, TRUE },
  { "on track", GB_DEADLINE_CLASS_ON_TRACK, FALSE },
  { "done", GB_DEADLINE_CLASS_FINISHED, FALSE },
  { "done earlier", GB_DEADLINE_CLASS_FINISHED, FALSE },
  { "cancelled", GB_DEADLINE_CLASS_FINISHED, FALSE },
};

static void
test_list (void)
{
  GbStoreFixture fixture = { 0 };
  g_autoptr (GPtrArray) tasks = NULL;

  fill (&fixture);
  tasks = list (&fixture, "21028");
  g_assert_cmpuint (tasks->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < tasks->len; i++)
    {
      const GbTask *task = tasks->pdata[i];

      g_test_message ("%s", task->title);
      g_assert_cmpstr (task->title, ==, expected[i].title);
      g_assert_cmpint (task->klass, ==, expected[i].klass);
      g_assert_cmpint (gb_task_is_in (task, GB_TASK_FILTER_PRESSING, GB_TEST_NOW), ==, expected[i].pressing);
    }
  gb_store_fixture_tear_down (&fixture);
}

/* Every task is in exactly one of the sets that do not overlap, and these are all. */
static void
test_sets (void)
{
  static const GbTaskFilter parts[] = { GB_TASK_FILTER_OVERDUE,  GB_TASK_FILTER_DUE_TODAY, GB_TASK_FILTER_DUE_SOON,
                                        GB_TASK_FILTER_ON_TRACK, GB_TASK_FILTER_DONE,      GB_TASK_FILTER_CANCELLED };
  GbStoreFixture fixture = { 0 };
  g_autoptr (GPtrArray) tasks = NULL;

  fill (&fixture);
  tasks = list (&fixture, NULL);
  g_assert_cmpuint (tasks->len, ==, G_N_ELEMENTS (expected) + 1);
  for (guint i = 0; i < tasks->len; i++)
    {
      guint n = 0;

      for (gsize k = 0; k < G_N_ELEMENTS (parts); k++)
        n += gb_task_is_in (tasks->pdata[i], parts[k], GB_TEST_NOW);
      g_assert_cmpuint (n, ==, 1);
    }
  gb_store_fixture_tear_down (&fixture);
}

static void
test_by_commune (void)
{
  GbStoreFixture fixture = { 0 };
  g_autoptr (GPtrArray) tasks = NULL;
  g_autoptr (GPtrArray) communes = NULL;
  const GbTaskCommune *commune;

  fill (&fixture);
  tasks = list (&fixture, NULL);
  communes = gb_task_repository_by_commune (tasks, GB_TEST_NOW);
  g_assert_cmpuint (communes->len, ==, 2);
  commune = communes->pdata[0];
  g_assert_cmpstr (commune->name, ==, "phường Nghĩa Lộ");
  g_assert_cmpuint (commune->counts[GB_TASK_FILTER_OVERDUE], ==, 1);
  g_assert_cmpuint (commune->counts[GB_TASK_FILTER_PRESSING], ==, 4);
  g_assert_cmpuint (commune->counts[GB_TASK_FILTER_DONE], ==, 2);
  commune = communes->pdata[1];
  g_assert_cmpstr (commune->code, ==, "21031");
  g_assert_cmpuint (commune->counts[GB_TASK_FILTER_OVERDUE], ==, 1);
  gb_store_fixture_tear_down (&fixture);
}

static const struct
{
  const char *words;
  guint found;
} searches[] = {
  { NULL, 9 }, { "", 9 }, { "12/kh ubnd", 9 }, { "DONE", 2 }, { "xong", 0 }, { "nghia lo", 8 }, { "earlier 12/KH", 1 },
};

static void
test_search (void)
{
  GbStoreFixture fixture = { 0 };
  g_autoptr (GPtrArray) tasks = NULL;

  fill (&fixture);
  tasks = list (&fixture, "21028");
  for (gsize i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      guint found = 0;

      for (guint k = 0; k < tasks->len; k++)
        found += gb_task_matches (tasks->pdata[k], searches[i].words);
      g_test_message ("%s", searches[i].words);
      g_assert_cmpuint (found, ==, searches[i].found);
    }
  gb_store_fixture_tear_down (&fixture);
}

static char *
report (GbStoreFixture *fixture,
        const char     *task,
        const char     *done,
        const char     *total,
        const char     *state,
        const char     *text)
{
  g_autoptr (GbAction) action = gb_action_new (GB_ACTION_TASK_PROGRESS, task);
  g_autoptr (GbAction) stored = NULL;
  g_autoptr (GError) error = NULL;

  gb_action_set (action, "done", done);
  gb_action_set (action, "total", total);
  gb_action_set (action, "state", state);
  gb_action_set (action, "text", text);
  stored = gb_store_add_action (fixture->store, action, NULL, NULL, &error);
  g_assert_no_error (error);
  return g_strdup (stored->id);
}

static const GbTask *
find (GPtrArray  *tasks,
      const char *id)
{
  for (guint i = 0; i < tasks->len; i++)
    if (g_str_equal (((GbTask *) tasks->pdata[i])->id, id))
      return tasks->pdata[i];
  g_assert_not_reached ();
}

/* What is reported here counts at once, and goes when it is taken back. */
static void
test_overlay (void)
{
  GbStoreFixture fixture = { 0 };
  g_autoptr (GPtrArray) before = NULL, after = NULL, again = NULL;
  g_autofree char *first = NULL, *second = NULL;
  g_autoptr (GError) error = NULL;
  const GbTask *task;

  fill (&fixture);
  before = list (&fixture, "21028");
  g_assert_false (find (before, "late")->pending);
  first = report (&fixture, "late", "48", NULL, NULL, "còn hai thủ tục");
  after = list (&fixture, "21028");
  task = find (after, "late");
  g_assert_true (task->pending);
  g_assert_cmpfloat (task->done, ==, 48);
  g_assert_cmpint (task->state, ==, GB_TASK_OPEN);
  second = report (&fixture, "late", "50", NULL, NULL, NULL);
  again = list (&fixture, "21028");
  task = find (again, "late");
  g_assert_cmpint (task->state, ==, GB_TASK_DONE);
  g_assert_cmpint (task->finished, ==, GB_TEST_NOW);
  g_clear_pointer (&again, g_ptr_array_unref);
  /* Reports that were not sent are one. */
  g_assert_cmpstr (first, ==, second);
  gb_store_withdraw_action (fixture.store, second, NULL, &error);
  g_assert_no_error (error);
  again = list (&fixture, "21028");
  task = find (again, "late");
  g_assert_cmpint (task->state, ==, GB_TASK_OPEN);
  g_assert_cmpfloat (task->done, ==, 43);
  gb_store_fixture_tear_down (&fixture);
}

static void
test_detail (void)
{
  GbStoreFixture fixture = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GbTaskDetail) detail = NULL, none = NULL;
  g_autofree char *action = NULL, *finished = NULL;
  const GbTaskNote *note;

  fill (&fixture);
  action = report (&fixture, "done", "40", NULL, "open", "đếm lại");
  detail = gb_store_read (fixture.store, read_detail, (gpointer) "done", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (detail->task->assignee_name, ==, "Lê Văn C");
  g_assert_cmpstr (detail->indicator, ==, "TTHC nội bộ đã rà soát");
  g_assert_cmpfloat (detail->numerator, ==, 43);
  g_assert_cmpfloat (detail->target, ==, 50);
  g_assert_cmpuint (detail->notes->len, ==, 4);
  g_assert_cmpuint (detail->files->len, ==, 1);
  g_assert_cmpstr (((GbAttachment *) detail->files->pdata[0])->name, ==, "bao-cao.pdf");
  note = detail->notes->pdata[0];
  g_assert_cmpstr (note->id, ==, action);
  g_assert_true (note->pending && note->withdrawable && note->has_state && note->state == GB_TASK_OPEN);
  note = detail->notes->pdata[1];
  g_assert_cmpstr (note->id, ==, "N3");
  g_assert_false (note->has_done || note->has_state || note->pending);
  g_assert_cmpint (detail->task->state, ==, GB_TASK_OPEN);
  none = gb_store_read (fixture.store, read_detail, (gpointer) "nothing", NULL, &error);
  g_assert_no_error (error);
  g_assert_null (none);
  gb_store_fixture_tear_down (&fixture);
}

/* It was done with the report that said so, not with remarks after it. */
static void
test_finished (void)
{
  GbStoreFixture fixture = { 0 };
  g_autoptr (GPtrArray) tasks = NULL;
  g_autofree char *finished = NULL;

  fill (&fixture);
  tasks = list (&fixture, "21028");
  finished = gb_time_format (find (tasks, "done")->finished);
  g_assert_cmpstr (finished, ==, "2026-08-18T08:00:00+07:00");
  g_assert_cmpint (find (tasks, "done earlier")->finished, ==, 0);
  gb_store_fixture_tear_down (&fixture);
}

/* --- against a slow reference --------------------------------------------------------------------- */

#define N_RANDOM 60
#define N_REPORTS 40

typedef struct
{
  gint64 due;
  int done;
  int total;
  const char *state;
} Model;

static void
append_random (GString *text,
               Model   *model,
               guint    i,
               GRand   *rand)
{
  static const char *const states[] = { "open", "open", "done", "cancelled" };
  g_autofree char *due = NULL;

  model->due = GB_TEST_NOW + g_rand_int_range (rand, -5 * GB_DAY_SECONDS, 12 * GB_DAY_SECONDS);
  model->total = g_rand_int_range (rand, 1, 40);
  model->done = g_rand_int_range (rand, 0, model->total);
  model->state = states[g_rand_int_range (rand, 0, G_N_ELEMENTS (states))];
  due = gb_time_format (model->due);
  g_string_append_printf (text,
                          "{\"op\":\"put\",\"type\":\"task\",\"id\":\"R%u\",\"rev\":1,\"data\":{\"number\":\"n\","
                          "\"title\":\"t\",\"commune\":\"21028\",\"issuer\":\"u\",\"issued\":"
                          "\"2026-08-01T08:00:00+07:00\",\"due\":\"%s\",\"state\":\"%s\",\"done\":%d,\"total\":%d}}\n",
                          i, due, model->state, model->done, model->total);
}

static void
report_random (GbStoreFixture *fixture,
               Model          *model,
               guint           i,
               GRand          *rand)
{
  gboolean by_state = g_rand_boolean (rand);
  int done = g_rand_int_range (rand, 0, model->total + 1);
  const char *state = g_rand_boolean (rand) ? "done" : "open";
  g_autofree char *id = g_strdup_printf ("R%u", i);
  g_autofree char *number = g_strdup_printf ("%d", done);

  if (g_str_equal (model->state, "cancelled"))
    return;
  g_free (report (fixture, id, by_state ? NULL : number, NULL, by_state ? state : NULL, NULL));
  if (by_state)
    model->state = state;
  else
    {
      model->done = done;
      model->state = done >= model->total ? "done" : "open";
    }
}

/* Each set, counted from the model with days counted one by one. */
static guint
count_slowly (const Model  *models,
              GbTaskFilter  filter)
{
  static const int working[] = { 26, 27, 28 }; /* the 29th and 30th are a weekend, then days off to 2 September */
  guint n = 0;

  for (guint i = 0; i < N_RANDOM; i++)
    {
      const Model *m = &models[i];
      gint64 today = gb_day_at (gb_day_from_ymd (2026, 8, working[0]), 0);
      gint64 soon = gb_day_at (gb_day_from_ymd (2026, 8, working[2]), GB_DAY_SECONDS);
      gboolean open = g_str_equal (m->state, "open"), late = m->due < GB_TEST_NOW;

      switch (filter)
        {
        case GB_TASK_FILTER_ALL:
          n++;
          break;
        case GB_TASK_FILTER_OPEN:
          n += open;
          break;
        case GB_TASK_FILTER_PRESSING:
          n += open && m->due < today + 8 * GB_DAY_SECONDS;
          break;
        case GB_TASK_FILTER_OVERDUE:
          n += open && late;
          break;
        case GB_TASK_FILTER_DUE_TODAY:
          n += open && !late && m->due < today + GB_DAY_SECONDS;
          break;
        case GB_TASK_FILTER_DUE_SOON:
          n += open && m->due >= today + GB_DAY_SECONDS && m->due < soon;
          break;
        case GB_TASK_FILTER_ON_TRACK:
          n += open && m->due >= soon;
          break;
        default:
          n += g_str_equal (m->state, gb_task_filter_nick (filter));
        }
    }
  return n;
}

static void
test_random (void)
{
  GbStoreFixture fixture = { 0 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) tasks = NULL;
  Model models[N_RANDOM];

  gb_store_fixture_set_up (&fixture);
  commit (&fixture, GB_RECORD_GROUP_BASE, base);
  for (guint i = 0; i < N_RANDOM; i++)
    append_random (text, &models[i], i, rand);
  commit (&fixture, GB_RECORD_GROUP_WORK, text->str);
  for (guint i = 0; i < N_REPORTS; i++)
    {
      guint which = (guint) g_rand_int_range (rand, 0, N_RANDOM);

      report_random (&fixture, &models[which], which, rand);
    }
  tasks = list (&fixture, "21028");
  for (int filter = 0; filter < GB_N_TASK_FILTERS; filter++)
    {
      guint counted = 0;

      for (guint i = 0; i < tasks->len; i++)
        counted += gb_task_is_in (tasks->pdata[i], filter, GB_TEST_NOW);
      g_test_message ("%s", gb_task_filter_nick (filter));
      g_assert_cmpuint (counted, ==, count_slowly (models, filter));
    }
  for (guint i = 1; i < tasks->len; i++)
    g_assert_cmpint (gb_task_compare (&tasks->pdata[i - 1], &tasks->pdata[i]), <=, 0);
  gb_store_fixture_tear_down (&fixture);
}

static void
test_nicks (void)
{
  for (int i = 0; i < GB_N_TASK_FILTERS; i++)
    {
      GbTaskFilter filter;

      g_assert_true (gb_task_filter_parse (gb_task_filter_nick (i), &filter));
      g_assert_cmpint (filter, ==, i);
      g_assert_nonnull (gb_task_filter_label (i));
    }
  for (int i = 0; i < GB_N_TASK_STATES; i++)
    {
      GbTaskState state;

      g_assert_true (gb_task_state_parse (gb_task_state_nick (i), &state));
      g_assert_cmpint (state, ==, i);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/task/list", test_list);
  g_test_add_func ("/task/sets", test_sets);
  g_test_add_func ("/task/by-commune", test_by_commune);
  g_test_add_func ("/task/search", test_search);
  g_test_add_func ("/task/overlay", test_overlay);
  g_test_add_func ("/task/detail", test_detail);
  g_test_add_func ("/task/finished", test_finished);
  g_test_add_func ("/task/random", test_random);
  g_test_add_func ("/task/nicks", test_nicks);
  return g_test_run ();
}
