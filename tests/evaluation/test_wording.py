"""Which commands are the same but for their wording."""

from __future__ import annotations

import pytest

from cmdgen.evaluation.wording import matches


@pytest.mark.parametrize(
    ("command", "pattern"),
    [
        ("docker ps -a", "docker container ls --all"),
        ("docker container list -a", "docker ps -a"),
        ("docker ps -aq", "docker ps --quiet --all"),
        ("sudo docker ps", "docker ps"),
        ("docker logs -f --tail=50 web", "docker logs --tail 50 --follow web"),
        ("docker logs --tail 50 -f web", "docker logs -f -n 50 web"),
        ("docker run -it --rm -p 8080:80 nginx", "docker run --rm -i -t --publish 8080:80 nginx"),
        ('docker exec -it "web" bash', "docker exec -ti web *"),
        ("docker stop $(docker ps -q)", "docker stop $( docker ps -q )"),
        ("docker stop `docker ps -q`", "docker stop $(docker ps -q)"),
        ("docker stop $(docker container ls --quiet)", "docker stop $(docker ps -q)"),
        ("git branch --all", "git branch -a"),
        ("docker-compose up -d", "docker compose up --detach"),
        ("kubectl get po -n kube-system", "kubectl get pods --namespace kube-system"),
        ("kubectl -n prod get pods", "kubectl get pods -n prod"),
        ("kubectl get pods -A -o wide", "kubectl get pods -o=wide --all-namespaces"),
        ("systemctl status nginx --no-pager", "systemctl status nginx"),
        ("systemctl --failed", "systemctl --state=failed"),
        ("journalctl -fu nginx", "journalctl --unit nginx --follow"),
        ("journalctl -u nginx -n50", "journalctl -u nginx -n 50"),
        ("sudo apt-get install -y jq", "apt install jq"),
        ("apt update && apt upgrade", "apt update; apt upgrade -y"),
        ("/usr/bin/df -h", "df --human-readable"),
        ("ps aux | grep nginx", "ps -A ... | ..."),
        ("ps aux | grep nginx | grep -v grep", "ps aux | grep ... | ..."),
        ("df -h 2>/dev/null", "df -h"),
        ("dmesg > log.txt", "dmesg >log.txt"),
        ("LANG=C df -h", "df -h"),
        ("LC_ALL=C PAGER=cat git log", "git log"),
        ("TZ=Asia/Tokyo date", "TZ=Asia/Tokyo date"),
        ("env TZ='Asia/Tokyo' date", "TZ=Asia/Tokyo date"),
        ("TZ=UTC A=b date", "A=b TZ=UTC date"),
        ("sudo EDITOR=nano visudo", "EDITOR=* visudo"),
        ("chown -R $(id -u):$(id -g) docs", "chown -R $(id -u):$(id -g) docs"),
        ('chown -R "$(id -u):$(id -g)" docs', "chown --recursive `id -u`:$( id -g ) docs"),
        (
            "docker tag web web:$(date +%F)-$(git rev-parse HEAD)",
            "docker tag web web:$(date +%F)-$(git rev-parse HEAD)",
        ),
        ("echo $(docker ps --all -q)x", "echo $(docker ps -a --quiet)x"),
        ("echo $((RANDOM % 6 + 1))", "echo $(( RANDOM%6+1 ))"),
        ("echo '$(it isn\"t closed)'", "echo '$(it isn\"t closed)'"),
        ("echo $(ls *)", "echo $(ls \\*)"),
        ("find . --name=*.log", "find . --name=\\*.log"),
        ("kill -KILL 12", "kill -9 12"),
        ("ssh -p2222 alex@host", "ssh -p 2222 alex@host"),
        ("curl -sSLo x.html https://example.com", "curl -L -o x.html https://example.com"),
        ("rsync -avz src/ host:dst", "rsync -a -v -z src/ host:dst"),
        ("systemctl restart nginx;", "systemctl restart nginx"),
        ("docker ps --format '{{.Names}}'", 'docker ps --format "{{.Names}}"'),
        ("ss -tulpn | grep :80", "ss ... | ..."),
    ],
)
def test_worded_the_same(command: str, pattern: str) -> None:
    assert matches(command, pattern)


@pytest.mark.parametrize(
    ("command", "pattern"),
    [
        ("docker ps", "docker ps -a"),
        ("docker ps -a", "docker ps"),
        ("docker rm -f web", "docker rm web"),
        ("docker rm db", "docker rm web"),
        ("docker logs -f web", "docker logs --force web"),
        ("docker logs --tail 5 web", "docker logs --tail 50 web"),
        ("docker run nginx -d", "docker run -d web"),
        ("docker exec -it web", "docker exec -it web *"),
        ("docker exec -it web bash -l", "docker exec -it web *"),
        ("docker ps; rm -rf x", "docker ps"),
        ("docker stop $(docker ps -aq)", "docker stop $(docker ps -q)"),
        ("docker ps | head", "docker ps"),
        ("docker ps || docker images", "docker ps && docker images"),
        ("kubectl get pods -n dev", "kubectl get pods -n prod"),
        ("dmesg > other.txt", "dmesg > log.txt"),
        ("dmesg >> log.txt", "dmesg > log.txt"),
        ("mv a b", "mv b a"),
        ("echo 'open", "echo open"),
        ("", "df"),
        ("kill -9 12", "kill -15 12"),
        ("TZ=Asia/Tokyo date", "date"),
        ("date", "TZ=Asia/Tokyo date"),
        ("TZ=Asia/Tokyo date", "TZ=Europe/Rome date"),
        ("TZ=Asia/Tokyo date", "date ..."),
        ("LOCALE=C date", "TZ=C date"),
        ("chown $(id -u):$(id -g) docs", "chown $(id -u):$(id -u) docs"),
        ("chown $(id -u):$(id -g) docs", "chown $(id -u)$(id -g) docs"),
        ("echo $(TZ=UTC date)", "echo $(date)"),
        ("echo $((1 + 2))", "echo $((1 - 2))"),
        ("systemctl stop nginx", "systemctl ... start"),
    ],
)
def test_worded_otherwise(command: str, pattern: str) -> None:
    assert not matches(command, pattern)


def test_sudo_counts_only_where_the_task_says_so() -> None:
    assert matches("sudo apt update", "apt update")
    assert not matches("apt update", "sudo apt update", sudo=True)
    assert matches("sudo apt update", "sudo apt update", sudo=True)


def test_a_star_can_be_meant_as_itself() -> None:
    assert matches("du -sh *", "du -sh \\*")
    assert not matches("du -sh .", "du -sh \\*")
    assert matches("du -sh .", "du -sh *")


def test_substitutions_without_end_are_read_once() -> None:
    assert matches("echo " + "$(a)" * 5_000, "echo " + "$(a)" * 5_000)
    assert not matches("echo '" + "$(" * 5_000 + "'", "echo")


def test_a_bundle_without_end_is_read_once() -> None:
    assert not matches("tar -" + "x" * 20_000, "tar -x")
