#!/bin/bash
# Turn this Debian 12 into a machine that shows Bilik and nothing else.
#
#   install.sh --app FOLDER [--wheels FOLDER] [--x11] [--read-only]   install, or bring up to date
#   install.sh --check                                               say what is in place and what is not
#   install.sh --remove                                              give the machine back
#
# FOLDER holds Bilik: the unpacked bundle with `bilik-kiosk` in it, or the source tree. With --wheels the
# Python packages come from that folder and nothing is fetched. Run it again at any time: it changes only
# what is not yet as it should be. BILIK_ROOT=FOLDER works on a system that lies in a folder (an image).
set -euo pipefail
export LC_ALL=C DEBIAN_FRONTEND=noninteractive

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=${BILIK_ROOT:-}
mode=install app='' wheels='' screen=cage read_only=no

while (($#)); do
    case $1 in
        --app) app=$2; shift ;;
        --wheels) wheels=$2; shift ;;
        --x11) screen=x11 ;;
        --read-only) read_only=yes ;;
        --check) mode=check ;;
        --remove) mode=remove ;;
        *) echo "install.sh: $1 is not known; the words are at the top of this file" >&2; exit 2 ;;
    esac
    shift
done

COMMON="libgl1 libegl1 libglib2.0-0 libdbus-1-3 libfontconfig1 libxkbcommon0 python3 python3-venv polkitd dbus"
# cage of Debian does not start without Xwayland, which it only recommends.
CAGE="cage xwayland libwayland-client0 libwayland-cursor0 libwayland-egl1 libegl-mesa0 libgl1-mesa-dri"
X11="xserver-xorg-core xserver-xorg-input-libinput xserver-xorg-video-fbdev xinit openbox
     libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-image0 libxcb-render-util0
     libxcb-randr0 libxcb-sync1 libxcb-xfixes0 libx11-xcb1 libxkbcommon-x11-0"
SERVICES="bilik-cage.service bilik-x11.service"
# Each closes a way out: a login, a key of the kernel, three keys held down, sleep, a swapped-out secret.
MASKED="getty@.service autovt@.service serial-getty@.service ctrl-alt-del.target sleep.target
        suspend.target hibernate.target hybrid-sleep.target swap.target"

# from (beside this script) -> to (on the machine)
FILES="etc/sysctl.conf:etc/sysctl.d/90-bilik.conf
       etc/logind.conf:etc/systemd/logind.conf.d/90-bilik.conf
       etc/system.conf:etc/systemd/system.conf.d/90-bilik.conf
       etc/journald.conf:etc/systemd/journald.conf.d/90-bilik.conf
       etc/coredump.conf:etc/systemd/coredump.conf.d/90-bilik.conf
       etc/sticks.rules:etc/udev/rules.d/90-bilik-sticks.rules
       etc/polkit.rules:etc/polkit-1/rules.d/10-bilik.rules
       etc/pam:etc/pam.d/bilik
       etc/blacklist.conf:etc/modprobe.d/90-bilik.conf
       x11/openbox.xml:etc/bilik/openbox.xml
       x11/xserver.conf:etc/X11/xorg.conf.d/90-bilik.conf
       x11/session:etc/bilik/session
       bilik-cage.service:etc/systemd/system/bilik-cage.service
       bilik-x11.service:etc/systemd/system/bilik-x11.service"

wrong=0
report() { # WORDS COMMAND...
    local words=$1
    shift
    if "$@" >/dev/null 2>&1; then echo "ok      $words"; else echo "MISSING $words"; wrong=1; fi
}
inside() { if [[ $root ]]; then chroot "$root" "$@"; else "$@"; fi; }
masked() { [[ $(readlink "$root/etc/systemd/system/$1") == /dev/null ]]; }
enabled() { [[ -L $root/etc/systemd/system/graphical.target.wants/$1 ]]; }
installed() { [[ $(inside dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null) == installed ]]; }

check() {
    local file package
    report "a program in /opt/bilik" test -x "$root/opt/bilik/bin/bilik-kiosk"
    report "an account without a password or a shell" grep -q '^bilik:[!*]' "$root/etc/shadow"
    report "a folder for the data" test -d "$root/var/lib/bilik"
    for file in $FILES; do
        report "${file#*:}" cmp -s "$here/${file%%:*}" "$root/${file#*:}"
    done
    for file in $MASKED; do report "$file is off" masked "$file"; done
    if enabled bilik-x11.service; then screen=x11; fi
    report "bilik-$screen.service is what starts" enabled "bilik-$screen.service"
    local wanted=$CAGE
    [[ $screen == cage ]] || wanted=$X11
    for package in $COMMON $wanted; do report "package $package" installed "$package"; done
    if [[ ! $root ]]; then
        report "the kernel's keys are off now" test "$(cat /proc/sys/kernel/sysrq)" = 0
        report "no swap in use" test -z "$(tail -n +2 /proc/swaps)"
    fi
    exit $wrong
}

put_files() {
    local file from to
    for file in $FILES; do
        from=$here/${file%%:*} to=$root/${file#*:}
        cmp -s "$from" "$to" || install -D -m 0644 "$from" "$to"
    done
    chmod 0755 "$root/etc/bilik/session"
}

put_program() {
    [[ $app ]] || { [[ -x $root/opt/bilik/bin/bilik-kiosk ]] && return; }
    [[ -d $app ]] || { echo "install.sh: name the folder of Bilik with --app" >&2; exit 2; }
    mkdir -p "$root/opt/bilik/bin"
    rm -rf "$root/opt/bilik/program.new"
    if [[ -x $app/bilik-kiosk ]]; then
        cp -a "$app" "$root/opt/bilik/program.new"
    else
        mkdir -p "$root/opt/bilik/program.new"
        tar -C "$app" --exclude .git --exclude .venv --exclude __pycache__ -cf - app resources pyproject.toml \
            README.md requirements.lock LICENSE | tar -C "$root/opt/bilik/program.new" -xf -
    fi
    rm -rf "$root/opt/bilik/program"
    mv "$root/opt/bilik/program.new" "$root/opt/bilik/program"
    if [[ -x $root/opt/bilik/program/bilik-kiosk ]]; then
        ln -sfn ../program/bilik-kiosk "$root/opt/bilik/bin/bilik-kiosk"
        return
    fi
    sed -E '/^ +--hash/d; s/ \\$//' "$root/opt/bilik/program/requirements.lock" >"$root/opt/bilik/exact.txt"
    [[ -x $root/opt/bilik/python/bin/python ]] || inside python3 -m venv /opt/bilik/python
    local source=()
    if [[ $wheels ]]; then
        rm -rf "$root/opt/bilik/wheels"
        cp -r "$wheels" "$root/opt/bilik/wheels"
        source=(--no-index "--find-links=/opt/bilik/wheels")
    fi
    inside /opt/bilik/python/bin/pip --isolated --quiet install ${source[@]+"${source[@]}"} \
        -c /opt/bilik/exact.txt -e /opt/bilik/program
    rm -rf "$root/opt/bilik/wheels"
    ln -sfn ../python/bin/bilik-kiosk "$root/opt/bilik/bin/bilik-kiosk"
}

put_account() {
    grep -q '^bilik:' "$root/etc/passwd" ||
        inside useradd --system --home-dir /var/lib/bilik --no-create-home --shell /usr/sbin/nologin bilik
    local group
    for group in video input render; do
        grep -q "^$group:" "$root/etc/group" && inside usermod -aG "$group" bilik
    done
    inside passwd -q -l bilik >/dev/null
    inside install -d -m 0700 -o bilik -g bilik /var/lib/bilik
}

set_services() {
    local unit other=x11
    [[ $screen == cage ]] || other=cage
    mkdir -p "$root/etc/systemd/system/graphical.target.wants"
    for unit in $MASKED; do ln -sfn /dev/null "$root/etc/systemd/system/$unit"; done
    ln -sfn "../bilik-$screen.service" "$root/etc/systemd/system/graphical.target.wants/bilik-$screen.service"
    rm -f "$root/etc/systemd/system/graphical.target.wants/bilik-$other.service"
    ln -sfn /lib/systemd/system/graphical.target "$root/etc/systemd/system/default.target"
}

set_read_only() { # the root is only read; what has to be written lies in memory, the data on its own partition
    local line
    cp -n "$root/etc/fstab" "$root/etc/fstab.before-bilik" 2>/dev/null || touch "$root/etc/fstab.before-bilik"
    if ! grep -q '# bilik' "$root/etc/fstab"; then
        sed -E -i 's@^(\S+\s+/\s+\S+\s+)(\S+)@\1ro,\2@' "$root/etc/fstab"
        for line in \
            "LABEL=BILIK-DATA /var/lib/bilik ext4 nosuid,nodev,noexec,noatime,x-systemd.device-timeout=90s 0 2 # bilik" \
            "tmpfs /tmp tmpfs nosuid,nodev,noexec,size=128M 0 0 # bilik" \
            "tmpfs /var/tmp tmpfs nosuid,nodev,noexec,size=64M 0 0 # bilik" \
            "tmpfs /var/log tmpfs nosuid,nodev,noexec,size=64M 0 0 # bilik" \
            "tmpfs /media tmpfs nosuid,nodev,noexec,mode=0755,size=1M 0 0 # bilik"; do
            echo "$line" >>"$root/etc/fstab"
        done
    fi
}

remove() {
    local file unit
    for unit in $SERVICES; do
        [[ $root ]] || systemctl disable --now "$unit" 2>/dev/null || true
        rm -f "$root/etc/systemd/system/graphical.target.wants/$unit"
    done
    for unit in $MASKED; do masked "$unit" && rm -f "$root/etc/systemd/system/$unit"; done
    for file in $FILES; do rm -f "$root/${file#*:}"; done
    [[ ! -s $root/etc/fstab.before-bilik ]] || mv "$root/etc/fstab.before-bilik" "$root/etc/fstab"
    rm -rf "$root/opt/bilik"
    echo "The machine is as it was. The data stay in /var/lib/bilik until they are deleted by hand."
    exit 0
}

[[ $mode != check ]] || check
((EUID == 0)) || { echo "install.sh: this needs the administrator: sudo $0 ..." >&2; exit 1; }
[[ $mode != remove ]] || remove

packages="$COMMON $CAGE"
[[ $screen == cage ]] || packages="$COMMON $X11"
missing=()
for package in $packages; do installed "$package" || missing+=("$package"); done
if ((${#missing[@]})); then
    inside apt-get -qq update
    inside apt-get -qq install --yes --no-install-recommends "${missing[@]}" >/dev/null
fi
put_account
put_program
put_files
set_services
[[ $read_only == no ]] || set_read_only
if [[ ! $root ]]; then
    systemctl daemon-reload
    sysctl --quiet --system
    udevadm control --reload
    swapoff -a
fi
echo "Bilik is installed. It starts with the machine; look again at any time with: $0 --check"
