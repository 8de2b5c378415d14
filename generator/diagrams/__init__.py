# Pictures drawn from data: strokes against muscle fibres, the pressure scale, the body map.
#
# Pure functions from content models to SVG text. Every file they make stands alone, is the same at
# every run, asks for nothing from elsewhere and holds no `style` attribute.
