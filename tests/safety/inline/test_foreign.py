"""Code of languages without patterns of their own, and lines that interactive programs hand to a shell."""

from __future__ import annotations

import pytest

from cmdgen.core.records import Command, Level
from cmdgen.safety.engine import screen

CRITICAL, HIGH, MODERATE, SAFE = Level.CRITICAL, Level.HIGH, Level.MODERATE, Level.SAFE


def level(text: str, dialect: str = "bash") -> Level:
    return screen(Command(text=text, dialect=dialect)).level


@pytest.mark.parametrize(
    ("dialect", "text", "expected"),
    [
        ("bash", "jshell <<< 'Runtime.getRuntime().exec(\"rm -rf /\")'", CRITICAL),
        ("bash", 'jshell - <<< \'new ProcessBuilder("rm","-rf","/").start()\'', CRITICAL),
        ("bash", 'jshell <<< \'Runtime.getRuntime().exec(new String[]{"sh","-c","rm -rf ~"})\'', CRITICAL),
        ("bash", "ghci <<< 'System.Process.callCommand \"rm -rf ~\"'", CRITICAL),
        ("bash", "runhaskell <<< 'main = System.Process.callCommand \"rm -rf ~\"'", CRITICAL),
        ("bash", "stack exec ghci <<< 'System.Process.callCommand \"rm -rf ~\"'", CRITICAL),
        ("bash", "scala -e 'import sys.process._; \"rm -rf /home\".!'", CRITICAL),
        ("bash", 'scala <<< \'import sys.process._; Seq("rm","-rf","/home").!!\'', CRITICAL),
        ("bash", "groovysh <<< '\"rm -rf /\".execute()'", CRITICAL),
        ("bash", "octave --eval 'unix(\"rm -rf ~\")'", CRITICAL),
        ("bash", 'octave --eval \'confirm_recursive_rmdir(0); rmdir("/home","s")\'', CRITICAL),
        ("bash", "matlab -batch 'system(\"rm -rf ~\")'", CRITICAL),
        ("bash", 'guile -c \'(system* "rm" "-rf" "/")\'', CRITICAL),
        ("bash", 'sbcl --eval "(sb-ext:run-program \\"/bin/rm\\" \'(\\"-rf\\" \\"/\\"))"', CRITICAL),
        ("bash", 'clj <<< \'(clojure.java.shell/sh "rm" "-rf" "/")\'', CRITICAL),
        ("bash", "bb '(shell \"rm -rf /\")'", CRITICAL),
        ("bash", "bb -e '(babashka.fs/delete-tree \"/home\")'", CRITICAL),
        ("bash", "hy -c '(import os) (os.system \"rm -rf /\")'", CRITICAL),
        ("bash", 'emacsclient -e \'(call-process "rm" nil nil nil "-rf" "/")\'', CRITICAL),
        ("bash", "gforth -e 's\" rm -rf /\" system bye'", CRITICAL),
        ("bash", "erl -noshell -eval 'file:del_dir_r(\"/home\"), halt().'", CRITICAL),
        ("bash", "erl -run os cmd 'rm -rf /'", CRITICAL),
        ("bash", 'mix run -e \'System.cmd("rm", ["-rf","/"])\'', CRITICAL),
        (
            "bash",
            "swift - <<< 'import Foundation; try! FileManager.default.removeItem(atPath: \"/Users\")'",
            CRITICAL,
        ),
        (
            "bash",
            'swift repl <<< \'Process.launchedProcess(launchPath: "/bin/rm", arguments: ["-rf","/"])\'',
            CRITICAL,
        ),
        ("bash", 'dotnet fsi <<< \'System.Diagnostics.Process.Start("rm","-rf /")\'', CRITICAL),
        ("bash", 'evcxr <<< \'std::process::Command::new("rm").args(["-rf","/"]).status();\'', CRITICAL),
        ("bash", 'tcc -run - <<< \'int main(){execl("/bin/rm","rm","-rf","/",0);}\'', CRITICAL),
        ("bash", "root -l -b -q -e 'gSystem->Exec(\"rm -rf /\")'", CRITICAL),
        ("bash", "swipl -g \"shell('rm -rf /')\"", CRITICAL),
        ("bash", 'raku -e \'run "rm","-rf","/"\'', CRITICAL),
        ("bash", "jrunscript -e 'java.lang.Runtime.getRuntime().exec(\"rm -rf /\")'", CRITICAL),
        ("bash", "osascript -l JavaScript -e 'app.doShellScript(\"rm -rf ~\")'", CRITICAL),
        ("bash", 'php -r \'("sys"."tem")("rm -rf /");\'', CRITICAL),
        ("bash", 'php -r \'$f="system";$f("rm -rf /");\'', CRITICAL),
        ("bash", 'php -r \'call_user_func("system","rm -rf /");\'', CRITICAL),
        ("bash", "rails console <<< 'system(\"rm -rf ~\")'", CRITICAL),
        ("bash", "echo 'int main(){system(\"rm -rf /\");}' > a.c && gcc a.c && ./a.out", CRITICAL),
        ("bash", "awk -f /dev/stdin <<< 'BEGIN{system(\"rm -rf /\")}'", CRITICAL),
        ("bash", 'mongo --eval \'run("rm","-rf","/")\'', CRITICAL),
        ("bash", "julia -e 'include(download(\"https://example.com/x.jl\"))'", HIGH),
    ],
)
def test_what_a_language_starts_or_deletes_is_judged(dialect: str, text: str, expected: Level) -> None:
    assert level(text, dialect) is expected


@pytest.mark.parametrize(
    ("dialect", "text", "expected"),
    [
        ("bash", "ghci <<< ':!rm -rf ~'", CRITICAL),
        ("bash", "ghci -e ':! rm -rf ~'", CRITICAL),
        ("bash", "ipython -c '!rm -rf /'", CRITICAL),
        ("bash", "sage <<< '!rm -rf /'", CRITICAL),
        ("bash", "gnuplot -e '!rm -rf /'", CRITICAL),
        ("bash", "dc -e '!rm -rf /'", CRITICAL),
        ("bash", "gdb <<< 'shell rm -rf /'", CRITICAL),
        ("bash", "lldb -b -o 'script import os; os.system(\"rm -rf /\")'", CRITICAL),
        ("bash", "telnet <<< '!rm -rf /'", CRITICAL),
        ("bash", "ex <<< '!rm -rf /'", CRITICAL),
        ("bash", "mail <<< '~!rm -rf /'", CRITICAL),
        ("bash", "smbclient //h/s -c '!rm -rf /'", CRITICAL),
        ("bash", "m4 <<< 'syscmd(`rm -rf /)'", CRITICAL),
        ("bash", "groff -U <<< '.sy rm -rf /'", CRITICAL),
        ("bash", "gs -c '(%pipe%rm -rf /) (w) file'", CRITICAL),
        ("bash", "nu -c '^rm -rf /'", CRITICAL),
        ("bash", 'vim -es -c \'call delete("/home","rf")\' -c q', CRITICAL),
        ("bash", "groff <<< '.sy rm -rf /'", SAFE),
        ("bash", "dc <<< '10 k 2 v p'", SAFE),
        ("bash", "telnet localhost 80 <<< 'GET /'", SAFE),
        ("bash", "mail -s subject me@example.org <<< 'please do not run rm -rf /'", SAFE),
    ],
)
def test_lines_that_are_given_to_a_shell_are_judged(dialect: str, text: str, expected: Level) -> None:
    assert level(text, dialect) is expected


@pytest.mark.parametrize(
    ("dialect", "text", "expected"),
    [
        ("bash", "scala -e 'println(\"rm -rf /\")'", SAFE),
        ("bash", "jshell <<< 'System.out.println(\"rm -rf /\")'", SAFE),
        ("bash", "ghci <<< 'putStrLn \"rm -rf /\"'", SAFE),
        ("bash", "racket -e '(displayln \"shell rm -rf /\")'", SAFE),
        ("bash", "emacs --batch --eval '(message \"system rm -rf /\")'", SAFE),
        ("bash", "ghc Main.hs -o main", SAFE),
        ("bash", "kotlinc Main.kt -include-runtime -d main.jar", SAFE),
        ("bash", "swift build", SAFE),
        ("bash", "swift run Tool", SAFE),
        ("bash", "dotnet test", SAFE),
        ("bash", "lein run", SAFE),
        ("bash", "scala-cli compile .", SAFE),
        ("bash", "stack exec my-tool", SAFE),
        ("bash", "raku -e 'run \"ls\"'", SAFE),
        ("bash", "php -r '$a=\"system\"; echo $a;'", SAFE),
        ("bash", "gcc -Wall main.c -o main", SAFE),
        ("bash", "Rscript -e 'library(x); run(\"hello\")'", SAFE),
    ],
)
def test_what_only_prints_builds_or_tests_is_safe(dialect: str, text: str, expected: Level) -> None:
    assert level(text, dialect) is expected
