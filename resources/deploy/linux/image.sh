#!/bin/bash
# Build the office's stick: a Debian 12 that is only read, Bilik under cage, and one partition for the data.
#
#   image.sh --app FOLDER [--wheels FOLDER] [--out bilik-stick.img] [--data-mib 512] [--mirror ADDRESS]
#
# Needs the administrator, and: debootstrap squashfs-tools mtools dosfstools e2fsprogs fdisk grub-efi-amd64-bin
# grub-common. It writes nothing but files; the image is brought onto a stick with dd or any imager.
#
# The stick: GPT, 1 = ESP (FAT: GRUB, kernel, initrd, /live/filesystem.squashfs), 2 = ext4 BILIK-DATA. The root
# is a squashfs; what is written to it lives in memory and is gone at the next start. Only BILIK-DATA stays.
set -euo pipefail
export LC_ALL=C DEBIAN_FRONTEND=noninteractive PATH="$PATH:/usr/sbin:/sbin"

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
app='' wheels='' out=bilik-stick.img data_mib=512 mirror=http://deb.debian.org/debian console=''
while (($#)); do
    case $1 in
        --app) app=$2; shift ;;
        --wheels) wheels=$2; shift ;;
        --out) out=$2; shift ;;
        --data-mib) data_mib=$2; shift ;;
        --mirror) mirror=$2; shift ;;
        --console) console="console=tty0 console=ttyS0" ;; # to watch a start without a screen
        *) echo "image.sh: $1 is not known; the words are at the top of this file" >&2; exit 2 ;;
    esac
    shift
done
((EUID == 0)) || { echo "image.sh: this needs the administrator" >&2; exit 1; }
for tool in debootstrap mksquashfs mcopy mkfs.vfat mkfs.ext4 sfdisk grub-mkstandalone; do
    command -v "$tool" >/dev/null || { echo "image.sh: $tool is missing; the packages are named above" >&2; exit 1; }
done

work=$(mktemp -d "${TMPDIR:-/tmp}/bilik-image.XXXXXX")
system=$work/system
clean() {
    for place in proc sys dev; do mountpoint -q "$system/$place" && umount -l "$system/$place"; done
    rm -rf --one-file-system "$work"
}
trap clean EXIT

echo "1/5 Debian"
debootstrap --variant=minbase --include=systemd-sysv,udev,dbus,kmod,libpam-systemd,ca-certificates \
    bookworm "$system" "$mirror" >"$work/debootstrap.log" || { tail -5 "$work/debootstrap.log" >&2; exit 1; }
for place in proc sys dev; do mount --rbind --make-rslave "/$place" "$system/$place"; done
printf '#!/bin/sh\nexit 101\n' >"$system/usr/sbin/policy-rc.d" # nothing starts while the system is built
chmod +x "$system/usr/sbin/policy-rc.d"
cp -L /etc/resolv.conf "$system/etc/resolv.conf"
apt-config dump | grep -E '^Acquire::https?::(Proxy|Verify|CaInfo)' >"$system/etc/apt/apt.conf.d/00build" || true # as here

echo "2/5 kernel"
chroot "$system" apt-get -qq update
chroot "$system" apt-get -qq install --yes --no-install-recommends linux-image-amd64 live-boot live-boot-initramfs-tools \
    >"$work/kernel.log" 2>&1 || { tail -5 "$work/kernel.log" >&2; exit 1; }

echo "3/5 Bilik"
echo bilik >"$system/etc/hostname"
BILIK_ROOT=$system "$here/install.sh" --app "$app" ${wheels:+--wheels "$wheels"}
printf '%s\n' "LABEL=BILIK-DATA /var/lib/bilik ext4 nosuid,nodev,noexec,noatime,x-systemd.device-timeout=90s 0 2" \
    >"$system/etc/fstab"
# A fresh ext4 belongs to the administrator until it is mounted for the first time.
cat >"$system/etc/systemd/system/bilik-data.service" <<'UNIT'
[Unit]
Description=The data folder belongs to the booth's account
RequiresMountsFor=/var/lib/bilik
Before=bilik-cage.service bilik-x11.service
[Service]
Type=oneshot
ExecStart=/bin/chown bilik:bilik /var/lib/bilik
ExecStart=/bin/chmod 0700 /var/lib/bilik
[Install]
WantedBy=graphical.target
UNIT
ln -sfn ../bilik-data.service "$system/etc/systemd/system/graphical.target.wants/bilik-data.service"
BILIK_ROOT=$system "$here/install.sh" --check
chroot "$system" apt-get -qq clean
rm -f "$system/usr/sbin/policy-rc.d" "$system/etc/resolv.conf" "$system/etc/apt/apt.conf.d/00build"
rm -rf "$system"/var/lib/apt/lists/* "$system"/var/cache/apt/*.bin "$system"/usr/share/{doc,man,locale}
for place in proc sys dev; do umount -l "$system/$place"; done

echo "4/5 squashfs"
cp -L "$system"/boot/vmlinuz-* "$work/vmlinuz"
cp -L "$system"/boot/initrd.img-* "$work/initrd"
rm -rf "$system"/boot/*
mksquashfs "$system" "$work/filesystem.squashfs" -comp zstd -noappend -no-progress -quiet

echo "5/5 stick"
cat >"$work/grub.cfg" <<MENU
set timeout=0
set default=0
set superusers=""
insmod all_video
set gfxpayload=keep # without it a PC whose graphics need no driver of ours starts blind
search --no-floppy --set=root --file /live/filesystem.squashfs
menuentry "Bilik" --unrestricted {
    linux /live/vmlinuz boot=live components noeject quiet loglevel=3 systemd.show_status=false vt.global_cursor_default=0 systemd.debug_shell=0 $console
    initrd /live/initrd
}
MENU
grub-mkstandalone -O x86_64-efi -o "$work/BOOTX64.EFI" "boot/grub/grub.cfg=$work/grub.cfg" \
    --modules="part_gpt fat search search_fs_file linux normal" --locales="" --fonts="" --themes="" >/dev/null 2>&1
payload_mib=$(($(cat "$work/filesystem.squashfs" "$work/vmlinuz" "$work/initrd" "$work/BOOTX64.EFI" | wc -c) / 1048576 + 1))
esp_mib=$((payload_mib + payload_mib / 20 + 32))
rm -f "$out"
truncate -s $((esp_mib + data_mib + 3))M "$out"
sfdisk --quiet "$out" <<TABLE
label: gpt
start=1MiB, size=${esp_mib}MiB, type=uefi, name=BILIK
size=${data_mib}MiB, type=linux, name=BILIK-DATA
TABLE
truncate -s ${esp_mib}M "$work/esp"
mkfs.vfat -F 32 -n BILIK "$work/esp" >/dev/null
mmd -i "$work/esp" ::/EFI ::/EFI/BOOT ::/live
mcopy -i "$work/esp" "$work/BOOTX64.EFI" ::/EFI/BOOT/BOOTX64.EFI
mcopy -i "$work/esp" "$work/vmlinuz" "$work/initrd" "$work/filesystem.squashfs" ::/live/
truncate -s ${data_mib}M "$work/data"
mkfs.ext4 -q -L BILIK-DATA -m 0 "$work/data"
dd if="$work/esp" of="$out" bs=1M seek=1 conv=notrunc,sparse status=none
dd if="$work/data" of="$out" bs=1M seek=$((esp_mib + 1)) conv=notrunc,sparse status=none
echo "$out is ready ($((payload_mib)) MiB of system, $data_mib MiB for the data)"
