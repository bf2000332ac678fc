/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws the program's pages and windows, compares them with what they looked like, and measures the contrast of what is on
 * them.
 *
 *   scenes FOLDER REFERENCES ARGUMENT…
 *
 * FOLDER is where the pictures go, REFERENCES where older ones are ("" for none), the rest is for the program: what giaoban
 * takes. Prints what looks different or stands out too little and ends with 1 then. GIAOBAN_SCENES_ONLY names scenes: no others
 * are drawn. */
#include <adwaita.h>
#include <string.h>

#include "gb-application.h"
#include "gb-language.h"
#include "gb-scene-canvas.h"
#include "gb-scene-compare.h"
#include "gb-scene-contrast.h"
#include "gb-scene-steps.h"
#include "gb-scene-text.h"

static const struct
{
  const char *name;
  const char *steps;
} scenes[] = {
  { "today", "do win.show-page('today')" },
  { "dossiers", "do win.show-page('dossiers')" },
  { "issues", "do win.show-page('issues')" },
  { "tasks", "do win.show-page('tasks')" },
  { "people", "do win.show-page('people')" },
  { "map", "do win.show-page('map')" },
  { "score", "do win.show-page('indicators')" },
  { "lookup", "do win.show-page('lookup')" },
  { "briefing", "do win.show-page('briefing')" },
  { "tracking", "do win.show-indicators('tracking')" },
  { "reconcile", "do win.show-indicators('reconcile')" },
  { "programmes", "do win.show-indicators('programmes')" },
  { "dossier", "do win.open-dossier('H48.91-260811-0017')" },
  { "urge", "do win.open-dossier('H48.91-260811-0017'); press GbDossierActions urge" },
  { "sign", "do win.show-page('today'); press GbAgendaRow button; press GbDossiersFoot sign" },
  { "dossier-filters", "do win.show-page('dossiers'); press GbDossierFilters" },
  { "dossier-export", "do win.show-page('dossiers'); press GbExportButton" },
  { "issue-raise", "do win.show-page('issues'); press GbIssuesPage raise" },
  { "issue", "do win.show-page('issues'); choose GbIssuesSection 0" },
  { "task", "do win.show-page('tasks'); choose GbTasksView 0" },
  { "hand-over", "do win.show-page('people'); press GbPeoplePage .hand-over" },
  { "contacts", "do win.show-page('people'); turn GbTabs" },
  { "pins", "do win.show-pins('report')" },
  { "procedure", "do win.show-page('lookup'); choose GbLookupPage 0" },
  { "search", "type GbWindowSearch nguyen" },
  { "freshness", "press GbFreshnessButton" },
  { "menu", "press AdwHeaderBar" },
  { "preferences", "do win.show-preferences" },
  { "shortcuts", "do win.show-shortcuts" },
  { "about", "do win.about" },
  { "outbox", "do win.show-outbox" },
  { "set-aside", "do win.show-set-aside" },
  { "sync-log", "do win.show-sync-log" },
};

/* What the run came to */
static struct
{
  const char *folder;
  const char *references; /* (nullable): a folder of pictures to compare with */
  gboolean other_type;    /* whether they were made with another version of the font */
  GbSceneContrast contrast;
  guint changed;
} run;

static char *
path_of (const char *folder,
         const char *name,
         const char *end)
{
  g_autofree char *file = g_strconcat (name, end, NULL);

  return g_build_filename (folder, file, NULL);
}

static void
compare (const char          *name,
         const GbSceneCanvas *canvas,
         const GArray        *texts)
{
  g_autofree char *path = path_of (run.references, name, ".png");
  g_autofree char *difference = path_of (run.folder, name, ".difference.png");
  g_autoptr (GbSceneCanvas) reference = gb_scene_canvas_load (path);
  GbSceneLikeness likeness;

  if (reference == NULL)
    return;
  likeness = gb_scene_compare (reference, canvas, texts, difference);
  if (likeness == GB_SCENE_LIKENESS_SAME || (likeness == GB_SCENE_LIKENESS_TYPE && run.other_type))
    return;
  run.changed++;
  g_print ("%s: looks different, see %s\n", name, difference);
}

static void
draw_scene (GbWindow   *window,
            const char *name,
            const char *steps)
{
  g_autofree char *path = path_of (run.folder, name, ".png");
  g_autoptr (GbSceneCanvas) canvas = NULL;
  g_autoptr (GArray) texts = NULL;
  GtkWidget *front = gb_scene_steps_go (window, steps);
  GskRenderNode *node = gb_scene_canvas_record (front);

  canvas = gb_scene_canvas_new (front, node, 1);
  gb_scene_canvas_save (canvas, path);
  texts = gb_scene_text_find (node);
  if (run.references != NULL)
    compare (name, canvas, texts);
  gb_scene_contrast_measure (&run.contrast, name, front, node);
  gb_scene_contrast_painted (&run.contrast, name);
  gsk_render_node_unref (node);
  gb_scene_steps_leave (window);
}

static gboolean
is_wanted (const char *name)
{
  const char *only = g_getenv ("GIAOBAN_SCENES_ONLY");
  g_auto (GStrv) names = g_strsplit (only != NULL ? only : name, " ", -1);

  return g_strv_contains ((const char *const *) names, name);
}

/* Pictures of another platform are none to compare with. */
static void
look_at_platform (GtkWidget *window)
{
  g_autofree char *platform = gb_scene_compare_platform ();
  g_autofree char *typeface = gb_scene_compare_typeface (window);
  g_autofree char *here = g_strdup_printf ("%s\n%s\n", platform, typeface);
  g_autofree char *path = path_of (run.folder, "platform", ".txt");
  g_autofree char *made_by = NULL, *made_with = NULL;

  g_file_set_contents (path, here, -1, NULL);
  made_by = path_of (run.references != NULL ? run.references : run.folder, "platform", ".txt");
  if (run.references == NULL || !g_file_get_contents (made_by, &made_with, NULL, NULL))
    run.references = NULL;
  else if (!g_str_has_prefix (made_with, platform))
    {
      g_print ("not compared, for the pictures were made by %s", made_with);
      run.references = NULL;
    }
  else
    run.other_type = strcmp (made_with, here) != 0;
}

static gboolean
on_idle_cb (gpointer data)
{
  GbWindow *window = data;

  gtk_widget_add_css_class (GTK_WIDGET (window), "picture");
  look_at_platform (GTK_WIDGET (window));
  for (guint i = 0; i < G_N_ELEMENTS (scenes); i++)
    if (is_wanted (scenes[i].name))
      draw_scene (window, scenes[i].name, scenes[i].steps);
  gtk_window_destroy (GTK_WINDOW (window));
  return G_SOURCE_REMOVE;
}

static void
on_activate_cb (GtkApplication *application)
{
  g_idle_add (on_idle_cb, gtk_application_get_active_window (application));
}

/* As on a desktop where nobody chose anything, whatever this machine's wishes are. */
static void
on_startup_cb (GApplication *application)
{
  g_object_set (gtk_settings_get_default (), "gtk-font-name", "Noto Sans 11", "gtk-enable-animations", FALSE,
                "gtk-cursor-blink", FALSE, "gtk-xft-antialias", 1, "gtk-xft-hinting", 1, "gtk-xft-hintstyle", "hintslight",
                "gtk-xft-rgba", "none", NULL);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GbApplication) application = NULL;
  int status;

  g_assert_cmpint (argc, >, 3);
  run.folder = argv[1];
  run.references = *argv[2] != '\0' ? argv[2] : NULL;
  run.contrast.least_text = run.contrast.least_image = 21;
  argv[2] = argv[0];
  gb_language_init ("vi");
  application = gb_application_new ();
  g_signal_connect_after (application, "startup", G_CALLBACK (on_startup_cb), NULL);
  g_signal_connect_after (application, "activate", G_CALLBACK (on_activate_cb), NULL);
  status = g_application_run (G_APPLICATION (application), argc - 2, argv + 2);
  g_print ("%u words, least %.2f:1; %u signs and %u fills, least %.2f:1; %u too faint; %u look different\n",
           run.contrast.texts, run.contrast.least_text, run.contrast.images, run.contrast.fills, run.contrast.least_image,
           run.contrast.failures, run.changed);
  return status != 0 || run.contrast.failures > 0 || run.changed > 0 ? 1 : 0;
}
