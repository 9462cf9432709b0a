"""What a piece of inline code would do: run commands, delete, write, connect, fetch and execute."""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING, Final

from cmdgen.safety import places, redirection
from cmdgen.safety.inline import literals, statements
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import LOCAL, SECRET, UNKNOWN

if TYPE_CHECKING:
    from cmdgen.safety.call import Call

_RUNS_SHELL: Final = re.compile(
    r"\b(?:os\.system|os\.popen|subprocess\.(?:run|call|check_call|check_output|Popen|getoutput|getstatusoutput)|commands\.getoutput|os\.exec[lv]p?e?|os\.spawn\w+|pty\.spawn|"
    r"system|exec|popen|passthru|shell_exec|proc_open|spawn|spawnSync|execSync|execFile|execFileSync|child_process\.\w+|Open3\.\w+|IO\.popen|os\.execute|io\.popen|qx|run|"
    r"do\s+shell\s+script|Process\.spawn|%x)\b\s*[({\[ ]"
)
_DELETES_TREE: Final = re.compile(r"\b(?:shutil\.rmtree|rmtree|rmSync|rm|FileUtils\.(?:rm_rf|rm_r|remove_dir|remove_entry|rmtree)|remove_tree|rimraf|fs\.(?:rm|rmdir)(?:Sync)?|File::Path::rmtree|removeSync)\s*[( ]")
_DELETES_FILE: Final = re.compile(r"\b(?:os\.(?:remove|unlink|rmdir)|unlink(?:Sync)?|File\.(?:delete|unlink)|FileUtils\.rm(?:_f)?|fs\.unlink(?:Sync)?|Path\([^)]*\)\.unlink)\s*[( ]")
_OPENS: Final = re.compile(r"\b(?:open|fopen|File\.(?:open|write)|writeFile(?:Sync)?|appendFile(?:Sync)?|file_put_contents|Path|io\.open|truncate|createWriteStream)\s*\(")
_SOCKETS: Final = re.compile(r"\b(?:socket|TCPSocket|fsockopen|net\.(?:connect|createConnection|Socket)|IO::Socket|Socket\.tcp|TCPServer|createServer|luasocket|stream_socket_client|pfsockopen|Net\.Sockets)", re.IGNORECASE)
_HANDS_OVER: Final = re.compile(
    r"dup2|pty\.spawn|/bin/(?:ba|z|da|k)?sh|cmd\.exe|powershell|exec\s*\(|STDIN|proc_open|\.pipe\(|>&|spawn\(|subprocess|system\(|\bsh -i\b|os\.execute|io\.popen", re.IGNORECASE
)
_FETCHES: Final = re.compile(
    r"urlopen|urlretrieve|requests\.(?:get|post)|httpx\.(?:get|post)|LWP::|Net::HTTP|URI\.open|open-uri|open\(['\"]https?:|file_get_contents\(\s*['\"]https?:|fetch\(|https?\.get\(|"
    r"axios|HTTP::Tiny|WWW::Mechanize|curl_exec|include\s*\(?['\"]https?:|getstore|\bget\(['\"]https?:|http\.request|import\(['\"]https?:|require\(['\"]https?:"
)
_EXECUTES: Final = re.compile(r"\b(?:exec|eval|compile|execfile|instance_eval|class_eval|assert|create_function|Function|vm\.run\w*|loadstring|load|include|runInThisContext|__import__)\b\s*[( ]")
_SENDS: Final = re.compile(r"requests\.(?:post|put)|urlopen|httpx\.(?:post|put)|fetch\(|https?\.request|\.sendall|\.send\(|Net::HTTP|curl_exec|axios\.(?:post|put)|socket", re.IGNORECASE)
_DECODES: Final = re.compile(r"b64decode|base64\.|fromhex|unhexlify|decode\(['\"](?:base64|hex|rot13)|MIME::Base64|decode_base64|Buffer\.from\([^)]*['\"](?:base64|hex)|atob\(|base64_decode|gzinflate|str_rot13|zlib\.decompress|marshal\.loads|chr\(|pack\(|\bunpack|codecs\.decode|\[::-1\]|\.reverse")
_FORKS: Final = re.compile(r"\b(?:os\.)?fork\b")
_ENDLESS: Final = re.compile(r"while\s*\(?\s*(?:True|1|true|!0|:)|\bfork\s+while|loop\s*(?:do|\{)|for\s*\(\s*;\s*;|\bwhile\s+(?:fork|true|1)\b")


def run(call: Call, language: str, code: str) -> str:
    """Judge inline code; return what is known of its output."""
    if not code.strip():
        return UNKNOWN
    strings = literals.strings(code)
    joined = literals.joined(code)
    _remote_control(call, code)
    if _FORKS.search(code) and _ENDLESS.search(code):
        call.flag("machine.fork-bomb", code)
    if _EXECUTES.search(code):
        _executed(call, code, strings)
    _fetched_and_run(call, code)
    _commands(call, language, code, joined)
    _deletions(call, code, joined)
    _writes(call, code, joined)
    return _secrets(call, code, strings)


def _remote_control(call: Call, code: str) -> None:
    if _SOCKETS.search(code) and _HANDS_OVER.search(code) and not re.search(r"SimpleHTTP|http\.server", code):
        call.flag("remote.shell", code)


def _executed(call: Call, code: str, strings: list[str]) -> None:
    if not _DECODES.search(code):
        for match in re.finditer(r"\b(?:exec|eval)\s*[( ]\s*", code):
            inner = literals.first_string(code, match.end())
            if inner:
                run(call, "python", inner)
        return
    for text in strings:
        decoded = _decode(text)
        if decoded is not None:
            run(call, "python", decoded)
    call.flag("unreadable.decoded", code)


def _decode(text: str) -> str | None:
    bare = text.strip()
    if len(bare) < 8 or not re.fullmatch(r"[A-Za-z0-9+/=_-]+", bare):  # noqa: PLR2004 - too short to be code
        return None
    for decode in (bytes.fromhex, lambda t: base64.b64decode(t + "==", validate=False)):
        try:
            decoded = decode(bare).decode("utf-8")
        except (ValueError, binascii.Error, UnicodeDecodeError):
            continue
        if decoded.isprintable() or "\n" in decoded:
            return decoded
    return None


def _fetched_and_run(call: Call, code: str) -> None:
    if not _FETCHES.search(code):
        return
    runs = re.search(r"\b(?:exec|eval|compile|execfile|system|popen|Function|instance_eval|loadstring|include|require|vm\.run\w*|os\.system|subprocess|execSync|child_process)\b\s*[(\s.]", code)
    if runs and not re.match(r"\s*(?:const|let|var)?\s*\{?\s*\w*\}?\s*=?\s*require\(['\"](?:https?|axios|node-fetch)['\"]\)[^(]*$", code):
        remaining = re.sub(r"require\(\s*['\"][\w:/.-]+['\"]\s*\)", "", code)
        if re.search(r"\b(?:exec|eval|compile|execfile|system|popen|Function|instance_eval|loadstring|include|vm\.run\w*|subprocess|execSync|child_process)\b\s*[(\s.]", remaining):
            call.flag("code.download-run-root" if call.state.privileged else "code.download-run", code)


def _commands(call: Call, language: str, code: str, joined: str) -> None:
    """Follow the shell commands that the code would run."""
    if language in ("perl", "ruby", "php"):
        for match in re.finditer(r"`([^`]+)`|%x[{(\[]([^})\]]+)|qx[{(/]([^})/]+)", code):
            _shell(call, next(group for group in match.groups() if group))
    for match in _RUNS_SHELL.finditer(joined):
        start = match.end()
        vector = literals.first_list(joined, start)
        if vector:
            state = call.state.fork()
            call.run_inner([Arg(text, call.span) for text in vector], stdin="", state=state)
            continue
        arguments = literals.leading_strings(joined, start)
        if len(arguments) > 1:
            words = arguments[1:] if re.search(r"exec[lv]|spawn[lv]", match.group()) else arguments
            call.run_inner([Arg(text, call.span) for text in words], stdin="")
        elif arguments:
            if "pty.spawn" in match.group() and call.state.privileged:
                call.flag("interpreter.root-escape", arguments[0])
            elif call.state.privileged and re.fullmatch(r"(?:/usr)?(?:/bin/)?(?:ba|z|da|k)?sh(?: -[ip]+)?", arguments[0].strip()):
                call.flag("interpreter.root-escape", arguments[0])
            _shell(call, arguments[0])


def _shell(call: Call, text: str) -> None:
    call.run_text(text, stdin="")


def _deletions(call: Call, code: str, joined: str) -> None:
    for match in _DELETES_TREE.finditer(joined):
        word = match.group().rstrip("( ")
        recursive = "rm_rf" in word or "rmtree" in word or "remove" in word or "rimraf" in word or re.search(r"recursive['\"]?\s*(?::|=>?)\s*(?:true|1)", code) is not None
        if word in ("rm", "rmSync", "fs.rm", "fs.rmSync", "fs.rmdir", "fs.rmdirSync") and not recursive:
            continue
        for target in literals.paths_after(joined, match.end()):
            _delete(call, target, recursive=True)
    for match in _DELETES_FILE.finditer(joined):
        for target in literals.paths_after(joined, match.end()):
            _delete(call, target, recursive=False)


def _delete(call: Call, target: str, *, recursive: bool) -> None:
    from cmdgen.safety.commands.deleting import delete  # noqa: PLC0415 - the two need each other

    delete(call, Arg(target, call.span), recursive=recursive, prompts=False)


def _writes(call: Call, code: str, joined: str) -> None:
    for match in _OPENS.finditer(joined):
        found = literals.leading_strings(joined, match.end())
        if not found:
            continue
        path, mode = found[0], found[1] if len(found) > 1 else ""
        name = match.group()
        writes = "write" in name.lower() or "put" in name or "append" in name.lower() or "truncate" in name or bool(re.fullmatch(r"[wax][btU+]*|r[b]?\+b?|>{1,2}", mode))
        if name.startswith("Path"):
            writes = re.search(r"\.write_(?:text|bytes)\(|\.open\(['\"][wa]", code) is not None
        perl = re.match(r"\s*(\+?>{1,2})\s*(.+)", path)
        if perl:
            path, writes = perl.group(2), True
        if writes:
            append = mode.startswith("a") or "append" in name.lower() or mode == ">>"
            redirection.write_file(call.analysis, Arg(literals.home(path), call.span), call.state, LOCAL, call.span, append=append, copied=True)


def _secrets(call: Call, code: str, strings: list[str]) -> str:
    hot = [text for text in strings if places.is_secret(literals.home(text), call.state.cwd)]
    whole = re.search(r"os\.environ(?!\[|\.get|\.setdefault)|process\.env(?![.\[])|%ENV|ENV\.to_", code)
    if (hot or whole) and _SENDS.search(code):
        call.flag("secrets.sent", hot[0] if hot else "the environment")
    elif hot and re.search(r"print|puts|console\.log|echo|read", code):
        call.flag("secrets.show", hot[0])
        return SECRET
    return marks.ENVIRONMENT if whole else UNKNOWN


def awk(call: Call, program: str) -> None:
    """Judge an awk program: system(), pipes to commands, and redirected output."""
    for match in re.finditer(r'system\s*\(\s*((?:"(?:\\.|[^"\\])*"|[^)])*)\)', program):
        _awk_command(call, match.group(1))
    for match in re.finditer(r'((?:"(?:\\.|[^"\\])*"|[\w$]+|\s)+)\|\s*(?:&\s*)?getline', program):
        _awk_command(call, match.group(1))
    for match in re.finditer(r'print[^|;}]*\|\s*("(?:\\.|[^"\\])*")', program):
        _awk_command(call, match.group(1), stdin=UNKNOWN)
    for match in re.finditer(r'print[^;}>]*>{1,2}\s*"((?:\\.|[^"\\])*)"', program):
        redirection.write_file(call.analysis, Arg(match.group(1), call.span), call.state, LOCAL, call.span, append=">>" in match.group())
    if "/inet/" in program:
        call.flag("remote.shell", program)


def _awk_command(call: Call, expression: str, *, stdin: str = "") -> None:
    pieces = re.findall(r'"((?:\\.|[^"\\])*)"|([$\w.]+)', expression)
    text = "".join(re.sub(r'\\(.)', r"\1", quoted) if quoted or not bare else UNKNOWN for quoted, bare in pieces)
    if call.state.privileged and re.fullmatch(r"(?:/usr)?(?:/bin/)?(?:ba|z|da|k)?sh", text.strip()):
        call.flag("interpreter.root-escape", text)
    if text.strip(UNKNOWN + " "):
        call.run_text(text, stdin=stdin)
    else:
        call.flag("unreadable.assembled", expression)


def sql(call: Call) -> None:
    """Judge the statements that a database client would run."""
    texts = call.parsed.values("-c", "--command", "-e", "--execute", "-q", "-Q", "--query", "--sql", "-cmd", "--eval")
    operands = [arg.text for arg in call.parsed.operands]
    texts += [text for text in operands if re.search(r"\s", text.strip()) or text.startswith(".")]
    if call.stdin and marks.is_known(call.stdin):
        texts.append(call.stdin)
    for text in texts:
        rule = statements.judge(text)
        if rule:
            call.flag(rule, statements.shortened(text))
        for shell in re.findall(r"(?m)^\s*(?:\\!|\.shell|\.system|system|!)\s+(.+)$", text):
            call.run_text(shell)


