"""English words after a number: the form for one and the form for any other."""


def is_choice(spec: str) -> bool:
    """Whether a format names two different forms, such as ``cell|cells`` or ``cell changes|cells change``."""
    forms = spec.split("|")
    return len(forms) == 2 and all(map(str.strip, forms)) and forms[0] != forms[1]


def form_for(count: object, spec: str) -> str:
    """The first form for a number written 1, else the second: 1 point, but 0 points, 1.0 points, 1,001 points."""
    one, many = spec.split("|")
    return one if str(count) == "1" else many
