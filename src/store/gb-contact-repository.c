/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-contact-repository.h"

#include "gb-action-overlay.h"
#include "gb-search-terms.h"
#include "gb-sql-statement.h"

/* All channels of the province and of this workstation, each with the first of its contact: the one of the agency and field that is tried first, which stands
 * for the contact. Without an agency the name has to be the same, too. The %s is a condition on trials that lie over the records. */
#define RANK "CASE c.kind WHEN 'hotline' THEN 0 WHEN 'zalo' THEN 1 WHEN 'video' THEN 2 ELSE 3 END"
#define CHANNELS_SQL                                                                               \
  "WITH tried(id,day) AS MATERIALIZED ("                                                           \
  "SELECT a.target,max(coalesce(a.data->>'date',date(a.made_at+25200,'unixepoch'))) "              \
  "FROM local.action a WHERE %s GROUP BY a.target),"                                               \
  "known(id,kind,rank,name,value,agency,agency_name,field,verified,pending,own) AS ("              \
  "SELECT c.id,c.kind," RANK ",c.name,c.value,c.agency,g.name,c.field,"                            \
  "nullif(max(coalesce(c.verified,''),coalesce(t.day,'')),''),t.id IS NOT NULL,0 "                 \
  "FROM channel c LEFT JOIN agency g ON g.id=c.agency LEFT JOIN tried t ON t.id=c.id UNION ALL "   \
  "SELECT c.id,c.kind," RANK ",c.name,c.value,NULL,NULL,c.field,c.verified,0,1 "                   \
  "FROM local.own_channel c),"                                                                     \
  "point AS (SELECT k.*,first_value(k.id) OVER contact AS lead,"                                   \
  "first_value(k.rank) OVER contact AS lead_rank,"                                                 \
  "first_value(k.verified) OVER contact AS lead_verified FROM known k "                            \
  "WINDOW contact AS (PARTITION BY own,agency,iif(agency IS NULL,name,''),field ORDER BY rank,id))"

/* The predicates, by #GbContactFilter: count and list are of the same rows. */
static const char *const conditions[GB_N_CONTACT_FILTERS] = {
  [GB_CONTACT_FILTER_ALL] = "1",
  [GB_CONTACT_FILTER_STALE] = "(lead_verified IS NULL OR lead_verified<:stale)",
};

enum
{
  COLUMN_ID,
  COLUMN_KIND,
  COLUMN_NAME,
  COLUMN_VALUE,
  COLUMN_AGENCY,
  COLUMN_AGENCY_NAME,
  COLUMN_FIELD,
  COLUMN_VERIFIED,
  COLUMN_PENDING,
  COLUMN_OWN,
  COLUMN_LEAD,
};

static GbSqlStatement *
prepare (GbSqlConnection *connection,
         const char      *select,
         const char      *where,
         const char      *order,
         GError         **error)
{
  g_autofree char *with = g_strdup_printf (CHANNELS_SQL, gb_action_overlay_sql (GB_ACTION_CHANNEL_VERIFY));
  g_autofree char *sql = g_strconcat (with, " SELECT ", select, " FROM point WHERE ", where, order, NULL);

  return gb_sql_connection_prepare (connection, sql, error);
}

static GbSqlStatement *
prepare_rows (GbSqlConnection *connection,
              const char      *where,
              GError         **error)
{
  return prepare (connection, "id,kind,name,value,agency,agency_name,field,verified,pending,own,lead", where,
                  " ORDER BY own DESC,lead_rank,iif(own,gb_sort_key(name),lead),lead,rank,id", error);
}

static void
bind_stale (GbSqlStatement *s,
            GbDay           today)
{
  g_autofree char *day = gb_day_format (today - GB_CONTACT_STALE_DAYS);

  gb_sql_statement_set_text (s, ":stale", day);
}

static GbContactPoint *
read_point (GbSqlStatement *s)
{
  GbContactPoint *self = g_new0 (GbContactPoint, 1);

  self->id = gb_sql_statement_dup_text (s, COLUMN_ID);
  gb_contact_kind_parse (gb_sql_statement_get_text (s, COLUMN_KIND), &self->kind);
  self->name = gb_sql_statement_dup_text (s, COLUMN_NAME);
  self->value = gb_sql_statement_dup_text (s, COLUMN_VALUE);
  if (gb_sql_statement_is_null (s, COLUMN_VERIFIED) ||
      !gb_day_parse (gb_sql_statement_get_text (s, COLUMN_VERIFIED), &self->verified, NULL))
    self->verified = GB_DAY_NONE;
  self->pending = gb_sql_statement_get_int (s, COLUMN_PENDING) != 0;
  self->own = gb_sql_statement_get_int (s, COLUMN_OWN) != 0;
  return self;
}

/* The row is the contact's first channel. What a hotline is called is who answers it. */
static GbContact *
read_contact (GbSqlStatement *s)
{
  GbContact *self = g_new0 (GbContact, 1);
  gboolean hotline = g_strcmp0 (gb_sql_statement_get_text (s, COLUMN_KIND),
                                gb_contact_kind_name (GB_CONTACT_HOTLINE)) == 0;

  self->agency = gb_sql_statement_dup_text (s, COLUMN_AGENCY);
  self->agency_name = gb_sql_statement_dup_text (s, COLUMN_AGENCY_NAME);
  self->field = gb_sql_statement_dup_text (s, COLUMN_FIELD);
  if (hotline || self->agency_name == NULL)
    self->name = gb_sql_statement_dup_text (s, COLUMN_NAME);
  else
    self->name = g_strdup (self->agency_name);
  self->points = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_contact_point_free);
  return self;
}

static GPtrArray *
read_contacts (GbSqlStatement *s,
               GError        **error)
{
  g_autoptr (GPtrArray) contacts = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_contact_free);
  gboolean row;

  while (gb_sql_statement_step (s, &row, error))
    {
      GbContact *contact;

      if (!row)
        return g_steal_pointer (&contacts);
      if (g_strcmp0 (gb_sql_statement_get_text (s, COLUMN_LEAD), gb_sql_statement_get_text (s, COLUMN_ID)) == 0)
        g_ptr_array_add (contacts, read_contact (s));
      contact = contacts->pdata[contacts->len - 1];
      g_ptr_array_add (contact->points, read_point (s));
    }
  return NULL;
}

/**
 * gb_contact_repository_list:
 * @today: decides which trials are too old
 *
 * Returns: (transfer full) (element-type GbContact): whom to ask: those added on this workstation by name, then the
 *   others in the province's order
 */
GPtrArray *
gb_contact_repository_list (GbSqlConnection *connection,
                            GbContactFilter  filter,
                            GbDay            today,
                            GError         **error)
{
  g_autoptr (GbSqlStatement) s = prepare_rows (connection, conditions[filter], error);

  if (s == NULL)
    return NULL;
  bind_stale (s, today);
  return read_contacts (s, error);
}

/**
 * gb_contact_repository_count:
 * @count: (out): how many contacts gb_contact_repository_list() gives
 */
gboolean
gb_contact_repository_count (GbSqlConnection *connection,
                             GbContactFilter  filter,
                             GbDay            today,
                             gint64          *count,
                             GError         **error)
{
  g_autoptr (GbSqlStatement) s = prepare (connection, "count(DISTINCT lead)", conditions[filter], "", error);
  gboolean row;

  if (s == NULL)
    return FALSE;
  bind_stale (s, today);
  if (!gb_sql_statement_step (s, &row, error))
    return FALSE;
  *count = gb_sql_statement_get_int (s, 0);
  return TRUE;
}

/**
 * gb_contact_repository_search:
 * @text: what was typed, with or without accents; part of a number, too, however it is spaced
 * @limit: how many contacts at most
 * @total: (out) (optional): how many there are without the limit
 *
 * Returns: (transfer full) (element-type GbContact): the contacts that have every word, whole
 */
GPtrArray *
gb_contact_repository_search (GbSqlConnection *connection,
                              const char      *text,
                              guint            limit,
                              gint64          *total,
                              GError         **error)
{
  g_autoptr (GbSearchTerms) terms = gb_search_terms_new (text);
  g_autoptr (GString) where = g_string_new ("lead IN (SELECT lead FROM point WHERE 1");
  const char *const *words = terms != NULL ? gb_search_terms_get_words (terms) : NULL;
  g_autoptr (GbSqlStatement) s = NULL;
  g_autoptr (GPtrArray) contacts = NULL;

  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    g_string_append_printf (where, " AND instr(gb_fold(agency_name,name,field,value,replace(value,' ','')),:part%u)>0",
                            i);
  g_string_append (where, words != NULL ? ")" : " AND 0)");
  s = prepare_rows (connection, where->str, error);
  if (s == NULL)
    return NULL;
  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    {
      g_autofree char *name = g_strdup_printf (":part%u", i);

      gb_sql_statement_set_text (s, name, words[i]);
    }
  contacts = read_contacts (s, error);
  if (contacts == NULL)
    return NULL;
  if (total != NULL)
    *total = contacts->len;
  if (contacts->len > limit)
    g_ptr_array_set_size (contacts, (int) limit);
  return g_steal_pointer (&contacts);
}

/* --- whom to ask about something ------------------------------------------------------------------ */

/* Higher is nearer; 0 is of no use. */
static guint
rank (const GbContact *contact,
      const char      *agency,
      const char      *field)
{
  guint of_agency = agency != NULL && g_strcmp0 (contact->agency, agency) == 0;
  guint of_field = field != NULL && gb_contact_helps_with (contact, field);

  return 2 * of_agency + of_field;
}

/**
 * gb_contact_repository_for:
 * @agency: (nullable): the id of the agency that is to be asked
 * @field: (nullable): what it is about, as dossiers and issues name it
 *
 * Whom to ask: those of the agency for that field first, then the others of the agency, then other agencies that help
 * with the field.
 *
 * Returns: (transfer full) (element-type GbContact): the contacts, perhaps none
 */
GPtrArray *
gb_contact_repository_for (GbSqlConnection *connection,
                           const char      *agency,
                           const char      *field,
                           GError         **error)
{
  g_autoptr (GPtrArray) all = gb_contact_repository_list (connection, GB_CONTACT_FILTER_ALL, 0, error);
  g_autoptr (GPtrArray) chosen = NULL;

  if (all == NULL)
    return NULL;
  chosen = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_contact_free);
  for (guint wanted = 3; wanted > 0; wanted--)
    for (guint i = 0; i < all->len; i++)
      if (rank (all->pdata[i], agency, field) == wanted)
        g_ptr_array_add (chosen, gb_contact_copy (all->pdata[i]));
  return g_steal_pointer (&chosen);
}

/**
 * gb_contact_repository_officer:
 * @name: of an officer, as dossiers name them
 * @commune: (nullable): where, for names repeat
 * @contact: (out) (transfer full) (nullable): the officer; %NULL where nobody of the name has a number. It is no channel
 *   of the records: its id is %NULL
 */
gboolean
gb_contact_repository_officer (GbSqlConnection *connection,
                               const char      *name,
                               const char      *commune,
                               GbContact      **contact,
                               GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      connection,
      "SELECT o.name,o.phone,o.title||coalesce(' · '||a.name,'') FROM officer o LEFT JOIN agency a ON a.id=o.agency "
      "WHERE o.name=:name AND coalesce(trim(o.phone),'')<>'' AND (:commune IS NULL OR o.commune=:commune) "
      "ORDER BY o.kind,o.id LIMIT 1",
      error);
  GbContactPoint *point;
  gboolean row;

  *contact = NULL;
  if (s == NULL)
    return FALSE;
  gb_sql_statement_set_text (s, ":name", name);
  gb_sql_statement_set_text (s, ":commune", commune);
  if (!gb_sql_statement_step (s, &row, error))
    return FALSE;
  if (!row)
    return TRUE;
  point = g_new0 (GbContactPoint, 1);
  point->kind = GB_CONTACT_HOTLINE;
  point->name = gb_sql_statement_dup_text (s, 0);
  point->value = gb_sql_statement_dup_text (s, 1);
  point->verified = GB_DAY_NONE;
  *contact = g_new0 (GbContact, 1);
  (*contact)->name = g_strdup (point->name);
  (*contact)->agency_name = gb_sql_statement_dup_text (s, 2);
  (*contact)->points = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_contact_point_free);
  g_ptr_array_add ((*contact)->points, point);
  return TRUE;
}
