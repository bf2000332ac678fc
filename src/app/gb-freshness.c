/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-freshness.h"

#include <glib/gi18n-lib.h>

#include "gb-attachments-words.h"
#include "gb-format.h"
#include "gb-net-error.h"
#include "gb-scope-words.h"
#include "gb-store-status.h"
#include "gb-sync-error.h"
#include "gb-sync-log-text.h"

/**
 * GbFreshness:
 *
 * How old the figures are and what the sync is doing, in words: for the button in the header, its
 * popover and the band under the header.
 */
struct _GbFreshness
{
  GObject parent_instance;

  GbStore *store;            /* (owned) */
  GbSync *sync;              /* (owned) */
  GbConnectivity *connectivity; /* (owned) (nullable) */
  GbStoreStatus *status;     /* (owned) (nullable): as the cache has it */
  char *scope_change;        /* (owned) (nullable): that the data are changing over to another scope */
  GCancellable *cancellable; /* (owned) (nullable) */
  gint64 offline_since;      /* the first failure that was seen, 0 = none */
};

enum
{
  PROP_STATE = 1,
  PROP_RUNNING,
  PROP_OFFLINE,
  PROP_TEXT,
  PROP_SHORT_TEXT,
  PROP_ICON_NAME,
  PROP_AS_OF,
  PROP_PROGRESS,
  PROP_PROBLEM,
  PROP_ADVICE,
  PROP_NEXT_ATTEMPT,
  PROP_SET_ASIDE,
  PROP_CLOCK_PROBLEM,
  PROP_BAND_TITLE,
  PROP_NOTE,
  PROP_FILES,
  PROP_HELD_BACK,
  PROP_FILES_HELD,
  PROP_NEEDS_SIGN_IN,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_ENUM_TYPE (GbFreshnessState, gb_freshness_state,
                    G_DEFINE_ENUM_VALUE (GB_FRESHNESS_FRESH, "fresh"),
                    G_DEFINE_ENUM_VALUE (GB_FRESHNESS_RUNNING, "running"),
                    G_DEFINE_ENUM_VALUE (GB_FRESHNESS_OFFLINE, "offline"),
                    G_DEFINE_ENUM_VALUE (GB_FRESHNESS_ALONE, "alone"))
G_DEFINE_FINAL_TYPE (GbFreshness, gb_freshness, G_TYPE_OBJECT)

static gint64
now (GbFreshness *self)
{
  return gb_clock_now (gb_store_get_clock (self->store));
}

static const char *
last_error (GbFreshness *self)
{
  const GError *error = gb_sync_get_last_error (self->sync);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return NULL;
  if (error != NULL)
    return error->message;
  return self->status != NULL ? self->status->last_error : NULL;
}

static GbFreshnessState
get_state (GbFreshness *self)
{
  if (gb_sync_get_state (self->sync) == GB_SYNC_STATE_RUNNING)
    return GB_FRESHNESS_RUNNING;
  if (gb_sync_get_client (self->sync) == NULL)
    return GB_FRESHNESS_ALONE;
  return last_error (self) != NULL ? GB_FRESHNESS_OFFLINE : GB_FRESHNESS_FRESH;
}

static char *
as_of_moment (GbFreshness *self)
{
  return gb_format_moment (self->status->as_of, now (self));
}

static gint64
next_attempt (GbFreshness *self)
{
  gint64 next = gb_sync_get_next_attempt (self->sync);

  if (get_state (self) != GB_FRESHNESS_OFFLINE)
    return 0;
  return next != 0 || self->status == NULL ? next : self->status->next_attempt;
}

static guint
attempts (GbFreshness *self)
{
  guint most = 0;

  for (int i = 0; self->status != NULL && i < GB_N_RECORD_GROUPS; i++)
    most = MAX (most, self->status->groups[i].attempts);
  return most;
}

static gboolean
is_low_disk (GbFreshness *self)
{
  return g_error_matches (gb_sync_get_last_error (self->sync), GB_SYNC_ERROR, GB_SYNC_ERROR_LOW_DISK);
}

/* Whether the hub answered, and has nothing for this machine whenever it is asked. */
static gboolean
is_forbidden (GbFreshness *self)
{
  return g_error_matches (gb_sync_get_last_error (self->sync), GB_NET_ERROR, GB_NET_ERROR_FORBIDDEN);
}

/* Whether it is no matter of the network: what came cannot be taken, or not for these data. */
static gboolean
is_stuck (GbFreshness *self)
{
  const GError *error = gb_sync_get_last_error (self->sync);

  return error != NULL && error->domain != GB_NET_ERROR && error->domain != G_IO_ERROR;
}

/* Whether signing in is what brings new figures. */
static gboolean
needs_sign_in (GbFreshness *self)
{
  const GError *error = gb_sync_get_last_error (self->sync);

  if (get_state (self) == GB_FRESHNESS_ALONE)
    return TRUE;
  return get_state (self) == GB_FRESHNESS_OFFLINE
         && (g_error_matches (error, GB_NET_ERROR, GB_NET_ERROR_UNAUTHORIZED)
             || g_error_matches (error, GB_NET_ERROR, GB_NET_ERROR_REVOKED)
             || g_error_matches (error, GB_NET_ERROR, GB_NET_ERROR_TOKEN));
}

static char *
offline_text (GbFreshness *self)
{
  gint64 next = next_attempt (self);
  g_autofree char *time = gb_format_moment (next, now (self));

  if (is_low_disk (self))
    /* Translators: a time of day */
    return g_strdup_printf (_("Disk almost full - next attempt at %s"), time);
  if (needs_sign_in (self))
    return g_strdup (_("Signed out"));
  if (is_forbidden (self))
    return g_strdup (_("No permission"));
  if (next == 0)
    return g_strdup (is_stuck (self) ? _("Not up to date") : _("Offline"));
  if (attempts (self) > 0)
    /* Translators: a time of day and how many attempts there were */
    return g_strdup_printf (_("Offline - next attempt at %s (no. %u)"), time,
                            attempts (self) + 1);
  /* Translators: a time of day */
  return g_strdup_printf (_("Offline - next attempt at %s"), time);
}

static char *
get_text (GbFreshness *self)
{
  g_autofree char *moment = NULL;
  g_autofree char *records = NULL;

  switch (get_state (self))
    {
    case GB_FRESHNESS_RUNNING:
      records = gb_format_number ((gint64) gb_sync_get_progress (self->sync)->records);
      /* Translators: a number of records */
      return g_strdup_printf (ngettext ("Synchronising… %s record", "Synchronising… %s records",
                                        (gulong) gb_sync_get_progress (self->sync)->records), records);
    case GB_FRESHNESS_OFFLINE:
      return offline_text (self);
    case GB_FRESHNESS_FRESH:
    case GB_FRESHNESS_ALONE:
    default:
      if (self->status == NULL || self->status->as_of == 0)
        return g_strdup (_("No data yet"));
      moment = as_of_moment (self);
      /* Translators: a time of day, or a date and a time */
      return g_strdup_printf (_("Data as of %s"), moment);
    }
}

static char *
get_short_text (GbFreshness *self)
{
  if (self->status == NULL || self->status->as_of == 0)
    return g_strdup ("–");
  /* A time of day alone would pass for one of today. */
  if (gb_time_day (self->status->as_of) != gb_time_day (now (self)))
    return gb_format_day (gb_time_day (self->status->as_of), gb_time_day (now (self)));
  return gb_format_time (self->status->as_of);
}

static const char *
get_icon_name (GbFreshness *self)
{
  switch (get_state (self))
    {
    case GB_FRESHNESS_RUNNING:
      return "emblem-synchronizing-symbolic";
    case GB_FRESHNESS_OFFLINE:
      return "gb-offline-symbolic";
    case GB_FRESHNESS_ALONE:
      return "document-open-recent-symbolic";
    case GB_FRESHNESS_FRESH:
    default:
      return "gb-fresh-symbolic";
    }
}

static char *
get_as_of (GbFreshness *self)
{
  g_autofree char *time = NULL;
  g_autofree char *day = NULL;

  if (self->status == NULL || self->status->as_of == 0)
    return g_strdup (_("Nothing was fetched yet."));
  time = gb_format_time (self->status->as_of);
  day = gb_format_full_day (gb_time_day (self->status->as_of));
  /* Translators: a time, a weekday and a date */
  return g_strdup_printf (_("Figures as of %s, %s %s"), time,
                          gb_format_weekday (gb_time_day (self->status->as_of)), day);
}

static char *
get_progress (GbFreshness *self)
{
  g_autofree char *pages = gb_format_number (gb_sync_get_progress (self->sync)->pages);
  g_autofree char *records = gb_format_number ((gint64) gb_sync_get_progress (self->sync)->records);
  g_autofree char *bytes = gb_format_bytes ((gint64) gb_sync_get_progress (self->sync)->bytes);

  /* Translators: two numbers and a size such as "1,4 MB" */
  return g_strdup_printf (_("pages: %s, records: %s, %s"), pages, records, bytes);
}

/* What the user can do about it; errors of the store say so themselves. */
static char *
get_advice (GbFreshness *self)
{
  const GError *error = gb_sync_get_last_error (self->sync);

  if (get_state (self) == GB_FRESHNESS_ALONE)
    return g_strdup (_("This machine is not connected to the province's data centre. What is here "
                       "can be read; sign in to fetch what is new."));
  if (get_state (self) != GB_FRESHNESS_OFFLINE || is_low_disk (self))
    return NULL;
  if (needs_sign_in (self))
    return g_strdup (_("Sign this machine in again; the province's data centre gives the code. What is here can be read "
                       "meanwhile."));
  if (g_error_matches (error, GB_NET_ERROR, GB_NET_ERROR_NOT_OUR_SERVER))
    return g_strdup (_("Perhaps this network asks for a sign-in first: open any web page."));
  return g_strdup (_("What is here can be used meanwhile; nothing is lost."));
}

static char *
get_next_attempt (GbFreshness *self)
{
  gint64 next = next_attempt (self);
  g_autofree char *time = NULL;

  if (next == 0)
    return NULL;
  time = gb_format_moment (next, now (self));
  /* Translators: a time of day */
  return g_strdup_printf (_("Next attempt at %s"), time);
}

static char *
get_set_aside (GbFreshness *self)
{
  g_autofree char *count = NULL;

  if (self->status == NULL || self->status->set_aside == 0)
    return NULL;
  count = gb_format_number (self->status->set_aside);
  return g_strdup_printf (ngettext ("%s line could not be understood and was set aside",
                                    "%s lines could not be understood and were set aside",
                                    (gulong) self->status->set_aside), count);
}

static char *
get_band_title (GbFreshness *self)
{
  g_autofree char *time = gb_format_moment (self->offline_since, now (self));

  if (is_low_disk (self))
    return g_strdup (_("The disk is almost full: nothing is fetched or sent."));
  if (needs_sign_in (self))
    return g_strdup (_("This machine has to sign in to the province again."));
  if (is_forbidden (self))
    return g_strdup (_("The province does not give this machine these data."));
  if (is_stuck (self))
    return g_strdup (_("Nothing new could be fetched."));
  if (self->offline_since == 0)
    return g_strdup (_("No connection."));
  /* Translators: a time of day */
  return g_strdup_printf (_("No connection since %s."), time);
}

static gboolean
is_held_back (GbFreshness *self)
{
  return self->connectivity != NULL &&
         gb_connectivity_get_groups (self->connectivity, self->sync) != GB_SYNC_GROUP_ALL;
}

/* What is in the way of new figures, although nothing failed. */
static char *
get_note (GbFreshness *self)
{
  const char *program = gb_sync_get_held_by (self->sync);
  g_autofree char *day = NULL;

  if (self->scope_change != NULL)
    /* Translators: the sentence that says from what to what it has changed */
    return g_strdup_printf (_("%s Until all of it was fetched the figures are not complete."), self->scope_change);
  if (program != NULL)
    /* Translators: a program, such as "giaobanctl" */
    return g_strdup_printf (_("The program %s is synchronising these data now; the figures follow when it has ended."),
                            program);
  if (self->connectivity == NULL)
    return NULL;
  if (gb_connectivity_get_state (self->connectivity) == GB_CONNECTIVITY_STATE_PORTAL)
    return g_strdup (_("This network seems to want a sign-in first: open any web page."));
  if (!is_held_back (self))
    return NULL;
  day = gb_format_moment (gb_sync_get_base_as_of (self->sync), now (self));
  /* Translators: a moment */
  return g_strdup_printf (_("This network counts every byte, so only dossiers and issues are fetched. Calendar, "
                            "procedures and people are as of %s."),
                          day);
}

static gboolean
is_metered (GbFreshness *self)
{
  return self->connectivity != NULL && gb_connectivity_is_metered (self->connectivity);
}

/* How many files wait to be sent, and what for. */
static char *
get_files (GbFreshness *self)
{
  return self->status != NULL ? gb_attachments_words (&self->status->files, is_metered (self), now (self)) : NULL;
}

static void
notify_all (GbFreshness *self)
{
  g_object_freeze_notify (G_OBJECT (self));
  for (int i = PROP_STATE; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), props[i]);
  g_object_thaw_notify (G_OBJECT (self));
}

/* What is read at once, on a thread of the store. */
typedef struct
{
  GbStoreStatus *status; /* (owned) */
  char *scope_change; /* (owned) (nullable) */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_clear_pointer (&self->status, gb_store_status_free);
  g_free (self->scope_change);
  g_free (self);
}

static gpointer
read_status (GbSqlConnection  *connection,
             gpointer          data,
             GCancellable     *cancellable,
             GError          **error)
{
  GbStoreStatus *status = gb_store_status_load (connection, error);
  Reading *reading;

  if (status == NULL)
    return NULL;
  reading = g_new0 (Reading, 1);
  reading->status = status;
  if (status->previous_scope != NULL && status->scope != NULL)
    reading->scope_change = gb_scope_words_change (connection, status->previous_scope, status->scope, NULL);
  return reading;
}

/* The cache knows the last attempt only; the first of a row of failures is remembered here. */
static void
note_offline (GbFreshness *self)
{
  gint64 last_attempt = gb_sync_get_last_attempt (self->sync);

  if (last_attempt == 0 && self->status != NULL)
    last_attempt = self->status->last_attempt;
  switch (get_state (self))
    {
    case GB_FRESHNESS_OFFLINE:
      if (self->offline_since == 0)
        self->offline_since = last_attempt;
      break;
    case GB_FRESHNESS_FRESH:
      self->offline_since = 0;
      break;
    case GB_FRESHNESS_RUNNING:
    case GB_FRESHNESS_ALONE:
    default:
      break;
    }
}

static void
on_status_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GbFreshness) self = user_data;
  g_autoptr (GError) error = NULL;
  Reading *reading = gb_store_read_finish (GB_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (reading != NULL)
    {
      g_clear_pointer (&self->status, gb_store_status_free);
      g_free (self->scope_change);
      self->status = g_steal_pointer (&reading->status);
      self->scope_change = g_steal_pointer (&reading->scope_change);
      reading_free (reading);
    }
  note_offline (self);
  notify_all (self);
}

static void
reload (GbFreshness *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  gb_store_read_async (self->store, read_status, NULL, NULL, reading_free, G_PRIORITY_DEFAULT, self->cancellable, on_status_cb, g_object_ref (self));
}

/* The counters go up many times a second; what the cache remembers changes at the end of a run. */
static void
on_sync_notify_cb (GbFreshness *self,
                   GParamSpec  *pspec)
{
  /* A bundle changes the time of the data without a run. */
  if (g_str_equal (pspec->name, "state") || g_str_equal (pspec->name, "last-error") || g_str_equal (pspec->name, "as-of"))
    reload (self);
  note_offline (self);
  notify_all (self);
}

static void
gb_freshness_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  GbFreshness *self = GB_FRESHNESS (object);
  GbFreshnessState state = get_state (self);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_enum (value, state);
      break;
    case PROP_RUNNING:
      g_value_set_boolean (value, state == GB_FRESHNESS_RUNNING);
      break;
    case PROP_OFFLINE:
      g_value_set_boolean (value, state == GB_FRESHNESS_OFFLINE);
      break;
    case PROP_TEXT:
      g_value_take_string (value, get_text (self));
      break;
    case PROP_SHORT_TEXT:
      g_value_take_string (value, get_short_text (self));
      break;
    case PROP_ICON_NAME:
      g_value_set_static_string (value, get_icon_name (self));
      break;
    case PROP_AS_OF:
      g_value_take_string (value, get_as_of (self));
      break;
    case PROP_PROGRESS:
      g_value_take_string (value, get_progress (self));
      break;
    case PROP_PROBLEM:
      g_value_set_string (value, state == GB_FRESHNESS_OFFLINE ? last_error (self) : NULL);
      break;
    case PROP_ADVICE:
      g_value_take_string (value, get_advice (self));
      break;
    case PROP_NEXT_ATTEMPT:
      g_value_take_string (value, get_next_attempt (self));
      break;
    case PROP_SET_ASIDE:
      g_value_take_string (value, get_set_aside (self));
      break;
    case PROP_CLOCK_PROBLEM:
      g_value_take_string (value, self->status != NULL ? gb_sync_log_text_skew (self->status->skew) : NULL);
      break;
    case PROP_BAND_TITLE:
      g_value_take_string (value, get_band_title (self));
      break;
    case PROP_NOTE:
      g_value_take_string (value, get_note (self));
      break;
    case PROP_FILES:
      g_value_take_string (value, get_files (self));
      break;
    case PROP_FILES_HELD:
      g_value_set_boolean (value, self->status != NULL && self->status->files.files > 0 && is_metered (self));
      break;
    case PROP_HELD_BACK:
      g_value_set_boolean (value, is_held_back (self));
      break;
    case PROP_NEEDS_SIGN_IN:
      g_value_set_boolean (value, needs_sign_in (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_freshness_dispose (GObject *object)
{
  GbFreshness *self = GB_FRESHNESS (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (gb_freshness_parent_class)->dispose (object);
}

static void
gb_freshness_finalize (GObject *object)
{
  GbFreshness *self = GB_FRESHNESS (object);

  g_clear_pointer (&self->status, gb_store_status_free);
  g_free (self->scope_change);
  g_clear_object (&self->connectivity);
  g_clear_object (&self->sync);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (gb_freshness_parent_class)->finalize (object);
}

static void
gb_freshness_class_init (GbFreshnessClass *klass)
{
  static const struct
  {
    int id;
    const char *name;
  } texts[] = {
    { PROP_TEXT, "text" },
    { PROP_SHORT_TEXT, "short-text" },
    { PROP_ICON_NAME, "icon-name" },
    { PROP_AS_OF, "as-of" },
    { PROP_PROGRESS, "progress" },
    { PROP_PROBLEM, "problem" },
    { PROP_ADVICE, "advice" },
    { PROP_NEXT_ATTEMPT, "next-attempt" },
    { PROP_SET_ASIDE, "set-aside" },
    { PROP_CLOCK_PROBLEM, "clock-problem" },
    { PROP_BAND_TITLE, "band-title" },
    { PROP_NOTE, "note" },
    { PROP_FILES, "files" },
  };
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gb_freshness_get_property;
  object_class->dispose = gb_freshness_dispose;
  object_class->finalize = gb_freshness_finalize;

  props[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, GB_TYPE_FRESHNESS_STATE,
                                         GB_FRESHNESS_FRESH, flags);
  props[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE, flags);
  props[PROP_OFFLINE] = g_param_spec_boolean ("offline", NULL, NULL, FALSE, flags);
  /* Whether this network leaves something out that another one would bring. */
  props[PROP_HELD_BACK] = g_param_spec_boolean ("held-back", NULL, NULL, FALSE, flags);
  /* Whether files wait for a network that does not count bytes. */
  props[PROP_FILES_HELD] = g_param_spec_boolean ("files-held", NULL, NULL, FALSE, flags);
  props[PROP_NEEDS_SIGN_IN] = g_param_spec_boolean ("needs-sign-in", NULL, NULL, FALSE, flags);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    props[texts[i].id] = g_param_spec_string (texts[i].name, NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
gb_freshness_init (GbFreshness *self)
{
}

/**
 * gb_freshness_new:
 * @store: an open store
 * @sync: what keeps it up to date
 *
 * Returns: (transfer full): their state in words
 */
GbFreshness *
gb_freshness_new (GbStore *store,
                  GbSync  *sync)
{
  GbFreshness *self = g_object_new (GB_TYPE_FRESHNESS, NULL);

  self->store = g_object_ref (store);
  self->sync = g_object_ref (sync);
  g_signal_connect_object (store, "changed", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "log-changed", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gb_store_get_clock (store), "changed", G_CALLBACK (notify_all), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (sync, "notify", G_CALLBACK (on_sync_notify_cb), self, G_CONNECT_SWAPPED);
  reload (self);
  return self;
}

/**
 * gb_freshness_set_connectivity:
 * @connectivity: (nullable): what tells of the network
 */
void
gb_freshness_set_connectivity (GbFreshness    *self,
                               GbConnectivity *connectivity)
{
  g_return_if_fail (GB_IS_FRESHNESS (self));

  if (self->connectivity != NULL)
    g_signal_handlers_disconnect_by_func (self->connectivity, notify_all, self);
  if (g_set_object (&self->connectivity, connectivity) && connectivity != NULL)
    g_signal_connect_object (connectivity, "changed", G_CALLBACK (notify_all), self, G_CONNECT_SWAPPED);
  notify_all (self);
}
