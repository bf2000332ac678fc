/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#if GTK_CHECK_VERSION(4, 12, 0)
#define GB_COMPAT_ALIGN_BASELINE GTK_ALIGN_BASELINE_FILL
#else
#define GB_COMPAT_ALIGN_BASELINE GTK_ALIGN_BASELINE
#endif

void     gb_compat_present_about    (GtkWindow            *parent);
double   gb_compat_get_text_scale   (GtkWidget            *widget);
gboolean gb_compat_lookup_color     (GtkWidget            *widget,
                                     const char           *name,
                                     GdkRGBA              *color);
void     gb_compat_show_day         (GtkCalendar          *calendar,
                                     GDateTime            *date);
void     gb_compat_open_file_async  (GtkWindow            *parent,
                                     const char           *title,
                                     const char           *kind,
                                     const char           *pattern,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
GFile   *gb_compat_open_file_finish (GAsyncResult         *result,
                                     GError              **error);
void     gb_compat_save_file_async  (GtkWindow            *parent,
                                     const char           *title,
                                     const char           *name,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
GFile   *gb_compat_save_file_finish (GAsyncResult         *result,
                                     GError              **error);
void     gb_compat_open_folder_async  (GtkWindow           *parent,
                                       GFile               *file,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data);
gboolean gb_compat_open_folder_finish (GAsyncResult        *result,
                                       GError             **error);

G_END_DECLS
