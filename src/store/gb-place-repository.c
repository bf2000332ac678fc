/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-place-repository.h"

#include "gb-issue-predicate.h"
#include "gb-sql-statement.h"
#include "gb-text.h"

/* The columns of a statement, in this order. */
enum
{
  COLUMN_ID,
  COLUMN_KIND,
  COLUMN_STATE,
  COLUMN_STATUS,
  COLUMN_FIELD,
  COLUMN_TITLE,
  COLUMN_COMMUNE,
  COLUMN_COMMUNE_NAME,
  COLUMN_DEPARTMENT,
  COLUMN_RAISED,
  COLUMN_DUE,
  COLUMN_ANSWERED,
  COLUMN_URGED,
  COLUMN_PENDING,
  COLUMN_LON,
  COLUMN_LAT,
};

/* What the stages of an issue come to for who looks at a map: whether it was collected is nothing that is seen there. */
static const char *const select_sql =
    "SELECT i.id,CASE i.kind WHEN 'report' THEN 0 WHEN 'difficulty' THEN 1 ELSE 2 END,"
    "CASE i.stage WHEN 0 THEN 0 WHEN 1 THEN 2 WHEN 4 THEN 3 ELSE 1 END AS place_state,"
    "i.state,i.field,i.title,i.commune,w.type||' '||w.name,coalesce(g.name,i.department),i.raised,"
    "coalesce(i.due,0),coalesce(i.answered,0),i.urged,i.pending,i.lon,i.lat "
    "FROM issue_now i LEFT JOIN commune w ON w.id=i.commune LEFT JOIN agency g ON g.id=i.department "
    "WHERE i.raised>=:from AND i.raised<:until "
    "ORDER BY place_state,iif(place_state=0,i.due,iif(place_state=1,i.raised,-i.raised)),i.id";

/* A text that many rows have is kept once, one of a single row as it is. */
static const char *
keep (GbPlaces       *self,
      GbSqlStatement *s,
      int             column,
      gboolean        shared)
{
  const char *text = gb_sql_statement_get_text (s, column);

  if (text == NULL)
    return NULL;
  return shared ? g_string_chunk_insert_const (self->texts, text) : g_string_chunk_insert (self->texts, text);
}

static guint
find_field (GbPlaces       *self,
            GHashTable     *indices,
            GbSqlStatement *s)
{
  const char *name = keep (self, s, COLUMN_FIELD, TRUE);
  gpointer index;

  if (g_hash_table_lookup_extended (indices, name, NULL, &index))
    return GPOINTER_TO_UINT (index);
  g_hash_table_insert (indices, (gpointer) name, GUINT_TO_POINTER (self->fields->len));
  g_array_append_val (self->fields, ((GbPlaceField) { name, 0 }));
  return self->fields->len - 1;
}

static gboolean
has_bit (guint bits,
         guint bit)
{
  return bits == 0 || (bits & 1u << bit) != 0;
}

static gboolean
has_field (const GbPlaceFilter *filter,
           const char          *field)
{
  return filter->fields == NULL || filter->fields[0] == NULL ||
         g_strv_contains ((const char *const *) filter->fields, field);
}

static void
add_place (GbPlaces       *self,
           GbSqlStatement *s,
           const char     *field)
{
  GbPlace place = {
    .id = keep (self, s, COLUMN_ID, FALSE),
    .kind = (GbPlaceKind) gb_sql_statement_get_int (s, COLUMN_KIND),
    .state = (GbPlaceState) gb_sql_statement_get_int (s, COLUMN_STATE),
    .status = keep (self, s, COLUMN_STATUS, TRUE),
    .field = field,
    .title = keep (self, s, COLUMN_TITLE, FALSE),
    .commune = keep (self, s, COLUMN_COMMUNE, TRUE),
    .commune_name = keep (self, s, COLUMN_COMMUNE_NAME, TRUE),
    .department = keep (self, s, COLUMN_DEPARTMENT, TRUE),
    .raised = gb_sql_statement_get_int (s, COLUMN_RAISED),
    .due = gb_sql_statement_get_int (s, COLUMN_DUE),
    .answered = gb_sql_statement_get_int (s, COLUMN_ANSWERED),
    .urged = gb_sql_statement_get_int (s, COLUMN_URGED),
    .pending = gb_sql_statement_get_int (s, COLUMN_PENDING) != 0,
    .lon = gb_sql_statement_get_double (s, COLUMN_LON),
    .lat = gb_sql_statement_get_double (s, COLUMN_LAT),
  };

  g_array_append_val (self->places, place);
}

/* A count of one choice goes by all other limits, so that choosing it alone shows as many. */
static void
add_row (GbPlaces            *self,
         const GbPlaceFilter *filter,
         GHashTable          *indices,
         GbSqlStatement      *s)
{
  gint64 kind = gb_sql_statement_get_int (s, COLUMN_KIND), state = gb_sql_statement_get_int (s, COLUMN_STATE);
  gboolean placed = !gb_sql_statement_is_null (s, COLUMN_LON) && !gb_sql_statement_is_null (s, COLUMN_LAT);
  guint index = find_field (self, indices, s);
  GbPlaceField *field = &g_array_index (self->fields, GbPlaceField, index);
  gboolean kind_fits = has_bit (filter->kinds, (guint) kind);
  gboolean state_fits = has_bit (filter->states, (guint) state);
  gboolean field_fits = has_field (filter, field->name);

  if (!placed)
    {
      self->unplaced += kind_fits && state_fits && field_fits;
      return;
    }
  self->kinds[kind] += state_fits && field_fits;
  self->states[state] += kind_fits && field_fits;
  field->count += kind_fits && state_fits;
  if (kind_fits && state_fits && field_fits)
    add_place (self, s, field->name);
}

static int
compare_fields (gconstpointer a,
                gconstpointer b)
{
  g_autoptr (GBytes) x = gb_text_sort_key (((const GbPlaceField *) a)->name);
  g_autoptr (GBytes) y = gb_text_sort_key (((const GbPlaceField *) b)->name);

  return g_bytes_compare (x, y);
}

static GbPlaces *
places_new (void)
{
  GbPlaces *self = g_atomic_rc_box_new0 (GbPlaces);

  self->places = g_array_new (FALSE, FALSE, sizeof (GbPlace));
  self->fields = g_array_new (FALSE, FALSE, sizeof (GbPlaceField));
  self->texts = g_string_chunk_new (1 << 14);
  return self;
}

/**
 * gb_place_repository_load:
 * @filter: what is wanted
 * @now: UTC seconds: what is overdue goes by it
 *
 * Reads the issues that the filter lets through, as the user sees them: with what was done here and is not sent yet.
 *
 * Returns: (transfer full): them, with how many each other choice would give
 */
GbPlaces *
gb_place_repository_load (GbSqlConnection      *connection,
                          const GbPlaceFilter  *filter,
                          gint64                now,
                          GError              **error)
{
  g_autofree char *sql = g_strconcat (gb_issue_with_sql (), select_sql, NULL);
  g_autofree char *dues = gb_issue_dues_load (connection, error);
  g_autoptr (GbSqlStatement) s = dues != NULL ? gb_sql_connection_prepare (connection, sql, error) : NULL;
  g_autoptr (GHashTable) indices = g_hash_table_new (g_direct_hash, g_direct_equal);
  g_autoptr (GbPlaces) self = places_new ();
  gboolean row;

  if (s == NULL)
    return NULL;
  gb_sql_statement_set_int (s, ":now", now);
  gb_sql_statement_set_text (s, ":dues", dues);
  gb_sql_statement_set_int (s, ":from", filter->from != GB_DAY_NONE ? gb_day_at (filter->from, 0) : GB_TIME_MIN);
  gb_sql_statement_set_int (s, ":until", filter->to != GB_DAY_NONE ? gb_day_at (filter->to + 1, 0) : GB_TIME_MAX + 1);
  while (gb_sql_statement_step (s, &row, error))
    {
      if (!row)
        {
          g_array_sort (self->fields, compare_fields);
          return g_steal_pointer (&self);
        }
      add_row (self, filter, indices, s);
    }
  return NULL;
}

GbPlaces *
gb_places_ref (GbPlaces *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
places_clear (gpointer data)
{
  GbPlaces *self = data;

  g_array_unref (self->places);
  g_array_unref (self->fields);
  g_string_chunk_free (self->texts);
}

void
gb_places_unref (GbPlaces *self)
{
  g_atomic_rc_box_release_full (self, places_clear);
}

/* --- filters -------------------------------------------------------------------------------------- */

GbPlaceFilter *
gb_place_filter_copy (const GbPlaceFilter *self)
{
  GbPlaceFilter *copy = g_memdup2 (self, sizeof *self);

  copy->fields = g_strdupv (self->fields);
  return copy;
}

gboolean
gb_place_filter_equal (const GbPlaceFilter *self,
                       const GbPlaceFilter *other)
{
  static const char *const none[] = { NULL };
  const char *const *a = self->fields != NULL ? (const char *const *) self->fields : none;
  const char *const *b = other->fields != NULL ? (const char *const *) other->fields : none;

  return self->kinds == other->kinds && self->states == other->states && self->from == other->from &&
         self->to == other->to && g_strv_equal (a, b);
}

void
gb_place_filter_free (GbPlaceFilter *self)
{
  if (self == NULL)
    return;
  g_strfreev (self->fields);
  g_free (self);
}
