#!/bin/sh
# What the tests of pages need beside Python: Chromium, and pdfinfo, pdftoppm and pdftotext of poppler.
# Installed where this runs as root on a Debian; elsewhere one line says what is missing.
set -e
missing=""
command -v chromium >/dev/null || missing="chromium"
for tool in pdfinfo pdftoppm pdftotext; do
  command -v "$tool" >/dev/null || { missing="$missing poppler-utils"; break; }
done
[ -n "$missing" ] || exit 0
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
  echo "missing for the tests of pages: $missing; install them so that chromium and pdfinfo are on the path (Debian: sudo apt-get install $missing)" >&2
  exit 1
fi
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
