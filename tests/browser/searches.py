# Searches in a page, and what people type in Spanish and Arabic with the first answer that they should get.

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

_SETTLED = """async words => {
    const {index} = document.querySelector("form[data-index]").dataset;
    await unknotSearch.search(index, words);
    await new Promise(done => setTimeout(done));
}"""
"""Searches once more: when that has an answer, so has the box, which has asked for the same before."""


def type_words(page: Page, box: Locator, words: str) -> None:
    """Type into a search box, and wait until the results are there."""
    box.fill(words)
    page.evaluate(_SETTLED, words)


SIGNS_IN_SPANISH = {
    "no puedo orinar": "bladder",
    "no puedo hacer pipí": "bladder",
    "me hago pis": "bladder",
    "no siento al limpiarme": "saddle-numbness",
    "entumecimiento entre las piernas": "saddle-numbness",
    "dolor de pecho": "chest-pain",
    "dolor en el pecho y la espalda": "chest-pain",
    "me falta el aire": "chest-pain",
    "infarto": "chest-pain",
    "derrame cerebral": "stroke-signs",
    "pie caído": "weak-leg-or-foot",
    "no puedo levantar el pie": "weak-leg-or-foot",
    "me desmayé": "collapse",
    "quiero morir": "self-harm",
    "fiebre": "fever",
    "FIEBRE Y ESCALOFRIOS": "fever",
    "bajé de peso sin motivo": "weight-loss",
    "accidente de carro": "accident",
    "999": "emergency",
    "111": "urgent",
}
"""Search words → id of the sign or tier that they mean."""
FIRST_RESULTS_IN_SPANISH = {
    "dolor de espalda": "symptoms/dull-ache/",
    "recuperación": "back-pain/",
    "ciática": "symptoms/down-the-leg/",
    "ciatica": "symptoms/down-the-leg/",
    "nervio ciático": "symptoms/down-the-leg/",
    "hernia de disco": "symptoms/down-the-leg/",
    "dolor que baja por la pierna": "symptoms/down-the-leg/",
    "dolor sordo": "symptoms/dull-ache/",
    "rigidez": "symptoms/stiffness-and-knots/",
    "espalda tiesa por la mañana": "symptoms/stiffness-and-knots/",
    "ardor": "symptoms/burning/",
    "quemazón en la espalda": "symptoms/burning/",
    "me duele al agacharme": "symptoms/worse-on-bending/",
    "cargar cosas pesadas": "self-care/lifting/",
    "puntos gatillo": "techniques/trigger-point-therapy/",
    "liberacion miofascial": "techniques/myofascial-release/",
    "fascia toracolumbar": "muscles/thoracolumbar-fascia/",
    "anticoagulantes": "before-a-massage/#blood-thinners",
    "¿puedo recibir un masaje si tomo warfarina?": "before-a-massage/#blood-thinners",
    "masaje prenatal": "before-a-massage/#pregnancy",
    "cáncer": "before-a-massage/#cancer",
    "osteoporosis": "before-a-massage/#thin-bones",
    "trapecio": "muscles/trapezius/",
    "piriforme": "muscles/piriformis/",
    "calor": "self-care/warmth/",
    "caminata": "self-care/walking/",
    "pelota de tenis": "techniques/trigger-point-therapy/",
}
"""What people type → the address of the first result; without a place, any place on that page will do."""
SIGNS_IN_ARABIC = {
    "لا أستطيع التبول": "bladder",
    "الم في الصدر": "chest-pain",
    "ضيق التنفس": "chest-pain",
    "حمى": "fever",
    "سكتة دماغية": "stroke-signs",
    "٩٩٩": "emergency",
}
FIRST_RESULTS_IN_ARABIC = {
    "عِرق النَّسا": "symptoms/down-the-leg/",
    "عرق النسا": "symptoms/down-the-leg/",
    "حرقة": "symptoms/burning/",
    "الم كليل": "symptoms/dull-ache/",
    "مميعات الدم": "before-a-massage/#blood-thinners",
    "السرطان": "before-a-massage/#cancer",
    "تريجر بوينت": "techniques/trigger-point-therapy/",
    "رياضة المشي": "self-care/walking/",
}
