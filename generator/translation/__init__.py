# Translations of content and interface: gettext catalogues (`*.po`), and what a site in another language says.
