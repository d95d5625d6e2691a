"""Whoever changes a table past the program is found out."""

import shutil

import duckdb
import pytest

from app.services.problems import describe
from app.storage import open_store
from app.storage.audit import SHOWN
from app.storage.frozen import ClosingDraft
from app.storage.records import PublishedResult
from app.text.catalogue import LANGUAGES
from scoring.model import State
from tests.storage.batches import EVALUATION, NOW, batch, edit, points, value

MONTH = "2023-09"
TAMPERED = {
    # What stands.
    "a value": "UPDATE observations SET value = 99 WHERE month = '2023-10' AND unit = '41190' AND indicator = 'G1'",
    "a digit far behind": """
        UPDATE observations SET value = value + '0.0000000000000000000001'::DECIMAL(38, 22)
        WHERE month = '2023-10' AND indicator = 'G1'""",
    "a grade": "UPDATE observations SET grade = 'S' WHERE month = '2023-10' AND indicator = 'G2'",
    "a state": "UPDATE observations SET state = 'not_applicable' WHERE month = '2023-10' AND indicator = 'G3'",
    "the origin of a value": "UPDATE observations SET import_id = 3 WHERE month = '2023-10' AND indicator = 'G2'",
    "the cell of a value": "UPDATE observations SET cell = 'Z1' WHERE month = '2023-10' AND indicator = 'G2'",
    "a value taken away": "DELETE FROM observations WHERE month = '2023-10' AND indicator = 'G2'",
    "a value put in": """
        INSERT INTO observations VALUES ('e', '2023-10', 'u', 'G1', 'submitted', 1, NULL, 1, 's', 'C5')""",
    "points": "UPDATE node_points SET value = 1 WHERE month = '2023-10'",
    "a reason": "UPDATE node_points SET reason = 'x' WHERE month = '2023-10' AND kind = 'bonus'",
    "points taken away": "DELETE FROM node_points WHERE month = '2023-10' AND kind = 'bonus'",
    # The trail.
    "what a first change left": "UPDATE changes SET new_value = 5 WHERE act_id = 2 AND item = 'G1'",
    "what a change found": "UPDATE changes SET old_value = 5 WHERE act_id = 3 AND item = 'G1'",
    "what an undo brought back": "UPDATE changes SET new_value = 5 WHERE act_id = 5",
    "a change in the middle": "DELETE FROM changes WHERE act_id = 3 AND item = 'G1'",
    "a last change": "DELETE FROM changes WHERE act_id = 3 AND item = 'G4'",
    "all changes of an act": "DELETE FROM changes WHERE act_id = 3",
    "the order of changes": """
        UPDATE changes SET act_id = CASE act_id WHEN 3 THEN 4 ELSE 3 END WHERE act_id IN (3, 4) AND item = 'G1'""",
    "whose change it is": "UPDATE changes SET act_id = 77 WHERE act_id = 3",
    "the month of a change": "UPDATE changes SET month = '2023-11' WHERE act_id = 3 AND item = 'G4'",
    "trail and value alike": """
        UPDATE changes SET new_value = 5 WHERE act_id = 5;
        UPDATE observations SET value = 5 WHERE month = '2023-10' AND indicator = 'G1'""",
    "the cell of what an undo brought back": """
        UPDATE changes SET cell = 'Z1' WHERE act_id = 5;
        UPDATE observations SET cell = 'Z1' WHERE month = '2023-10' AND indicator = 'G1'""",
    # The acts.
    "an act taken away": "DELETE FROM imports WHERE id = 3",
    "a last act taken away": "DELETE FROM imports WHERE id = 6",
    "an act put in": """
        INSERT INTO imports SELECT * REPLACE (7 AS id, 99 AS data_version) FROM imports WHERE id = 3""",
    "a count": "UPDATE imports SET added = added + 1, changed = changed - 1 WHERE id = 3",
    "the month of an act": "UPDATE imports SET month = '2023-11' WHERE id = 3",
    "what an act is": "UPDATE imports SET act = 'edit' WHERE id = 5",
    "what an undo undid": "UPDATE imports SET undoes = 1 WHERE id = 5",
    "the version of the data": "UPDATE store_state SET data_version = 2",
    # What is frozen.
    "a frozen value": "UPDATE closings SET data_text = replace(data_text, '98.5', '98.6')",
    "a frozen result": "UPDATE closings SET results = '{}'",
    "a frozen definition": "UPDATE closings SET definition_text = 'x'",
    "who closed": "UPDATE closings SET closed_by = 'x'",
    "a closing taken away": "DELETE FROM closings",
    "a reopening in silence": "UPDATE closings SET reopened_at = TIMESTAMP '2023-10-09 00:00:00', reason = 'x'",
    "an entry of the log taken away": "DELETE FROM events",
    "another reason in the log": "UPDATE events SET who = 'x'",
    "a closed value with its whole trail": """
        UPDATE observations SET value = 5 WHERE month = '2023-09' AND indicator = 'G1';
        UPDATE changes SET new_value = 5 WHERE month = '2023-09' AND item = 'G1'""",
    # The published results.
    "a published place": "UPDATE published_results SET place = 1",
    "published results taken away": "DELETE FROM published_results",
}


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """A closed month, and one with imports, an edit and its undo."""
    path = tmp_path_factory.mktemp("sound") / "evaluation.duckdb"
    with open_store(path) as store:
        store.publish((PublishedResult(2023, "3", 3, "우수", "41190", "부천시", None, "신문"),))
        store.apply_import(batch(value("41190", "G1", "98.5"), points("bonus", "41190", "current", 1, "우수")))
        store.close_month(ClosingDraft(EVALUATION, MONTH, NOW, "김팀장", "abc", "정의", "[]"), 2)
        first = (
            value("41190", "G1", 1),
            value("41190", "G2", None, grade="A"),
            value("41190", "G3", None, state=State.NOT_SUBMITTED),
            points("score", "41190", "prior", 90),
            points("bonus", "41190", "current", 2, "우수"),
        )
        store.apply_import(batch(*first, month="2023-10"))
        store.apply_import(batch(value("41190", "G1", 2), value("41190", "G4", 4), month="2023-10"))
        store.apply_import(edit(value("41190", "G1", 3), month="2023-10"))
        store.apply_undo(4, "x", NOW)
        store.apply_import(batch(value("41190", "G5", 5), month="2023-10"))
        assert store.audit() == ()
    return path


@pytest.mark.parametrize("tampering", TAMPERED.values(), ids=TAMPERED)
def test_tampering_is_found(sound, path, tampering):
    shutil.copyfile(sound, path)
    with duckdb.connect(path) as link:
        for statement in tampering.split(";"):
            assert link.execute(statement).fetchone() > (0,)
    with open_store(path) as store:
        found = store.audit()
    assert found
    assert all(describe(problem, language) for problem in found for language in LANGUAGES)


def test_where_a_value_was_tampered_with_is_said(sound, path):
    shutil.copyfile(sound, path)
    with duckdb.connect(path) as link:
        link.execute(TAMPERED["a value"])
    with open_store(path) as store:
        assert [(each.code, each.place) for each in store.audit()] == [
            ("storage.audit_unfounded", f"{EVALUATION} 2023-10 41190 G1")
        ]


def test_many_findings_are_counted(path):
    with open_store(path) as store:
        store.apply_import(batch(*(value(f"u{unit}", "G1", unit) for unit in range(SHOWN + 7))))
    with duckdb.connect(path) as link:
        link.execute("UPDATE observations SET value = 1000")
    with open_store(path) as store:
        *shown, more = store.audit()
    assert (len(shown), more.code, more.values) == (SHOWN, "storage.audit_more", {"count": "7"})


def test_looking_for_faults_changes_no_byte(sound, path):
    shutil.copyfile(sound, path)
    with open_store(path, read_only=True) as store:
        assert store.audit() == ()
    assert path.read_bytes() == sound.read_bytes()
