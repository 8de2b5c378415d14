# Translations: gettext catalogues (`*.po`) of content and interface, and content in another language.
