/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What two pictures of a scene are told apart by. */
#include <glib/gstdio.h>

#include "gb-scene-color.h"
#include "gb-scene-compare.h"
#include "gb-scene-text.h"

#define WIDTH  60
#define HEIGHT 30

/* Where the words stand: ten strokes, two pixels wide */
#define WORDS GRAPHENE_RECT_INIT (10, 10, 40, 10)

static void
paint (GbSceneCanvas *canvas,
       int            x,
       int            y,
       int            width,
       int            height,
       guint32        color)
{
  for (int line = y; line < y + height; line++)
    for (int column = x; column < x + width; column++)
      canvas->pixels[line * WIDTH + column] = color;
}

static GbSceneCanvas *
canvas_new (void)
{
  GbSceneCanvas *self = g_new0 (GbSceneCanvas, 1);

  *self = (GbSceneCanvas) { WIDTH, HEIGHT, 1, g_new (guint32, WIDTH * HEIGHT) };
  paint (self, 0, 0, WIDTH, HEIGHT, 0xffffffff);
  for (int i = 0; i < 10; i++)
    paint (self, 10 + 4 * i, 10, 2, 10, 0xff303030);
  return self;
}

typedef struct
{
  const char *name;
  int x, y, width, height; /* what is painted over */
  guint32 color;
  GbSceneLikeness likeness;
} Case;

static const Case cases[] = {
  { "same", 0, 0, 0, 0, 0, GB_SCENE_LIKENESS_SAME },
  { "unseen", 0, 0, WIDTH, 9, 0xfffafafa, GB_SCENE_LIKENESS_SAME },
  { "beside-words", 1, 1, 4, 4, 0xff1c71d8, GB_SCENE_LIKENESS_CHANGED },
  /* the middle of a stroke moves by a pixel, as it may with another version of a font */
  { "letter", 12, 10, 1, 10, 0xff909090, GB_SCENE_LIKENESS_TYPE },
  { "fewer-words", 38, 10, 12, 10, 0xffffffff, GB_SCENE_LIKENESS_CHANGED },
  { "fainter-words", 10, 10, 40, 10, 0xff909090, GB_SCENE_LIKENESS_CHANGED },
};

static void
test_likeness (gconstpointer data)
{
  const Case *one = data;
  g_autoptr (GbSceneCanvas) before = canvas_new (), now = canvas_new ();
  g_autoptr (GArray) texts = g_array_new (FALSE, TRUE, sizeof (GbSceneText));
  g_autofree char *folder = g_dir_make_tmp ("giaoban-XXXXXX", NULL);
  g_autofree char *difference = g_build_filename (folder, "difference.png", NULL);
  GbSceneText text = { .area = WORDS };

  g_array_append_val (texts, text);
  paint (now, one->x, one->y, one->width, one->height, one->color);
  g_assert_cmpint (gb_scene_compare (before, now, texts, difference), ==, one->likeness);
  g_assert_cmpint (g_unlink (difference), ==, one->likeness == GB_SCENE_LIKENESS_SAME ? -1 : 0);
  g_rmdir (folder);
}

/* The figures that WCAG's own examples have. */
static void
test_contrast (void)
{
  g_assert_cmpfloat_with_epsilon (gb_scene_color_contrast (0xff000000, 0xffffffff), 21, 0.001);
  g_assert_cmpfloat_with_epsilon (gb_scene_color_contrast (0xff777777, 0xffffffff), 4.478, 0.001);
  g_assert_cmpfloat_with_epsilon (gb_scene_color_contrast (0xffffffff, 0xff767676), 4.542, 0.001);
  g_assert_cmpuint (gb_scene_color_over (0xffffffff, 0, 0, 0, 0.5), ==, 0xff808080);
}

/* Words are measured by the colour of their strokes and not by that of the soft edges. */
static void
test_census (void)
{
  g_autoptr (GbSceneCanvas) canvas = canvas_new ();
  g_autoptr (GbSceneCensus) census = NULL;

  paint (canvas, 12, 10, 1, 10, 0xff909090);
  census = gb_scene_census_new (canvas->pixels, WIDTH, WIDTH, HEIGHT);
  g_assert_cmpuint (gb_scene_census_ground (census), ==, 0xffffffff);
  g_assert_cmpuint (gb_scene_census_figure (census, 0xffffffff), ==, 0xff303030);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/scenes/likeness/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_likeness);
    }
  g_test_add_func ("/scenes/contrast", test_contrast);
  g_test_add_func ("/scenes/census", test_census);

  return g_test_run ();
}
