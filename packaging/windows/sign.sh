#!/bin/sh
# Signs files for Windows with the certificate in $CERTIFICATE (a .pfx in base64), whose password is $CERTIFICATE_PASSWORD.
#   packaging/windows/sign.sh FILE…       in Git Bash on a Windows machine that has the Windows SDK
set -eu
: "${CERTIFICATE:?}" "${CERTIFICATE_PASSWORD:?}"
signtool=$(ls -d '/c/Program Files (x86)/Windows Kits/10/bin/'*/x64/signtool.exe | tail -1)
key=$(mktemp --suffix=.pfx)
trap 'rm -f "$key"' EXIT
printf '%s' "$CERTIFICATE" | base64 -d > "$key"
for file in "$@"; do
    # Two slashes: Git Bash takes one for a path.
    "$signtool" sign //fd sha256 //td sha256 //tr http://timestamp.digicert.com //f "$(cygpath -w "$key")" \
        //p "$CERTIFICATE_PASSWORD" "$(cygpath -w "$file")"
done
