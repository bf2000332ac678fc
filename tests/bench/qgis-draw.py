#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What QGIS takes for the same areas: loads FILE, draws it at each extent, prints milliseconds: the load, then each
extent's median of five. Exit code 77 where QGIS is not there."""
import os
import statistics
import sys
import time

os.environ['QT_QPA_PLATFORM'] = 'offscreen'
try:
    from qgis.PyQt.QtCore import QSize
    from qgis.PyQt.QtGui import QColor
    from qgis.core import (QgsApplication, QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsMapRendererParallelJob,
                           QgsMapSettings, QgsProject, QgsRectangle, QgsVectorLayer)
except ImportError:
    sys.exit(77)


def main(path, extents):
    application = QgsApplication([], False)
    application.initQgis()
    start = time.monotonic()
    layer = QgsVectorLayer(path, 'areas', 'ogr')
    if not layer.isValid():
        sys.exit('QGIS cannot read ' + path)
    QgsProject.instance().addMapLayer(layer)
    print(f'{(time.monotonic() - start) * 1e3:.1f}')
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setOutputSize(QSize(1400, 900))
    settings.setBackgroundColor(QColor('white'))
    settings.setDestinationCrs(QgsCoordinateReferenceSystem('EPSG:3857'))
    settings.setTransformContext(QgsProject.instance().transformContext())
    mercator = QgsCoordinateTransform(layer.crs(), settings.destinationCrs(), QgsProject.instance())
    for extent in extents:
        settings.setExtent(mercator.transformBoundingBox(QgsRectangle(*extent)))
        times = []
        for _ in range(5):
            start = time.monotonic()
            job = QgsMapRendererParallelJob(settings)
            job.start()
            job.waitForFinished()
            times.append((time.monotonic() - start) * 1e3)
        print(f'{statistics.median(times):.1f}')
    # Its own tear-down crashes without a screen in some releases
    sys.stdout.flush()
    os._exit(0)


if __name__ == '__main__':
    main(sys.argv[1], [tuple(map(float, a.split(','))) for a in sys.argv[2:]])
