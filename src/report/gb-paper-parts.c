/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-paper-private.h"

#include <string.h>

/* Quốc hiệu and Tiêu ngữ: their words are the decree's, whatever the language of the interface. */
#define COUNTRY "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
#define MOTTO "Độc lập - Tự do - Hạnh phúc"
#define RECIPIENTS "Nơi nhận:"

/* What the signature and the seal need, in points on A4. */
#define SIGNING_ROOM 62.0

/* How much of the line above a short rule takes: a third to a half of it. */
#define RULE_SHARE 0.45

typedef struct _Part Part;

/* A block that no page parts: up to four texts, and how they are put. */
struct _Part
{
  GbPaperBlock base;
  double (*put) (const Part *self,
                 GbPaperInk *ink,
                 cairo_t    *cr,
                 double      y);
  char *texts[4]; /* (owned) (nullable) */
  double height;
  GbPaperDrawFunc draw;
  gpointer data;
  GDestroyNotify destroy;
};

static double
measure_part (const GbPaperBlock *block,
              GbPaperInk         *ink,
              GArray             *units)
{
  const Part *self = (const Part *) block;
  GbPaperUnit unit = { 0 };

  unit.height = (float) MIN (self->put (self, ink, NULL, 0), ink->room);
  g_array_append_val (units, unit);
  return 0;
}

static void
draw_part (const GbPaperBlock *block,
           GbPaperInk         *ink,
           cairo_t            *cr,
           double              y,
           guint               first,
           guint               n)
{
  const Part *self = (const Part *) block;

  self->put (self, ink, cr, y);
}

static void
read_part (const GbPaperBlock *block,
           GbPaperInk         *ink,
           GString            *text,
           guint               first,
           guint               n)
{
  const Part *self = (const Part *) block;

  for (guint i = 0; i < G_N_ELEMENTS (self->texts); i++)
    if (self->texts[i] != NULL && *self->texts[i] != '\0')
      g_string_append_printf (text, "%s\n", self->texts[i]);
}

static void
clear_part (GbPaperBlock *block)
{
  Part *self = (Part *) block;

  for (guint i = 0; i < G_N_ELEMENTS (self->texts); i++)
    g_free (self->texts[i]);
  if (self->destroy != NULL)
    self->destroy (self->data);
}

static const GbPaperBlockClass part_class = { measure_part, draw_part, NULL, read_part, clear_part };

static Part *
part_new (double (*put) (const Part *self,
                         GbPaperInk *ink,
                         cairo_t    *cr,
                         double      y))
{
  Part *self = g_new0 (Part, 1);

  self->base.klass = &part_class;
  self->put = put;
  return self;
}

/* A short rule in the middle beneath the last line of a text. */
static void
put_short_rule (GbPaperInk         *ink,
                cairo_t            *cr,
                const GbPaperStyle *style,
                const char         *text,
                double              x,
                double              y,
                double              width)
{
  const char *last = strrchr (text, '\n');
  double length = gb_paper_ink_measure (ink, style, last != NULL ? last + 1 : text);
  double rule = MIN (length, width) * RULE_SHARE;

  gb_paper_ink_rule (cr, x + (width - rule) / 2, y, rule);
}

/* --- letterhead ----------------------------------------------------------------------------------- */

enum { UPPER, AGENCY, NUMBER, PLACE };

/* The agency with the one above it on the left. Returns how high both are with the rule. */
static double
put_agency (const Part *self,
            GbPaperInk *ink,
            cairo_t    *cr,
            double      y,
            double      width)
{
  const GbPaperStyle upper = { 12, GB_PAPER_CENTER };
  const GbPaperStyle agency = { 12, GB_PAPER_CENTER, GB_PAPER_BOLD };
  double used = gb_paper_ink_put (ink, cr, &upper, ink->left, y, width, self->texts[UPPER]);

  used += gb_paper_ink_put (ink, cr, &agency, ink->left, y + used, width, self->texts[AGENCY]);
  if (self->texts[AGENCY] != NULL)
    put_short_rule (ink, cr, &agency, self->texts[AGENCY], ink->left, y + used + 2.5 * ink->scale, width);
  return used + 6 * ink->scale;
}

/* The country and its motto, which is underlined to its length. */
static double
put_motto (GbPaperInk *ink,
           cairo_t    *cr,
           double      y,
           double      width)
{
  const GbPaperStyle country = { 12, GB_PAPER_CENTER, GB_PAPER_BOLD };
  const GbPaperStyle motto = { 13, GB_PAPER_CENTER, GB_PAPER_BOLD };
  double x = ink->left + ink->width - width;
  double length = gb_paper_ink_measure (ink, &motto, MOTTO);
  double used = gb_paper_ink_put (ink, cr, &country, x, y, width, COUNTRY);

  used += gb_paper_ink_put (ink, cr, &motto, x, y + used, width, MOTTO);
  gb_paper_ink_rule (cr, x + (width - length) / 2, y + used + 1.5 * ink->scale, length);
  return used + 6 * ink->scale;
}

static double
put_letterhead (const Part *self,
                GbPaperInk *page,
                cairo_t    *cr,
                double      y)
{
  const GbPaperStyle country = { 12, GB_PAPER_CENTER, GB_PAPER_BOLD };
  const GbPaperStyle number = { 13, GB_PAPER_CENTER };
  const GbPaperStyle place = { 13, GB_PAPER_CENTER, GB_PAPER_ITALIC };
  GbPaperInk ink = *page;
  double right, left, used, height, other;

  ink.scale = page->head_scale;
  right = MAX (gb_paper_ink_measure (&ink, &country, COUNTRY) + 2, ink.width * 0.6);
  left = ink.width - right - 6 * ink.scale;
  used = put_agency (self, &ink, cr, y, left);
  height = put_motto (&ink, cr, y, right);
  used = MAX (used, height) + 4 * ink.scale;
  height = gb_paper_ink_put (&ink, cr, &number, ink.left, y + used, left, self->texts[NUMBER]);
  other = gb_paper_ink_put (&ink, cr, &place, ink.left + ink.width - right, y + used, right, self->texts[PLACE]);
  return used + MAX (height, other);
}

static void
read_letterhead (const GbPaperBlock *block,
                 GbPaperInk         *ink,
                 GString            *text,
                 guint               first,
                 guint               n)
{
  g_string_append (text, COUNTRY "\n" MOTTO "\n");
  read_part (block, ink, text, first, n);
}

/**
 * gb_paper_letterhead_new:
 * @upper: (nullable): the agency above, in capitals
 * @agency: (nullable): whose document it is, in capitals
 * @number: (nullable): such as "Số: 87/BC-UBND"
 * @place_and_date: (nullable): such as "Nghĩa Lộ, ngày 26 tháng 8 năm 2026"
 */
GbPaperBlock *
gb_paper_letterhead_new (const char *upper,
                         const char *agency,
                         const char *number,
                         const char *place_and_date)
{
  static const GbPaperBlockClass letterhead_class = { measure_part, draw_part, NULL, read_letterhead, clear_part };
  Part *self = part_new (put_letterhead);

  self->base.klass = &letterhead_class;
  self->texts[UPPER] = gb_paper_clean (upper);
  self->texts[AGENCY] = gb_paper_clean (agency);
  self->texts[NUMBER] = gb_paper_clean (number);
  self->texts[PLACE] = gb_paper_clean (place_and_date);
  return &self->base;
}

/* --- title ---------------------------------------------------------------------------------------- */

enum { NAME, ABOUT };

static double
put_title (const Part *self,
           GbPaperInk *ink,
           cairo_t    *cr,
           double      y)
{
  const GbPaperStyle name = { 14, GB_PAPER_CENTER, GB_PAPER_BOLD };
  const GbPaperStyle about = { 13, GB_PAPER_CENTER, GB_PAPER_BOLD };
  double used = gb_paper_ink_put (ink, cr, &name, ink->left, y, ink->width, self->texts[NAME]);
  double height = gb_paper_ink_put (ink, cr, &about, ink->left, y + used, ink->width, self->texts[ABOUT]);

  if (height > 0)
    {
      used += height + 3 * ink->scale;
      put_short_rule (ink, cr, &about, self->texts[ABOUT], ink->left, y + used, ink->width);
    }
  return used + 5 * ink->scale;
}

/**
 * gb_paper_title_new:
 * @name: what kind of document it is, in capitals
 * @about: (nullable): what it is about
 */
GbPaperBlock *
gb_paper_title_new (const char *name,
                    const char *about)
{
  Part *self = part_new (put_title);

  self->base.before = 12;
  self->base.keep_next = TRUE;
  self->texts[NAME] = gb_paper_clean (name);
  self->texts[ABOUT] = gb_paper_clean (about);
  return &self->base;
}

/* --- signature ------------------------------------------------------------------------------------ */

enum { WHOM, LIST, AUTHORITY, SIGNER };

static double
put_recipients (const Part *self,
                GbPaperInk *ink,
                cairo_t    *cr,
                double      y,
                double      width)
{
  const GbPaperStyle whom = { 12, GB_PAPER_LEFT, GB_PAPER_BOLD | GB_PAPER_ITALIC };
  const GbPaperStyle list = { 11, GB_PAPER_LEFT };
  double used = gb_paper_ink_put (ink, cr, &whom, ink->left, y, width, self->texts[WHOM]);

  return used + gb_paper_ink_put (ink, cr, &list, ink->left, y + used, width, self->texts[LIST]);
}

static double
put_signature (const Part *self,
               GbPaperInk *ink,
               cairo_t    *cr,
               double      y)
{
  const GbPaperStyle bold = { 13, GB_PAPER_CENTER, GB_PAPER_BOLD };
  double half = ink->width / 2;
  double left = put_recipients (self, ink, cr, y, half - 8 * ink->scale);
  double used = gb_paper_ink_put (ink, cr, &bold, ink->left + half, y, half, self->texts[AUTHORITY]);

  used += SIGNING_ROOM * ink->scale;
  used += gb_paper_ink_put (ink, cr, &bold, ink->left + half, y + used, half, self->texts[SIGNER]);
  return MAX (used, left);
}

/**
 * gb_paper_signature_new:
 * @recipients: (nullable): a line for each
 * @authority: who signs by which right, in capitals, such as "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH"
 * @name: (nullable): of the signer
 */
GbPaperBlock *
gb_paper_signature_new (const char *recipients,
                        const char *authority,
                        const char *name)
{
  Part *self = part_new (put_signature);

  self->base.before = 12;
  self->base.keep_previous = TRUE;
  if (recipients != NULL && *recipients != '\0')
    {
      self->texts[WHOM] = g_strdup (RECIPIENTS);
      self->texts[LIST] = gb_paper_clean (recipients);
    }
  self->texts[AUTHORITY] = gb_paper_clean (authority);
  self->texts[SIGNER] = gb_paper_clean (name);
  return &self->base;
}

enum { LEFT, LEFT_NAME, RIGHT, RIGHT_NAME };

static double
put_side (const Part *self,
          GbPaperInk *ink,
          cairo_t    *cr,
          double      x,
          double      y,
          int         first)
{
  const GbPaperStyle bold = { 13, GB_PAPER_CENTER, GB_PAPER_BOLD };
  double half = ink->width / 2;
  double used = gb_paper_ink_put (ink, cr, &bold, x, y, half, self->texts[first]) + SIGNING_ROOM * ink->scale;

  return used + gb_paper_ink_put (ink, cr, &bold, x, y + used, half, self->texts[first + 1]);
}

static double
put_pair (const Part *self,
          GbPaperInk *ink,
          cairo_t    *cr,
          double      y)
{
  double left = put_side (self, ink, cr, ink->left, y, LEFT);
  double right = put_side (self, ink, cr, ink->left + ink->width / 2, y, RIGHT);

  return MAX (left, right);
}

/**
 * gb_paper_pair_new:
 * @left: as what the one on the left signs, in capitals
 * @left_name: (nullable): who that is
 * @right: as what the one on the right signs, in capitals
 * @right_name: (nullable): who that is
 */
GbPaperBlock *
gb_paper_pair_new (const char *left,
                   const char *left_name,
                   const char *right,
                   const char *right_name)
{
  Part *self = part_new (put_pair);

  self->base.before = 12;
  self->base.keep_previous = TRUE;
  self->texts[LEFT] = gb_paper_clean (left);
  self->texts[LEFT_NAME] = gb_paper_clean (left_name);
  self->texts[RIGHT] = gb_paper_clean (right);
  self->texts[RIGHT_NAME] = gb_paper_clean (right_name);
  return &self->base;
}

/* --- drawing and room ----------------------------------------------------------------------------- */

static double
put_drawing (const Part *self,
             GbPaperInk *ink,
             cairo_t    *cr,
             double      y)
{
  const GbPaperStyle style = { 10, GB_PAPER_LEFT };
  double height = MIN (self->height * ink->scale, ink->room);
  g_autoptr (PangoLayout) layout = NULL;

  if (cr == NULL || self->draw == NULL)
    return height;
  layout = gb_paper_ink_layout (ink, &style, 0, "");
  pango_layout_set_attributes (layout, NULL);
  cairo_save (cr);
  cairo_translate (cr, ink->left, y);
  self->draw (cr, layout, ink->width, height, self->data);
  cairo_restore (cr);
  return height;
}

/**
 * gb_paper_drawing_new:
 * @height: in points on A4
 * @description: (nullable): for whoever cannot see it
 * @data: (transfer full): for @draw
 */
GbPaperBlock *
gb_paper_drawing_new (double           height,
                      const char      *description,
                      GbPaperDrawFunc  draw,
                      gpointer         data,
                      GDestroyNotify   destroy)
{
  Part *self = part_new (put_drawing);

  self->base.before = 6;
  self->height = height;
  self->texts[0] = gb_paper_clean (description);
  self->draw = draw;
  self->data = data;
  self->destroy = destroy;
  return &self->base;
}

/**
 * gb_paper_space_new:
 * @height: in points on A4
 */
GbPaperBlock *
gb_paper_space_new (double height)
{
  Part *self = part_new (put_drawing);

  self->height = height;
  return &self->base;
}
