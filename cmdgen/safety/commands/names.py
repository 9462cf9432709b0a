"""Which module follows which program, so that only the modules of programs that a command names are loaded.

Tests compare the table with the modules: a handler whose name is missing here is not found.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

MODULES: Final[Mapping[str, str]] = {
    "text": """
        ack ag arch bat batcat cat cksum column cut date df dos2unix du echo egrep expand
        fgrep fmt fold getconf gojq grep hd head hexdump hostid hostname iconv id jaq jot jq
        less logname lsb_release md5sum more most nl nproc od open paste pr printenv printf
        pv pygmentize rev rg seq sha1sum sha256sum shuf sort stat strings tac tail tr tty
        uname unexpand uniq uuidgen view wc whoami yq zgrep zless
    """,
    "file_names": """
        basename dirname greadlink grealpath ls mktemp pwd readlink realpath type whence
        which
    """,
    "sed": """
        gsed sed
    """,
    "encodings": """
        age base32 base64 brotli bunzip2 bzcat bzip2 compress gpg gpg2 gunzip gzcat gzip lz4
        openssl rot13 uncompress unxz unzstd uudecode xxd xz xzcat zcat zstd zstdcat
    """,
    "builtins": """
        . alias bind bindkey cd chdir compgen complete declare enable eval export float hash
        history integer local mapfile popd pushd read readarray readonly sched set shift
        source trap typeset unset
    """,
    "wrappers": """
        aa-exec annotate-output aoss apulse arch at aws-vault batch beesu bpftrace bq bsub
        builtin bundle bundler bunx busybox bwrap caffeinate cage calife capsh catatonit
        catchsegv ccache cgexec chokidar choom chpst chronic chroot chrt command
        concurrently coproc cpulimit cross-env cross-env-shell cygstart daemonize
        dbus-launch dbus-run-session devenv direnv distcc distrobox-host-exec doas doas.exe
        dotenv dotenvx dtrace dtruss dumb-init eatmydata entr env env-cmd envdir envuidgid
        exec execlineb fakechroot fakeroot faketime fghack firejail flatpak-spawn flock foot
        foreman gamemoderun gamescope gksu gksudo gosu gpg-agent grc gtimeout heaptrack
        honcho host-spawn hyperfine ifne ionice kdesu kdesudo kitty ksu ktrace lckdo
        ld-linux-x86-64.so.2 ld.so logsave ltrace lxqt-sudo mangohud memusage minijail0
        mpiexec mpiexec.hydra mpirun multitime nice nixGL nocorrect nodemon noglob nohup npx
        nq nsenter numactl onchange op openvt optirun orterun overmind padsp perf pexec
        pgrphack pipenv pipx pkexec please poetry prime-run primusrun prlimit proot
        proxychains proxychains4 pseudo pueue qemu-x86_64 retry rlwrap run-one
        run-one-constantly run-one-until-success run-this-one run0 runcon runsc runuser rush
        rvm-exec s6-envdir s6-envuidgid s6-setlock s6-setuidgid sandbox-exec sbatch sccache
        scl script sem setarch setlock setpgrp setpriv setsid setuidgid shx softlimit srun
        ssh-agent start-stop-daemon startx stdbuf steam-run strace su su-exec sudo sudo-rs
        systemd-cat systemd-inhibit systemd-run taskset time timelimit timeout tini
        tini-static torify torsocks toybox trickle truss ts tsp uftrace unbuffer unshare uv
        uvx valgrind vglrun watch watchexec when-changed wine winpty with-lock-ex xdotool xe
        xinit xvfb-run
    """,
    "xargs": """
        gxargs parallel xargs zargs
    """,
    "editors": """
        code ed emacs ex gedit gvim hx joe kak mcedit micro mvim nano nvim pico rview rvim
        subl sudoedit vi view vifm vim vimdiff visudo
    """,
    "interpreters": """
        ash bash csh dash elvish fish ksh ksh93 mksh rbash sh tcsh xonsh yash zsh
    """,
    "code": """
        R Rscript abcl amm awk bb bpython bsh bun ccl chez chicken-csi cling clisp clj
        clojure crystal csharp csi d8 dc deno dotnet dotnet-script ecl elixir erl escript
        evcxr fennel fsharpi fsi gap gawk gforth ghc ghci gnuplot gosh gp gprolog groovy
        groovysh gsi guile hy iex ipython ipython3 irb janet jjs jruby jrunscript js jsc
        jshell julia jupyter-console jython kotlin kotlinc kotlinc-jvm lein littler lua
        lua5.1 lua5.3 lua5.4 luajit luatex matlab mawk maxima micropython mit-scheme nashorn
        nawk nim node nodejs ocaml octave octave-cli osascript perl petite pforth php pry
        psysh ptipython ptpython py pypy pypy3 pyspark python python2 python2.7 python3
        python3.10 python3.11 python3.12 python3.13 python3.14 python3.15 python3.16
        python3.17 python3.18 python3.19 python3.6 python3.7 python3.8 python3.9 qjs racket
        raku rakudo rhino root ruby runghc runhaskell rust-script sage sbcl scala scala-cli
        scala3 scheme scilab scilab-adv-cli scilab-cli spark-shell swift swipl tcc texlua
        ts-node tsx utop v yap zig
    """,
    "network": """
        GET aria2c axel azcopy cryptcat curl curlie dig drill elinks fetch ftp gh-api gsutil
        host http httpie https lftp links lwp-download lwp-request lynx mail mailx mc msmtp
        mutt nc nc.openbsd nc.traditional ncat ncftp ncftpput netcat nslookup ping ping6
        pwncat rclone s3cmd s4cmd scp sendmail sftp smbclient socat ssmtp swaks telnet tftp
        w3m websocat wget wget2 xh
    """,
    "remote": """
        ansible autossh buildah clush colima crictl dbclient distrobox docker docker-compose
        docker-machine incus k3s knife kubecolor kubectl lima limactl lxc machinectl microk8s
        minikube mosh multipass nerdctl oc parallel-ssh pdsh podman podman-compose pssh remsh rsh
        salt salt-call salt-ssh slogin ssh sshpass systemd-nspawn toolbox vagrant wsl
    """,
    "tunnels": """
        bore chisel cloudflared devtunnel expose frpc gs-netcat gsocket inlets inlets-pro
        localtunnel lt ngrok pagekite pagekite.py rathole sish tmole tunnelmole zrok
    """,
    "publishing": """
        0x0 amqp-publish apprise brave caddy chromium chromium-browser croc darkhttpd devd
        droopy dufs ffsend fiche filebrowser firefox fpaste ghfs gist gnome-open
        gohttpserver google-chrome goshs grpcurl haste hastebin http-server httpd hub-gist
        imgur impacket-smbserver ix kafkacat kcat kde-open live-server logger magic-wormhole
        miniserve mosquitto_pub nats nopaste ntfy onionshare-cli open pastebinit pbin pcp
        plik portal privatebin pyftpdlib quark ran rocket sendEmail sendemail
        sensible-browser serve servefile sfz simple-http-server slackcat smbserver.py
        sprunge static-web-server telegram-send termbin thttpd transfer transfer.sh twistd
        updog uploadserver webfsd webify webwormhole wetransfer wgetpaste woof wormhole
        wormhole-william wscat wsgidav ww www-browser x-www-browser xdg-open
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
    "dumps": """
        mariadb-dump mongodump mongoexport mysqldump mysqlpump pg_basebackup pg_dump
        pg_dumpall slapcat ysql_dump ysql_dumpall
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
        7z 7za 7zz bsdtar cp gcp ginstall gio gmv gtar gvfs-trash install kioclient kioclient5
        kioclient6 link ln mkdir mv patch rar rmtrash rsync sponge tar tee touch trash trash-put
        unzip zip
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
        fuser kill killall lsof pgrep pidof pkill ps skill slay
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
        abduco bmake byobu dtach ed emacs emacsclient expect gdb gmake jimsh lldb make man
        nmap red remake screen tclsh tmux wish ztcp
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
    adb ag age alacritty ansible-playbook ansible-pull apt apt-get aptitude ar as asdf aterm
    base64 bat bc bun bunx c++ c89 c99 cabal cargo cc chamber chezmoi clang clang++ cmake
    composer conda contour convert cookiecutter cool-retro-term coursier cpx cs csplit curl
    dc deepin-terminal delta deno devbox dnx doppler dotnet dumpcap dx ed eterm ex fab feh
    ffmpeg firebase flatpak fnm fpc ftp fzf g++ gcc gdb gem genisoimage gfortran ghc ghci
    ghostty gnatmake gnome-terminal gnuplot go gpg groff gs gsed gtroff guix gvim hatch
    heroku iconv infisical invoke ip ip6tables iptables ipython ipython3 irb isql javac
    jbang jq jupyter-console kgx knife konsole latex ld lftp lldb logrotate logsave ltrace
    lualatex lwp-download lxterminal m4 magick mail mailx mamba mate-terminal matlab
    micromamba mint mise mix mksquashfs mlterm mongo mutt nasm ncftp netlify newgrp newlisp
    nft ngrep nix nix-shell nmap nodemon nomad npm npx nroff nu nvim nvm objcopy ocamlc
    octave opam openssl openvpn pandoc pdflatex pdm perf pg_basebackup pipx pixi pkgx pnpm
    pnpx pppd ptx ptyxis pulumi pv pyenv pyspark qterminal rails rake rbenv reflex rg rio
    rpm rpmbuild rpmdb rpmkeys rpmquery rpmspec rpmverify rr rsync rustc rview rvim rxvt rye
    s-nail sage sakura scp screen script sed sftp sg shuf shx sk smbclient snap sops sort
    split sqlplus ss ssh st stack strace strip svn tac tclsh tcpdump teller telnet
    terminator terminology termite tex tilix time tmux tnftp troff tsh tshark uniq urxvt
    uudecode uv uvx uxterm vercel vi view vim vimdiff vlt vlx volta wandb watchexec
    watchman-make watchmedo wezterm wget wish x-terminal-emulator xelatex xfce4-terminal
    xonsh xterm xxd yarn youtube-dl yt-dlp zathura zip zstd
""".split()
)
"""Programs that `side_commands` has something to say about."""
