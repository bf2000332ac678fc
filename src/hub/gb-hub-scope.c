/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-hub-scope.h"

#include "gb-hub-error.h"
#include "gb-sql-statement.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Official codes have two digits for a province, five for a commune. */
static gboolean
is_code (const char *text,
         gsize       length)
{
  return strlen (text) == length && strspn (text, "0123456789") == length;
}

/* "exchange:51" or "exchange:51:AGENCY". */
static gboolean
parse_exchange (GbHubScope *self)
{
  const char *code = self->text + strlen ("exchange:");

  if (!g_str_has_prefix (self->text, "exchange:") || strspn (code, "0123456789") != 2
      || (code[2] != '\0' && (code[2] != ':' || code[3] == '\0')))
    return FALSE;
  g_strlcpy (self->exchange, code, sizeof self->exchange);
  self->agency = code[2] == ':' ? code + 3 : NULL;
  return TRUE;
}

/**
 * gb_hub_scope_parse:
 * @self: (out caller-allocates): the scope
 * @text: (nullable): "commune:CODE", "province:CODE" or "exchange:CODE[:AGENCY]"
 *
 * Returns: whether @text is a scope; otherwise @error is %GB_HUB_ERROR_SCOPE
 */
gboolean
gb_hub_scope_parse (GbHubScope *self,
                    const char *text,
                    GError    **error)
{
  memset (self, 0, sizeof *self);
  self->text = g_strdup (text != NULL ? text : "");
  if (g_str_has_prefix (self->text, "commune:") && is_code (self->text + strlen ("commune:"), 5))
    self->commune = self->text + strlen ("commune:");
  else if (g_str_has_prefix (self->text, "province:")
           && is_code (self->text + strlen ("province:"), 2))
    self->province = self->text + strlen ("province:");
  else if (!parse_exchange (self))
    {
      g_set_error (error, GB_HUB_ERROR, GB_HUB_ERROR_SCOPE,
                   _("“%s” is no scope; it must be commune:CODE, province:CODE or exchange:CODE[:AGENCY]"), self->text);
      gb_hub_scope_clear (self);
      return FALSE;
    }
  return TRUE;
}

/**
 * gb_hub_scope_covers:
 * @self: what a token opens
 * @asked: what is asked for
 *
 * Returns: whether @asked lies in @self; a hub is of one province, so its communes all lie in it
 */
gboolean
gb_hub_scope_covers (const GbHubScope *self,
                     const GbHubScope *asked)
{
  return (*asked->exchange == '\0' && g_str_equal (self->text, asked->text))
         || (self->province != NULL && asked->commune != NULL);
}

/**
 * gb_hub_scope_check:
 * @connection: any connection to the hub's database
 *
 * Returns: whether the hub has what the scope names; otherwise @error is %GB_HUB_ERROR_SCOPE
 */
gboolean
gb_hub_scope_check (const GbHubScope *self,
                    GbSqlConnection  *connection,
                    GError          **error)
{
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      connection,
      self->commune != NULL ? "SELECT 1 FROM commune WHERE id = ?1"
                            : "SELECT 1 WHERE (?1 IN (SELECT value FROM hub_meta WHERE key = 'province')"
                              " OR EXISTS (SELECT 1 FROM commune WHERE province = ?1))"
                              " AND (?2 IS NULL OR EXISTS (SELECT 1 FROM agency WHERE id = ?2))",
      error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_text (statement, 1,
                              self->commune != NULL    ? self->commune
                              : self->province != NULL ? self->province
                                                       : self->exchange);
  if (self->commune == NULL)
    gb_sql_statement_bind_text (statement, 2, self->agency);
  if (!gb_sql_statement_step (statement, &row, error))
    return FALSE;
  if (!row)
    g_set_error (error, GB_HUB_ERROR, GB_HUB_ERROR_SCOPE,
                 _("This hub has nothing for the scope “%s”"), self->text);
  return row;
}

/**
 * gb_hub_scope_clear:
 *
 * Frees the texts.
 */
void
gb_hub_scope_clear (GbHubScope *self)
{
  g_clear_pointer (&self->text, g_free);
  self->commune = self->province = self->agency = NULL;
  *self->exchange = '\0';
}
