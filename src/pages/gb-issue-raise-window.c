/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-issue-raise-window.h"

#include <glib/gi18n-lib.h>

#include "gb-action-saver.h"
#include "gb-draft.h"
#include "gb-drop-down.h"
#include "gb-files-row.h"
#include "gb-issue-form.h"
#include "gb-issue-words.h"
#include "gb-place-row.h"

/**
 * GbIssueRaiseWindow:
 *
 * Raises an issue (nêu vướng mắc, kiến nghị, hỏi nghiệp vụ, ghi phản ánh), or changes one that was not sent yet. What
 * was written stays when the machine goes off.
 */
struct _GbIssueRaiseWindow
{
  AdwWindow parent_instance;

  GtkWidget *save; /* the template's */
  GtkWidget *form_box;
  GtkDropDown *kind;
  GtkWidget *commune_box;
  GtkDropDown *commune;
  GtkDropDown *field;
  GtkEditable *other_field;
  GtkEditable *subject;
  GtkTextView *text;
  GtkDropDown *department;
  GbPlaceRow *place;
  GbFilesRow *files;
  GtkLabel *problem;

  GtkWidget *parent; /* (nullable): of the page; weak */
  GbStore *store; /* (owned) */
  AdwToastOverlay *toasts; /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned): of what is on its way */
  GbDraft *draft; /* (owned) */
  GbIssueForm *form; /* (owned) (nullable): while it is on its way */
  char *own; /* (owned) (nullable): the commune's code, where there is only one */
  char *action; /* (owned) (nullable): the id of what is edited */
  GbIssueKind first; /* the kind that is offered first */
  gboolean filling; /* what is set is not what the user does */
};

G_DEFINE_FINAL_TYPE (GbIssueRaiseWindow, gb_issue_raise_window, ADW_TYPE_WINDOW)

/* What stands in the data, by the names of the action's keys, and so in the draft. */
static const char *const texts[] = { "field", "title", "text", "department", "place" };

/* --- what is written ------------------------------------------------------------------------ */

static GbIssueKind
get_kind (GbIssueRaiseWindow *self)
{
  return (GbIssueKind) MIN (gtk_drop_down_get_selected (self->kind), GB_N_ISSUE_KINDS - 1);
}

static gboolean
is_other_field (GbIssueRaiseWindow *self)
{
  return get_kind (self) != GB_ISSUE_REPORT
         && gtk_drop_down_get_selected (self->field) == self->form->fields[get_kind (self)]->len;
}

/* (transfer full) (nullable) */
static char *
get_value (GbIssueRaiseWindow *self,
           const char         *key)
{
  guint chosen = gtk_drop_down_get_selected (self->department);
  g_autofree char *value = NULL;

  if (g_str_equal (key, "field"))
    value = g_strdup (is_other_field (self)
                          ? gtk_editable_get_text (self->other_field)
                          : self->form->fields[get_kind (self)]->pdata[gtk_drop_down_get_selected (self->field)]);
  else if (g_str_equal (key, "title"))
    value = g_strdup (gtk_editable_get_text (self->subject));
  else if (g_str_equal (key, "text"))
    g_object_get (gtk_text_view_get_buffer (self->text), "text", &value, NULL);
  else if (g_str_equal (key, "department"))
    value = g_strdup (chosen > 0 ? ((GbIssueOption *) self->form->departments->pdata[chosen - 1])->id : "");
  else
    value = g_strdup (gb_place_row_get_text (self->place));
  g_strstrip (value);
  return *value != '\0' ? g_steal_pointer (&value) : NULL;
}

static const GbIssueOption *
get_commune (GbIssueRaiseWindow *self)
{
  guint chosen = gtk_drop_down_get_selected (self->commune);

  return chosen < self->form->communes->len ? self->form->communes->pdata[chosen] : NULL;
}

static void
set_number (GbAction   *action,
            const char *key,
            double      value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  gb_action_set (action, key, g_ascii_formatd (buffer, sizeof buffer, "%.6f", value));
}

static GbAction *
make_action (GbIssueRaiseWindow *self)
{
  GbAction *action = gb_action_new (GB_ACTION_ISSUE_RAISE, get_commune (self)->id);
  double lat, lon;

  gb_action_set (action, "kind", gb_issue_kind_name (get_kind (self)));
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *value = get_value (self, texts[i]);

      gb_action_set (action, texts[i], value);
    }
  if (gb_place_row_get_point (self->place, &lat, &lon))
    {
      set_number (action, "lat", lat);
      set_number (action, "lon", lon);
    }
  gb_files_row_add_to (self->files, action);
  action->replaces = g_strdup (self->action);
  return action;
}

/* --- storing -------------------------------------------------------------------------------- */

static void
show_problem (GbIssueRaiseWindow *self,
              const char         *message)
{
  gtk_label_set_label (self->problem, message);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
}

static void
on_added_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GbIssueRaiseWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GbActionsAdded) added = gb_store_add_actions_finish (GB_STORE (source), result, &error);

  if (added == NULL || added->actions->len == 0)
    {
      show_problem (self, added != NULL ? added->refusal->message : error->message);
      gtk_widget_set_sensitive (self->save, TRUE);
      return;
    }
  if (self->toasts != NULL)
    gb_action_saver_toast (self->toasts, self->store, _("Stored"), added);
  gb_draft_clear (self->draft);
  if (self->parent != NULL)
    gtk_widget_activate_action (self->parent, "issues.open", "s", ((GbAction *) added->actions->pdata[0])->id);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
save_cb (GbIssueRaiseWindow *self)
{
  g_autoptr (GPtrArray) actions = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_action_free);

  g_ptr_array_add (actions, make_action (self));
  gtk_widget_set_sensitive (self->save, FALSE);
  gb_store_add_actions_async (self->store, actions, NULL, on_added_cb, g_object_ref (self));
}

/* --- draft ---------------------------------------------------------------------------------- */

static void
keep_draft (GbIssueRaiseWindow *self)
{
  g_autoptr (JsonObject) values = json_object_new ();
  g_autofree char *files = gb_files_row_get_json (self->files);
  double lat, lon;

  json_object_set_string_member (values, "kind", gb_issue_kind_name (get_kind (self)));
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *value = get_value (self, texts[i]);

      if (value != NULL)
        json_object_set_string_member (values, texts[i], value);
    }
  if (gb_place_row_get_point (self->place, &lat, &lon))
    {
      json_object_set_double_member (values, "lat", lat);
      json_object_set_double_member (values, "lon", lon);
    }
  gb_draft_keep (self->draft, values, files);
}

static void
update_save (GbIssueRaiseWindow *self)
{
  g_autofree char *field = get_value (self, "field"), *title = get_value (self, "title");

  gtk_widget_set_sensitive (self->save, field != NULL && title != NULL && get_commune (self) != NULL
                                            && gb_place_row_is_right (self->place));
}

static void
changed_cb (GbIssueRaiseWindow *self)
{
  if (self->form == NULL || self->filling)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->other_field), is_other_field (self));
  update_save (self);
  keep_draft (self);
}

/* Who thinks better of it wants nothing of it kept. */
static void
cancel_cb (GbIssueRaiseWindow *self)
{
  if (self->draft != NULL)
    gb_draft_clear (self->draft);
  gtk_window_close (GTK_WINDOW (self));
}

/* --- choices -------------------------------------------------------------------------------- */

static void
set_names (GtkDropDown *drop_down,
           const char  *first,
           GPtrArray   *options)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  if (first != NULL)
    gtk_string_list_append (names, first);
  for (guint i = 0; i < options->len; i++)
    gtk_string_list_append (names, ((GbIssueOption *) options->pdata[i])->name);
  gtk_drop_down_set_model (drop_down, G_LIST_MODEL (names));
}

static void
show_fields (GbIssueRaiseWindow *self)
{
  GPtrArray *fields = self->form->fields[get_kind (self)];
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < fields->len; i++)
    gtk_string_list_append (names, fields->pdata[i]);
  if (get_kind (self) != GB_ISSUE_REPORT)
    gtk_string_list_append (names, _("Another field…"));
  gtk_drop_down_set_model (self->field, G_LIST_MODEL (names));
}

/* What citizens report is the commune's own to settle, unless it is somebody else's. */
static void
show_kind (GbIssueRaiseWindow *self)
{
  guint department = gtk_drop_down_get_selected (self->department);

  show_fields (self);
  set_names (self->department,
             get_kind (self) == GB_ISSUE_REPORT ? _("The commune settles it") : _("The province assigns it"),
             self->form->departments);
  gtk_drop_down_set_selected (self->department, department != GTK_INVALID_LIST_POSITION ? department : 0);
}

static void
kind_changed_cb (GbIssueRaiseWindow *self)
{
  if (self->form == NULL || self->filling)
    return;
  self->filling = TRUE;
  show_kind (self);
  self->filling = FALSE;
  changed_cb (self);
}

static void
commune_changed_cb (GbIssueRaiseWindow *self)
{
  const GbIssueOption *commune = self->form != NULL ? get_commune (self) : NULL;

  if (commune != NULL)
    gb_place_row_set_centre (self->place, commune->id, commune->lat, commune->lon);
  changed_cb (self);
}

/* --- filling -------------------------------------------------------------------------------- */

static guint
find_option (GPtrArray  *options,
             const char *id)
{
  for (guint i = 0; i < options->len; i++)
    if (g_strcmp0 (((GbIssueOption *) options->pdata[i])->id, id) == 0)
      return i;
  return GTK_INVALID_LIST_POSITION;
}

static void
fill_field (GbIssueRaiseWindow *self,
            const char         *field)
{
  GPtrArray *fields = self->form->fields[get_kind (self)];
  guint index = 0;

  if (field == NULL)
    return;
  if (!g_ptr_array_find_with_equal_func (fields, field, g_str_equal, &index))
    {
      index = fields->len;
      gtk_editable_set_text (self->other_field, field);
    }
  gtk_drop_down_set_selected (self->field, index);
}

static void
fill_text (GbIssueRaiseWindow *self,
           const char         *key,
           const char         *value)
{
  guint index;

  if (value == NULL)
    return;
  if (g_str_equal (key, "field"))
    fill_field (self, value);
  else if (g_str_equal (key, "title"))
    gtk_editable_set_text (self->subject, value);
  else if (g_str_equal (key, "text"))
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), value, -1);
  else if (g_str_equal (key, "place"))
    gb_place_row_set_text (self->place, value);
  else if ((index = find_option (self->form->departments, value)) != GTK_INVALID_LIST_POSITION)
    gtk_drop_down_set_selected (self->department, index + 1);
}

static void
fill_from_action (GbIssueRaiseWindow *self)
{
  const GbAction *action = self->form->action;
  const char *lat = gb_action_get (action, "lat"), *lon = gb_action_get (action, "lon");
  GbIssueKind kind;

  if (gb_issue_kind_from_name (gb_action_get (action, "kind"), &kind))
    gtk_drop_down_set_selected (self->kind, kind);
  gtk_drop_down_set_selected (self->commune, find_option (self->form->communes, action->target));
  show_kind (self);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    fill_text (self, texts[i], gb_action_get (action, texts[i]));
  if (lat != NULL && lon != NULL)
    gb_place_row_set_point (self->place, g_ascii_strtod (lat, NULL), g_ascii_strtod (lon, NULL));
  gb_files_row_show (self->files, self->form->files);
}

static void
fill_from_draft (GbIssueRaiseWindow   *self,
                 const GbDraftContent *content)
{
  GbIssueKind kind;

  if (gb_issue_kind_from_name (gb_draft_content_get (content, "kind"), &kind))
    gtk_drop_down_set_selected (self->kind, kind);
  show_kind (self);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    fill_text (self, texts[i], gb_draft_content_get (content, texts[i]));
  if (json_object_has_member (content->values, "lat") && json_object_has_member (content->values, "lon"))
    gb_place_row_set_point (self->place, json_object_get_double_member (content->values, "lat"),
                            json_object_get_double_member (content->values, "lon"));
  gb_files_row_show (self->files, content->files);
}

/* Nothing can be written before, which what is filled in would take away. */
static void
begin (GbIssueRaiseWindow *self)
{
  self->filling = FALSE;
  gtk_widget_set_sensitive (self->form_box, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->subject));
  gtk_widget_set_sensitive (GTK_WIDGET (self->kind), self->action == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->other_field), is_other_field (self));
  update_save (self);
  commune_changed_cb (self);
}

static void
on_draft_loaded_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GbIssueRaiseWindow) self = user_data;
  g_autoptr (GbDraftContent) content = gb_draft_load_finish (GB_DRAFT (source), result, NULL);

  if (self->store == NULL)
    return;
  if (content != NULL && json_object_get_size (content->values) > 0)
    fill_from_draft (self, content);
  begin (self);
}

static void
on_form_loaded_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GbIssueRaiseWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  GbIssueForm *form = gb_issue_form_load_finish (GB_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->store == NULL)
    {
      gb_issue_form_free (form);
      return;
    }
  if (form == NULL)
    {
      show_problem (self, error->message);
      return;
    }
  self->form = form;
  self->filling = TRUE;
  set_names (self->commune, NULL, form->communes);
  gtk_drop_down_set_selected (self->commune, self->own != NULL ? find_option (form->communes, self->own) : 0);
  gtk_drop_down_set_selected (self->kind, self->first);
  show_kind (self);
  if (form->action != NULL)
    fill_from_action (self);
  gb_draft_load_async (self->draft, self->cancellable, on_draft_loaded_cb, g_object_ref (self));
}

/* --- object --------------------------------------------------------------------------------- */

/* What is still on its way can hold the closed window longer than its parent lives, which GTK then
 * would look at. */
static void
gb_issue_raise_window_unmap (GtkWidget *widget)
{
  GbIssueRaiseWindow *self = GB_ISSUE_RAISE_WINDOW (widget);

  GTK_WIDGET_CLASS (gb_issue_raise_window_parent_class)->unmap (widget);

  if (self->draft != NULL)
    gb_draft_flush (self->draft);
  gtk_window_set_transient_for (GTK_WINDOW (widget), NULL);
}

static void
gb_issue_raise_window_dispose (GObject *object)
{
  GbIssueRaiseWindow *self = GB_ISSUE_RAISE_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_weak_pointer (&self->parent);
  g_clear_object (&self->draft);
  g_clear_object (&self->store);
  g_clear_object (&self->toasts);

  G_OBJECT_CLASS (gb_issue_raise_window_parent_class)->dispose (object);
}

static void
gb_issue_raise_window_finalize (GObject *object)
{
  GbIssueRaiseWindow *self = GB_ISSUE_RAISE_WINDOW (object);

  g_clear_pointer (&self->form, gb_issue_form_free);
  g_free (self->own);
  g_free (self->action);

  G_OBJECT_CLASS (gb_issue_raise_window_parent_class)->finalize (object);
}

static void
gb_issue_raise_window_class_init (GbIssueRaiseWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gb_issue_raise_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = gb_issue_raise_window_finalize;
  widget_class->unmap = gb_issue_raise_window_unmap;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  g_type_ensure (GB_TYPE_FILES_ROW);
  g_type_ensure (GB_TYPE_PLACE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/giaoban/GiaoBan/ui/pages/gb-issue-raise-window.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbIssueRaiseWindow, name)
  BIND (save);
  BIND (form_box);
  BIND (kind);
  BIND (commune_box);
  BIND (commune);
  BIND (field);
  BIND (other_field);
  BIND (subject);
  BIND (text);
  BIND (department);
  BIND (place);
  BIND (files);
  BIND (problem);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, kind_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, commune_changed_cb);
}

static void
gb_issue_raise_window_init (GbIssueRaiseWindow *self)
{
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (NULL);

  self->cancellable = g_cancellable_new ();
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gb_drop_down_tell (self->kind);
  gb_drop_down_tell (self->commune);
  gb_drop_down_tell (self->field);
  gb_drop_down_tell (self->department);
  for (int kind = 0; kind < GB_N_ISSUE_KINDS; kind++)
    gtk_string_list_append (kinds, gb_issue_words_kind (kind));
  gtk_drop_down_set_model (self->kind, G_LIST_MODEL (kinds));
}

/**
 * gb_issue_raise_window_present:
 * @parent: a widget of the page, whose "issues.open" shows what was raised
 * @commune: (nullable): the code of the commune that raises it; %NULL = the user says which
 * @kind: which kind is offered first
 * @action: (nullable): the id of the action that is edited
 *
 * Returns: (transfer none): the window
 */
GbIssueRaiseWindow *
gb_issue_raise_window_present (GtkWidget  *parent,
                               GbStore    *store,
                               const char *commune,
                               GbIssueKind kind,
                               const char *action)
{
  GbIssueRaiseWindow *self
      = g_object_new (GB_TYPE_ISSUE_RAISE_WINDOW, "transient-for", gtk_widget_get_root (parent), NULL);
  GtkWidget *toasts = gtk_widget_get_ancestor (parent, ADW_TYPE_TOAST_OVERLAY);
  g_autofree char *name = action != NULL ? g_strconcat ("issue-raise-", action, NULL) : g_strdup ("issue-raise");

  g_set_weak_pointer (&self->parent, parent);
  self->store = g_object_ref (store);
  self->toasts = toasts != NULL ? ADW_TOAST_OVERLAY (g_object_ref (toasts)) : NULL;
  self->own = g_strdup (commune);
  self->first = kind;
  self->action = g_strdup (action);
  self->draft = gb_draft_new (store, name);
  gtk_widget_set_visible (self->commune_box, commune == NULL && action == NULL);
  gb_files_row_edit (self->files, store);
  gb_place_row_set_store (self->place, store);
  gb_issue_form_load_async (store, action, self->cancellable, on_form_loaded_cb, g_object_ref (self));
  gtk_window_present (GTK_WINDOW (self));
  return self;
}
