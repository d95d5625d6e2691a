"""YAML nodes as located maps, lists and words; aliases are shared, and bounded in what they unfold to."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from app.definition.located import Finding, LocatedList, LocatedMap, SourceError

MAX_DEPTH = 60
MAX_ENTRIES = 200_000
TAG = "tag:yaml.org,2002:"
PLAIN_TAGS = {
    TAG + name for name in ("str", "int", "float", "bool", "null", "timestamp", "value", "merge", "seq", "map")
}


class _Converted(NamedTuple):
    value: Any
    size: int
    depth: int


REFUSED = object()
"""Stands for a value about which a finding was made already."""


class NodeConverter:
    """Turns nodes into located values; a node with several aliases becomes one shared value."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self._done: dict[int, _Converted] = {}
        self._open: set[int] = set()
        self._merged = 0

    def converted(self, node: yaml.Node) -> _Converted:
        if isinstance(node, yaml.ScalarNode):
            return _Converted(self._scalar(node), 1, 0)
        if id(node) in self._open:
            raise SourceError("recursive_alias", _line(node))
        if id(node) not in self._done:
            self._open.add(id(node))
            self._done[id(node)] = self._collection(node)
            self._open.discard(id(node))
        return self._done[id(node)]

    def _collection(self, node: yaml.CollectionNode) -> _Converted:
        if not self._tag_allowed(node):
            return _Converted(REFUSED, 1, 0)
        value, parts = self._mapping(node) if isinstance(node, yaml.MappingNode) else self._sequence(node)
        size = 1 + sum(part.size for part in parts)
        depth = 1 + max((part.depth for part in parts), default=0)
        if depth > MAX_DEPTH:
            raise SourceError("too_deep", _line(node), limit=str(MAX_DEPTH))
        if size + self._merged > MAX_ENTRIES:
            raise SourceError("too_many_aliases", _line(node), limit=str(MAX_ENTRIES))
        return _Converted(value, size, depth)

    def _scalar(self, node: yaml.ScalarNode) -> Any:
        if not self._tag_allowed(node):
            return REFUSED
        if node.tag != TAG + "null":
            return node.value
        if node.value:
            return None
        self._find("empty_value", node)
        return REFUSED

    def _sequence(self, node: yaml.SequenceNode) -> tuple[LocatedList, list[_Converted]]:
        result, parts = LocatedList(_line(node)), []
        for item in node.value:
            part = self.converted(item)
            parts.append(part)
            if part.value is REFUSED or part.value is None:
                result.broken = True
                if part.value is None:
                    self._find("empty_value", item)
            else:
                result.append(part.value)
                result.item_lines.append(_line(item))
        return result, parts

    def _mapping(self, node: yaml.MappingNode) -> tuple[LocatedMap, list[_Converted]]:
        result, parts, merges = LocatedMap(_line(node)), [], []
        for key, value in node.value:
            if key.tag == TAG + "merge":
                merges.append(value)
            elif not isinstance(key, yaml.ScalarNode):
                self._find("key_not_text", key)
            elif key.value in result.key_lines:
                self._find("duplicate_key", key, key=key.value, first=str(result.key_lines[key.value]))
            else:
                part = self.converted(value)
                parts.append(part)
                _put(result, key.value, _line(key), part.value)
        for source in self._merge_sources(merges):
            parts.append(self.converted(source))
            self._merge(result, parts[-1].value)
        return result, parts

    def _merge_sources(self, values: list[yaml.Node]) -> Iterator[yaml.Node]:
        for value in values:
            for source in value.value if isinstance(value, yaml.SequenceNode) else [value]:
                if isinstance(source, yaml.MappingNode):
                    yield source
                else:
                    self._find("merge_not_a_map", source)

    def _merge(self, result: LocatedMap, source: Any) -> None:
        if not isinstance(source, LocatedMap):
            return
        self._merged += len(source.key_lines)
        for key, line in source.key_lines.items():
            if key not in result.key_lines:
                _put(result, key, line, REFUSED if key in source.broken else source.get(key))

    def _tag_allowed(self, node: yaml.Node) -> bool:
        if node.tag in PLAIN_TAGS:
            return True
        self._find("tag_not_allowed", node, tag=node.tag.replace(TAG, "!!"))
        return False

    def _find(self, code: str, node: yaml.Node, **values: str) -> None:
        self.findings.append(Finding(code, _line(node), values))


def _put(target: LocatedMap, key: str, line: int, value: Any) -> None:
    """Set a key; `null` written out means not stated and only keeps a merged value away."""
    target.key_lines[key] = line
    if value is REFUSED:
        target.broken.add(key)
    elif value is not None:
        target[key] = value


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
