# A small content set in which every kind of file says something of warning signs, for any tiers and words.

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

import yaml

from generator.checks import emergency_lines, safety
from generator.checks.each import all_problems
from generator.checks.items import warning_signs as key_check
from generator.content.library import Library
from generator.content.load import load
from generator.content.localise import localise
from generator.settings.settings import Settings
from generator.site import Site
from tests.tools import EXAMPLES

if TYPE_CHECKING:
    from pathlib import Path

    from generator.problems import Problem

BASE = EXAMPLES / "neck-and-shoulder" / "content"
SIGNS = {
    "chest-pain": ("Chest pain or trouble breathing", "chest pain"),
    "fever": ("A high temperature", "fever"),
    "not-better": ("It has not eased after a few weeks", "not better"),
    "cough": ("A cough that hurts", "a cough that hurts"),
    "rash": ("A rash on one side", "a rash on one side"),
    "lump": ("A lump that grows", "a lump that grows"),
}
"""Id → what is wrong, and the same in a few words."""
TIERS = ("emergency", "urgent", "soon")
NAMED = {"emergency": ["an ambulance"], "urgent": ["help today"], "soon": ["some time soon"]}
"""Tier → how texts name its help."""
CHECKS = (emergency_lines.check, safety.check, key_check.check)


@dataclass(frozen=True)
class Plan:
    """Which help each sign needs, and in which words."""

    tiers: dict[str, str]
    """Sign → tier. Each tier has a sign."""
    call_only: frozenset[str]
    """Emergency signs with which nobody should travel."""
    own: dict[str, str]
    """Sign → an action of its own."""
    actions: dict[str, str]
    """Region word → what it says."""
    number: str
    """The emergency number."""

    def of(self, tier: str) -> list[str]:
        """The signs in a tier."""
        return [sign for sign in SIGNS if self.tiers[sign] == tier]

    def action(self, sign: str) -> str:
        """What readers must be told about a sign."""
        if sign in self.own:
            return self.own[sign]
        return self.actions["call_only_action" if sign in self.call_only else f"{self.tiers[sign]}_action"]


def write(plan: Plan, content: Path) -> Path:
    """Write the content of a plan into a folder, and return the folder."""
    shutil.copytree(BASE, content)
    uk = yaml.safe_load((BASE / "regions" / "uk.yml").read_text("utf-8"))
    _dump(content / "regions" / "uk.yml", uk | {"actions": plan.actions, "emergency_number": plan.number})
    write_signs(plan, plan, content)
    _edit(content / "symptoms" / "stiff-neck.yml", _symptom)
    _edit(content / "self-care" / "turn-gently.yml", lambda data: data | {"warning_signs": list(SIGNS)})
    _edit(content / "session.yml", lambda data: data | {"warning_signs": list(SIGNS)})
    _edit(content / "body-map.yml", _body_map)
    _edit(content / "quizzes" / "slow-glide.yml", lambda data: data | {"questions": list(_questions(plan))})
    blocks = ["in-short", "emergency", "warning-signs", "sources"]
    sheet = {"title": "Stiff neck", "topic": "symptoms/stiff-neck", "subtitle": "For you", "pages": 2}
    dates = {"checked": "2026-11-23", "review_by": "2027-11-23"}
    _dump(content / "leaflets" / "stiff-neck.yml", sheet | dates | {"blocks": blocks})
    key = {"title": "Answers", "topic": "quizzes/slow-glide", "subtitle": "All of them", "pages": 2}
    _dump(
        content / "leaflets" / "quiz-slow-glide-key.yml", key | dates | {"blocks": ["answers", "sources"]}
    )
    page = content / "pages" / "about.md"
    lines = "\n".join(f"- {{question:{sign}}} {{action:{sign}}}." for sign in SIGNS)
    page.write_text(f"{page.read_text('utf-8')}\n{lines}\n", "utf-8")
    return content


def write_signs(plan: Plan, lines: Plan, content: Path) -> None:
    """Write the warning signs of a plan; the emergency lines are those of another, if nobody kept up."""
    data = yaml.safe_load((BASE / "warning-signs.yml").read_text("utf-8"))
    line = " ".join(_emergency_lines(lines))
    boxed = [{"text": f"**{SIGNS[sign][1]}**", "signs": [sign]} for sign in lines.of("emergency")]
    for tier in data["tiers"]:
        tier["signs"] = [_sign(plan, sign) for sign in plan.of(tier["id"])]
        tier["named"] = NAMED[tier["id"]]
    rule = {"id": "the-rule", "title": "The rule", "pointer": "A rule?", "label": "the rule"}
    changed = {"strip": line, "nudge": line, "box": data["box"] | {"lines": boxed}}
    rules = [rule | {"signs": list(SIGNS)}]
    _dump(
        content / "warning-signs.yml", data | changed | {"call_only": "{call_only_action}", "rules": rules}
    )


def _emergency_lines(plan: Plan) -> list[str]:
    """For each kind of emergency help, the first sign that needs it."""
    plain = [sign for sign in plan.of("emergency") if sign not in plan.own]
    calls = [sign for sign in plain if sign in plan.call_only]
    others = [sign for sign in plain if sign not in plan.call_only]
    words = [(signs[0], name) for signs, name in ((calls, "call_only"), (others, "emergency")) if signs]
    own = [f"[{SIGNS[sign][0]}][warning-signs/{sign}]? {{action:{sign}}}." for sign in plan.of("emergency")]
    return [f"[{SIGNS[sign][0]}][warning-signs/{sign}]? {{{name}_action}}." for sign, name in words] or own


def _sign(plan: Plan, sign: str) -> dict[str, Any]:
    text, short = SIGNS[sign]
    fields = {"id": sign, "text": f"**{text}.**", "short": short, "question": f"{text}?"}
    own = {"action": plan.own[sign]} if sign in plan.own else {}
    return {
        **fields,
        **own,
        "call_only": sign in plan.call_only,
        "level": "practice",
        "search_words": [f"word {sign}"],
    }


def _symptom(data: dict[str, Any]) -> dict[str, Any]:
    lines = [f"**{{question:{sign}}}** {{action:{sign}}}." for sign in SIGNS]
    texts = {
        "in_short": ["It often eases.", *lines[:3]],
        "what_it_may_be": [{"text": line, "level": "practice"} for line in lines],
    }
    return data | texts | {"warning_signs": list(SIGNS)}


def _body_map(data: dict[str, Any]) -> dict[str, Any]:
    for place in data.get("regions", []):
        place["signs"] = list(SIGNS)
    return data


def _questions(plan: Plan) -> list[dict[str, Any]]:
    common = {"teaches": "techniques/slow-glide#feel", "bloom": "apply", "tags": ["safety"]}
    asks = {
        "id": "which-now",
        "type": "multiple-choice",
        "stem": "Which of these cannot wait?",
        "asks": "emergency",
        "options": [
            {
                "text": f"{{short:{sign}}}",
                "sign": sign,
                "correct": plan.tiers[sign] == "emergency",
                "feedback": f"{{question:{sign}}} {{action:{sign}}}.",
            }
            for sign in SIGNS
        ],
        "explanation": " ".join(f"{{question:{sign}}} {{action:{sign}}}." for sign in SIGNS),
    }
    own = plan.tiers["rash"]
    what = {
        "id": "what-then",
        "type": "single-choice",
        "stem": "{question:rash} What then?",
        "signs": ["rash"],
        "options": [
            {
                "text": f"{{action:{tier if tier != own else 'rash'}}}",
                "tier": tier,
                "correct": tier == own,
                "feedback": "The list says so.",
            }
            for tier in TIERS
        ],
        "explanation": "{question:rash} {action:rash}.",
    }
    pairs = {
        "id": "how-fast",
        "type": "matching",
        "stem": "How fast?",
        "pairs": [
            {
                "item": f"{{short:{sign}}}",
                "sign": sign,
                "match": f"Help {plan.tiers[sign]}",
                "tier": plan.tiers[sign],
                "feedback": f"{{short:{sign}}}: {{action:{sign}}}.",
            }
            for sign in SIGNS
        ],
        "explanation": "The list says so.",
    }
    return [question | common for question in (asks, what, pairs)]


def _edit(file: Path, change: Any) -> None:
    _dump(file, change(yaml.safe_load(file.read_text("utf-8"))))


def _dump(file: Path, data: dict[str, Any]) -> None:
    """Write a file as JSON, which is YAML."""
    file.write_text(json.dumps(data, ensure_ascii=False, default=str), "utf-8")


def site_of(content: Path) -> tuple[Site, list[Problem]]:
    """The site of a content folder, and what the checks of safety say."""
    read, problems = load(content)
    assert problems == []
    library = Library(read)
    reported = [*all_problems(library, chain.from_iterable(check(library) for check in CHECKS))]
    settings = Settings(site_name="Small", site_url="https://unknot.example/", version="0")
    return Site(Library(localise(read, "uk")), settings), reported
