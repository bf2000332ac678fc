/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-notice-repository.h"

#include "gb-action-overlay.h"
#include "gb-sql-statement.h"

enum
{
  COLUMN_ID,
  COLUMN_KIND,
  COLUMN_TITLE,
  COLUMN_TEXT,
  COLUMN_PUBLISHED,
  COLUMN_STARTS,
  COLUMN_ENDS,
  COLUMN_PLACE,
  COLUMN_LINK,
  COLUMN_COMMUNE,
  COLUMN_REGISTRATION_DUE,
  COLUMN_PEOPLE,
  COLUMN_COMMUNES,
  COLUMN_PENDING,
};

/* Of each commune the latest word on who goes counts, and what was said here is the latest. An action of a commune's
 * account names no commune: it is its own. */
#define GOES_WITH                                                                                  \
  "WITH said(notice,commune,officers,mine,at,number) AS (SELECT a.target,a.data->>'commune',a.data->'officers',1,"  \
  "a.made_at,a.number FROM local.action a WHERE %s UNION ALL "                                     \
  "SELECT notice,commune,officers,0,at,number FROM attendance),"                                   \
  "ranked AS (SELECT notice,commune,officers,mine,row_number() OVER (PARTITION BY notice,"         \
  "coalesce(commune,:commune,'') ORDER BY mine DESC,at DESC,number DESC) AS place FROM said "      \
  "WHERE :commune IS NULL OR commune IS NULL OR commune=:commune),"                                \
  "goes AS MATERIALIZED (SELECT notice,commune,officers,mine FROM ranked WHERE place=1) "

#define LIST_SQL                                                                         \
  "SELECT n.id,n.kind,n.title,n.text,n.published,n.starts,n.ends,n.place,n.link,n.commune,n.registration_due," \
  "coalesce((SELECT sum(json_array_length(g.officers)) FROM goes g WHERE g.notice=n.id),0),"       \
  "(SELECT count(*) FROM goes g WHERE g.notice=n.id AND json_array_length(g.officers)>0),"         \
  "coalesce((SELECT max(g.mine) FROM goes g WHERE g.notice=n.id),0) "                              \
  "FROM notice n WHERE :commune IS NULL OR n.commune IS NULL OR n.commune=:commune"

#define PEOPLE_SQL                                                                       \
  "SELECT g.notice,p.value,coalesce(o.name,p.value),coalesce(o.title,'') FROM goes g,json_each(g.officers) p "   \
  "LEFT JOIN officer o ON o.id=p.value ORDER BY o.name_key,p.value"

#define OFFICERS_SQL                                                                               \
  "SELECT '',o.id,o.name,o.title FROM officer o WHERE (:commune IS NULL OR o.commune=:commune) "   \
  "AND coalesce(o.to_day,:today)>=:today ORDER BY o.name_key,o.id"

static GbNoticeStage
stage_of (const GbNoticeRow *row,
          gint64             now)
{
  if (row->starts == 0)
    return GB_NOTICE_STAGE_NOTICE;
  return MAX (row->starts, row->ends) >= now ? GB_NOTICE_STAGE_UPCOMING : GB_NOTICE_STAGE_PAST;
}

static GbNoticeRow *
read_notice (GbSqlStatement *s,
             gint64          now)
{
  GbNoticeRow *self = gb_notice_row_new ();

  self->id = gb_sql_statement_dup_text (s, COLUMN_ID);
  gb_notice_kind_parse (gb_sql_statement_get_text (s, COLUMN_KIND), &self->kind);
  self->title = gb_sql_statement_dup_text (s, COLUMN_TITLE);
  self->text = gb_sql_statement_dup_text (s, COLUMN_TEXT);
  self->published = gb_sql_statement_get_int (s, COLUMN_PUBLISHED);
  self->starts = gb_sql_statement_get_int (s, COLUMN_STARTS);
  self->ends = gb_sql_statement_get_int (s, COLUMN_ENDS);
  self->place = gb_sql_statement_dup_text (s, COLUMN_PLACE);
  self->link = gb_sql_statement_dup_text (s, COLUMN_LINK);
  self->commune = gb_sql_statement_dup_text (s, COLUMN_COMMUNE);
  self->registration_due = gb_sql_statement_get_int (s, COLUMN_REGISTRATION_DUE);
  self->n_people = (guint) gb_sql_statement_get_int (s, COLUMN_PEOPLE);
  self->n_communes = (guint) gb_sql_statement_get_int (s, COLUMN_COMMUNES);
  self->pending = gb_sql_statement_get_int (s, COLUMN_PENDING) != 0;
  self->stage = stage_of (self, now);
  return self;
}

static GbNoticeOfficer *
read_officer (GbSqlStatement *s)
{
  GbNoticeOfficer *self = g_new0 (GbNoticeOfficer, 1);

  self->id = gb_sql_statement_dup_text (s, 1);
  self->name = gb_sql_statement_dup_text (s, 2);
  self->title = gb_sql_statement_dup_text (s, 3);
  return self;
}

static GbSqlStatement *
prepare (GbSqlConnection *connection,
         const char      *select,
         const char      *commune,
         GError         **error)
{
  g_autofree char *sql = g_strdup_printf (GOES_WITH "%s", gb_action_overlay_sql (GB_ACTION_NOTICE_ATTEND), select);
  GbSqlStatement *s = gb_sql_connection_prepare (connection, sql, error);

  if (s != NULL)
    gb_sql_statement_set_text (s, ":commune", commune);
  return s;
}

/* Names are told of one commune only: of a province they would be hundreds. */
static gboolean
add_people (GbSqlConnection *connection,
            GPtrArray       *notices,
            const char      *commune,
            GError         **error)
{
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GbSqlStatement) s = prepare (connection, PEOPLE_SQL, commune, error);
  gboolean row;

  if (s == NULL)
    return FALSE;
  for (guint i = 0; i < notices->len; i++)
    g_hash_table_insert (by_id, ((GbNoticeRow *) notices->pdata[i])->id, notices->pdata[i]);
  while (gb_sql_statement_step (s, &row, error))
    {
      GbNoticeRow *notice;

      if (!row)
        return TRUE;
      notice = g_hash_table_lookup (by_id, gb_sql_statement_get_text (s, 0));
      if (notice != NULL)
        g_ptr_array_add (notice->people, read_officer (s));
    }
  return FALSE;
}

/**
 * gb_notice_repository_list:
 * @commune: (nullable): the commune whose notices are wanted, with those for every commune; %NULL for
 *   the whole scope
 * @now: UTC seconds
 *
 * Returns: (transfer full) (element-type GbNoticeRow): all of them, see gb_notice_row_compare()
 */
GPtrArray *
gb_notice_repository_list (GbSqlConnection *connection,
                           const char      *commune,
                           gint64           now,
                           GError         **error)
{
  g_autoptr (GPtrArray) notices = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_notice_row_unref);
  g_autoptr (GbSqlStatement) s = prepare (connection, LIST_SQL, commune, error);
  gboolean row;

  if (s == NULL || !gb_sql_statement_step (s, &row, error))
    return NULL;
  while (row)
    {
      g_ptr_array_add (notices, read_notice (s, now));
      if (!gb_sql_statement_step (s, &row, error))
        return NULL;
    }
  if (commune != NULL && !add_people (connection, notices, commune, error))
    return NULL;
  g_ptr_array_sort (notices, gb_notice_row_compare);
  return g_steal_pointer (&notices);
}

/**
 * gb_notice_repository_officers:
 * @commune: (nullable): whose officers; %NULL for the whole scope
 * @now: UTC seconds
 *
 * Returns: (transfer full) (element-type GbNoticeOfficer): who could go: those who are there today,
 *   by given name
 */
GPtrArray *
gb_notice_repository_officers (GbSqlConnection *connection,
                               const char      *commune,
                               gint64           now,
                               GError         **error)
{
  g_autoptr (GPtrArray) officers = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_notice_officer_free);
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (connection, OFFICERS_SQL, error);
  g_autofree char *today = gb_day_format (gb_time_day (now));
  gboolean row;

  if (s == NULL)
    return NULL;
  gb_sql_statement_set_text (s, ":commune", commune);
  gb_sql_statement_set_text (s, ":today", today);
  while (gb_sql_statement_step (s, &row, error))
    {
      if (!row)
        return g_steal_pointer (&officers);
      g_ptr_array_add (officers, read_officer (s));
    }
  return NULL;
}
