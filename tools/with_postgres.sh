#!/bin/sh
# Run a command with a PostgreSQL of its own: made in a new folder, on loopback alone, ended and removed with the command.
# Installed where this runs as root on a Debian; elsewhere one line says what is missing.
#   sh tools/with_postgres.sh python -m pytest tests/clinic
set -e
newest() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1; }
bin=$(dirname "$(command -v pg_ctl 2>/dev/null || echo "$(newest)/pg_ctl")")
if [ ! -x "$bin/pg_ctl" ]; then
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "missing for the tests of the clinic: postgresql; install it (Debian: sudo apt-get install postgresql)" >&2
    exit 1
  fi
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql >/dev/null
  bin=$(newest)
fi
folder=$(mktemp -d)
as=""
if [ "$(id -u)" = 0 ]; then  # PostgreSQL refuses to run as root
  chown postgres "$folder"
  as="runuser -u postgres --"
fi
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
finish() { cd /; $as "$bin/pg_ctl" -D "$folder/data" -m immediate -s stop 2>/dev/null || true; rm -rf "$folder"; }
trap finish EXIT
trap 'exit 130' INT TERM
here=$(pwd)
cd "$folder"
$as "$bin/initdb" -D "$folder/data" -U rederm -A trust --no-sync >/dev/null
options="-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories=$folder -c fsync=off"
$as "$bin/pg_ctl" -D "$folder/data" -s -w -l "$folder/log" -o "$options" start
cd "$here"
REDERM_TEST_DATABASE="postgres://rederm@127.0.0.1:$port/postgres" "$@"
