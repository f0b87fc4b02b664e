#!/usr/bin/env python3
"""Checks the architecture: which part may include and link which, and where files may be.

  check_house.py [ROOT]       check the project at ROOT (default: the one that contains this file); exit 1 on faults
  check_house.py --self-test  check that planted faults are found
"""
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

# part -> the parts that it may include. Transitive.
ARROWS = {
    "commands": ["publish", "check", "quality", "command_line"],
    "publish": ["assembly"],
    "assembly": ["sources"],
    "check": ["sources"],
    "sources": ["redact"],
    "redact": ["config"],
    "config": ["format"],
    "format": ["analysis"],
    "analysis": ["base"],
    "command_line": ["base"],
    "base": [],
    "quality": ["query"],
    "searchd main": ["http"],
    "http": ["call", "page", "config", "command_line"],
    "call": ["query", "redact"],
    "query": ["format"],
    "page": [],
}
# folder -> the parts that it may include besides; its part may link them. What includes the folder may not.
FOLDER_ARROWS = {"indexer/assembly/learn": ["query"]}
# The steps of a query, in order. A file of one step must not include a file of a later step.
STEPS = ["understand", "retrieve", "rank", "present"]
# Each part is a folder in its tree. Files directly in a tree are its main.
TREES = {
    "indexer": ["commands", "command_line", "base", "analysis", "config", "format", "sources", "redact", "check", "assembly",
                "publish", "quality"],
    "searchd": ["query", "call", "http", "page"],
}
PROGRAMS = {"callside-index": "commands", "callside-searchd": "searchd main"}

TOP_LEVEL = {"CMakeLists.txt", "CMakePresets.json", "README.md", "LICENSE", "CHANGELOG.md",
             "indexer", "searchd", "corpus", "tests", "tools"}  # and dot-files

# The only files that are no text: inputs of tests that have to be what they are.
BINARIES = {"corpus/broken/binary-as.md", "corpus/broken/utf16.md", "tests/browser/page.png",
            "tests/fixtures/index-format-5.tar.gz"}

SOURCE_SUFFIXES = {".cc", ".h", ".py", ".cmake", ".js", ".mjs", ".css", ".html"}
NOTED_LINES = 300
MAX_LINES = 400

INCLUDE = re.compile(r'^\s*#\s*include\s*(?:"([^"]+)"|<((?:indexer|searchd|tests|tools)/[^>]+)>)')
COMMAND = re.compile(r"(\w+)\s*\(([^()]*)\)")
TARGET = re.compile(r"\bcallside[_-]\w+")


# Matches only at the start of a line, since nested types are indented, and not "struct A::B".
TYPE = re.compile(r"^(?:struct|class|enum class) (\w+)(?! *;|::)\b(?!.*;$)")


def types_of(text):
    """Yields the types that a file defines outside of unnamed namespaces."""
    unnamed = False
    for line in text.split("\n"):
        if line == "namespace {":
            unnamed = True
        elif line == "}  // namespace":
            unnamed = False
        elif not unnamed and (found := TYPE.match(line)):
            yield found[1]


def reachable(part):
    """The part itself and all parts that it may include."""
    seen, todo = set(), [part]
    while todo:
        one = todo.pop()
        if one not in seen:
            seen.add(one)
            todo += ARROWS[one]
    return seen


ALLOWED = {part: reachable(part) for part in ARROWS}


def may_include(path, part, other):
    """True if a file of a part may include another part."""
    return other in ALLOWED[part] or other in FOLDER_ARROWS.get(str(Path(path).parent), [])


def may_link(part, other):
    return other in ALLOWED[part] or any(part_of(folder + "/x") == part and other in more
                                         for folder, more in FOLDER_ARROWS.items())


def part_of(path):
    """The part that a path in the project belongs to, or None."""
    tree, *rest = Path(path).parts
    if tree not in TREES or not rest:
        return None
    if len(rest) == 1:
        return tree + " main" if tree + " main" in ARROWS else None
    return rest[0] if rest[0] in TREES[tree] else None


def step_of(path):
    """The number of the step of a query that a path belongs to, or None."""
    parts = Path(path).parts
    return STEPS.index(parts[2]) if parts[:2] == ("searchd", "query") and parts[2] in STEPS else None


def files_of(root):
    """The files that git tracks, or would track; without a repository, all files outside of build/."""
    listed = subprocess.run(["git", "-C", root, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
                            capture_output=True, check=False)
    if (root / ".git").exists() and listed.returncode == 0:
        names = os.fsdecode(listed.stdout).split("\0")
        return sorted(name for name in set(names) if name and (root / name).is_file())
    return sorted(str(path.relative_to(root)) for path in root.rglob("*")
                  if path.is_file() and path.relative_to(root).parts[0] != "build" and "node_modules" not in path.parts)


def check_includes(name, text):
    part = part_of(name)
    if part is None:
        yield f"{name}: unknown folder: add it to TREES in check_house.py or move the file"
        return
    for number, line in enumerate(text.splitlines(), 1):
        found = INCLUDE.match(line)
        if not found:
            continue
        included = found[1] or found[2]
        other = part_of(included)
        if other is None:
            yield f'{name}:{number}: "{included}" is not a path from the project root into indexer/ or searchd/'
        elif not may_include(name, part, other):
            yield f'{name}:{number}: {part} may not include {other} ("{included}")'
        step, later = step_of(name), step_of(included)
        if step is not None and later is not None and later > step:
            yield f'{name}:{number}: {STEPS[step]} may not include the later step {STEPS[later]} ("{included}")'


def check_links(trees):
    """trees: {path of a CMakeLists.txt: its text}."""
    targets = dict(PROGRAMS)
    commands = []
    for name, text in trees.items():
        text = re.sub(r"#.*", "", text)
        for command, arguments in COMMAND.findall(text):
            words = arguments.split()
            commands.append((name, command, words))
            if command in ("callside_library", "callside_page_library"):
                targets[words[0]] = part_of(words[1] + "/x")
    for name, command, words in commands:
        if command not in ("callside_library", "callside_page_library", "target_link_libraries"):
            continue
        part = targets.get(words[0])
        if part is None:
            yield f"{name}: unknown target {words[0]}"
            continue
        for target in TARGET.findall(" ".join(words[1:])):
            if target == "callside_options":
                continue
            other = targets.get(target)
            if other is None:
                yield f"{name}: {words[0]} links the unknown target {target}"
            elif not may_link(part, other):
                yield f"{name}: {part} may not link {other} ({words[0]} -> {target})"


def check(root):
    """Returns (faults, notes) of the project at `root`."""
    faults, notes = [], []
    links, types = {}, {}
    names = files_of(root)
    faults += [f"{root} has no {tree}/: is this the project root?" for tree in TREES if not (root / tree).is_dir()]
    for entry in sorted({Path(name).parts[0] for name in names}):
        if entry not in TOP_LEVEL and not entry.startswith("."):
            faults.append(f"{entry}: not allowed at the top level: move it into a folder; build output goes to build/")
    for name in names:
        path = Path(name)
        tree = path.parts[0]
        if name not in BINARIES and b"\0" in (root / path).read_bytes():
            faults.append(f"{name}: a binary; what is built goes to build/, data are text (the exceptions: BINARIES)")
            continue
        if tree not in ("indexer", "searchd", "tests", "tools"):
            continue
        if path.name == "CMakeLists.txt" and tree in TREES:
            links[name] = (root / path).read_text(encoding="utf-8")
        if path.suffix not in SOURCE_SUFFIXES:
            continue
        text = (root / path).read_text(encoding="utf-8")
        lines = text.count("\n")
        if lines > MAX_LINES:
            faults.append(f"{name}: {lines} lines, at most {MAX_LINES} are allowed: split it by idea")
        elif lines > NOTED_LINES:
            notes.append(f"{name}: {lines} lines: does it hold more than one idea?")
        if path.suffix == ".h" and not re.search(r"^#pragma once$", text, re.MULTILINE):
            faults.append(f"{name}: no #pragma once")
        if path.suffix in (".cc", ".h") and tree in TREES:
            faults += check_includes(name, text)
            for one in types_of(text):
                if types.setdefault(one, name) != name:
                    faults.append(f"{name}: the type {one} is also defined in {types[one]}: the linker would merge them")
    faults += check_links(links)
    return faults, notes


# A project without faults: file -> its text.
SOUND = {
    "CMakeLists.txt": "",
    ".editorconfig": "",
    "indexer/CMakeLists.txt": "callside_library(callside_base indexer/base)\n"
                              "callside_library(callside_analysis indexer/analysis LINKS callside_base ICU)\n"
                              "callside_library(callside_sources indexer/sources LINKS callside_base)\n"
                              "target_link_libraries(callside-index PRIVATE callside_sources)\n",
    "searchd/CMakeLists.txt": "callside_library(callside_query searchd/query LINKS callside_base) # not callside_http\n"
                              "callside_library(callside_http searchd/http LINKS callside_base\n"
                              "  $<TARGET_NAME_IF_EXISTS:callside_query>)\n"
                              "target_link_libraries(callside-searchd PRIVATE callside_http callside_query)\n",
    "indexer/commands/main.cc": '#include <vector>\n\n#include "indexer/base/error.h"\n#include "indexer/quality/gate.h"\n',
    "indexer/base/error.h": "// One.\n#pragma once\nstruct Other;\nstruct Problem {\n  struct Own {\n",
    "indexer/quality/gate.h": '#pragma once\n#include "searchd/query/engine.h"\n#include "indexer/format/fields.h"\n',
    "indexer/assembly/learn/a.cc": '#include "searchd/query/engine.h"\n',
    "searchd/query/engine.cc": '#include "indexer/format/fields.h"\n#include "searchd/query/rank/score.h"\n',
    "searchd/query/rank/score.cc": '#include "searchd/query/retrieve/a.h"\n#include "searchd/query/suggester.h"\n',
    "searchd/http/routes.cc": '#include "searchd/query/engine.h"\n#include "indexer/redact/redactor.h"\n',
    "tests/base/error_test.cc": '#include "tests/support/folder.h"\n#include "indexer/base/error.h"\n',
}
# (file, its text, part of the fault that must be found)
PLANTED = [
    ("indexer/base/a.cc", '#include "indexer/analysis/b.h"\n', "base may not include analysis"),
    ("indexer/base/a.cc", '#  include <indexer/format/b.h>\n', "base may not include format"),
    ("indexer/base/a.cc", '#include "indexer/command_line/b.h"\n', "base may not include command_line"),
    ("indexer/command_line/a.cc", '#include "indexer/analysis/b.h"\n', "command_line may not include analysis"),
    ("searchd/query/a.cc", '#include "indexer/command_line/b.h"\n', "query may not include command_line"),
    ("indexer/format/a.cc", '#include "indexer/config/b.h"\n', "format may not include config"),
    ("indexer/sources/a.cc", '#include "indexer/assembly/b.h"\n', "sources may not include assembly"),
    ("indexer/redact/a.cc", '#include "indexer/sources/b.h"\n', "redact may not include sources"),
    ("indexer/check/a.cc", '#include "indexer/assembly/b.h"\n', "check may not include assembly"),
    ("indexer/assembly/a.cc", '#include "indexer/commands/command.h"\n', "assembly may not include commands"),
    ("indexer/assembly/a.cc", '#include "searchd/query/b.h"\n', "assembly may not include query"),
    ("indexer/assembly/learn/a.cc", '#include "searchd/http/b.h"\n', "assembly may not include http"),
    ("indexer/commands/a.cc", '#include "searchd/http/b.h"\n', "commands may not include http"),
    ("indexer/quality/a.h", '#pragma once\n#include "indexer/assembly/b.h"\n', "quality may not include assembly"),
    ("searchd/query/a.cc", '#include "indexer/redact/b.h"\n', "query may not include redact"),
    ("searchd/query/a.cc", '\n#include "searchd/http/b.h"\n', "a.cc:2: query may not include http"),
    ("searchd/query/retrieve/a.cc", '#include "searchd/query/rank/b.h"\n', "retrieve may not include the later step rank"),
    ("searchd/http/a.cc", '#include "indexer/publish/b.h"\n', "http may not include publish"),
    ("searchd/page/a.cc", '#include "indexer/base/error.h"\n', "page may not include base"),
    ("searchd/call/a.cc", '#include "tests/support/b.h"\n', "not a path from the project root"),
    ("searchd/call/a.cc", '#include <tools/b.h>\n', "not a path from the project root"),
    ("indexer/base/a.cc", '#include "error.h"\n', "not a path from the project root"),
    ("indexer/utils/a.cc", "", "unknown folder"),
    ("indexer/a.cc", "", "unknown folder"),
    ("indexer/base/a.h", "#ifndef A\n", "no #pragma once"),
    ("tests/base/a_test.cc", "\n" * 401, "401 lines"),
    ("indexer/assembly/a.h", "#pragma once\nstruct Problem {\n", "the type Problem is also defined in"),
    ("notes.txt", "", "not allowed at the top level"),
    ("indexer/base/a.o", "\x7fELF\0", "a binary"),
    ("indexer/CMakeLists.txt", "callside_library(callside_base indexer/base LINKS callside_sources)\n"
                               "callside_library(callside_sources indexer/sources)\n", "base may not link sources"),
    ("indexer/CMakeLists.txt", "callside_library(callside_command_line indexer/command_line)\n"
                               "callside_library(callside_base indexer/base LINKS callside_command_line)\n",
     "base may not link command_line"),
    ("indexer/CMakeLists.txt", "target_link_libraries(callside-index PRIVATE callside_http)\n",
     "commands may not link http"),
    ("indexer/CMakeLists.txt", "callside_library(callside_base indexer/base LINKS callside_helpers)\n",
     "unknown target callside_helpers"),
]


def self_test():
    failed = 0
    for name, text, expected in [("", "", None)] + PLANTED:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            planted = {name: text} if name else {}
            for path, content in (SOUND | planted).items():
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                (root / path).write_text(content, encoding="utf-8")
            faults, _ = check(root)
            # Replacing a CMakeLists.txt can cause further faults, about targets that are now unknown.
            found = not faults if expected is None else any(expected in fault for fault in faults)
            if not found:
                failed += 1
                print(f"self-test: {name or 'the sound project'}: expected {expected or 'no fault'}, found {faults}")
    print(f"self-test: {1 + len(PLANTED) - failed} passed, {failed} failed")
    return 1 if failed else 0


def main():
    if sys.argv[1:] == ["--self-test"]:
        return self_test()
    if len(sys.argv) > 2 or any(argument.startswith("-") for argument in sys.argv[1:]):
        print(__doc__, file=sys.stderr)
        return 2
    root = Path(sys.argv[1]) if len(sys.argv) == 2 else Path(__file__).resolve().parents[2]
    faults, notes = check(root)
    for note in notes:
        print("note:", note)
    for fault in faults:
        print(fault)
    print(f"{len(faults)} faults" if faults else "no faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
