/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-test-life.h"

#include "gb-dossier-repository.h"
#include "gb-time.h"

/* What reading a set gives: the ids of its rows, after the count was compared with them. */
typedef struct
{
  const GbDossierSet *set;
  const char *commune;
  gint64 now;
} Opening;

/* Counting and listing give the same. */
static gpointer
open_set (GbSqlConnection *connection,
          gpointer         data,
          GCancellable    *cancellable,
          GError         **error)
{
  const Opening *opening = data;
  g_autoptr (GbDossierQuery) query = gb_dossier_query_new (GB_DOSSIER_FILTER_ALL);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) numbers = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  GbDossierCounts counts;
  gint64 count;

  query->set = gb_dossier_set_copy (opening->set);
  query->commune = g_strdup (opening->commune);
  if (!gb_dossier_repository_count (connection, query, opening->now, &count, error) ||
      !gb_dossier_repository_counts (connection, query, opening->now, &counts, error))
    return NULL;
  numbers = gb_dossier_repository_numbers (connection, query, opening->now, error);
  if (numbers == NULL)
    return NULL;
  rows = gb_dossier_repository_by_numbers (connection, (gint64 *) (gpointer) numbers->data,
                                           numbers->len, opening->now, error);
  if (rows == NULL)
    return NULL;
  g_assert_cmpint (count, ==, rows->len);
  g_assert_cmpint (counts.total, ==, rows->len);
  for (guint i = 0; i < rows->len; i++)
    g_assert_true (g_hash_table_add (ids, g_strdup (gb_dossier_get_code (rows->pdata[i]))));
  return g_steal_pointer (&ids);
}

/* The ids of the dossiers that a set opens. */
GHashTable *
gb_test_set_ids (GbStoreFixture     *fixture,
                 const GbDossierSet *set,
                 gint64              now)
{
  Opening opening = { set, NULL, now };
  g_autoptr (GError) error = NULL;
  GHashTable *ids = gb_store_read (fixture->store, open_set, &opening, NULL, &error);

  g_assert_no_error (error);
  return ids;
}

/* --- one life --- */

gboolean
gb_test_is_over (int state)
{
  return state == 3 || state == 7 || state == 9 || state == 10;
}

gboolean
gb_test_is_done (int state)
{
  return state == 7 || state == 9 || state == 10;
}

gboolean
gb_test_is_paused (int state)
{
  return state == 5 || state == 6 || state == 8;
}

/* The state at @until as far as it was known then. */
int
gb_test_life_state (const GbTestLife *life,
            gint64      until)
{
  gboolean more = gb_test_is_over (life->state) && life->finished > until;
  int state = 2;

  if (gb_test_is_over (life->state) && life->finished != GB_TEST_NEVER && life->finished <= until)
    return life->state;
  for (int i = 0; i < life->n_steps; i++)
    {
      if (life->steps[i].at > until)
        more = TRUE;
      else if (life->steps[i].at >= life->received)
        state = MAX (2, life->steps[i].state);
    }
  return more ? state : life->state;
}

/* When the stretch of such states began that lasts until @until: GB_TEST_NEVER when the last step was none. */
gint64
gb_test_life_began (const GbTestLife *life,
       gint64      until,
       gboolean    (*belongs) (int state),
       int         best)
{
  gint64 first = GB_TEST_NEVER, first_best = GB_TEST_NEVER;

  for (int i = 0; i < life->n_steps && life->steps[i].at <= until; i++)
    {
      if (!belongs (life->steps[i].state))
        first = first_best = GB_TEST_NEVER;
      else if (first == GB_TEST_NEVER)
        first = life->steps[i].at;
      if (life->steps[i].state == best && first_best == GB_TEST_NEVER)
        first_best = life->steps[i].at;
    }
  return first_best != GB_TEST_NEVER ? first_best : first;
}

/* --- a random province ------------------------------------------------------------------------ */

static const char *const communes[] = { "21025", "21028", "21031" };
static const char *const fields[] = { "Hộ tịch", "Đất đai", "Chứng thực", "Xây dựng" };
static const char *const officers[] = { "Bùi Minh Ân", "Đỗ Thị Én", "Ông Văn Ích", NULL };
static const char *const channels[] = { "online", "desk", "post" };

#define PICK(rand, from) from[g_rand_int_range (rand, 0, G_N_ELEMENTS (from))]

gboolean
gb_test_chance (GRand *rand,
        int    percent)
{
  return g_rand_int_range (rand, 0, 100) < percent;
}

/* Some moments are the same, to the second: borders are where it goes wrong. */
static gint64
after (GRand *rand,
       gint64 at)
{
  return at + (gb_test_chance (rand, 15) ? 0 : g_rand_int_range (rand, 0, 12 * GB_DAY_SECONDS));
}

void
gb_test_life_draw (GbTestLife *life,
      GRand *rand,
      guint  serial)
{
  static const int next[] = { 4, 4, 5, 6, 8, 9, 9, 10, 7, 3, 2 };
  gint64 at = gb_day_at (gb_day_from_ymd (2026, 6, 20), 0) +
              g_rand_int_range (rand, 0, 60) * GB_DAY_SECONDS +
              (gb_test_chance (rand, 30) ? 0 : g_rand_int_range (rand, 0, GB_DAY_SECONDS));

  *life = (GbTestLife){ .received = at, .due = GB_TEST_NEVER, .finished = GB_TEST_NEVER, .handed_over = GB_TEST_NEVER, .state = 2 };
  g_snprintf (life->id, sizeof life->id, "D%u", serial);
  life->commune = PICK (rand, communes);
  life->field = PICK (rand, fields);
  life->officer = PICK (rand, officers);
  life->channel = PICK (rand, channels);
  if (gb_test_chance (rand, 85))
    life->due = gb_test_chance (rand, 10) ? at : at + g_rand_int_range (rand, 1, 15) * GB_DAY_SECONDS;
  for (int n = g_rand_int_range (rand, 0, GB_TEST_MOST_STEPS); n > 0 && !gb_test_chance (rand, 5); n--)
    {
      at = after (rand, at);
      life->steps[life->n_steps].at = at;
      life->state = life->steps[life->n_steps++].state = PICK (rand, next);
    }
  if (life->n_steps > 0 && gb_test_chance (rand, 10)) /* some steps, of any kind, before the acceptance */
    life->received = life->steps[g_rand_int_range (rand, 0, life->n_steps)].at;
  if (life->n_steps > 0 && gb_test_chance (rand, 5))
    life->steps[g_rand_int_range (rand, 0, life->n_steps)].state = 1;
  if (gb_test_chance (rand, 8)) /* a message without a step */
    life->state = PICK (rand, next);
  if (gb_test_is_over (life->state) && gb_test_chance (rand, 80))
    life->finished = gb_test_chance (rand, 80) ? at : after (rand, at);
  if (life->state == 10 && gb_test_chance (rand, 50))
    life->handed_over = after (rand, at);
  if (gb_test_chance (rand, 5))
    {
      life->received = GB_TEST_NEVER;
      life->state = 1;
    }
}

static void
append_moment (GString    *text,
               const char *name,
               gint64      at)
{
  g_autofree char *time = at != GB_TEST_NEVER ? gb_time_format (at) : NULL;

  if (time != NULL)
    g_string_append_printf (text, ",\"%s\":\"%s\"", name, time);
}

void
gb_test_life_append (GString    *text,
        const GbTestLife *life)
{
  g_string_append_printf (text,
                          "{\"op\":\"put\",\"type\":\"dossier\",\"id\":\"%s\",\"rev\":1,\"data\":{"
                          "\"procedure\":\"%s\",\"field\":\"%s\",\"channel\":\"%s\","
                          "\"commune\":\"%s\",\"received_by\":\"21028\",\"state\":%d",
                          life->id, life->procedure != NULL ? life->procedure : "Thủ tục", life->field, life->channel, life->commune, life->state);
  if (life->officer != NULL)
    g_string_append_printf (text, ",\"officer\":\"%s\"", life->officer);
  append_moment (text, "received", life->received);
  append_moment (text, "due", life->due);
  append_moment (text, "finished", life->finished);
  append_moment (text, "handed_over", life->handed_over);
  g_string_append (text, life->more != NULL ? life->more : "");
  g_string_append (text, "}}\n");
  for (int i = 0; i < life->n_steps; i++)
    {
      g_string_append_printf (text,
                              "{\"op\":\"put\",\"type\":\"dossier-step\",\"id\":\"%s/%d\",\"rev\":1,"
                              "\"data\":{\"dossier\":\"%s\",\"state\":%d",
                              life->id, i, life->id, life->steps[i].state);
      append_moment (text, "at", life->steps[i].at);
      g_string_append (text, "}}\n");
    }
}

