# SPDX-FileCopyrightText: the tenon authors
# SPDX-License-Identifier: MIT
"""No loop over k keeps a vector in memory: python3 kernel_code.py <objdump> <compiler>…

Compiles kernel_code.cpp for AVX2 and AVX-512 and reads what came of it. An innermost loop with at least eight multiply-adds
and three elements broadcast from memory is a kernel's loop over k, and so is one with six multiply-adds in a kernel for few
rows, which broadcasts nothing there; in it, no vector may be loaded from or stored to the stack: that costs a kernel a tenth to
a half of its speed and fails no other test.
"""
import pathlib
import re
import subprocess
import sys
import tempfile

LINE = re.compile(r"^ *([0-9a-f]+):\s+(\S+)\s*(.*)$")
# Below %rbp lies the frame; above it %rbp is a pointer like any other.
STACK = r"(\(%rsp|-0x[0-9a-f]+\(%rbp)"
STACK_VECTOR = re.compile(rf"[xyz]mm\d+.*{STACK}|{STACK}[^)]*\).*[xyz]mm\d+")
BROADCAST = re.compile(r"\(%r(?!ip)[^)]*\)(\{1to|.*[xyz]mm)")
FEW_ROWS = re.compile(r"\b(across_lanes|row_by_row)<")
SHUFFLE = re.compile(r"v(shuf|perm|unpck|insert|extract)")
INSTRUCTION_SETS = ("x86-64-v3", "x86-64-v4")


def functions(text):
    """Yields (name, [(address, mnemonic, operands)]) of a disassembly."""
    name, body = "", []
    for line in text.splitlines():
        head = re.match(r"^[0-9a-f]+ <(.*)>:$", line)
        if head:
            if body:
                yield name, body
            name, body = head.group(1), []
            continue
        found = LINE.match(line)
        if found:
            body.append((int(found.group(1), 16), found.group(2), found.group(3)))
    if body:
        yield name, body


def loops(body):
    """The innermost loops of a function: what lies between a jump backwards and its target, without another such jump."""
    spans = []
    for address, mnemonic, operands in body:
        target = re.match(r"([0-9a-f]+)\b", operands)
        if mnemonic.startswith("j") and target and body[0][0] <= int(target.group(1), 16) <= address:
            spans.append((int(target.group(1), 16), address))
    for span in spans:
        if not any(span[0] <= other[0] and other[1] <= span[1] and other != span for other in spans):
            yield [line for line in body if span[0] <= line[0] <= span[1]]


def faults(text):
    """(number of kernel loops, what is wrong with them)."""
    count, problems = 0, []
    for name, body in functions(text):
        for loop in loops(body):
            fused = sum(mnemonic.startswith("vfmadd") for _, mnemonic, _ in loop)
            broadcast = sum(bool(BROADCAST.search(operands)) and ("{1to" in operands or "broadcast" in mnemonic)
                            for _, mnemonic, operands in loop)
            shuffled = any(SHUFFLE.match(mnemonic) for _, mnemonic, _ in loop)  # around the loop over k: sums across lanes
            few_rows = FEW_ROWS.search(name) and fused >= 6 and not shuffled
            if not few_rows and (fused < 8 or broadcast < 3):
                continue
            count += 1
            problems += [f"{name[:160]}: {mnemonic} {operands}" for _, mnemonic, operands in loop if STACK_VECTOR.search(operands)]
    return count, problems


def self_test():
    fused = "".join(f"  {i:x}:\tvfmadd231ps (%rax){{1to16}},%zmm2,%zmm{i}\n" for i in range(16, 26))
    clean = f"0000 <f>:\n{fused}  1a:\tjne    10 <f+0x10>\n"
    spilled = f"0000 <f>:\n{fused}  1a:\tvmovaps %zmm18,0x88(%rsp)\n  1b:\tjne    10 <f+0x10>\n"
    outside = f"0000 <f>:\n  1:\tvmovaps %zmm18,0x88(%rsp)\n{fused}  1a:\tjne    10 <f+0x10>\n"
    assert faults(clean) == (1, []) and faults(outside) == (1, []), "a loop without a spill is clean"
    for kernel, found in (("across_lanes<float>", 1), ("another", 0)):
        text = f"0000 <{kernel}(float)>:\n" + "".join(f"  {i:x}:\tvfmadd231ps %zmm1,%zmm2,%zmm{i}\n" for i in range(16, 22)) + "  1b:\tjne    10 <f+0x10>\n"
        assert faults(text)[0] == found, "kernels for few rows are known by name"
    assert faults(spilled)[0] == 1 and len(faults(spilled)[1]) == 1, "a spill is found"


def main():
    self_test()
    objdump, problems, total = sys.argv[1], [], 0
    source = pathlib.Path(__file__).with_suffix(".cpp")
    with tempfile.TemporaryDirectory() as directory:
        path = f"{directory}/kernel_code.o"
        for compiler in sys.argv[2:]:
            for march in INSTRUCTION_SETS:
                subprocess.run([compiler, "-std=c++20", "-O3", "-DNDEBUG", f"-march={march}", "-Iinclude", "-c", str(source), "-o", path], check=True)
                text = subprocess.run([objdump, "-d", "-C", "--no-show-raw-insn", path], capture_output=True, text=True, check=True).stdout
                count, found = faults(text)
                total += count
                problems += [f"{compiler} {march}: {problem}" for problem in found]
                if not count:
                    problems.append(f"{compiler} {march}: no loop over k was found")
    print("\n".join(problems) or f"{total} loops over k keep their vectors in registers")
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main())
