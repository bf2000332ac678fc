/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-map-sheet-file.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "gb-geo-cells.h"
#include "gb-map-scale.h"
#include "gb-map-sheet-private.h"

/* --- a made-up province --------------------------------------------------------------------------- */

/* As the alphabet does not have them. */
static const char *const names[] = {
  "Ý Yên", "Đăk Pxi", "Dục Nông", "Ân Phú", "An Phú", "Ăn Hải", "Bình Sơn", "Trương Quang Trọng", "Ba Tơ", "Ba Tô",
};

static GbMapCommune *
commune_new (guint   i,
             guint   n,
             GRand  *random)
{
  GbMapCommune *self = g_new0 (GbMapCommune, 1);
  guint columns = (guint) ceil (sqrt (n));

  self->code = g_strdup_printf ("%05u", i + 1);
  self->name = i < G_N_ELEMENTS (names) ? g_strdup (names[i]) : g_strdup_printf ("Xóm Mới %u", i);
  self->type = g_strdup (i == 0 ? "đặc khu" : i % 5 == 1 ? "phường" : "xã");
  self->lon = 107.5 + 1.6 * (i % columns) / columns + g_rand_double_range (random, 0, 0.8 / columns);
  self->lat = 14 + 1.4 * (i / columns) / columns + g_rand_double_range (random, 0, 0.8 / columns);
  self->km2 = 100;
  self->population = 1000 * (i + 1);
  self->old_units = g_ptr_array_new ();
  return self;
}

static void
add_values (GbMapView *view)
{
  guint n = view->communes->len;

  view->values = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_indicator_value_free);
  view->amounts = g_new (double, n);
  view->ranks = g_new0 (guint, n);
  for (guint i = 0; i < n; i++)
    {
      GbIndicatorValue *value = i % 7 != 3 ? g_new0 (GbIndicatorValue, 1) : NULL;

      if (value != NULL)
        *value = (GbIndicatorValue) { .commune = g_strdup_printf ("%05u", i + 1), .numerator = i, .denominator = 2 * n,
                                      .as_of = 1787703120 };
      view->amounts[i] = value != NULL ? gb_indicator_value_amount (value) : NAN;
      view->ranks[i] = value != NULL ? n - i : 0;
      view->n_known += value != NULL;
      g_ptr_array_add (view->values, value);
    }
  gb_map_classes_quantiles (&view->classes, view->amounts, n, 5);
  for (guint i = 0; i < n; i++)
    view->counts[MIN (gb_map_classes_find (&view->classes, view->amounts[i]), GB_MAP_MAX_CLASSES)]++;
}

static GbMapView *
view_new (guint n)
{
  GbMapView *view = g_atomic_rc_box_new0 (GbMapView);
  GbIndicator *indicator = g_new0 (GbIndicator, 1);
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autofree GbGeoCentre *centres = g_new (GbGeoCentre, n);
  g_autoptr (GPtrArray) features = NULL;
  g_autoptr (GError) error = NULL;

  view->communes = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_map_commune_free);
  for (guint i = 0; i < n; i++)
    {
      GbMapCommune *commune = commune_new (i, n, random);

      g_ptr_array_add (view->communes, commune);
      centres[i] = (GbGeoCentre) { commune->code, { commune->lon, commune->lat }, commune->km2 };
    }
  features = gb_geo_cells_new (centres, n, &error);
  g_assert_no_error (error);
  view->coverage = gb_geo_coverage_new (features, NULL, NULL, &error);
  g_assert_no_error (error);
  view->of_area = g_new (guint, n);
  for (guint i = 0; i < gb_geo_coverage_get_n_areas (view->coverage); i++)
    view->of_area[i] = (guint) g_ascii_strtoull (gb_geo_coverage_get_area (view->coverage, i)->id, NULL, 10) - 1;
  *indicator = (GbIndicator) { g_strdup ("e-forms"), g_strdup ("Biểu mẫu điện tử"), g_strdup ("%"), TRUE };
  view->indicators = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_indicator_free);
  g_ptr_array_add (view->indicators, indicator);
  view->computed = g_ptr_array_new ();
  view->illustrated = TRUE;
  view->hub = (GbHubNote) { g_strdup ("tỉnh Quảng Ngãi"), TRUE };
  view->as_of = 1787703120;
  add_values (view);
  return view;
}

static GbMapSheet *
sheet_new (guint n)
{
  g_autoptr (GbMapView) view = view_new (n);

  return gb_map_sheet_new (view, &(GbMapSheetOptions) { .table = TRUE, .now = 1787703300, .chosen = "00003" });
}

/* --- files ---------------------------------------------------------------------------------------- */

typedef struct
{
  char *folder;
  char *path;
  GFile *file;
} Place;

static void
place_init (Place      *self,
            const char *name)
{
  self->folder = g_dir_make_tmp ("giaoban-sheet-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, name, NULL);
  self->file = g_file_new_for_path (self->path);
}

static void
place_clear (Place *self)
{
  g_unlink (self->path);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->folder);
  g_free (self->path);
  g_object_unref (self->file);
}

/* (transfer full) (nullable): what a program of poppler says of a file; %NULL where it is not installed */
static char *
ask (const char *program,
     const char *path)
{
  g_autofree char *found = g_find_program_in_path (program);
  const char *pdftotext[] = { found, "-layout", path, "-", NULL };
  const char *other[] = { found, path, NULL };
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  if (found == NULL)
    return NULL;
  g_spawn_sync (NULL, (char **) (g_str_equal (program, "pdftotext") ? pdftotext : other), NULL, G_SPAWN_DEFAULT, NULL,
                NULL, &text, NULL, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static guint
count_words (const char *text,
             const char *word)
{
  guint n = 0;

  for (const char *at = strstr (text, word); at != NULL; at = strstr (at + 1, word))
    n++;
  return n;
}

static char *
save_pdf (GbMapSheet *sheet,
          double      width,
          double      height,
          const char *program)
{
  Place place;
  g_autoptr (GError) error = NULL;
  g_autofree char *head = NULL;
  char *text;
  gsize length;

  place_init (&place, "map.pdf");
  g_assert_true (gb_map_sheet_save_pdf (sheet, width, height, place.file, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (place.path, &head, &length, NULL));
  g_assert_true (length > 1000 && g_str_has_prefix (head, "%PDF-"));
  text = ask (program, place.path);
  place_clear (&place);
  return text;
}

/* --- tests ---------------------------------------------------------------------------------------- */

static void
test_title (void)
{
  g_autoptr (GbMapSheet) sheet = sheet_new (30);
  g_autofree char *title = gb_map_sheet_dup_title (sheet);

  g_assert_cmpstr (title, ==, "Biểu mẫu điện tử by xã, phường, đặc khu – tỉnh Quảng Ngãi");
}

/* a ă â … d đ …: not as bytes are. */
static void
test_order (void)
{
  static const char *const sorted[] = { "An Phú", "Ăn Hải", "Ân Phú", "Ba Tô", "Ba Tơ", "Bình Sơn", "Dục Nông", "Đăk Pxi",
                                        "Trương Quang Trọng", "Ý Yên" };
  g_autoptr (GbMapSheet) sheet = sheet_new (G_N_ELEMENTS (names));

  for (guint i = 0; i < G_N_ELEMENTS (sorted); i++)
    {
      g_assert_cmpstr (((GbMapCommune *) sheet->view->communes->pdata[sheet->order[i]])->name, ==, sorted[i]);
      g_assert_cmpuint (sheet->numbers[sheet->order[i]], ==, i + 1);
    }
}

static void
test_text (void)
{
  static const char *const there[] = {
    "Biểu mẫu điện tử by xã, phường, đặc khu – tỉnh Quảng Ngãi", "Figures as of", "26/08/2026", "no data yet",
    "Borders for illustration only", "Illustration data", "Xã Dục Nông", "Xã Ba Tơ", "page 1 of 2", "page 2 of 2",
  };
  g_autoptr (GbMapSheet) sheet = sheet_new (30);
  g_autofree char *text = save_pdf (sheet, GB_MAP_A4_WIDTH, GB_MAP_A4_HEIGHT, "pdftotext");

  if (text == NULL)
    {
      g_test_skip ("pdftotext is not here");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (there); i++)
    {
      if (strstr (text, there[i]) == NULL)
        g_test_message ("%s is missing in\n%s", there[i], text);
      g_assert_nonnull (strstr (text, there[i]));
    }
}

static void
test_fonts_and_title (void)
{
  g_autoptr (GbMapSheet) sheet = sheet_new (30);
  g_autofree char *fonts = save_pdf (sheet, GB_MAP_A4_WIDTH, GB_MAP_A4_HEIGHT, "pdffonts");
  g_autofree char *info = save_pdf (sheet, GB_MAP_A3_WIDTH, GB_MAP_A3_HEIGHT, "pdfinfo");
  g_auto (GStrv) lines = NULL;

  if (fonts == NULL || info == NULL)
    {
      g_test_skip ("poppler's programs are not here");
      return;
    }
  g_assert_nonnull (strstr (info, "Biểu mẫu điện tử by xã, phường, đặc khu – tỉnh Quảng Ngãi"));
  g_assert_nonnull (strstr (info, "A3"));
  g_assert_nonnull (strstr (info, "Aug 26"));
  /* After two lines of heading: name, type, encoding, embedded, subset, can be read as text. */
  lines = g_strsplit (g_strchomp (fonts), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), >, 2);
  for (guint i = 2; lines[i] != NULL; i++)
    g_assert_nonnull (strstr (lines[i], "yes yes yes"));
}

/* Every commune has its row, once, on however many pages; pages of any size are drawn. */
static void
test_pages (void)
{
  static const struct
  {
    guint n;
    double width, height;
    guint n_pages;
  } cases[] = {
    { 96, GB_MAP_A4_WIDTH, GB_MAP_A4_HEIGHT, 2 }, { 96, GB_MAP_A3_WIDTH, GB_MAP_A3_HEIGHT, 2 },
    { 96, GB_MAP_A4_HEIGHT, GB_MAP_A4_WIDTH, 2 }, { 400, GB_MAP_A4_WIDTH, GB_MAP_A4_HEIGHT, 6 },
    { 96, 300, 200, 16 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GbMapSheet) sheet = sheet_new (cases[i].n);
      guint n = gb_map_sheet_get_n_pages (sheet, cases[i].width, cases[i].height);
      g_autofree char *text = save_pdf (sheet, cases[i].width, cases[i].height, "pdftotext");

      g_test_message ("%u communes on %.0f × %.0f: %u pages", cases[i].n, cases[i].width, cases[i].height, n);
      if (i < 4)
        g_assert_cmpuint (n, <=, cases[i].n_pages);
      g_assert_cmpuint (n, >, 1);
      if (text != NULL && cases[i].width > 500)
        g_assert_cmpuint (count_words (text, "Xã Xóm Mới") + count_words (text, "Phường Xóm Mới"), ==, cases[i].n - 10);
    }
}

static void
check_apart (const GbChartArea *a,
             const GbChartArea *b)
{
  g_assert_true (a->x + a->width <= b->x || b->x + b->width <= a->x || a->y + a->height <= b->y ||
                 b->y + b->height <= a->y);
}

/* Names and numbers meet nothing, stay in the frame, and each commune has one of them at most. */
static void
test_labels (void)
{
  static const guint sizes[] = { 10, 96, 300 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GbMapSheet) sheet = sheet_new (sizes[i]);
      cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR, NULL);
      cairo_t *cr = cairo_create (surface);
      GbChartArea frame = { 10, 20, 600, 450 };
      g_auto (GbMapPen) pen = { NULL };
      g_auto (GbMapPlan) plan = { 0 };
      g_autofree gboolean *seen = g_new0 (gboolean, sizes[i]);
      g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (GbMapLabel));

      gb_map_pen_init (&pen, cr);
      gb_map_plan_init (&plan, sheet, &pen, &frame);
      g_array_append_vals (all, plan.labels->data, plan.labels->len);
      g_array_append_vals (all, plan.numbers->data, plan.numbers->len);
      g_assert_cmpuint (plan.n_seen, ==, sizes[i]);
      g_assert_cmpuint (all->len, >=, sizes[i] * 9 / 10);
      for (guint j = 0; j < all->len; j++)
        {
          const GbMapLabel *label = &g_array_index (all, GbMapLabel, j);

          g_assert_false (seen[label->area]);
          seen[label->area] = TRUE;
          g_assert_true (label->box.x >= 0 && label->box.y >= 0 && label->box.x + label->box.width <= 2 * frame.width &&
                         label->box.y + label->box.height <= 2 * frame.height);
          for (guint k = 0; k < j; k++)
            check_apart (&label->box, &g_array_index (all, GbMapLabel, k).box);
        }
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
    }
}

/* What was looked at on the screen is on the paper, whole. */
static void
test_bounds (void)
{
  static const GbGeoBounds part = { 107.9, 14.3, 108.3, 14.6 }, all = { 100, 5, 115, 25 };
  g_autoptr (GbMapView) view = view_new (96);
  g_autoptr (GbMapSheet) some = gb_map_sheet_new (view, &(GbMapSheetOptions) { .bounds = &part });
  g_autoptr (GbMapSheet) whole = gb_map_sheet_new (view, &(GbMapSheetOptions) { .bounds = &all });
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR, NULL);
  cairo_t *cr = cairo_create (surface);
  GbChartArea frame = { 0, 0, 604, 455 };
  g_auto (GbMapPen) pen = { NULL };
  g_auto (GbMapPlan) plan = { 0 };
  g_autofree char *text = NULL;
  GbGeoBounds visible;

  g_assert_true (whole->whole);
  g_assert_false (some->whole);
  gb_map_pen_init (&pen, cr);
  gb_map_plan_init (&plan, some, &pen, &frame);
  visible = gb_geo_projection_visible (&plan.projection, 2 * frame.width, 2 * frame.height);
  g_assert_cmpfloat (visible.west, <=, part.west + 1e-9);
  g_assert_cmpfloat (visible.east, >=, part.east - 1e-9);
  g_assert_cmpfloat (visible.south, <=, part.south + 1e-9);
  g_assert_cmpfloat (visible.north, >=, part.north - 1e-9);
  g_assert_cmpuint (plan.n_seen, <, 40);
  text = save_pdf (some, GB_MAP_A4_WIDTH, GB_MAP_A4_HEIGHT, "pdftotext");
  if (text != NULL)
    g_assert_nonnull (strstr (text, "Within the frame: "));
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
test_picture (void)
{
  g_autoptr (GbMapSheet) sheet = sheet_new (30);
  g_autoptr (GError) error = NULL;
  cairo_surface_t *surface;
  Place place;

  place_init (&place, "map.png");
  g_assert_true (gb_map_sheet_save_png (sheet, GB_MAP_A4_WIDTH, GB_MAP_A4_HEIGHT, 2, place.file, NULL, &error));
  g_assert_no_error (error);
  surface = cairo_image_surface_create_from_png (place.path);
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 2245);
  g_assert_cmpint (cairo_image_surface_get_height (surface), ==, 1587);
  cairo_surface_destroy (surface);
  place_clear (&place);
}

static void
test_nowhere (void)
{
  g_autoptr (GbMapSheet) sheet = sheet_new (10);
  g_autoptr (GFile) file = g_file_new_for_path ("/no such folder/map.pdf");
  g_autoptr (GError) error = NULL;

  g_assert_false (gb_map_sheet_save_pdf (sheet, GB_MAP_A4_WIDTH, GB_MAP_A4_HEIGHT, file, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (gb_map_sheet_save_png (sheet, GB_MAP_A4_WIDTH, GB_MAP_A4_HEIGHT, 1, file, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
test_scale (void)
{
  static const struct
  {
    double metres, chosen;
    const char *words;
  } cases[] = {
    { 23456, 20000, "20 km" }, { 9999, 5000, "5 km" }, { 5000, 5000, "5 km" }, { 1999, 1000, "1 km" },
    { 730, 500, "500 m" },     { 100, 100, "100 m" },
  };
  GbGeoProjection projection = gb_geo_projection_new ((GbGeoPoint) { 108.8, 15.1 }, 10, 800, 600);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = gb_map_scale_words (cases[i].chosen);

      g_assert_cmpfloat_with_epsilon (gb_map_scale_choose (cases[i].metres), cases[i].chosen, 1e-6);
      g_assert_cmpstr (words, ==, cases[i].words);
    }
  /* 156,543 m on a pixel at zoom 0 on the equator */
  g_assert_cmpfloat_with_epsilon (gb_map_scale_resolution (&projection, 800, 600), 156543.03 / 1024 * cos (15.1 * G_PI / 180),
                                  0.01);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map-sheet/title", test_title);
  g_test_add_func ("/map-sheet/order", test_order);
  g_test_add_func ("/map-sheet/text", test_text);
  g_test_add_func ("/map-sheet/fonts-and-title", test_fonts_and_title);
  g_test_add_func ("/map-sheet/pages", test_pages);
  g_test_add_func ("/map-sheet/labels", test_labels);
  g_test_add_func ("/map-sheet/bounds", test_bounds);
  g_test_add_func ("/map-sheet/picture", test_picture);
  g_test_add_func ("/map-sheet/nowhere", test_nowhere);
  g_test_add_func ("/map-sheet/scale", test_scale);
  return g_test_run ();
}
