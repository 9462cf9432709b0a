"""Fixture "logs": what /var/log looks like on a small server, rotated and compressed files included."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cmdgen.evaluation.fixture_texts import access_log, app_log
from cmdgen.evaluation.plan import DAY, HOUR, MINUTE, pack

if TYPE_CHECKING:
    from cmdgen.evaluation.plan import Plan

_AUTH = """Mar 12 06:25:01 box CRON[2211]: pam_unix(cron:session): session opened for user root
Mar 12 07:02:44 box sshd[2310]: Failed password for root from 203.0.113.7 port 52144 ssh2
Mar 12 07:02:49 box sshd[2310]: Failed password for root from 203.0.113.7 port 52144 ssh2
Mar 12 07:02:55 box sshd[2310]: Failed password for invalid user admin from 203.0.113.7 port 52150 ssh2
Mar 12 08:10:12 box sshd[2402]: Accepted publickey for alex from 192.0.2.44 port 40022 ssh2
Mar 12 08:11:30 box sudo:     alex : TTY=pts/0 ; PWD=/home/alex ; USER=root ; COMMAND=/usr/bin/apt update
Mar 12 09:45:01 box sshd[2555]: Failed password for sam from 198.51.100.23 port 60211 ssh2
Mar 12 09:45:20 box sshd[2555]: Accepted password for sam from 198.51.100.23 port 60211 ssh2
Mar 12 11:59:59 box sshd[2610]: Failed password for invalid user test from 198.51.100.77 port 33001 ssh2
Mar 12 12:30:00 box sshd[2402]: Disconnected from user alex 192.0.2.44 port 40022
"""
_SYSLOG = """Mar 12 06:00:00 box systemd[1]: Starting Daily apt download activities...
Mar 12 06:00:04 box systemd[1]: Finished Daily apt download activities.
Mar 12 06:17:01 box CRON[2100]: (root) CMD (run-parts /etc/cron.hourly)
Mar 12 07:30:15 box kernel: [10234.5] usb 1-1: new high-speed USB device number 4
Mar 12 07:30:16 box kernel: [10235.1] sd 6:0:0:0: [sdb] Attached SCSI removable disk
Mar 12 08:00:00 box nginx[812]: reload: configuration file test is successful
Mar 12 09:13:37 box kernel: [16500.9] Out of memory: Killed process 3120 (java)
Mar 12 09:13:40 box systemd[1]: shop.service: Main process exited, code=killed, status=9/KILL
Mar 12 09:13:41 box systemd[1]: shop.service: Scheduled restart job, restart counter is at 3.
Mar 12 10:17:01 box CRON[3301]: (root) CMD (run-parts /etc/cron.hourly)
"""
_TRACE = """2024-03-12 10:00:01 INFO worker started
2024-03-12 10:02:19 ERROR task 17 failed
Traceback (most recent call last):
  File "worker.py", line 40, in run
    result = task.run()
  File "tasks.py", line 12, in run
    return 1 / size
ZeroDivisionError: division by zero
2024-03-12 10:02:20 INFO worker continues
2024-03-12 10:05:44 ERROR task 23 failed
Traceback (most recent call last):
  File "worker.py", line 40, in run
    result = task.run()
KeyError: 'user'
2024-03-12 10:05:45 INFO worker continues
2024-03-12 10:09:00 INFO worker stopped
"""
_NGINX_ERRORS = """2024/03/12 08:14:07 [error] 812#812: *41 open() "/srv/www/favicon.ico" failed (2: No such file or directory)
2024/03/12 09:13:38 [error] 812#812: *77 connect() failed (111: Connection refused) while connecting to upstream
2024/03/12 09:13:39 [error] 812#812: *78 connect() failed (111: Connection refused) while connecting to upstream
2024/03/12 10:40:52 [warn] 812#812: *90 a client request body is buffered to a temporary file
2024/03/12 11:02:10 [crit] 812#812: *95 SSL_do_handshake() failed
"""


def fill(plan: Plan) -> None:
    """Add the items."""
    plan.file("access.log", access_log(), 10 * MINUTE)
    plan.file("app.log", app_log(), 5 * MINUTE)
    plan.file("auth.log", _AUTH, 1 * HOUR)
    plan.file("syslog", _SYSLOG, 30 * MINUTE)
    plan.file("worker.log", _TRACE, 2 * DAY)
    plan.file("nginx/error.log", _NGINX_ERRORS, 20 * MINUTE)
    plan.file("nginx/access.log.1", access_log(11), 2 * DAY)
    plan.file("nginx/access.log.2.gz", pack(access_log(10).encode(), "gz"), 3 * DAY)
    plan.file("app.log.1", app_log(11), 2 * DAY)
    plan.file("app.log.2.gz", pack(app_log(10).encode(), "gz"), 3 * DAY)
    plan.file("empty.log", "", 15 * DAY)
    plan.file(
        "debug.log",
        "2024-01-26 04:00:00 DEBUG [cache] nothing to do, the queue is empty and so is the cache\n" * 36_000,
        45 * DAY,
    )
    plan.file("install.log", "unpacking\nconfiguring\ndone\n", 120 * DAY)
    plan.file("old/2022.log", "2022-05-01 INFO started\n2022-05-02 ERROR disk full\n", 700 * DAY)
    plan.file(
        "old/2023.log",
        "2023-08-01 INFO started\n2023-08-09 WARN low memory\n2023-08-10 ERROR crash\n",
        380 * DAY,
    )
    plan.file(
        "temperatures.txt",
        "".join(
            f"2024-03-12 {hour:02}:00 {value}\n"
            for hour, value in enumerate((4.5, 4.1, 3.8, 3.6, 3.9, 5.2, 7.7, 9.4, 11.0, 12.3, 12.9, 12.1))
        ),
        4 * DAY,
    )
