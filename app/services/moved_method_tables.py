"""What the rules of two months say otherwise, as a table."""

from fractions import Fraction

from app.services.definition_tables import said_of
from app.services.moved import Change, MovedIndicator, Movement
from app.services.moved_tables import EFFECT_DECIMALS
from app.services.tables import Cell, Column, Kind, Table
from app.services.wording import NOTHING, cell_text, name_in, node_name, percent_text
from app.text.catalogue import text
from scoring.decompose import Cause
from scoring.model import Branch
from scoring.rounding import round_half_up


def method_table(movement: Movement, title: str, language: str) -> Table:
    """What the rules of the two months say otherwise: new, changed and dropped indicators, and the weights."""
    columns = (
        Column("change", text("moved.method.change", language)),
        Column("item", text("moved.method.item", language), wide=True),
        Column("what", text("moved.method.what", language), wide=True),
        Column("effect", text("moved.method.effect", language), Kind.NUMBER, EFFECT_DECIMALS),
    )
    order = [Change.NEW, Change.CHANGED, Change.DROPPED]
    listed = [one for one in movement.indicators if one.change in order]
    listed.sort(key=lambda one: order.index(one.change))
    rows = [_method_row(movement, one, language) for one in listed]
    weights = movement.split.of(Cause.WEIGHTS)
    if weights or rows:
        rows.append(_weights_row(movement, weights, language))
    there = {one.code for one in movement.after.evaluation.indicators()}
    codes = [one.indicator.code if one.indicator.code in there else "" for one in listed]
    return Table(title, columns, rows, (*codes, *([""] if rows else [])))


def _method_row(movement: Movement, one: MovedIndicator, language: str) -> dict[str, Cell]:
    return {
        "change": text(f"moved.change.{one.change}", language),
        "item": name_in(one.indicator.name, language),
        "what": _what(movement, one, language),
        "effect": round_half_up(one.method, EFFECT_DECIMALS),
    }


def _what(movement: Movement, one: MovedIndicator, language: str) -> str:
    if one.change is Change.NEW and one.after:
        return text("moved.method_what.new", language, grade=cell_text(one.after, language))
    if one.change is Change.DROPPED and one.before:
        return text("moved.method_what.dropped", language, grade=cell_text(one.before, language))
    facts = []
    for change in one.rules:
        subject = text(f"closing.subject.{change.subject}", language)
        before, after = said_of(change, change.before, language), said_of(change, change.after, language)
        facts.append(text("moved.method_what.fact", language, subject=subject, before=before, after=after))
    causes = {effect.cause for effect in movement.split.effects if effect.code == one.indicator.code}
    if causes & {Cause.NEW, Cause.DROPPED}:
        facts.append(text("moved.method_what.recast", language))
    if Cause.LETTER in causes:
        facts.append(text("moved.method_what.points", language))
    return " · ".join(facts) or NOTHING


def _weights_row(movement: Movement, points: Fraction, language: str) -> dict[str, Cell]:
    return {
        "change": text("moved.weights", language),
        "item": text("moved.piece_of.weights" if movement.split.separable else "moved.piece_of.weights_all", language),
        "what": _shares(movement, language) or text("moved.method_what.weights", language),
        "effect": round_half_up(points, EFFECT_DECIMALS),
    }


def _shares(movement: Movement, language: str) -> str:
    """The parts of the final score whose share the rules changed."""
    before, after = _root_shares(movement.before.evaluation.root), _root_shares(movement.after.evaluation.root)
    names = {node.code: node_name(node, language) for node in movement.after.evaluation.root.children}
    return " · ".join(
        text(
            "moved.method_what.share",
            language,
            name=names[code],
            before=percent_text(before[code]),
            after=percent_text(share),
        )
        for code, share in after.items()
        if code in before and before[code] != share
    )


def _root_shares(root: Branch) -> dict[str, Fraction]:
    whole = sum((child.weight for child in root.children), Fraction(0)) or Fraction(1)
    return {child.code: child.weight / whole for child in root.children}
