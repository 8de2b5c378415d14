# The four tools as data: thumb, palm, forearm, fingertips. Units are those of the picture; (0, 0) is the
# point of contact.

from __future__ import annotations

from generator.diagrams.hands import Capsule, Detail, Hand, Ring, Silhouette
from generator.schema.technique import Tool

_THUMB = Hand(
    silhouettes=(
        Silhouette(
            (
                Capsule("0,-13 0,-32 3,-50", 26.5),
                Capsule("3,-50 15,-85", 28.5),
                Capsule("25,-91 59,-104", 44),
                Capsule("42,-66 68,-60", 20),
                Capsule("47,-83 80,-76", 20),
                Capsule("53,-101 87,-93", 21),
                Capsule("64,-118 91,-110", 21),
                Capsule("57,-108 74,-131 98,-178 114,-212", 44),
            )
        ),
    ),
    shades=(Detail("M10.5-17Q8.5-38 20-70", 4.2), Detail("M81-119L119-201", 6.4)),
    creases=(
        Detail("M-7.4-48Q2-43.5 12.7-49", 1.8),
        Detail("M-5.3-53Q3-50 10.6-54", 1),
        Detail("M51-73L78-68M57-91L87-85M66-109L95-102", 1.8),
        Detail("M41-61.5Q33-74 43.5-88", 2),
    ),
    nails=(Detail("M-8-13V-17.5a8 8 0 0 1 16 0V-13a8 6.6 0 0 1-16 0z", 1.5),),
    shadow=Detail("M-1 1L14-1", 26),
    fade=((85, -150), (108, -195)),
    ring=Ring(0, 27, 12),
)

_PALM = Hand(
    silhouettes=(
        Silhouette(
            (
                Capsule("30,-16 30,16", 40, flat=True),
                Capsule("10,-16 10,16", 34, flat=True),
                Capsule("4,24 -44,30", 16.5, flat=True),
                Capsule("2,9 -58,11", 17, flat=True),
                Capsule("2,-8 -54,-9", 17, flat=True),
                Capsule("4,-24 -40,-28", 15.5, flat=True),
                Capsule("40,-14 30,-36 13,-47", 19, flat=True),
                Capsule("36,-2 70,-30 130,-96 160,-130", 43),
            )
        ),
    ),
    shades=(Detail("M40 14Q46 0 40-14", 4, flat=True), Detail("M60 1L150-96", 6)),
    creases=(
        Detail("M2 17L-30 20M2 .5L-36 1M2-16.5L-28-18.5", 1.8, flat=True),
        Detail("M16-31Q26-26 30-14", 1.8, flat=True),
    ),
    nails=(
        Detail(
            "M-50 30.5a4 4 0 1 0 8 0a4 4 0 1 0-8 0M-64 11a4 4 0 1 0 8 0a4 4 0 1 0-8 0"
            "M-60-9a4 4 0 1 0 8 0a4 4 0 1 0-8 0M-45.5-28.5a4 4 0 1 0 8 0a4 4 0 1 0-8 0",
            1.2,
            flat=True,
        ),
    ),
    shadow=Detail("M-46 6L24 6", 40),
    fade=((106, -70), (146, -116)),
    thickness=11,
)

_FOREARM = Hand(
    silhouettes=(
        Silhouette(
            (
                Capsule(
                    "-33,20 -8,-21 17,-60 33,-81 44,-99 57,-133 71,-173 85,-217"
                    " 129,-217 116,-167 108,-129 103,-101 93,-81 79,-67 56,-35 22,2 -10,39 -27,43",
                    0,
                    filled=True,
                ),
                Capsule("-28,40 -39,53", 38),
                Capsule("-52,38 -43,46", 16),
                Capsule("-57,50 -43,55", 16),
                Capsule("-55,62 -41,64", 16),
                Capsule("-45,72 -33,68", 15),
            )
        ),
        Silhouette((Capsule("-25,26 -38,36 -43,49", 15),)),
        Silhouette((Capsule("-16,25 -25,31", 19),), outlined=False),
    ),
    shades=(Detail("M-7 27L25-8L60-46L83-75", 5), Detail("M101-117L117-181", 6)),
    creases=(
        Detail("M47-99Q59-91 69-97", 1.8),
        Detail("M89-95Q93-101 99-101", 1.4),
        Detail("M-61 43q9 1 13 5M-64 56q10 1 19 3M-57 69q9-1 16-4", 1.8),
    ),
    shadow=Detail("M-17 45L52-42", 38),
    fade=((65, -121), (79, -183)),
    thickness=18,
)

_FINGERTIPS = Hand(
    silhouettes=(
        Silhouette(
            (
                Capsule("56,-88 70,-84", 38),
                Capsule("64,-92 90,-118", 48),
                Capsule("84,-112 108,-150 130,-194", 42),
                Capsule("86,-84 68,-64", 18),
                Capsule("98,-94 84,-70", 17),
            )
        ),
        Silhouette((Capsule("66,-114 42,-104 25,-84", 18),)),
        Silhouette((Capsule("20,-11 25,-34 42,-62", 19), Capsule("42,-62 66,-88", 21))),
        Silhouette((Capsule("0,-10 5,-34 22,-64", 19), Capsule("22,-64 52,-96", 22))),
        Silhouette((Capsule("66,-114 52,-109", 18), Capsule("62,-94 90,-118", 44)), outlined=False),
    ),
    shades=(Detail("M5-18Q12-38 28-64", 4), Detail("M104-112L130-160", 6)),
    creases=(
        Detail("M46-84Q54-92 58-104M76-61Q76-74 84-82M14-58q8 1 14 10", 1.8),
        Detail("M35-58q7 1 11 8M0-34q5 1 10 4", 1.2),
    ),
    nails=(Detail("M-6-14a5.6 8 0 0 1 11.2 2.8a5.6 8 0 0 1-11.2-2.8z", 1.5),),
    shadow=Detail("M2 0L28-3", 22),
    fade=((104, -142), (126, -182)),
    thickness=7,
    ring=Ring(9, 33, 13),
)

TOOLS = {Tool.THUMB: _THUMB, Tool.PALM: _PALM, Tool.FOREARM: _FOREARM, Tool.FINGERTIPS: _FINGERTIPS}
"""The drawing of each tool."""
