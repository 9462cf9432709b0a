"""Which module follows which program, so that only the modules of programs that a command names are loaded.

Tests compare the table with the modules: a handler whose name is missing here is not found.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

MODULES: Final[Mapping[str, str]] = {
    "text": """
        ack ag age arch base32 base64 basename bat batcat brotli bunzip2 bzcat bzip2 cat cksum
        column compress cut date df dirname dos2unix du echo egrep expand fgrep fmt fold getconf
        gojq gpg gpg2 greadlink grealpath grep gsed gunzip gzcat gzip hd head hexdump hostid
        hostname iconv id jaq jot jq less logname ls lsb_release lz4 md5sum mktemp more most nl
        nproc od open openssl paste pidof pr printenv printf pv pwd pygmentize readlink realpath rev
        rg rot13 sed seq sha1sum sha256sum shuf sort stat strings tac tail tr tty type uname
        uncompress unexpand uniq unxz unzstd uudecode uuidgen view wc whence which whoami xxd xz
        xzcat yq zcat zgrep zless zstd zstdcat
    """,
    "builtins": """
        . alias bind bindkey cd chdir complete declare enable eval export float hash history integer
        local mapfile popd pushd read readarray readonly sched set shift source trap typeset unset
    """,
    "wrappers": """
        arch at aws-vault batch builtin bundle bunx busybox bwrap caffeinate capsh catchsegv ccache
        cgexec chpst chronic chroot chrt code command coproc cpulimit daemonize dbus-launch
        dbus-run-session direnv doas doas.exe dotenv eatmydata ed emacs entr env ex exec fakeroot
        faketime firejail flatpak-spawn flock foot gamemoderun gedit gosu grc gtimeout gxargs
        heaptrack hx hyperfine ifne ionice joe kak kitty ld-linux-x86-64.so.2 ld.so logsave ltrace
        mcedit micro nano nice nixGL nocorrect nodemon noglob nohup npx nsenter numactl nvim op
        optirun parallel perf pico pipenv pipx pkexec poetry prime-run primusrun prlimit proot
        proxychains proxychains4 qemu-x86_64 rlwrap run0 runuser rvm-exec script sem setarch setpriv
        setsid shx softlimit ssh-agent start-stop-daemon stdbuf steam-run strace su su-exec subl
        sudo sudoedit systemd-inhibit systemd-run taskset time timeout torify torsocks toybox
        trickle unbuffer unshare uv uvx valgrind vi vim visudo watch watchexec wine winpty xargs
        xdotool xvfb-run zargs
    """,
    "interpreters": """
        ash bash csh dash elvish fish ksh ksh93 mksh rbash sh tcsh xonsh yash zsh
    """,
    "code": """
        R Rscript awk bb bun clisp clj clojure crystal csi deno ecl elixir erl gawk ghc gnuplot
        groovy guile iex ipython ipython3 irb jruby julia jython kotlin littler lua lua5.1 lua5.3
        lua5.4 luajit mawk micropython nawk node nodejs ocaml octave octave-cli osascript perl php
        py pypy pypy3 python python2 python2.7 python3 python3.10 python3.11 python3.12 python3.13
        python3.14 python3.15 python3.16 python3.17 python3.18 python3.19 python3.6 python3.7
        python3.8 python3.9 qjs racket raku ruby sbcl scala scala-cli ts-node tsx
    """,
    "network": """
        GET aria2c axel azcopy croc cryptcat curl curlie dig drill elinks fetch ftp gh-api gsutil
        host http httpie https lftp links lwp-download lwp-request lynx magic-wormhole mail mailx mc
        msmtp mutt nc nc.openbsd nc.traditional ncat ncftp ncftpput netcat nslookup ping ping6
        pwncat rclone s3cmd s4cmd scp sendmail sftp socat ssmtp swaks telnet tftp w3m websocat wget
        wget2 wormhole xh
    """,
    "remote": """
        ansible autossh buildah clush colima crictl dbclient distrobox docker docker-compose
        docker-machine incus k3s knife kubecolor kubectl lima limactl lxc machinectl microk8s
        minikube mosh multipass nerdctl oc parallel-ssh pdsh podman podman-compose pssh remsh rsh
        salt salt-call salt-ssh slogin ssh sshpass systemd-nspawn toolbox vagrant wsl
    """,
    "managed": """
        VBoxManage alembic aliyun ansible-galaxy ansible-playbook argocd artisan atlas aws az azcopy
        bao barman borg borgmatic boundary bq brz bzr cdk cdktf cf chg civo composer-db console
        consul copilot createdb curator darcs dbmate diesel django-admin doctl doctrine drizzle-kit
        dropdb dropuser drush duplicacy duplicity eb eksctl es-curator etcdctl exo fauna firebase
        flask flux fly flyctl flyway fossil gcloud gh glab goose gsutil hcloud helm helmfile heroku
        hg hub ibmcloud influx istioctl jj k0s k3d kafka-configs kafka-configs.sh
        kafka-consumer-groups kafka-consumer-groups.sh kafka-delete-records kafka-delete-records.sh
        kafka-topics kafka-topics.sh kind knex kopia kops kubeadm kustomize linode-cli liquibase
        manage.py mc migrate mix mongocli mongoimport mongorestore mysqladmin mysqlimport nats
        neonctl netlify nodetool nomad oci p4 packer pct pg_dropcluster pg_restore pgbackrest
        planetscale prisma prlctl pscale pulsar-admin pulumi qm rabbitmqadmin rabbitmqctl rails
        railway rake rancher rclone rdiff-backup render restic rke rustic s3cmd s5cmd sam scw
        sequelize sequelize-cli serverless skaffold sls snapper sqlx supabase svn tarsnap tea
        terraform terragrunt tilt tofu turso typeorm upctl vault velero vercel virsh vultr-cli wal-e
        wal-g wp wrangler zkCli zkCli.sh zookeepercli
    """,
    "databases": """
        arangosh aws beeline bq bteq chdb clickhouse clickhouse-client clickhouse-local cockroach
        cqlsh cypher-shell db2 dbaccess drush duckdb fisql gcloud heroku hive impala-shell influx
        iredis isql keydb-cli litecli mariadb mongo mongosh mssql-cli mycli mysql mysqlsh nzsql osql
        pgcli presto psql redis-cli risingwave-cli snowsql spark-sql sql sqlcmd sqlite sqlite3
        sqlplus supabase trino tsql turso usql valkey-cli vertica-sql vsql wp wrangler ycqlsh ysqlsh
    """,
    "deleting": """
        cmake del-cli fd fdfind find gfind grm gshred rimraf rm rmtree scrub shred srm unlink wipe
    """,
    "copying": """
        7z 7za 7zz bsdtar cp gcp ginstall gmv gtar install link ln mkdir mv patch rar rsync sponge
        tar tee touch unzip zip
    """,
    "storage": """
        dd gtruncate losetup truncate yes
    """,
    "permissions": """
        chgrp chmod chown gchmod gchown setcap setfacl
    """,
    "versions": """
        bfg chg git git-filter-repo hg hub repo
    """,
    "accounts": """
        addgroup adduser chage chfn chpasswd chsh delgroup deluser dscl dseditgroup gpasswd groupadd
        groupdel groupmems groupmod luseradd luserdel newusers passwd sysadminctl useradd userdel
        usermod vigr vipw visudo
    """,
    "disks": """
        cfdisk cgdisk dc3dd dcfldd ddrescue diskutil fdisk gdisk growpart lvm parted sfdisk sgdisk
        snapper timeshift tmutil
    """,
    "firewalls": """
        arptables ebtables firewall-cmd ip6tables ip6tables-legacy ip6tables-nft iptables
        iptables-legacy iptables-nft nft pfctl ufw
    """,
    "machine": """
        crontab mount umount
    """,
    "processes": """
        fuser kill killall lsof pgrep pkill ps skill slay
    """,
    "networking": """
        ifconfig ifdown ip networkctl networksetup nmcli rfkill route
    """,
    "packages": """
        apk apt apt-fast apt-get aptitude asdf brew cabal cargo cnpm composer conda cpan dart dnf
        dnf5 eopkg flatpak fnm gem ghcup go guix hatch krew luarocks mamba microdnf micromamba mise
        nala nimble nodenv npm nvm opam opkg pamac pdm pip pip2 pip3 pip3.10 pip3.11 pip3.12 pip3.13
        pip3.14 pip3.9 pipx pkg pkgin pnpm port pyenv raco rbenv rpm-ostree rustup rye sdk slackpkg
        snap stack swupd tasksel tdnf tlmgr volta yarn yum zypper
    """,
    "package_tools": """
        dpkg emerge nix-env pacman paru pikaur pkg_add pkg_delete removepkg rpm trizen xbps-install
        xbps-remove yay
    """,
    "services": """
        chkconfig dinitctl initctl invoke-rc.d launchctl monit rc-service rc-update rcctl s6-rc
        s6-svc service stop supervisorctl sv svc svcadm systemctl sysv-rc-conf update-rc.d
    """,
    "escapes": """
        abduco bmake byobu dtach ed emacs emacsclient expect gdb gmake lldb make man nmap red remake
        screen tclsh tmux ztcp
    """,
    "zsh": """
        add-zsh-hook compdef emulate fc functions print sysopen zle zpty
    """,
}
"""Module -> the names in its `HANDLERS`.  A name that stands twice belongs to the later module."""

MODULE_OF: Final[Mapping[str, str]] = {
    name: module for module, names in MODULES.items() for name in names.split()
}

WITH_SIDE_COMMANDS: Final = frozenset(
    """
    adb ag age alacritty ansible-playbook apt apt-get aptitude as asdf base64 bat bc bun bunx cargo
    cc chamber clang cmake conda curl delta deno devbox doppler ed ex fab feh flatpak fnm ftp fzf
    g++ gcc gdb gnome-terminal gnuplot go gpg gsed guix gvim hatch heroku infisical invoke ip
    ip6tables iptables irb jq kgx konsole latex ld lftp lldb logrotate lualatex lxterminal m4 mamba
    mate-terminal micromamba mise mutt nasm ncftp newgrp newlisp nft nix nix-shell nodemon nomad npm
    npx nu nvim nvm objcopy octave openssl openvpn pandoc pdflatex pdm pg_basebackup pg_dump pipx
    pixi pnpm pnpx pppd ptyxis pyenv rbenv reflex rg rr rsync rustc rview rvim rye scp screen sed
    sftp sg shuf shx sk snap sops sort split ssh st strace strip svn tac tclsh tcpdump teller
    terminator tex tilix tmux tsh uniq urxvt uvx vercel vi view vim vimdiff volta wandb watchexec
    watchman-make watchmedo wezterm wget wish x-terminal-emulator xelatex xfce4-terminal xterm xxd
    yarn zathura
""".split()
)
"""Programs that `side_commands` has something to say about."""
