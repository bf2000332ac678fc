/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-list-diff.h"

#define N_ITEMS 40

typedef struct
{
  gint64 items[4 * N_ITEMS];
  guint n;
} List;

/* Applies the edits one by one, as a view does, and looks that the result is the new list. */
static guint
replay (const List   *old_list,
        const List   *new_list,
        const GArray *edits)
{
  g_autoptr (GArray) model = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint kept = old_list->n;
  guint last_end = 0;

  g_array_append_vals (model, old_list->items, old_list->n);
  for (guint i = 0; i < edits->len; i++)
    {
      const GbListEdit *edit = &g_array_index (edits, GbListEdit, i);

      g_assert_true (edit->removed > 0 || edit->added > 0);
      g_assert_cmpuint (edit->new_position + edit->removed, <=, model->len);
      g_assert_true (i == 0 || edit->new_position > last_end);
      if (edit->removed > 0)
        g_array_remove_range (model, edit->new_position, edit->removed);
      if (edit->added > 0)
        g_array_insert_vals (model, edit->new_position, &new_list->items[edit->new_position],
                             edit->added);
      kept -= edit->removed;
      last_end = edit->new_position + edit->added;
    }
  g_assert_cmpmem (model->data, model->len * sizeof (gint64), new_list->items,
                   new_list->n * sizeof (gint64));
  return kept;
}

/* The longest common subsequence, by the book: quadratic. */
static guint
longest_common (const List *a,
                const List *b)
{
  guint table[N_ITEMS + 1][N_ITEMS + 1] = { 0 };

  for (guint i = 1; i <= a->n; i++)
    for (guint j = 1; j <= b->n; j++)
      table[i][j] = a->items[i - 1] == b->items[j - 1] ? table[i - 1][j - 1] + 1
                                                       : MAX (table[i - 1][j], table[i][j - 1]);
  return table[a->n][b->n];
}

static void
shuffle (List  *list,
         GRand *rand,
         guint  swaps)
{
  for (guint i = 0; i < swaps && list->n > 1; i++)
    {
      guint a = (guint) g_rand_int_range (rand, 0, (gint32) list->n);
      guint b = (guint) g_rand_int_range (rand, 0, (gint32) list->n);
      gint64 item = list->items[a];

      list->items[a] = list->items[b];
      list->items[b] = item;
    }
}

static List
some_of (GRand *rand,
         int    percent)
{
  List list = { 0 };

  for (gint64 item = 1; item <= N_ITEMS; item++)
    if (g_rand_int_range (rand, 0, 100) < percent)
      list.items[list.n++] = item * 1000003;
  return list;
}

/* As many items as can stay do stay. */
static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());

  for (int i = 0; i < 4000; i++)
    {
      List old_list = some_of (rand, g_rand_int_range (rand, 0, 101));
      List new_list = some_of (rand, g_rand_int_range (rand, 0, 101));
      g_autoptr (GArray) edits = NULL;

      shuffle (&old_list, rand, i % 3 == 0 ? 3 : 0);
      shuffle (&new_list, rand, i % 5 == 0 ? 40 : i % 3);
      edits = gb_list_diff (old_list.items, old_list.n, new_list.items, new_list.n, G_MAXUINT);
      g_assert_cmpuint (replay (&old_list, &new_list, edits), ==,
                        longest_common (&old_list, &new_list));
    }
}

typedef struct
{
  const char *old_items;
  const char *new_items;
  guint max_edits;
  const char *edits; /* "position-removed+added" */
} Case;

static const Case cases[] = {
  { "", "", 9, "" },
  { "abc", "abc", 9, "" },
  { "", "abc", 9, "0-0+3" },
  { "abc", "", 9, "0-3+0" },
  { "abc", "abcd", 9, "3-0+1" },
  { "abcd", "acd", 9, "1-1+0" },
  { "abcd", "axcd", 9, "1-1+1" },
  { "abcdef", "bcdefa", 9, "0-1+0 5-0+1" },
  { "abcdef", "fabcde", 9, "0-0+1 6-1+0" },
  { "abcdefgh", "xabdefyh", 9, "0-0+1 3-1+0 6-1+1" },
  /* more edits than are worth telling */
  { "abcdefgh", "xabdefyh", 2, "0-7+7" },
  { "abc", "xyz", 9, "0-3+3" },
};

static List
letters (const char *text)
{
  List list = { 0 };

  for (const char *p = text; *p != '\0'; p++)
    list.items[list.n++] = *p;
  return list;
}

static void
test_cases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      List old_list = letters (cases[i].old_items), new_list = letters (cases[i].new_items);
      g_autoptr (GArray) edits = gb_list_diff (old_list.items, old_list.n, new_list.items,
                                               new_list.n, cases[i].max_edits);
      g_autoptr (GString) text = g_string_new (NULL);

      replay (&old_list, &new_list, edits);
      for (guint e = 0; e < edits->len; e++)
        {
          const GbListEdit *edit = &g_array_index (edits, GbListEdit, e);

          g_string_append_printf (text, "%s%u-%u+%u", e > 0 ? " " : "", edit->new_position,
                                  edit->removed, edit->added);
        }
      g_assert_cmpstr (text->str, ==, cases[i].edits);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/list-diff/cases", test_cases);
  g_test_add_func ("/store/list-diff/random", test_random);

  return g_test_run ();
}
