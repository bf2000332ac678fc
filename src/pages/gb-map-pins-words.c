/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-map-pins-words.h"

#include <glib/gi18n-lib.h>

#include "gb-format.h"

/* A name that lists more is not listened to. */
#define MOST_FIELDS 3

const char *
gb_map_pins_words_kind (GbPlaceKind kind)
{
  static const char *const names[GB_N_PLACE_KINDS] = {
    [GB_PLACE_REPORT] = N_ ("Citizens' reports"),
    [GB_PLACE_DIFFICULTY] = N_ ("Difficulties"),
    [GB_PLACE_GUIDANCE] = N_ ("Questions for guidance"),
  };

  return _(names[kind]);
}

const char *
gb_map_pins_words_state (GbPlaceState state)
{
  static const char *const names[GB_N_PLACE_STATES] = {
    [GB_PLACE_OVERDUE] = N_ ("Answer overdue"),
    [GB_PLACE_WAITING] = N_ ("Waiting for an answer"),
    [GB_PLACE_ANSWERED] = N_ ("Answered"),
    [GB_PLACE_SETTLED] = N_ ("Settled"),
  };

  return _(names[state]);
}

const char *
gb_map_pins_words_span (GbMapPinsSpan span)
{
  static const char *const names[GB_N_MAP_PINS_SPANS] = {
    [GB_MAP_PINS_WEEK] = N_ ("The last 7 days"),
    [GB_MAP_PINS_MONTH] = N_ ("The last 30 days"),
    [GB_MAP_PINS_QUARTER] = N_ ("The last 90 days"),
    [GB_MAP_PINS_NEW_COMMUNES] = N_ ("Since 1 July 2025"),
    [GB_MAP_PINS_DAYS] = N_ ("From one day to another"),
  };

  return _(names[span]);
}

/**
 * gb_map_pins_words_status:
 * @status: an issue's state, as the feed has it
 *
 * Returns: (transfer none): what it means; @status where this version does not know it
 */
const char *
gb_map_pins_words_status (const char *status)
{
  static const struct
  {
    const char *status;
    const char *words;
  } names[] = {
    { "new", N_ ("New") },
    { "collected", N_ ("Collected by the province") },
    { "assigned", N_ ("Assigned") },
    { "answered", N_ ("Answered, not confirmed yet") },
    { "confirmed", N_ ("Answer confirmed") },
    { "rejected", N_ ("Turned down") },
    { "escalated", N_ ("Passed on to a higher level") },
    { "closed", N_ ("Closed") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (g_str_equal (names[i].status, status))
        return _(names[i].words);
    }
  return status;
}

/**
 * gb_map_pins_words_urgency:
 * @now: UTC seconds
 *
 * Returns: (transfer full): how much time there is, or how much too late it is; days by the calendar
 */
char *
gb_map_pins_words_urgency (const GbPlace *place,
                           gint64         now)
{
  int days = gb_time_day (now) - gb_time_day (place->due);

  switch (place->state)
    {
    case GB_PLACE_OVERDUE:
      return days > 0 ? g_strdup_printf (ngettext ("answer overdue by %d day", "answer overdue by %d days",
                                                   (gulong) days), days)
                      : g_strdup (_("answer overdue since today"));
    case GB_PLACE_WAITING:
      if (place->due == 0)
        return g_strdup (_("waiting for an answer"));
      return days < 0 ? g_strdup_printf (ngettext ("%d day left for the answer", "%d days left for the answer",
                                                   (gulong) -days), -days)
                      : g_strdup (_("answer due today"));
    default:
      {
        const char *status = gb_map_pins_words_status (place->status);
        g_autofree char *first = g_utf8_strdown (status, g_utf8_next_char (status) - status);

        return g_strconcat (first, g_utf8_next_char (status), NULL);
      }
    }
}

/**
 * gb_map_pins_words_age:
 *
 * Returns: (transfer full): when it was raised and how long ago that is
 */
char *
gb_map_pins_words_age (const GbPlace *place,
                       gint64         now)
{
  g_autofree char *day = gb_format_full_day (gb_time_day (place->raised));
  int days = gb_time_day (now) - gb_time_day (place->raised);

  if (days <= 0)
    /* Translators: %s is a day: "26/08/2026, today" */
    return g_strdup_printf (_("%s, today"), day);
  /* Translators: %s is a day, %d how many days ago it was */
  return g_strdup_printf (ngettext ("%s, %d day ago", "%s, %d days ago", (gulong) days), day, days);
}

/**
 * gb_map_pins_words_caption:
 *
 * Returns: (transfer full): what stands under a title in a list
 */
char *
gb_map_pins_words_caption (const GbPlace *place,
                           gint64         now)
{
  g_autofree char *urgency = gb_map_pins_words_urgency (place, now);

  return g_strdup_printf ("%s · %s", place->field, urgency);
}

/**
 * gb_map_pins_words_commune:
 *
 * Returns: (transfer full) (nullable): the commune's name at the beginning of a line
 */
char *
gb_map_pins_words_commune (const GbPlace *place)
{
  const char *name = place->commune_name != NULL ? place->commune_name : place->commune;
  g_autofree char *first = NULL;

  if (name == NULL || *name == '\0')
    return NULL;
  first = g_utf8_strup (name, g_utf8_next_char (name) - name);
  return g_strconcat (first, g_utf8_next_char (name), NULL);
}

/**
 * gb_map_pins_words_count:
 *
 * Returns: (transfer full): how many are on the map, and how many are not because nobody told where
 */
char *
gb_map_pins_words_count (const GbPlaces *places)
{
  guint n = places->places->len;
  g_autofree char *number = gb_format_number (n), *without = gb_format_number (places->unplaced);
  g_autofree char *shown = g_strdup_printf (ngettext ("%s on the map", "%s on the map", n), number);

  if (places->unplaced == 0)
    return g_steal_pointer (&shown);
  /* Translators: "12 on the map, 3 more without a place" */
  return g_strdup_printf (ngettext ("%s, %s more without a place", "%s, %s more without a place", places->unplaced),
                          shown, without);
}

/* --- several at one place ------------------------------------------------------------------------- */

typedef struct
{
  const char *field;
  guint n;
} FieldCount;

static int
compare_counts (gconstpointer a,
                gconstpointer b)
{
  const FieldCount *p = a, *q = b;

  if (p->n != q->n)
    return p->n > q->n ? -1 : 1;
  return g_strcmp0 (p->field, q->field);
}

static GArray *
count_fields (const GbPlaces *places,
              const guint    *members,
              guint           n)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_direct_hash, g_direct_equal); /* each field is one text */
  GArray *list = g_array_new (FALSE, FALSE, sizeof (FieldCount));
  GHashTableIter iter;
  gpointer field, count;

  for (guint i = 0; i < n; i++)
    {
      gpointer key = (gpointer) g_array_index (places->places, GbPlace, members[i]).field;

      g_hash_table_insert (counts, key, GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, key)) + 1));
    }
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &field, &count))
    g_array_append_val (list, ((FieldCount) { field, GPOINTER_TO_UINT (count) }));
  g_array_sort (list, compare_counts);
  return list;
}

/**
 * gb_map_pins_words_many:
 *
 * Returns: (transfer full): how many of what kind
 */
char *
gb_map_pins_words_many (const GbPlaces *places,
                        const guint    *members,
                        guint           n)
{
  g_autofree char *number = gb_format_number (n);
  GbPlaceKind kind = g_array_index (places->places, GbPlace, members[0]).kind;

  for (guint i = 1; i < n; i++)
    {
      if (g_array_index (places->places, GbPlace, members[i]).kind != kind)
        return g_strdup_printf (ngettext ("%s issue", "%s issues", n), number);
    }
  switch (kind)
    {
    case GB_PLACE_REPORT:
      return g_strdup_printf (ngettext ("%s report", "%s reports", n), number);
    case GB_PLACE_DIFFICULTY:
      return g_strdup_printf (ngettext ("%s difficulty", "%s difficulties", n), number);
    default:
      return g_strdup_printf (ngettext ("%s question", "%s questions", n), number);
    }
}

static void
append_fields (GString        *text,
               const GbPlaces *places,
               const guint    *members,
               guint           n)
{
  g_autoptr (GArray) fields = count_fields (places, members, n);
  guint others = 0;

  for (guint i = 0; i < fields->len; i++)
    {
      const FieldCount *count = &g_array_index (fields, FieldCount, i);
      const char *rest = g_utf8_next_char (count->field);
      g_autofree char *number = gb_format_number (count->n), *first = NULL;

      if (i >= MOST_FIELDS && fields->len > MOST_FIELDS + 1)
        {
          others += count->n;
          continue;
        }
      /* "an toàn giao thông" within a sentence, but "CNTT" */
      first = g_unichar_isupper (g_utf8_get_char (rest)) ? g_strndup (count->field, (gsize) (rest - count->field))
                                                         : g_utf8_strdown (count->field, rest - count->field);
      g_string_append_printf (text, "%s%s %s%s", i > 0 ? ", " : ": ", number, first, rest);
    }
  if (others > 0)
    {
      g_autofree char *number = gb_format_number (others);

      /* Translators: of other fields: "7 road safety, 5 sanitation, 3 others" */
      g_string_append_printf (text, ngettext (", %s other", ", %s others", others), number);
    }
}

/**
 * gb_map_pins_words_members:
 * @members: (array length=n): places, as their places among all
 * @now: UTC seconds
 *
 * Returns: (transfer full): what is there, for a tooltip and a screen reader
 */
char *
gb_map_pins_words_members (const GbPlaces *places,
                           const guint    *members,
                           guint           n,
                           gint64          now)
{
  const GbPlace *first = &g_array_index (places->places, GbPlace, members[0]);
  g_autofree char *many = NULL, *caption = NULL;
  GString *text;
  guint overdue = 0;

  if (n == 1)
    {
      caption = gb_map_pins_words_caption (first, now);
      return g_strdup_printf ("%s\n%s", first->title, caption);
    }
  many = gb_map_pins_words_many (places, members, n);
  text = g_string_new (many);
  append_fields (text, places, members, n);
  for (guint i = 0; i < n; i++)
    overdue += g_array_index (places->places, GbPlace, members[i]).state == GB_PLACE_OVERDUE;
  if (overdue > 0)
    {
      g_autofree char *number = gb_format_number (overdue);

      /* Translators: of the reports that were counted before, so many */
      g_string_append_printf (text, ngettext ("; answer of %s overdue", "; answers of %s overdue", overdue), number);
    }
  return g_string_free (text, FALSE);
}
