"""A deck with every kind of content, in both languages: what papers and the projector are tried on."""

from decimal import Decimal

from app.services.slides import (
    Bar,
    Bars,
    Deck,
    DotStrip,
    Jump,
    Level,
    Line,
    Lines,
    PaceBar,
    Paragraph,
    Part,
    Point,
    Slide,
    SlideColumn,
    SlideTable,
    Words,
    Zone,
)

CITIES = (
    ("고양시", "Goyang", "99.80"),
    ("수원시", "Suwon", "99.58"),
    ("부천시", "Bucheon", "99.37"),
    ("용인시", "Yongin", "99.35"),
    ("성남시", "Seongnam", "99.01"),
    ("안양시", "Anyang", "98.70"),
    ("남양주시", "Namyangju", "98.22"),
    ("화성시", "Hwaseong", "97.90"),
    ("평택시", "Pyeongtaek", "97.41"),
    ("안산시", "Ansan", "96.12"),
)
HOME = "부천시"


def deck_in(language: str) -> Deck:
    """The example in Korean or English."""
    english = language == "en"

    def said(korean: str, other: str) -> str:
        return other if english else korean

    def city(row: tuple[str, str, str]) -> str:
        return row[1] if english else row[0]

    points = tuple(Point(city(row), Decimal(row[2]), row[2], row[0] == HOME) for row in CITIES)
    lost = tuple(
        Bar(
            city(row),
            (Decimal("0.31"), Decimal(100) - Decimal(row[2]) - Decimal("0.31")),
            f"-{100 - Decimal(row[2]):f}",
            row[0] == HOME,
        )
        for row in CITIES
    )
    standing = Slide(
        "standing",
        Part.STANDING,
        said("부천시 1그룹 3위, 2위와 0.21점 차", "Bucheon is 3rd in group 1, 0.21 points behind 2nd"),
        said("4위와는 0.02점 차 · 우수상권", "0.02 points ahead of 4th · within the Excellence Award"),
        figure=DotStrip(points, (Zone(said("최우수", "Grand"), Decimal("99.7"), None),), said("점수", "Score")),
        figure_text=said("고양시 99.80점부터 안산시 96.12점까지", "From Goyang with 99.80 to Ansan with 96.12 points"),
        notes=(said("4위와의 차이가 작음을 먼저 말씀드립니다.", "Begin with how small the lead on 4th is."),),
        jumps=(Jump(said("비교", "Compare"), "ranking", (("group", "1"),)),),
    )
    weak = SlideTable(
        (
            SlideColumn(said("지표", "Indicator"), 4),
            SlideColumn(said("주관", "Lead"), 2),
            SlideColumn(said("현재", "Now"), 1, True),
            SlideColumn(said("진도", "Pace"), 3),
            SlideColumn(said("전망", "Outlook"), 2),
        ),
        tuple(
            (
                Words(said(f"위반건축물 조치율 {number}", f"Building violations settled {number}"), strong=True),
                Words(said("건축관리과", "Building Management")),
                Words("71.2%"),
                PaceBar(Decimal("0.71"), Decimal("0.9"), said("목표의 71%", "71 % of target")),
                Words(said("미달 B", "Misses: B"), Level.BAD),
            )
            for number in range(1, 6)
        ),
    )
    return Deck(
        language,
        said("8월 추진상황 보고회", "Progress meeting of August"),
        "2023-08-22",
        said("2023년 경기도 시군종합평가", "Gyeonggi evaluation 2023"),
        "2023-07",
        "2023-07-31",
        "3f9a2c",
        (said("시연 자료", "Demonstration data"), said("가정 포함", "Includes assumptions")),
        (
            standing,
            Slide(
                "weak_list", Part.WEAK_LIST, said("5개 지표가 S에 못 미칩니다", "5 indicators miss grade S"), table=weak
            ),
            Slide(
                "lost",
                Part.LAST_YEAR,
                said("작년 실적에서 0.31점을 잃었습니다", "0.31 points were lost in the prior year"),
                figure=Bars((said("전년도", "Prior year"), said("올해", "This year")), lost, said("점", "points")),
                figure_text=said("100점에서 잃은 점수", "Points lost from 100"),
            ),
            Slide(
                "change",
                Part.CHANGE,
                said("6월보다 1계단 올랐습니다", "One place up since June"),
                figure=Lines(
                    ("2023-05", "2023-06", "2023-07"),
                    (
                        Line(said("부천시", "Bucheon"), (Decimal(4), Decimal(4), Decimal(3)), True),
                        Line(said("용인시", "Yongin"), (Decimal(3), None, Decimal(4))),
                    ),
                    said("순위", "Rank"),
                    downward=True,
                ),
                figure_text=said("부천시 4위, 4위, 3위", "Bucheon 4th, 4th, 3rd"),
            ),
            Slide(
                "weak.K35",
                Part.WEAK,
                said(
                    "위반건축물 조치율 71.2%, 목표까지 23.8%p",
                    "Building violations settled 71.2 %, 23.8 %p to the target",
                ),
                paragraphs=(
                    Paragraph(said("소유자 연락 두절", "Owners could not be reached"), 0, said("원인", "Cause")),
                    Paragraph(
                        said("합동 점검 <8월> & 안내문", "Joint checks <August> & letters"), 0, said("대책", "Measure")
                    ),
                    Paragraph(said("10개 동과 함께", "With ten dong offices"), 1),
                ),
                indicator="K35",
            ),
        ),
        (said("1그룹", "Group 1"),),
    )
