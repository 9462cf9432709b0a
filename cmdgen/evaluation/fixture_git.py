"""Fixture "git": a repository with branches, tags, a remote, a stash, staged and unstaged changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cmdgen.evaluation.plan import DAY

if TYPE_CHECKING:
    from cmdgen.evaluation.plan import Plan

# The days are counted back from the moment of the run: $NOW is in seconds since 1970.
_SCRIPT: Final = r"""set -e
on() { export GIT_AUTHOR_DATE="@$((NOW - $1 * 86400)) +0000" GIT_COMMITTER_DATE="@$((NOW - $1 * 86400)) +0000"; }
commit() { on "$1"; git add -A; git commit -q -m "$2" ${3:+--author="$3"}; }
git config --global user.name "Alex Doe"
git config --global user.email alex@example.com
git config --global init.defaultBranch main
git config --global advice.detachedHead false
git init -q
mkdir src docs
echo "# Shop" > README.md
printf 'def total(items):\n    return sum(items)\n' > src/cart.py
printf '*.log\nbuild/\n' > .gitignore
commit 60 "Initial commit"
printf 'def login(user):\n    return user\n' > src/login.py
commit 45 "Add login" "Sam Roe <sam@example.com>"
git tag v1.0
printf 'How to install\n' > docs/install.md
commit 30 "Write the installation guide"
git switch -q -c feature/search
printf 'def search(term):\n    return []\n' > src/search.py
commit 20 "Add search"
printf 'def search(term):\n    return [term]\n' > src/search.py
commit 18 "Return the term" "Sam Roe <sam@example.com>"
git switch -q main
git switch -q -c bugfix/login
printf 'def login(user):\n    return user.strip()\n' > src/login.py
commit 15 "Fix login with blanks"
git switch -q main
on 12; git merge -q --no-ff -m "Merge bugfix/login" bugfix/login
printf 'def total(items):\n    return round(sum(items), 2)\n' > src/cart.py
commit 9 "Round totals"
on 9; git tag -a v1.1 -m "Version 1.1"
git clone -q --bare . "$HOME/remotes/shop.git"
git remote add origin "$HOME/remotes/shop.git"
git fetch -q origin
git branch -q -u origin/main main
printf '# Shop\n\nA small shop.\n' > README.md
commit 3 "Describe the shop"
git switch -q -c old-idea HEAD~3
printf 'idea\n' > idea.txt
commit 2 "Try an idea"
git switch -q main
printf 'stashed\n' >> docs/install.md
on 1; git stash push -q -m "wip on docs"
printf 'def pay(amount):\n    return amount\n' > src/pay.py
git add src/pay.py
printf '# Shop\n\nA small shop.\n\nOpen daily.\n' > README.md
printf 'remember the milk\n' > scratch.txt
printf 'started\n' > server.log
mkdir build
printf 'binary\n' > build/shop.bin
"""


def fill(plan: Plan) -> None:
    """Add the items; the repository is made by git itself."""
    plan.script = _SCRIPT
    plan.empty_folder("~/remotes", 1 * DAY)
