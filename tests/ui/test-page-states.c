/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every page shows where it has nothing to show, or nothing new: in words that say what to do, none of them cut. The
 * hub is a real one, which has nothing, refuses, or is not there. */
#include <glib/gi18n-lib.h>

#include "gb-test-cache.h"
#include "gb-test-scenes.h"
#include "gb-test-store.h"
#include "gb-test-window.h"

#define DOSSIERS 300
/* A ward of which nothing else is known. */
#define WARD                                                                                                         \
  "{\"op\":\"put\",\"type\":\"commune\",\"id\":\"" GB_TEST_COMMUNE "\",\"rev\":1,\"data\":{\"name\":\"Nghĩa Lộ\"," \
  "\"type\":\"phường\",\"province\":\"51\",\"area_km2\":17,\"population\":45000,\"lon\":108.8,\"lat\":15.1}}\n"
#define OTHER_WARD "commune:21034"
#define DAY (24 * 3600)

static const GbTestLook looks[] = {
  { "small", 1024, 700, 1, FALSE },
  { "narrow", 480, 800, 1, FALSE },
  { "large-dark", 1024, 700, 2, TRUE },
};

/* What there is. */
static GbTestHub *hub;
static char *ward, *province, *empty, *key_file, *good_token, *bad_token, *other_token, *exchange_token;

static const char *const pages[] = { "today",    "dossiers",   "issues", "tasks",   "people",
                                     "map",      "indicators", "lookup", "briefing" };

typedef struct
{
  const char *name;
  char **cache;     /* (nullable) */
  char **token;     /* (nullable) */
  gboolean hub;     /* whether it is there; with a token only */
  int days;         /* since the data were fetched */
  const char *said[4]; /* what the window says */
  const char *by_page[G_N_ELEMENTS (pages)]; /* (nullable): what each page says in place of its content */
} State;

static const State states[] = {
  { "first-run", NULL, NULL, FALSE, 0, { N_("Welcome to Giao Ban"), N_("Open the illustration"), N_("Connect to the province"), N_("Import a bundle") } },
  { "empty", &empty, NULL, FALSE, 0, { N_("Data as of %s") },
    { N_("No dossiers yet"), N_("No dossiers"), N_("Nothing was raised yet"), N_("No tasks yet"), N_("No officers yet"),
      N_("There are no communes yet"), N_("no data yet"), NULL, N_("Nothing to report") } },
  { "stale", &ward, NULL, FALSE, 4, { N_("Data as of %s"), "26/08" } },
  { "offline", &ward, &good_token, FALSE, 0, { N_("No connection since %s."), N_("Try again now"), N_("Everything can be read as usual.") } },
  { "refused", &ward, &bad_token, TRUE, 0, { N_("This machine has to sign in to the province again."), N_("Sign in…") } },
  { "no-permission", &ward, &exchange_token, TRUE, 0, { N_("The province does not give this machine these data."), N_("No permission") } },
  { "other-scope", &ward, &other_token, TRUE, 0, { N_("Nothing new could be fetched."), N_("Not up to date") } },
  { "province", &province, NULL, FALSE, 0, { N_("Whole province") } },
};

typedef struct
{
  const State *state;
  const GbTestLook *look;
} Case;

typedef struct
{
  GbWindow *window;
  const char *words;
} Said;

static gboolean
is_said (gpointer data)
{
  Said *said = data;

  return gb_window_is_settled (said->window) && gb_test_says (GTK_WIDGET (said->window), said->words);
}

/* Of what has a placeholder, what stands before it. */
static void
wait_said (GbWindow   *window,
           const char *words)
{
  g_auto (GStrv) parts = g_strsplit (_(words), "%", 2);
  Said said = { window, parts[0] };

  gb_test_wait (is_said, &said, words);
}

/* What differs in the line above the pages only is looked at on all of them in the long check. */
static gsize
n_pages (const State *state)
{
  if (state->cache == NULL)
    return 1;
  return state->by_page[0] != NULL || g_test_slow () ? G_N_ELEMENTS (pages) : 2;
}

static void
test_state (gconstpointer data)
{
  const Case *c = data;
  const State *state = c->state;
  GbOptions options = { .now = GB_TEST_NOW + state->days * DAY, .key_file = key_file };
  GbServices *services;
  GbWindow *window;
  g_autofree char *address = NULL;
  guint n_faults = 0;

  options.cache = state->cache != NULL ? *state->cache : NULL;
  options.token_file = state->token != NULL ? *state->token : NULL;
  address = g_strdup_printf ("http://127.0.0.1:%u/", state->hub ? gb_test_hub_get_port (hub) : 1);
  options.endpoint = state->token != NULL ? address : NULL;
  services = gb_services_new (&options);
  window = gb_test_scenes_open (services);
  gb_test_scenes_put_on (window, c->look);
  /* a narrow header says them in fewer words */
  for (gsize i = 0; c->look == &looks[0] && i < G_N_ELEMENTS (state->said) && state->said[i] != NULL; i++)
    wait_said (window, state->said[i]);
  for (gsize i = 0; i < n_pages (state); i++)
    {
      g_autofree char *name = g_strdup_printf ("%s-%s", state->name, pages[i]);

      gb_window_show_page (window, pages[i]);
      if (state->by_page[i] != NULL)
        wait_said (window, state->by_page[i]);
      n_faults += gb_test_scenes_look_at (window, name, c->look);
    }
  gb_test_window_end (window, services);
  if (n_faults > 0)
    g_test_fail ();
}

static void
add (const char *home)
{
  static Case cases[G_N_ELEMENTS (states) * G_N_ELEMENTS (looks)];
  GbTestHub *bare = gb_test_hub_new (WARD);
  g_autoptr (GError) error = NULL;

  hub = gb_test_hub_new_seeded (DOSSIERS, 1);
  gb_test_hub_start (hub, NULL);
  gb_test_hub_start (bare, NULL);
  key_file = gb_test_key_file (home);
  ward = gb_test_scenes_cache (home, hub, GB_TEST_HUB_WARD);
  province = gb_test_scenes_cache (home, hub, GB_TEST_HUB_PROVINCE);
  empty = gb_test_scenes_cache (home, bare, GB_TEST_HUB_WARD);
  gb_test_hub_free (bare);
  good_token = gb_test_hub_token (hub, GB_TEST_HUB_WARD);
  exchange_token = gb_test_hub_token (hub, "exchange:51");
  other_token = gb_test_hub_token (hub, OTHER_WARD);
  bad_token = g_build_filename (home, "token", NULL);
  g_file_set_contents_full (bad_token, "nobody's\n", -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = NULL;

      if (!gb_test_scenes_is_wanted (&looks[i / G_N_ELEMENTS (states)]))
        continue;
      cases[i].state = &states[i % G_N_ELEMENTS (states)];
      cases[i].look = &looks[i / G_N_ELEMENTS (states)];
      path = g_strdup_printf ("/page-states/%s/%s", cases[i].look->name, cases[i].state->name);
      g_test_add_data_func (path, &cases[i], test_state);
    }
}

int
main (int    argc,
      char **argv)
{
  int status = gb_test_scenes_main (argc, argv, add);

  gb_test_hub_free (hub);
  return status;
}
