"""Containers: what they get of the host, and what runs inside."""

from __future__ import annotations

import pytest

from cmdgen.core.records import Command
from cmdgen.safety.engine import screen

LEVELS = {
    "critical": [
        "docker compose -f prod.yml exec -T db psql -U app -c 'drop database app'",
        "docker exec -it db mysql -e 'DROP DATABASE x'",
        "docker run --rm -v /:/mnt alpine sh -c 'rm -rf /mnt/*'",
        "docker run --rm -v /home:/h alpine rm -rf /h",
        "docker run -v /:/host --rm -it alpine chroot /host rm -rf /",
        "docker stack rm production",
        "docker stack down shop",
    ],
    "high": [
        "docker-compose down -v",
        "docker compose -p shop down --volumes",
        "docker compose down --rmi all -v",
        'docker run --rm -v "$PWD":/w alpine rm -rf /w',
        "docker run --pid=host --rm alpine ps",
        "docker run --cap-add SYS_ADMIN alpine ls",
        "docker run -it --privileged --pid=host debian nsenter -t 1 -m -u -n -i sh",
        "docker system prune",
        "docker volume prune",
        "docker image prune -a -f",
        "docker cp web:/x /etc/hosts",
        "docker rm -f $(docker ps -a -q)",
        "docker ps -aq | xargs docker rm -f",
        "podman rm -fa",
        "docker swarm leave --force",
        "docker service rm web",
    ],
    "moderate": [
        "docker compose down",
        "docker image prune",
        "docker builder prune",
        "docker network rm x",
        "docker rm $(docker ps -aq --filter status=exited)",
        "docker kill web",
        "docker restart web",
    ],
    "safe": [
        "docker compose up -d --build",
        "docker compose logs -f web",
        "docker run -it --rm python:3 python",
        'docker run --rm -v "$PWD":/w -w /w alpine ls /w',
        "docker volume create x",
        "docker cp web:/app/log.txt ./log.txt",
        "docker images",
        "docker ps --filter name=rm",
        "docker search rm",
        "docker tag a b",
        "docker exec -it web bash",
        "docker inspect -f '{{.State.Status}}' web",
        "docker stats --no-stream",
        "docker compose exec web python manage.py test",
        "docker compose run --rm web pytest -q",
        "docker history img",
        "docker pull nginx",
        "docker top web",
        "docker diff web",
        "docker port web",
        "docker system info",
        "docker volume ls -f dangling=true",
        "docker network inspect bridge",
        "docker save -o img.tar img",
        "docker login ghcr.io",
        "docker context ls",
        "docker buildx build --platform linux/amd64 -t x .",
        "podman ps --all --format json",
        "docker events --since 1h",
        "docker stack services production",
        "docker run -d --name web -p 8080:80 nginx",
        "docker run --rm -it -v ~/.m2:/root/.m2 maven mvn -v",
        'docker logs web 2>&1 | grep -i "drop table"',
    ],
}


@pytest.mark.parametrize(
    ("level", "text"), [(level, text) for level, texts in LEVELS.items() for text in texts]
)
def test_a_command_gets_the_level_of_what_it_does(level: str, text: str) -> None:
    assert screen(Command(text=text, dialect="bash")).level.label == level


def test_a_path_below_a_mount_is_judged_as_the_path_on_the_host() -> None:
    report = screen(
        Command(text="docker run --rm -v /etc:/e alpine sh -c 'echo x >> /e/passwd'", dialect="bash")
    )
    assert "system.write-authentication" in {finding.rule for finding in report.findings}


def test_the_options_of_a_subcommand_are_not_read_as_those_of_another() -> None:
    assert screen(Command(text="docker logs -f web", dialect="bash")).level.label == "safe"
    assert (
        screen(Command(text="docker compose -f a.yml -f b.yml down -v", dialect="bash")).level.label == "high"
    )
