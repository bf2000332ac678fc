/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A clock that leaps looks like half a year of absence: a battery that is new, or a server of the time that lies while the hub
 * cannot be reached. So the end of the days without contact is not enough. It has to be met again on other days, which are
 * counted by what runs whatever the clock says: the seconds since the machine was started, and its starts. */
#include "gb-absence.h"

#include "gb-sql-statement.h"
#include "gb-store-private.h"
#include "gb-time.h"

#include <stdio.h>
#include <string.h>

/* Two looks count as two days from then on. */
#define APART (20 * 3600)

/* What FILE.local remembers, and of which end: contact makes another. */
typedef struct
{
  gint64 end; /* UTC seconds */
  guint looks;
  char boot[40];
  gint64 uptime; /* seconds since the machine was started, at the last look that counted */
  gint64 at; /* UTC seconds by the clock, then */
} Absence;

static gboolean
parse (Absence    *self,
       const char *text)
{
  return text != NULL
         && sscanf (text, "%" G_GINT64_FORMAT " %u %39s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, &self->end, &self->looks,
                    self->boot, &self->uptime, &self->at) == 5;
}

/* Within one start of the machine its seconds tell, over several the clock, once for each of them. */
static void
count (Absence    *self,
       gint64      end,
       const char *boot,
       gint64      uptime,
       gint64      now)
{
  if (self->end != end)
    *self = (Absence) { .end = end };
  else if (g_str_equal (self->boot, boot) ? uptime - self->uptime < APART : ABS (now - self->at) < APART)
    return;
  self->looks++;
  g_strlcpy (self->boot, boot, sizeof self->boot);
  self->uptime = uptime;
  self->at = now;
}

static gboolean
load (GbSqlConnection *local,
      Absence         *self,
      GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (local, "SELECT value FROM setting WHERE name='absence'", error);
  gboolean row;

  if (s == NULL || !gb_sql_statement_step (s, &row, error))
    return FALSE;
  if (!row || !parse (self, gb_sql_statement_get_text (s, 0)))
    *self = (Absence) { 0 };
  return TRUE;
}

static gboolean
save (GbSqlConnection *local,
      const Absence   *self,
      GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      local, "INSERT OR REPLACE INTO setting(name,value) VALUES('absence',?1)", error);
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT " %u %s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, self->end,
                                           self->looks, self->boot, self->uptime, self->at);

  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_text (s, 1, text);
  return gb_sql_statement_run (s, error);
}

typedef struct
{
  GbStore *store; /* not owned: the task has it */
  gint64 end;
} Look;

/* On the writing thread. Returns whether it was looked often enough. */
static gpointer
look (GbSqlConnection *connection,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  const Look *self = data;
  GbClock *clock = gb_store_get_clock (self->store);
  GbSqlConnection *local = gb_store_get_local_connection (self->store);
  gint64 uptime;
  g_autofree char *boot = gb_clock_read_boot (&uptime);
  Absence absence;

  /* Whoever has the clock stand still answers for it; without the kernel's name nothing can be counted. */
  if (gb_clock_is_fixed (clock) || boot == NULL)
    return GINT_TO_POINTER (gb_clock_is_fixed (clock));
  if (!load (local, &absence, error))
    return NULL;
  count (&absence, self->end, boot, uptime, gb_clock_machine_now (clock));
  return GINT_TO_POINTER (save (local, &absence, error) && absence.looks >= GB_ABSENCE_LOOKS);
}

/**
 * gb_absence_look_async:
 * @store: an open cache
 * @account: an account whose days without contact are over
 * @callback: called when done
 * @user_data: for @callback
 *
 * Notes that this was seen, at most once a day.
 */
void
gb_absence_look_async (GbStore            *store,
                       const GbAccount    *account,
                       GAsyncReadyCallback callback,
                       gpointer            user_data)
{
  Look *self;

  g_return_if_fail (GB_IS_STORE (store));
  g_return_if_fail (account != NULL);

  self = g_new0 (Look, 1);
  self->store = store;
  self->end = gb_account_get_end (account, gb_clock_sure_now (gb_store_get_clock (store)));
  gb_store_write_async (store, look, self, g_free, NULL, NULL, callback, user_data);
}

/**
 * gb_absence_look_finish:
 * @error: a #GbStoreError
 *
 * Returns: whether it was seen often enough for the data to go
 */
gboolean
gb_absence_look_finish (GbStore      *store,
                        GAsyncResult *result,
                        GError      **error)
{
  return gb_store_write_finish (store, result, error) != NULL;
}
