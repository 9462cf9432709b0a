"""Processes, mounts, schedules, services, links, filters, accounts, disks and packages: what level their commands have."""

from __future__ import annotations

import pytest

from cmdgen.core.records import Command, Level, Report
from cmdgen.safety.engine import screen


def report(text: str) -> Report:
    return screen(Command(text=text, dialect="bash"))


def level(text: str) -> Level:
    return report(text).level


def found(text: str) -> set[str]:
    return {finding.rule for finding in report(text).findings}


# -- processes -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "kill -9 -1",
        "kill -s TERM -- -1",
        "kill -n 9 -- -1",
        "sudo kill -KILL 1",
        "PID=1; kill $PID",
        "/bin/kill -9 0001",
        "bash -c 'kill -9 -1'",
    ],
)
def test_killing_init_or_every_process_is_critical(text: str) -> None:
    assert level(text) is Level.CRITICAL


@pytest.mark.parametrize(
    "text",
    ["kill -1 4312", "kill -TERM -4312", "kill %1", "kill $!", "kill -9 $(pidof nginx)", "kill -HUP 1"],
)
def test_a_signal_number_or_a_process_group_is_not_every_process(text: str) -> None:
    assert level(text) is Level.MODERATE


@pytest.mark.parametrize("text", ["kill -0 4312", "kill -l", "kill -L 9", "killall -l", "pgrep -u bob"])
def test_asking_about_processes_is_safe(text: str) -> None:
    assert level(text) is Level.SAFE


@pytest.mark.parametrize(
    "text",
    ["pkill -9 -u bob", "pkill -f .", "killall -r '.*'", "pkill -v -f x", 'pkill -f "$NAME"', "fuser -km /"],
)
def test_a_pattern_that_fits_everything_is_high(text: str) -> None:
    assert "machine.kill-pattern" in found(text)


@pytest.mark.parametrize(
    "text", ["pkill -u bob firefox", "pkill -f 'node server.js'", "killall Dock", "fuser -k 8080/tcp"]
)
def test_a_named_program_is_moderate(text: str) -> None:
    assert level(text) is Level.MODERATE


# -- mounts, swap and schedule ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("umount -a", Level.HIGH),
        ("umount -a -t nfs", Level.MODERATE),
        ("umount -lf /", Level.HIGH),
        ('umount "$MNT/"', Level.HIGH),
        ("umount /mnt/usb", Level.MODERATE),
        ("mount / -o noatime,ro,remount", Level.HIGH),
        ("mount -o remount,rw /", Level.MODERATE),
        ("mount -o remount,ro /data", Level.MODERATE),
        ("mount --bind x /etc", Level.HIGH),
        ("mount -fav", Level.SAFE),
        ("mount", Level.SAFE),
    ],
)
def test_a_mount_is_judged_by_what_becomes_of_root(text: str, expected: Level) -> None:
    assert level(text) is expected


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("crontab jobs.txt", "machine.crontab-replace"),
        ("cat jobs.txt | crontab", "machine.crontab-replace"),
        ("crontab -ri", "machine.crontab-remove"),
        ("(crontab -l; echo '0 5 * * * ./b.sh') | crontab -", "machine.crontab-edit"),
    ],
)
def test_a_crontab_that_keeps_its_lines_is_edited_and_any_other_replaced(text: str, rule: str) -> None:
    assert rule in found(text)


def test_what_goes_into_a_crontab_is_code() -> None:
    assert level("(crontab -l; echo '@daily rm -rf ~') | crontab -") is Level.CRITICAL
    assert level("echo 'crontab -r'") is Level.SAFE


# -- services --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "systemctl disable --now sshd.service",
        "systemctl stop nginx 'ssh*'",
        "systemctl --now mask systemd-networkd",
        "service rsyslog stop",
        "rc-update del sshd default",
        "launchctl bootout system/com.openssh.sshd",
        "sv down dbus",
        "echo NetworkManager | xargs systemctl stop",
        "systemctl $ACTION sshd",
    ],
)
def test_stopping_what_access_depends_on_is_high_in_every_init_system(text: str) -> None:
    assert "machine.stop-vital-service" in found(text)


def test_stopping_what_protects_is_told_apart() -> None:
    assert "protection.stop-service" in found("systemctl stop firewalld")


@pytest.mark.parametrize(
    "text",
    [
        "systemctl restart sshd",
        "systemctl stop cups",
        "systemctl mask sleep.target",
        "brew services stop redis",
    ],
)
def test_an_ordinary_service_is_moderate(text: str) -> None:
    assert level(text) is Level.MODERATE


@pytest.mark.parametrize(
    "text",
    [
        "systemctl",
        "systemctl status sshd",
        "systemctl cat sshd",
        "service --status-all",
        "launchctl list",
        "chkconfig --list",
    ],
)
def test_looking_at_services_is_safe(text: str) -> None:
    assert level(text) is Level.SAFE


# -- network and packet filters --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ip l set eth0 down", Level.HIGH),
        ("ip link set docker0 down", Level.MODERATE),
        ("ip -4 r d default", Level.HIGH),
        ("ip route replace default via 10.0.0.1", Level.MODERATE),
        ("ip netns exec blue iptables -F", Level.HIGH),
        ("ip r s", Level.SAFE),
        ("nmcli d dis wlan0", Level.HIGH),
        ("nmcli c s", Level.SAFE),
    ],
)
def test_words_of_ip_and_nmcli_may_be_abbreviated(text: str, expected: Level) -> None:
    assert level(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("iptables -w -F", Level.HIGH),
        ("iptables -A INPUT -s 0.0.0.0/0 -j ACCEPT", Level.HIGH),
        ("iptables -A INPUT -p tcp --dport 22 -j ACCEPT", Level.MODERATE),
        ("iptables -P INPUT DROP", Level.HIGH),
        ("iptables -A INPUT -i lo -j ACCEPT", Level.MODERATE),
        ("iptables -nvL", Level.SAFE),
        ("nft 'add table inet f; flush ruleset'", Level.HIGH),
        ("nft -c -f rules.nft", Level.SAFE),
        ("ufw allow from any to any", Level.HIGH),
        ("ufw allow from 10.0.0.0/8", Level.MODERATE),
        ("ufw --dry-run disable", Level.SAFE),
        ("firewall-cmd --set-default-zone trusted", Level.HIGH),
    ],
)
def test_a_filter_rule_is_judged_by_how_much_it_lets_in(text: str, expected: Level) -> None:
    assert level(text) is expected


# -- accounts --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("useradd -o -u 0 toor", "accounts.uid-zero"),
        ("usermod --uid=00 -o bob", "accounts.uid-zero"),
        ("printf 'root:%s\\n' x | chpasswd", "accounts.root-password"),
        ("sudo passwd", "accounts.root-password"),
        ("usermod --append --groups=video,wheel bob", "accounts.administrator"),
        ("adduser bob docker", "accounts.administrator"),
        ("passwd -d bob", "accounts.no-password"),
        ("userdel -rf bob", "accounts.delete-home"),
        ("userdel bob", "accounts.delete"),
        ("usermod -aG video bob", "accounts.change"),
    ],
)
def test_an_account_tool_is_judged_by_the_power_that_it_gives(text: str, rule: str) -> None:
    assert rule in found(text)


# -- disks -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fdisk /dev/sda", Level.HIGH),
        ("printf 'd\\nw\\n' | fdisk /dev/sda", Level.CRITICAL),
        ("fdisk -l /dev/sda", Level.SAFE),
        ("sgdisk -d 2 /dev/sda", Level.CRITICAL),
        ("sgdisk -P -d 2 /dev/sda", Level.SAFE),
        ("parted /dev/sda print free", Level.SAFE),
        ("parted /dev/sda 'rm 3'", Level.CRITICAL),
        ('mkfs.ext4 "$DEVICE"', Level.CRITICAL),
        ("mkfs.ext4 -n /dev/sda1", Level.SAFE),
        ("mkfs.vfat -n BOOT /dev/sda1", Level.CRITICAL),
        ("mkfs.ext4 disk.img", Level.MODERATE),
        ("lvm lvremove vg0/home", Level.CRITICAL),
        ("diskutil EraseDisk APFS New disk2", Level.CRITICAL),
    ],
)
def test_a_disk_tool_is_judged_by_what_it_writes_to(text: str, expected: Level) -> None:
    assert level(text) is expected


# -- packages --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("apt-get purge libc6:amd64", "packages.remove-essential"),
        ("apt install bash-", "packages.remove-essential"),
        ("pacman -Rdd glibc", "packages.remove-essential"),
        ("emerge -C sys-libs/glibc", "packages.remove-essential"),
        ('apt purge "linux-image-$(uname -r)"', "packages.remove-essential"),
        ("apt remove 'python3*'", "packages.remove-important"),
        ("pip freeze | cut -d= -f1 | xargs pip uninstall -y", "packages.remove-everything"),
        ("apt-get -o Acquire::https::Verify-Peer=false install x", "packages.unverified"),
        ("python3 -m pip install -i http://h.example/simple x", "packages.plain-http"),
    ],
)
def test_packages_are_judged_by_name_and_source(text: str, rule: str) -> None:
    assert rule in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "apt remove python3-flask",
        "apt remove telegram-desktop",
        "brew uninstall python",
        "pip uninstall -y flask",
    ],
)
def test_a_package_with_a_similar_name_is_ordinary(text: str) -> None:
    assert level(text) is Level.MODERATE


@pytest.mark.parametrize(
    "text",
    [
        "apt-get -s remove libc6",
        "rpm -qa",
        "pacman -Sy",
        "dnf install --assumeno bash",
        "npm run build",
        "pip download x",
    ],
)
def test_queries_and_simulations_of_packages_are_safe(text: str) -> None:
    assert level(text) is Level.SAFE


# -- power, priority, editors ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sudo rtcwake -m off -s 3600", Level.HIGH),
        ("rtcwake --mode=off --date 07:00", Level.HIGH),
        ("rtcwake -m show", Level.SAFE),
        ("rtcwake -n -m off -s 60", Level.SAFE),
        ("renice -n 10 -p 4411", Level.MODERATE),
        ("renice +5 4411", Level.MODERATE),
        ("renice --help", Level.SAFE),
        ("nice -n 10 ls", Level.SAFE),
        ("sudo nano -l /etc/fstab", Level.MODERATE),
        ("sudo nano -T 4 /etc/fstab", Level.MODERATE),
        ("nano -lT 4 notes.txt", Level.SAFE),
    ],
)
def test_tools_of_the_machine_have_the_level_of_what_they_change(text: str, expected: Level) -> None:
    assert level(text) is expected
