"""Parses with the packaged tree-sitter grammar: JSON of texts on stdin, JSON of times and string paths on stdout."""

import json
import sys
import time

import tree_sitter
import tree_sitter_nix

parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_nix.language()))


def string_paths(text):
    source = text.encode()
    paths = []
    pending = [(parser.parse(source).root_node, "")]
    while pending:
        node, path = pending.pop()
        if node.type == "binding":
            names = node.child_by_field_name("attrpath")
            value = node.child_by_field_name("expression")
            if names is None or value is None:
                pending.extend((child, path) for child in node.children)
                continue
            parts = [source[name.start_byte : name.end_byte].decode().strip('"') for name in names.named_children]
            pending.append((value, path + "/" + "/".join(parts)))
        elif node.type in ("string_expression", "indented_string_expression"):
            paths.append(path)
        else:
            pending.extend((child, path) for child in node.children)
    return paths


work = json.load(sys.stdin)
texts = [text.encode() for text in work["texts"]]
seconds = []
errors = 0
for _ in range(work["rounds"]):
    start = time.process_time()
    errors = sum(parser.parse(text).root_node.has_error for text in texts)
    seconds.append(time.process_time() - start)
json.dump({"seconds": seconds, "errors": errors, "paths": [string_paths(state) for state in work["states"]]}, sys.stdout)
