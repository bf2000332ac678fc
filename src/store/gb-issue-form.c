/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-issue-form.h"

#include "gb-action-repository.h"
#include "gb-attachment.h"
#include "gb-sql-statement.h"

/* What communes raise again and again, and the five fields of citizens' reports. The names are data: records have them,
 * whatever the interface's language is. */
static const char *const difficulties[] = { "Cơ sở vật chất",      "CNTT",   "Kinh phí",
                                            "Quy hoạch",           "Đất đai", "Giải phóng mặt bằng",
                                            "Đầu tư",              "Phân cấp, phân quyền",
                                            "Nhân sự",             NULL };
static const char *const reports[] = { "Trật tự đô thị",        "An toàn giao thông", "Vệ sinh môi trường",
                                       "Chiếu sáng, cây xanh", "Phòng chống tội phạm", NULL };

static void
option_free (gpointer data)
{
  GbIssueOption *self = data;

  g_free (self->id);
  g_free (self->name);
  g_free (self);
}

void
gb_issue_form_free (GbIssueForm *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->departments, g_ptr_array_unref);
  g_clear_pointer (&self->communes, g_ptr_array_unref);
  for (int kind = 0; kind < GB_N_ISSUE_KINDS; kind++)
    g_clear_pointer (&self->fields[kind], g_ptr_array_unref);
  gb_action_free (self->action);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_free (self);
}

static GPtrArray *
load_options (GbSqlConnection *connection,
              const char      *sql,
              GError         **error)
{
  g_autoptr (GPtrArray) options = g_ptr_array_new_with_free_func (option_free);
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (connection, sql, error);
  gboolean row;

  if (s == NULL)
    return NULL;
  while (gb_sql_statement_step (s, &row, error))
    {
      GbIssueOption *option;

      if (!row)
        return g_steal_pointer (&options);
      option = g_new0 (GbIssueOption, 1);
      option->id = gb_sql_statement_dup_text (s, 0);
      option->name = gb_sql_statement_dup_text (s, 1);
      option->lat = gb_sql_statement_get_double (s, 2);
      option->lon = gb_sql_statement_get_double (s, 3);
      g_ptr_array_add (options, option);
    }
  return NULL;
}

/* A citizen reports in one of the five; otherwise what others wrote is offered, too. */
static gboolean
load_fields (GbIssueForm     *self,
             GbSqlConnection *connection,
             GbIssueKind      kind,
             GError         **error)
{
  const char *const *known = kind == GB_ISSUE_REPORT ? reports : difficulties;
  GPtrArray *fields = self->fields[kind] = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      connection, "SELECT field FROM issue WHERE kind=?1 GROUP BY field ORDER BY count(*) DESC,field LIMIT 30", error);
  gboolean row = TRUE;

  if (s == NULL)
    return FALSE;
  for (gsize i = 0; kind != GB_ISSUE_GUIDANCE && known[i] != NULL; i++)
    g_ptr_array_add (fields, g_strdup (known[i]));
  if (kind == GB_ISSUE_REPORT)
    return TRUE;
  gb_sql_statement_bind_text (s, 1, gb_issue_kind_name (kind));
  while (row)
    {
      if (!gb_sql_statement_step (s, &row, error))
        return FALSE;
      if (row && !g_ptr_array_find_with_equal_func (fields, gb_sql_statement_get_text (s, 0), g_str_equal, NULL))
        g_ptr_array_add (fields, gb_sql_statement_dup_text (s, 0));
    }
  return TRUE;
}

static gboolean
load_action (GbIssueForm     *self,
             GbSqlConnection *connection,
             const char      *id,
             GError         **error)
{
  if (id != NULL && !gb_action_repository_find (connection, id, &self->action, error))
    return FALSE;
  self->files = gb_attachment_list (connection, self->action != NULL ? gb_action_get (self->action, "files") : NULL,
                                    error);
  return self->files != NULL;
}

/**
 * gb_issue_form_load:
 * @connection: for reading, as gb_store_read() gives it
 * @action: (nullable): the id of an action that raises an issue, to be edited
 *
 * Returns: (transfer full): what is needed to raise an issue
 */
GbIssueForm *
gb_issue_form_load (GbSqlConnection *connection,
                    const char      *action,
                    GError         **error)
{
  g_autoptr (GbIssueForm) self = g_new0 (GbIssueForm, 1);

  self->departments
      = load_options (connection, "SELECT id,name,0,0 FROM agency WHERE kind='department' ORDER BY folded,id", error);
  if (self->departments == NULL)
    return NULL;
  self->communes = load_options (connection, "SELECT id,type||' '||name,lat,lon FROM commune ORDER BY name_key,id", error);
  if (self->communes == NULL)
    return NULL;
  for (int kind = 0; kind < GB_N_ISSUE_KINDS; kind++)
    if (!load_fields (self, connection, kind, error))
      return NULL;
  return load_action (self, connection, action, error) ? g_steal_pointer (&self) : NULL;
}

static gpointer
load (GbSqlConnection *connection,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  return gb_issue_form_load (connection, data, error);
}

/**
 * gb_issue_form_load_async:
 * @action: (nullable): as of gb_issue_form_load()
 *
 * As gb_issue_form_load(), off the main thread.
 */
void
gb_issue_form_load_async (GbStore            *store,
                          const char         *action,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  gb_store_read_async (store, load, g_strdup (action), g_free, (GDestroyNotify) gb_issue_form_free, G_PRIORITY_HIGH,
                       cancellable, callback, user_data);
}

GbIssueForm *
gb_issue_form_load_finish (GbStore      *store,
                           GAsyncResult *result,
                           GError      **error)
{
  return gb_store_read_finish (store, result, error);
}
