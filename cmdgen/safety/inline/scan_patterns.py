"""Which functions of scripting languages run, delete, write, connect, fetch, decode: patterns over masked code."""

from __future__ import annotations

import re
from typing import Final

from cmdgen.safety import lazy_re

SHELL: Final = lazy_re.compile(
    r"(?<![\w>$.])(?:Kernel\.|os\.|IO\.|Open3\.|Process\.|PTY\.|child_process\.|cp\.|System\.Process\.|System\.|:os\.|io\.|subprocess\.|posix\.|::)?"
    r"(?:system\*?|exec|popen[23]?e?|passthru|shell_exec|proc_open|pcntl_exec|spawn|spawnSync|execSync|execFile|execFileSync|capture[23]e?|pipeline\w*|execute|qx|do\s+shell\s+script|system2|shell|cmd|"
    r"os:cmd|callCommand|readProcess|callProcess|rawSystem|shell-command|run-program|getoutput|Sys\.command)(?=\s*[({\[\"'` ]|$)|(?<=\))\.(?:exec|spawn|execSync|spawnSync|execFileSync|execFile)(?=\s*\()|\bBun\.spawn(?:Sync)?(?=\()|\bDeno\.Command(?=\()|\bsh(?=\s+\"rm\")"
)
RUNS: Final = lazy_re.compile(r"system|exec|shell_exec|passthru|popen|proc_open|pcntl_exec")
NAMED_BY_TEXT: Final = lazy_re.compile(
    r"""["'](?:system|exec|shell_exec|passthru|popen|proc_open|pcntl_exec)["'](?:\s*\)\s*(?=\()|\s*(?=\()|\s*,\s*(?=["']))"""
)
"""PHP's functions called by a text that is their name: `("system")("command")`, `call_user_func("system", "command")`."""
BACKTICKS: Final = lazy_re.compile(
    r"`([^`]+)`|(?:%x|\bqx)\s*(?:\{([^}]+)\}|\(([^)]+)\)|\[([^\]]+)\]|\|([^|]+)\||/([^/]+)/|!([^!]+)!)"
)
TREE: Final = lazy_re.compile(
    r"(?<![\w$])(?:shutil\.rmtree|rmtree|FileUtils\.(?:rm_rf|rm_r|remove_dir|remove_entry(?:_secure)?|rmtree)|rm_rf!?|rm_r|File\.rm_rf!?|remove_tree|rimraf(?:\.sync|Sync)?|File::Path::(?:rmtree|remove_tree)|removeSync|emptyDirSync|deleteDir|deleteDirectory|deltree|remove_entry_secure|delete-directory)(?=\s*[( \"'\[])"
)
RECURSIVE_IF: Final = lazy_re.compile(
    r"(?<![\w$])(?:(?:fs|fsp|promises|Deno|lfs)\.)?(?:rm|rmSync|rmdir|rmdirSync|unlink|removeSync|remove|rmtree)(?=\s*[( ])|(?<=\))\.(?:rm|rmSync|rmdir|rmdirSync|remove|removeSync|unlinkSync|unlink)(?=\s*\()"
)
RECURSIVE_OPTION: Final = lazy_re.compile(r"recursive['\"]?\s*(?::|=>?)\s*(?:true|TRUE|T\b|1)")
FILE: Final = lazy_re.compile(
    r"(?<![\w$])(?:os\.(?:remove|unlink)|unlink(?:Sync)?|File\.(?:delete|unlink|rm!?)|FileUtils\.(?:rm|rm_f|remove|safe_unlink)|(?:fs|fsp|promises)\.unlink(?:Sync)?|file\.remove|file:delete|Deno\.removeSync|delete-file)(?=\s*[( \"'<$])|(?<=\))\.unlink(?:Sync)?(?=\s*\()"
)
WRITES: Final = lazy_re.compile(
    r"(?<![\w$])(?:(?:fs|fsp|promises|File|IO|io|Deno|FileUtils)\.)?(?:open|fopen|write|writeFile|writeFileSync|appendFile|appendFileSync|file_put_contents|truncate|truncateSync|createWriteStream|writeTextFile|writeTextFileSync|binwrite|writeLines|cat|sysopen)(?=\s*[( ])|(?<=\))\.(?:writeFile|writeFileSync|appendFile|appendFileSync|createWriteStream|truncateSync)(?=\s*\()"
)
MOVES: Final = lazy_re.compile(
    r"(?<![\w$])(?:(?:fs|File|FileUtils|os)\.)?(rename|renameSync|mv|move|copy|copyFile|copyFileSync|cp|cp_r|chmod|chmod_R|chmodSync|chown|chown_R|chownSync|kill|symlink|symlinkSync|ln_s)(?=\s*[( ])|(?:Process|process)\.(kill)(?=\s*\()"
)
SOCKETS: Final = lazy_re.compile(
    r"\b(?:TCPSocket|UDPSocket|TCPServer|UNIXSocket|fsockopen|pfsockopen|stream_socket_client|socket_create|socket_connect|luasocket|gen_tcp|net\.(?:connect|createConnection|Socket|createServer)|IO::Socket|Socket(?:\.tcp|\s*;)|Net\.Sockets|Deno\.(?:connect|listen)|socketConnection)|\bsocket\s*\(|\bnew\s+Socket\b|\buse\s+Socket\b"
)
SOCKET_MODULES: Final = lazy_re.compile(
    r"require\s*\(?\s*['\"](?:node:)?(?:net|tls|dgram|socket)['\"]|import\s+.*['\"](?:node:)?net['\"]|from\s+['\"]net['\"]"
)
HANDS_OVER: Final = lazy_re.compile(
    r"dup2|/bin/(?:ba|z|da|k)?sh|cmd\.exe|powershell|\bexec(?:Sync)?\s*[( ]|STDIN\s*[-,.>]|proc_open|\.pipe\(|>&\s*\w|\bspawn\w*\s*\(|\bsystem\b|\bsh -i\b|os\.execute|io\.popen|IO\.popen|shell_exec|passthru|popen|fdopen|reopen|`"
)
FETCHES: Final = lazy_re.compile(
    r"urlopen|\bdownload\s*\(\s*['\"]https?:|requests\.(?:get|post)|LWP::|LWP\b|Net::HTTP|URI\.open|URI\(|open-uri|\bopen\s*\(?['\"]https?:|file_get_contents\(\s*['\"](?:https?|ftp):|\bfetch\(|https?['\"]?\)?\.(?:get|request)\(|axios|HTTP::Tiny|HTTParty|Faraday|Mojo::UserAgent|WWW::Mechanize|"
    r"curl_exec|include\s*\(?\s*['\"]https?:|getstore|\bget\s*\(?\s*['\"]https?:|http\.request|import\(\s*['\"]https?:|httpc:request|RestClient|\bgot\(|\bsource\(\s*['\"]https?:|\burl\(\s*['\"]https?:|socket\.http|http\.get|new URL\("
)
EXECUTES: Final = lazy_re.compile(
    r"(?<![\w.$])(?<!->)(?:eval(?!\s*\{)|instance_eval|class_eval|module_eval|system|exec|execSync|shell_exec|passthru|popen|proc_open|create_function|assert|Function|loadstring|dofile|source|spawn|spawnSync|include|require_once)(?=\s*[()\s\[\"'`$;}]|$)|\.(?:instance_eval|class_eval|execSync|exec|spawnSync)\s*\(|\bvm\.run\w*|runIn\w*Context|(?<![\w.:])load\s*[( ]|\bIO\.popen|\bos\.execute|\bio\.popen|import\(\s*['\"]https?:|\bnew\s+Function\b|require\(\s*['\"]child_process"
)
SENDS: Final = lazy_re.compile(
    r"->(?:post|put|request)\b|\bfetch\(|https?['\"]?\)?\.request|\.sendall|\.send\(|\.post|\.put\(|Net::HTTP|curl_exec|curl_setopt|axios|fsockopen|TCPSocket|socket|LWP|HTTP::Tiny|RestClient|HTTParty|mail\(|file_get_contents\(\s*['\"]https?|stream_context_create",
    re.IGNORECASE,
)
DECODES: Final = lazy_re.compile(
    r"MIME::Base64|decode_base64|Base64\.|Buffer\.from\([^)]*['\"](?:base64|hex)|\batob\(|base64_decode|gzinflate|gzuncompress|str_rot13|convert_uudecode|hex2bin|\bpack\s*\(?\s*['\"]H|\bunpack1?\b|\.reverse\b|\breverse\b|strrev|\bchr\s*\(|fromCharCode|String\.fromCodePoint|b64decode|urldecode|\\x[0-9a-f]{2}\\x|mime\.unb64|:base64"
)
FORKS: Final = lazy_re.compile(r"(?<![\w.$])(?:(?:Process\.|os\.|pcntl_|POSIX::)?fork)\b")
ENDLESS: Final = lazy_re.compile(
    r"\bwhile\s*\(?\s*(?:[Tt]rue|1|!0|:|fork)|\bfork\s+while|\bfork\s*\(?\)?\s*while|\bloop\s*(?:do|\{)|\bfor\s*\(\s*;\s*;|\bwhile\s+(?:fork|true|1)\b|\bredo\b|\buntil\s+(?:false|0)|\buntil\s*\(\s*0"
)
PRINTS: Final = lazy_re.compile(
    r"(?<![\w$])(?:print|puts|console\.log|echo|process\.stdout\.write|say|cat|IO\.puts|println|p)(?=\s*[( \"'])"
)
TCL: Final = lazy_re.compile(r"(?:^|[;\n{\[])\s*(?:exec|spawn|system)\s+(?:-\w+\s+)*([^\n;}\]]+)")
BARE_SHELL: Final = lazy_re.compile(r"(?:/usr)?(?:/bin/)?(?:ba|z|da|k)?sh(?: -[ipl]+)?\s*$")
PIPE_OPEN: Final = lazy_re.compile(
    r"\bopen\b[^;\n]{0,80}?[\"'](?:\|-|-\|)[\"']\s*,\s*[\"']([^\"']{1,400})[\"']"
    r"|\bopen\b[^;\n]{0,80}?([\"'])(?:\s*\|\s*(?!-\2)([^\"'|]{1,400}?)|([^\"'|<>]{1,400}?)\s*\|)\2"
)
"""Perl's and Ruby's `open` on a command: `open(F, "| command")`, `open(F, "command |")`, `open(F, "-|", "command")`."""
PERL_WALK: Final = lazy_re.compile(
    r"\bfind(?:depth)?\s*\(?\s*(?:sub\s*)?\{[^}]{0,300}\b(?:unlink|rmtree|rmdir|remove_tree)\b[^}]{0,300}\}\s*,([^;]{0,200})"
)
"""Perl's File::Find with code that deletes what it finds."""
EVALUATES_FETCHED: Final = lazy_re.compile(
    r"\b(?:eval|loadstring|load|instance_eval|Function|exec)\b.{0,60}(?:popen|`|%x|\bqx\b|execSync|spawnSync|shell_exec|getoutput|check_output|system\*?)\W{0,4}(?:curl|wget|fetch)\b",
    re.DOTALL,
)
"""Code that evaluates what a downloader prints."""
