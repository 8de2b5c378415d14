# Pictures drawn from data as SVG: strokes on muscle fibres, figures that exercise, the pressure scale, the
# body map.
#
# Pure functions from content models to SVG text. The same model always gives the same bytes. A file is
# complete by itself: it loads nothing, and it has no `style` attribute, which a strict
# Content-Security-Policy would block.
