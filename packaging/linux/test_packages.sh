#!/bin/sh
# Installs the .deb in a bare system (debootstrap) that has nothing but what the package asks for, drives the program
# there, removes it, and looks at what is left. The .rpm's contents and requirements are compared with the .deb's.
#   packaging/linux/test_packages.sh BUILD DIST
# Needs root for the chroot, and: debootstrap rpm xvfb xdotool imagemagick appstream desktop-file-utils
# SUITE and MIRROR choose the system: SUITE=bookworm, or e.g. SUITE=jammy MIRROR=http://archive.ubuntu.com/ubuntu
set -eu
build=$(cd "${1:?BUILD}" && pwd)
dist=$(cd "${2:?DIST}" && pwd)
suite=${SUITE:-bookworm}
mirror=${MIRROR:-http://deb.debian.org/debian}
here=$(cd "$(dirname "$0")" && pwd)
deb=$(ls "$dist"/attest-desktop_*_amd64.deb)
root=$build/chroot-$suite
pictures=$build/pictures
display=${TEST_DISPLAY:-:87}
xvfb=''
program=''

say() { printf '\n== %s\n' "$*"; }
fail() { printf 'FAILED: %s\n' "$*" >&2; exit 1; }
now() { date +%s%3N; }
leave() {
    [ -z "$program" ] || kill "$program" 2>/dev/null || true
    [ -z "$xvfb" ] || kill "$xvfb" 2>/dev/null || true
    for place in tmp/.X11-unix dev/pts dev proc; do
        mountpoint -q "$root/$place" && umount -l "$root/$place"
    done
    # Nothing of the host may be mounted in there when it is deleted.
    mountpoint -q "$root/proc" || mountpoint -q "$root/dev" || rm -rf "$root"
}
inside() { chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
# A user without rights; the home is what may be left at the end.
as_teacher() {
    chroot --userspec=teacher:teacher "$root" /usr/bin/env -i PATH=/usr/bin:/bin LC_ALL=C.UTF-8 HOME=/home/teacher \
        DISPLAY="$display" sh -c 'cd && exec "$@"' sh "$@"
}

say 'desktop entry and metainfo'
desktop-file-validate "$here"/*.desktop
appstreamcli validate --no-net "$build/attest-desktop.metainfo.xml" || fail 'metainfo'

say 'what the files ask for'
python3 "$here/needs.py" "$build/dist/attest-desktop" --glibc "${GLIBC:-2.36}"

# Files and links; folders may be shared with other packages.
dpkg-deb --fsys-tarfile "$deb" | tar -tv | awk '/^[-lh]/ {print}' | sed 's/ -> .*//;s,.* \./,/,' | LC_ALL=C sort > "$build/deb.files"

say "a bare $suite"
trap leave EXIT INT TERM
rm -rf "$root"
base=$build/base-$suite.tar
if [ ! -f "$base" ]; then
    debootstrap --variant=minbase "$suite" "$root" "$mirror" > "$build/debootstrap.log" 2>&1 || fail "see $build/debootstrap.log"
    tar -C "$root" -cf "$base.part" . && mv "$base.part" "$base"
else
    mkdir -p "$root" && tar -C "$root" -xf "$base"
fi
mount -t proc proc "$root/proc"
mount --bind /dev "$root/dev"
cp -L /etc/resolv.conf "$root/etc/resolv.conf"
inside useradd --create-home teacher
cp "$deb" "$root/tmp/program.deb"

say 'installed, with nothing that is only recommended'
inside apt-get update -qq
inside apt-get install -y -qq --no-install-recommends /tmp/program.deb > "$build/install.log" 2>&1 ||
    { tail -20 "$build/install.log"; fail 'not installed'; }
inside dpkg -s attest-desktop | grep -E '^(Version|Installed-Size|Depends)'
as_teacher attest-desktop --version

say 'all libraries are found'
# Qt's plugins for Wayland and printers ask for what is only recommended.
# The program's loader looks in _internal first, for itself.
inside LD_LIBRARY_PATH=/usr/lib/attest-desktop/_internal sh -c 'cd /usr/lib/attest-desktop && find . -type f \( -name "*.so*" -o -perm -1 \) -exec ldd {} + 2>/dev/null' |
    awk '/^\S.*:$/ {file=$0} /not found/ {print file, $1}' | sort -u > "$build/missing.txt" || true
grep -vE 'wayland|cups' "$build/missing.txt" && fail 'libraries are missing'

say 'the whole job without a screen'
began=$(now)
as_teacher attest-desktop demo --out /home/teacher/demo > "$build/demo.txt" 2>&1 || { cat "$build/demo.txt"; fail 'demo'; }
printf 'demo took %s ms\n' "$(($(now) - began))"
tail -3 "$build/demo.txt"
confirmed=$(grep -c 'confirmed' "$build/demo.txt") || fail 'nothing confirmed'
papers=$(find "$root/home/teacher/demo" -name '*.pdf' | wc -l)
printf '%s confirmed, %s PDFs\n' "$confirmed" "$papers"
[ "$papers" -ge 10 ] || fail 'too few PDFs'

say "a telephone's photograph"
cp "$here/../../tests/papers/scans/data/turned.heic" "$root/home/teacher/photo.heic"
as_teacher attest-desktop ink photo.heic ink.png
[ -s "$root/home/teacher/ink.png" ] || fail 'no ink from a HEIC file'

say 'the window'
Xvfb "$display" -screen 0 1280x800x24 -nolisten tcp > "$build/xvfb.log" 2>&1 &
xvfb=$!
mkdir -p "$root/tmp/.X11-unix" "$pictures"
number=${display#:}
for _ in 1 2 3 4 5 6 7 8 9 10; do [ -S "/tmp/.X11-unix/X$number" ] && break; sleep 1; done
mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
began=$(now)
as_teacher attest-desktop window --training > "$build/window.log" 2>&1 &
program=$!
# The window of the sign-in comes first and goes when the training is ready.
window=$(DISPLAY=$display timeout 90 xdotool search --sync --onlyvisible --name 'учебный режим' | head -1)
[ -n "$window" ] || { cat "$build/window.log"; fail 'no window'; }
printf 'a window after %s ms\n' "$(($(now) - began))"
sleep "${SETTLE:-12}"
DISPLAY=$display import -window root "$pictures/window-$suite.png"
colours=$(identify -format '%k' "$pictures/window-$suite.png")
printf '%s colours in %s\n' "$colours" "$pictures/window-$suite.png"
[ "$colours" -gt 100 ] || fail 'the picture is empty'
kill -0 "$program" || { cat "$build/window.log"; fail 'the program ended by itself'; }
# A second start gives its file to the window that is open, and ends.
printf encrypted > "$root/home/teacher/copy.attest"
timeout 60 chroot --userspec=teacher:teacher "$root" /usr/bin/env -i PATH=/usr/bin:/bin LC_ALL=C.UTF-8 \
    HOME=/home/teacher DISPLAY="$display" attest-desktop /home/teacher/copy.attest || fail 'a second window'
sleep 3
DISPLAY=$display import -window root "$pictures/backup-$suite.png"
cmp -s "$pictures/backup-$suite.png" "$pictures/window-$suite.png" && fail 'the window took no notice of the file'
# There is no window manager whose cross could be clicked.
kill "$(DISPLAY=$display xdotool getwindowpid "$window")"
wait "$program" || true
program=''
cat "$build/window.log"

say 'which files it opens'
inside apt-get install -y -qq --no-install-recommends shared-mime-info desktop-file-utils libglib2.0-bin \
    > "$build/install.log" 2>&1 || fail 'no tools of the desktop'
word=application/vnd.openxmlformats-officedocument.wordprocessingml.document
# Word documents stay with the office suite, though the user has chosen nothing.
office=$root/usr/share/applications/libreoffice-writer.desktop
printf '[Desktop Entry]\nType=Application\nName=Office\nExec=true %%f\nMimeType=%s;\n' "$word" > "$office"
inside update-desktop-database
as_teacher gio info -a standard::content-type copy.attest | grep -F ' application/x-attest-desktop-backup' || fail 'MIME type'
as_teacher gio mime application/x-attest-desktop-backup | grep '^Default.*: attest-desktop.desktop$' || fail 'backups'
as_teacher gio mime "$word" > "$build/word.txt"
grep '^Default.*: libreoffice-writer.desktop$' "$build/word.txt" || fail 'Word documents are taken over'
grep 'zz-attest-desktop-word.desktop' "$build/word.txt" || fail 'Word documents are not offered'
rm "$office"

say 'removed'
inside apt-get purge -y -qq attest-desktop > "$build/purge.log" 2>&1 || fail 'not removed'
left=$(cd "$root" && find . -path ./proc -prune -o -path ./dev -prune -o -path ./home -prune -o -path ./tmp -prune -o \
    -name '*attest-desktop*' -print)
[ -z "$left" ] || fail "left behind: $left"
while read -r path; do
    [ ! -e "$root$path" ] && [ ! -L "$root$path" ] || fail "left behind: $path"
done < "$build/deb.files"
find "$root/home/teacher" -mindepth 1 -maxdepth 4 | head -20
[ "$(find "$root/home/teacher/demo" -name '*.pdf' | wc -l)" = "$papers" ] || fail "the user's files are gone"
say 'the .rpm holds what the .deb holds'
rpm=$(ls "$dist"/attest-desktop-*.x86_64.rpm)
rpm -qp --queryformat '%{NAME} %{VERSION}-%{RELEASE} %{ARCH} %{LICENSE}\n' "$rpm"
rpm -qpR "$rpm"
rpm -qp --queryformat '[%{FILENAMES}\n]' "$rpm" | LC_ALL=C sort > "$build/rpm.list"
LC_ALL=C comm -13 "$build/rpm.list" "$build/deb.files" | head -5 | grep . && fail 'missing in the .rpm'
printf '%s files in both\n' "$(wc -l < "$build/deb.files")"

# Its dependencies are other systems' packages, which are not to be had here.
say 'the .rpm put into an empty folder, checked and removed'
rpm_root=$build/rpm-root
rm -rf "$rpm_root" && mkdir -p "$rpm_root"
in_folder() { rpm --root "$rpm_root" --dbpath /rpmdb --nodeps "$@" 2> "$build/rpm.log" || { cat "$build/rpm.log"; fail 'rpm'; }; }
in_folder -i "$rpm"
in_folder -V attest-desktop
"$rpm_root/usr/lib/attest-desktop/attest-desktop" --version
in_folder -e attest-desktop
left=$(find "$rpm_root" -path "$rpm_root/rpmdb" -prune -o -name '*attest*' -print)
[ -z "$left" ] || fail "left behind: $left"
rm -rf "$rpm_root"

say "all is well on $suite"
