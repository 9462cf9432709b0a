"""Kinds of places that rules speak of: devices, system files, credentials, start-up files, temporary folders."""

from __future__ import annotations

import re
from typing import Final

from cmdgen.safety import lazy_re, paths
from cmdgen.safety.resolve.marks import CWD, HOME, SOME, UNKNOWN, as_text
from cmdgen.safety.resolve.marks import STAR as ANY

_DEVICE: Final = lazy_re.compile(
    r"/dev/(?:block/|r?disk\d|sd|sg\d|hd|vd|xvd|nvme|mmcblk|md|dm-|mapper/|disk/|bcache|zvol/|nbd|drbd|pmem|ada\d|da\d|rbd|"
    r"(?:vg|lvm|pve|ubuntu|centos|rhel|fedora|system|data|vol|vgsys)[\w.-]*/)"
)
_HARMLESS_DEVICES: Final = lazy_re.compile(
    r"/dev/(?:null|zero|full|u?random|tty\w*|pts/.*|ptmx|std(?:in|out|err)|fd/.*|shm(?:/.*)?|tcp/.*|udp/.*|console|cu\..*|kmsg|"
    r"loop\d*|loop-control|snd/.*|dri/.*|video\d*|input/.*|usb/.*|net/.*|kvm|fuse|log|hidraw\d*|rtc\d*|sr\d+|cdrom|dvd|st\d+|nst\d+|watchdog\d*|nvidia.*)$"
)
_WINDOWS_DEVICE: Final = lazy_re.compile(r"(?i)\\\\[.?]\\(?:physicaldrive\d+|[a-z]:$|harddisk)")
_AUTHENTICATION: Final = (
    "/etc/passwd", "/etc/passwd-", "/etc/shadow", "/etc/shadow-", "/etc/group", "/etc/gshadow", "/etc/sudoers", "/etc/ld.so.preload",
    "/etc/fstab", "/etc/master.passwd", "/etc/crypttab",
)  # fmt: skip
_AUTHENTICATION_FOLDERS: Final = ("/etc/sudoers.d", "/etc/pam.d", "/boot", "/efi")
_SYSTEM_FOLDERS: Final = (
    "/etc",
    "/usr",
    "/lib",
    "/lib32",
    "/lib64",
    "/boot",
    "/bin",
    "/sbin",
    "/sys",
    "/proc",
    "/System",
    "/Library",
    "/private/etc",
)
_STARTUP: Final = (
    ".bashrc", ".bash_profile", ".bash_login", ".profile", ".zshrc", ".zprofile", ".zshenv", ".zlogin", ".bash_logout", ".xprofile",
    ".xinitrc", ".xsessionrc", ".config/fish/config.fish", ".kshrc", ".cshrc", ".tcshrc", ".inputrc", ".bash_aliases", ".login",
    ".config/fish/conf.d/*", ".config/powershell/*", ".pam_environment",
)  # fmt: skip
_SECRET_NAMES: Final = lazy_re.compile(
    r"(?:^|/)(?:id_(?:rsa|dsa|ecdsa|ed25519)(?:_sk)?|[\w.-]*\.(?:pem|key|p12|pfx|kdbx|keystore|jks|ppk|ovpn|asc\.key)|\.env(?:\.(?!example|sample|template|dist)[\w-]+)?|"
    r"\.netrc|_netrc|\.pgpass|\.git-credentials|\.npmrc|\.pypirc|\.my\.cnf|\.htpasswd|\.vault-token|\.s3cfg|\.boto|wallet\.dat|"
    r"credentials(?:\.json|\.db|\.xml|\.csv)?|secrets?\.(?:ya?ml|json|toml|env|txt)|key[34]\.db|logins\.json|Login Data|Cookies|cookies\.sqlite|"
    r"shadow-?|gshadow|master\.passwd|SAM|NTDS\.dit|ntds\.dit|terraform\.tfstate|kubeconfig|service[-_]account[\w-]*\.json|\.dockercfg|"
    r"login\.keychain(?:-db)?|master\.key|passwords?(?:\.txt|\.csv|\.kdbx|\.db)?|private[-_]?key[\w.-]*|known_tokens\.csv)$"
)
_SECRET_PARTS: Final = (
    "/.ssh", "/.aws", "/.gnupg", "/.password-store", "/.kube", "/.docker/config.json", "/.config/gcloud", "/.azure", "/.config/gh",
    "/etc/ssl/private", "/etc/kubernetes/pki", "/.local/share/keyrings", "/Library/Keychains", "/.mozilla/firefox", "/.thunderbird",
    "/.config/google-chrome", "/.config/op", "/etc/NetworkManager/system-connections", "/etc/wpa_supplicant", "/etc/ssh/ssh_host_", "/.electrum", "/.bitcoin", "/.ethereum", "/etc/wireguard", "/root/.ssh", "/run/secrets",
    "/.cargo/credentials", "/.terraform.d/credentials", "/proc/self/environ", "/etc/krb5.keytab", "/var/run/secrets",
)  # fmt: skip
_PUBLIC: Final = lazy_re.compile(
    r"(?:\.pub|/known_hosts(?:\.old)?|/authorized_keys2?|\.ssh/config|\.aws/config|/\.kube/cache(?:/.*)?|\.crt|\.cert|/pubring\.kbx|ca\.pem|/\.docker/(?:ca|cert)\.pem|"
    r"(?:cert|chain|fullchain|ca-?cert|ca-bundle|public[\w-]*|cacert)\.pem|ssh_known_hosts|\.env\.(?:example|sample|template|dist))$"
)


def _full(text: str, cwd: str) -> str:
    text = as_text(text)
    return paths.canonical(text.replace(UNKNOWN, SOME) if text[:1] == UNKNOWN else text, cwd)


def is_device(text: str) -> bool:
    """Return whether a path is a disk, partition, array, volume or other raw storage."""
    text = as_text(text)
    full = paths.canonical(text) if text[:1] == "/" else text
    if _WINDOWS_DEVICE.match(full):
        return True
    if not full.startswith("/dev/") or _HARMLESS_DEVICES.match(full):
        return False
    if _DEVICE.match(full):
        return True
    name = full[5:]
    # /dev/group/volume is how LVM names volumes; an open name below /dev may be any disk.
    return (
        paths.has_pattern(name)
        or UNKNOWN in name
        or SOME in name
        or re.fullmatch(r"[\w.-]*vg[\w.-]*/[\w.+-]+", name) is not None
    )


def is_memory(text: str) -> bool:
    """Return whether a path is the machine's memory or its ports."""
    return text in ("/dev/mem", "/dev/kmem", "/dev/port", "/proc/kcore")


def is_authentication(text: str, cwd: str = CWD) -> bool:
    """Return whether a path is an account, sudo, PAM, loader-preload, fstab or boot file."""
    full = _full(text, cwd)
    if any(paths.could_be(full, name) for name in _AUTHENTICATION):
        return True
    if re.match(r"/(?:vmlinuz|initrd)", full):
        return True
    if re.match(r"(?i)c:/windows/system32/config(/|$)", full.replace("\\", "/")):
        return True
    return any(full == folder or full.startswith(folder + "/") for folder in _AUTHENTICATION_FOLDERS)


def is_system(text: str, cwd: str = CWD) -> bool:
    """Return whether a path lies in a folder of the system (not /usr/local)."""
    full = _full(text, cwd)
    if full.startswith(("/usr/local/", "/proc/self/")) or full == "/usr/local":
        return False
    if re.match(r"(?i)c:[/\\](?:windows|program files)", full):
        return True
    return any(full == folder or full.startswith(folder + "/") for folder in _SYSTEM_FOLDERS)


def is_startup(text: str, cwd: str = CWD) -> bool:
    """Return whether a path is a file that a shell runs when it starts."""
    full = _full(text, cwd)
    home = _below_home(full)
    return home is not None and any(paths.could_be(home, name) for name in _STARTUP)


_SHADOWED: Final = lazy_re.compile(
    r"/(?:usr/local/s?bin|\.local/bin|bin|opt/[^/]+/s?bin|\.cargo/bin|go/bin)/"
    r"(?:sudo|su|doas|ssh|scp|sftp|ssh-agent|ssh-add|gpg|gpg2|pass|passwd|login|pkexec|kinit|op|ls|cat|rm|cp|mv|ps|sh|bash|zsh|login|clear|which|env)$"
)


def shadows_program(text: str, cwd: str = CWD) -> bool:
    """Return whether a path stands before a well-known program on the search path, under its name."""
    full = _full(text, cwd)
    return _SHADOWED.search(full) is not None and not full.startswith(("/bin/", "/usr/bin/", "/sbin/"))


def is_on_search_path(text: str, cwd: str = CWD) -> bool:
    """Return whether a path lies in a folder from which shells start programs."""
    return re.search(r"/(?:s?bin|\.cargo/bin)/[^/]+$", _full(text, cwd)) is not None


def is_ssh(text: str, cwd: str = CWD) -> bool:
    """Return whether a path is a file of a user's ~/.ssh."""
    home = _below_home(_full(text, cwd))
    return home is not None and home.startswith(".ssh/")


def is_authorized_keys(text: str, cwd: str = CWD) -> bool:
    """Return whether a path decides who may log in over ssh."""
    full = _full(text, cwd)
    return full.endswith(("/authorized_keys", "/authorized_keys2"))


def is_git_internal(text: str, cwd: str = CWD) -> bool:
    """Return whether a path is one of git's own files."""
    full = _full(text, cwd)
    return "/.git/" in full or full.endswith(("/.git", "/.gitconfig")) or full == HOME + "/.gitconfig"


def is_crontab(text: str, cwd: str = CWD) -> bool:
    """Return whether a file is somebody's whole crontab."""
    return _full(text, cwd).startswith("/var/spool/cron/")


def is_schedule(text: str, cwd: str = CWD) -> bool:
    """Return whether what stands in this file is run by a scheduler or at boot."""
    full = _full(text, cwd)
    return full.startswith(
        (
            "/etc/cron",
            "/var/spool/cron",
            "/etc/systemd/system",
            "/etc/init.d",
            "/etc/profile",
            "/etc/rc.local",
        )
    )


def is_temporary(text: str, cwd: str = CWD) -> bool:
    """Return whether a path lies where everybody may write."""
    full = _full(text, cwd)
    return full.startswith(("/tmp", "/var/tmp", "/dev/shm"))  # noqa: S108 - named, not used


def is_secret(text: str, cwd: str = CWD) -> bool:
    """Return whether a file holds a private key, credentials or passwords."""
    full = _full(text, cwd)
    if _PUBLIC.search(full):
        return False
    plain = full.replace("\\", "/").replace(HOME, "/home/user").replace(CWD, "/project")
    if _SECRET_NAMES.search(plain.replace(ANY, "x") if plain[-1:] != ANY else plain):
        return True
    if any(f"{part}/" in plain + "/" for part in _SECRET_PARTS):
        return True
    name = plain.rsplit("/", 1)[-1]
    letters = re.sub("[^A-Za-z0-9]", "", name)
    return (
        ANY in name
        and len(letters) > 1
        and (
            (paths.could_be(name, "id_rsa") and not paths.is_everything(name))
            or (paths.could_be(plain, "/etc/shadow") and not paths.is_everything(name))
        )
    )


def is_account_database(text: str, cwd: str = CWD) -> bool:
    """Return whether a file lists the accounts or their passwords."""
    full = _full(text, cwd)
    return any(paths.could_be(full, name) for name in _AUTHENTICATION[:6])


def _below_home(full: str) -> str | None:
    """Return the part of a path below a home folder, or None."""
    if full.startswith(HOME + "/"):
        return full[2:]
    match = re.match(r"/(?:home|Users)/[^/]+/(.+)|/root/(.+)", full)
    return (match.group(1) or match.group(2)) if match else None
