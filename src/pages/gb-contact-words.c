/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-contact-words.h"

#include <glib/gi18n-lib.h>

#include "gb-format.h"

static const struct
{
  const char *name;
  const char *icon;
  const char *open;
  const char *works;
  const char *opening; /* with the value */
  const char *scan;    /* with the value */
} kinds[GB_N_CONTACT_KINDS] = {
  [GB_CONTACT_HOTLINE] = { N_ ("Hotline"), "call-start-symbolic", N_ ("Call"), N_ ("The call worked"),
                           N_ ("Calling %s"), N_ ("Scan with a telephone to call %s") },
  [GB_CONTACT_ZALO] = { N_ ("Zalo group"), "chat-message-new-symbolic", N_ ("Open Zalo"), N_ ("The group works"),
                        N_ ("Opening %s"), N_ ("Scan with a telephone to join the Zalo group %s") },
  [GB_CONTACT_VIDEO] = { N_ ("Video room"), "camera-video-symbolic", N_ ("Join the room"), N_ ("The room works"),
                         N_ ("Opening %s"), N_ ("Scan with a telephone to join %s") },
  [GB_CONTACT_EMAIL] = { N_ ("E-mail"), "mail-send-symbolic", N_ ("Write"), N_ ("The address works"),
                         N_ ("Writing to %s"), N_ ("Scan with a telephone to write to %s") },
};

/* What people call it: a number or an address as it is, a link by its name. */
static const char *
spoken (const GbContactPoint *point)
{
  return point->kind == GB_CONTACT_HOTLINE || point->kind == GB_CONTACT_EMAIL ? point->value : point->name;
}

const char *
gb_contact_words_kind (GbContactKind kind)
{
  return _(kinds[kind].name);
}

const char *
gb_contact_words_icon (GbContactKind kind)
{
  return kinds[kind].icon;
}

/**
 * gb_contact_words_open:
 *
 * Returns: what the button says that opens a channel
 */
const char *
gb_contact_words_open (GbContactKind kind)
{
  return _(kinds[kind].open);
}

/**
 * gb_contact_words_works:
 *
 * Returns: what the button says that tells that a channel was tried
 */
const char *
gb_contact_words_works (GbContactKind kind)
{
  return _(kinds[kind].works);
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"

char *
gb_contact_words_opening (const GbContactPoint *point)
{
  return g_strdup_printf (_(kinds[point->kind].opening), spoken (point));
}

/**
 * gb_contact_words_scan:
 *
 * Returns: (transfer full): what a channel's QR code does
 */
char *
gb_contact_words_scan (const GbContactPoint *point)
{
  return g_strdup_printf (_(kinds[point->kind].scan), spoken (point));
}

#pragma GCC diagnostic pop

char *
gb_contact_words_copy (const GbContactPoint *point)
{
  /* Translators: a number or address that the button puts into the clipboard */
  return g_strdup_printf (_("Copy %s"), point->value);
}

/**
 * gb_contact_words_verified:
 * @today: the day it is read on
 *
 * Returns: (transfer full): when it was last tried, for a column: the day, or that it is too long ago
 */
char *
gb_contact_words_verified (const GbContactPoint *point,
                           GbDay                 today)
{
  if (point->verified == GB_DAY_NONE)
    return g_strdup (_("never tried"));
  if (gb_contact_point_is_stale (point, today))
    /* Translators: since a number was last tried */
    return g_strdup_printf (ngettext ("over %d day", "over %d days", GB_CONTACT_STALE_DAYS), GB_CONTACT_STALE_DAYS);
  return gb_format_full_day (point->verified);
}

/**
 * gb_contact_words_trial:
 *
 * Returns: (transfer full): the same as a sentence
 */
char *
gb_contact_words_trial (const GbContactPoint *point,
                        GbDay                 today)
{
  g_autofree char *day = NULL;

  if (point->verified == GB_DAY_NONE)
    return g_strdup (_("Nobody has told yet that it works"));
  day = gb_format_full_day (point->verified);
  if (gb_contact_point_is_stale (point, today))
    /* Translators: a day, then 60 */
    return g_strdup_printf (_("Last worked on %s, more than %d days ago"), day, GB_CONTACT_STALE_DAYS);
  /* Translators: a day */
  return g_strdup_printf (point->pending ? _("Worked on %s, not sent yet") : _("Worked on %s"), day);
}

/* (transfer full): within a line a field begins small, but an abbreviation such as CNTT stays */
static char *
within_line (const char *field)
{
  const char *rest = g_utf8_next_char (field);
  g_autofree char *first = NULL, *small = NULL;

  if (g_unichar_isupper (g_utf8_get_char (rest)))
    return g_strdup (field);
  first = g_utf8_substring (field, 0, 1);
  small = g_utf8_strdown (first, -1);
  return g_strconcat (small, rest, NULL);
}

/**
 * gb_contact_words_title:
 *
 * Returns: (transfer full): who answers and for what: "Sở Xây dựng · quy hoạch, cấp phép"
 */
char *
gb_contact_words_title (const GbContact *contact)
{
  g_autofree char *field = NULL;

  if (contact->field == NULL || *contact->field == '\0')
    return gb_contact_is_own (contact) ? g_strdup_printf (_("%s · added here"), contact->name)
                                       : g_strdup (contact->name);
  field = within_line (contact->field);
  if (gb_contact_is_own (contact))
    /* Translators: a name, and what they help with */
    return g_strdup_printf (_("%s · %s · added here"), contact->name, field);
  return g_strdup_printf ("%s · %s", contact->name, field);
}

/**
 * gb_contact_words_about:
 *
 * Returns: (transfer full) (nullable): the agency where the title does not name it, and the field
 */
char *
gb_contact_words_about (const GbContact *contact)
{
  gboolean named = contact->agency_name == NULL || g_strcmp0 (contact->agency_name, contact->name) == 0;

  if (named)
    return g_strdup (contact->field);
  if (contact->field == NULL)
    return g_strdup (contact->agency_name);
  return g_strdup_printf ("%s · %s", contact->agency_name, contact->field);
}

/**
 * gb_contact_words_row:
 *
 * Returns: (transfer full): all of a contact, for whoever listens
 */
char *
gb_contact_words_row (const GbContact *contact,
                      GbDay            today)
{
  GString *words = g_string_new (NULL);
  g_autofree char *title = gb_contact_words_title (contact);
  g_autofree char *trial = gb_contact_words_trial (gb_contact_get_lead (contact), today);

  g_string_append (words, title);
  for (guint i = 0; i < contact->points->len; i++)
    {
      const GbContactPoint *point = contact->points->pdata[i];

      g_string_append_printf (words, ", %s %s", gb_contact_words_kind (point->kind), spoken (point));
    }
  g_string_append_printf (words, ", %s", trial);
  return g_string_free (words, FALSE);
}
