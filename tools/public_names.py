# SPDX-FileCopyrightText: the tenon authors
# SPDX-License-Identifier: MIT
"""Lists the public names of tenon: python3 tools/public_names.py

Public is what a header declares in namespace tenon, tenon::axes, tenon::nn or tenon::io under a `///` comment. Reads the headers as
text: it knows comments, namespaces and where a declaration ends, which is enough for the way they are written.
"""
import pathlib
import re
import sys

PUBLIC = {"tenon": "", "tenon::axes": "axes::", "tenon::nn": "nn::", "tenon::io": "io::"}
TOKEN = re.compile(r"///[^\n]*|//[^\n]*|/\*.*?\*/|\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])'|^[ \t]*#(?:\\\n|[^\n])*|[A-Za-z_]\w*|::|&&|\|\||[<>=!]=|\S",
                   re.S | re.M)
OPERATOR_NAME = re.compile(r"operator\s*([^\s\w(]+|\(\))")


def declared_name(tokens):
    """The name that the tokens of one declaration introduce, or None."""
    text = []
    depth = 0
    skip_next_list = False
    for token in tokens:  # drop template headers and attributes, which hold names of their own
        if token == "template":
            skip_next_list = True
            continue
        if skip_next_list:
            depth += (token == "<") - (token == ">")
            if depth == 0:
                skip_next_list = False
            continue
        text.append(token)
    joined = " ".join(text)
    joined = re.sub(r"\[ \[.*?\] \]", " ", joined)
    joined = re.sub(r"\brequires\b.*?(?=\b(auto|constexpr|inline|struct|class|using|TENON_INLINE)\b)", " ", joined)
    joined = re.sub(r"\b(decltype|noexcept|explicit|alignas) \( [^()]* \)", " ", joined)
    if re.match(r"\s*(friend|static_assert|extern|namespace|using namespace)\b", joined):
        return None
    match = re.search(r"operator ([^\w\s]+|\( \)|\[ \])( [^\w\s(]+)*", joined)
    if match:
        return None  # operators are documented as a family
    for pattern in (r"\bconcept (\w+)", r"\busing (\w+) =", r"\b(?:struct|class|enum class|enum|union) (?:alignas \( .*? \) )?(\w+)\b(?! *<)"):
        match = re.search(pattern, joined)
        if match:
            return match.group(1)
    if re.search(r"\b(?:struct|class) \w+ <", joined):
        return None  # a specialization
    match = re.search(r"(\w+) \(", joined)
    head = joined.split(" = ")[0]
    if match and (" = " not in joined or joined.index(match.group(0)) < joined.index(" = ")):
        return match.group(1)
    match = re.search(r"\b(?:constexpr|inline|const)\b.*?(\w+)\s*(?:\{.*)?$", head.strip())
    return match.group(1) if match and "<" not in head.split(match.group(1))[-1] else None


def public_names(text, documented=True):
    """Yields (qualified name, header comment) for the declarations of a header's text, those with a `///` comment or all."""
    scopes = []  # of each open brace: the namespace it opens, or None
    pending, comment, comment_of_pending = [], [], []
    for token in TOKEN.findall(text):
        if token.startswith("///"):
            if not pending:
                comment.append(token[3:].strip())
            continue
        if token.startswith(("//", "/*")) or token.lstrip().startswith("#"):
            continue
        inside = any(scope is None for scope in scopes)
        if not pending:
            comment_of_pending, comment = comment, []
        if token == "{":
            joined = " ".join(pending)
            match = re.match(r"(inline )?namespace ?((?:\w+(?: :: )?)*)$", joined)
            if match and not inside:
                scopes.append("" if match.group(1) else match.group(2).replace(" ", ""))
                pending = []
            else:
                if not inside:
                    yield from named(scopes, pending, comment_of_pending, documented)
                    pending = ["<body>"]
                scopes.append(None)
            continue
        if token == "}":
            if scopes:
                scopes.pop()
            if not any(scope is None for scope in scopes):
                pending = []
            continue
        if inside:
            continue
        if token in ("TENON_ISA_BEGIN", "TENON_ISA_END"):
            continue
        if token == ";":
            yield from named(scopes, pending, comment_of_pending, documented)
            pending = []
            continue
        pending.append(token)


def named(scopes, pending, comment, documented):
    namespace = "::".join(scope for scope in scopes if scope)
    if (documented and not comment) or namespace not in PUBLIC or not pending or pending == ["<body>"]:
        return
    name = declared_name(pending)
    if name:
        yield PUBLIC[namespace] + name, " ".join(comment)


# Headers of the inside: their names may stand in an error's notes, but nobody calls them.
INNER = ("meta/", "kernel/", "schedule/", "fwd.hpp", "shape/questions.hpp", "shape/layout.hpp", "expr/node.hpp")
# But for what they hold for users: plans and policies, the members of a layer.
OUTER = ("schedule/plan.hpp", "schedule/policy.hpp", "meta/reflect.hpp", "meta/parameters.hpp")


def all_names(root=pathlib.Path("include/tenon")):
    """Every public name with the header that declares it."""
    names = {}
    for path in sorted(root.rglob("*.hpp")):
        inner = str(path.relative_to(root)).startswith(INNER)
        if inner and str(path.relative_to(root)) not in OUTER:
            continue
        for name, _ in public_names(path.read_text()):
            names.setdefault(name, str(path.relative_to(root)))
    return names


def self_test():
    text = '''
#define X(a) \\
  a
namespace tenon {
/// A struct.
template <class T, std::size_t N>
struct box : base<T> { /// A member.
  int size() const { return 1; } };
/// A specialization.
template <> struct box<int, 3> {};
/// A function.
template <auto... I, Expression E>
  requires (sizeof...(I) > 0)
[[nodiscard]] constexpr auto sum(E const& e) { return f(e); }
/// A function with a body of its own.
TENON_INLINE void evaluate_into(int& out) noexcept { if (out) { out = 1; } }
/// A concept.
template <class T> concept Expression = requires { typename T::shape_type; };
/// A variable.
template <class T> inline constexpr std::size_t rank_of = 3;
/// An alias.
using size = int;
// Not documented.
int hidden();
/// An operator.
auto operator+(int, int);
namespace detail { /// Private.
struct secret {}; }
TENON_ISA_BEGIN
/// Tagged.
decltype(auto) tagged();
TENON_ISA_END
}
namespace tenon::nn { /// A layer.
template <class A> struct dense {}; }
'''
    found = [name for name, _ in public_names(text)]
    expected = ["box", "sum", "evaluate_into", "Expression", "rank_of", "size", "tagged", "nn::dense"]
    assert found == expected, f"public_names.py reads {found}"
    found = [name for name, _ in public_names(text, documented=False)]
    assert "hidden" in found and "secret" not in found, f"public_names.py reads {found}"


self_test()
if __name__ == "__main__":
    for name, header in all_names().items():
        print(f"{name:32} {header}")
