#!/bin/sh
# latent-workbench [--data-dir FOLDER | --portable] [FILE...] opens the window; with a command, it is the command line.
# Both are one Electron. --portable keeps the data beside the program.
here=$(dirname "$(dirname "$(readlink -f "$0")")")
app="$here/resources/app.asar/out/main"

# Native TensorFlow: that of the package latent-workbench-tensorflow, that which npm start has installed for this user, or
# that which the workbench itself fetches into the last of these folders.
cache="${XDG_CACHE_HOME:-$HOME/.cache}/latent-workbench/tensorflow"
export LATENT_WORKBENCH_TENSORFLOW="$cache/@TENSORFLOW@-libraries"
export LD_LIBRARY_PATH="$here/tensorflow:$cache/@TENSORFLOW@-cpu/tensorflow:$LATENT_WORKBENCH_TENSORFLOW${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
export TF_CPP_MIN_LOG_LEVEL="${TF_CPP_MIN_LOG_LEVEL:-2}"

# The C locale only supports ASCII: Chromium could not open a file with other characters in its name.
case "${LC_ALL:-${LC_CTYPE:-$LANG}}" in
  *[Uu][Tt][Ff]8* | *[Uu][Tt][Ff]-8*) ;;
  *) unset LC_ALL; export LC_CTYPE=C.UTF-8 ;;
esac

if [ "$1" = fetch-tensorflow ]; then
  ELECTRON_RUN_AS_NODE=1 exec "$here/latent-workbench" "$here/resources/scripts/fetch-tensorflow.mjs"
fi

# A window takes a data folder, and files, folders and links to open; any other word is a command, which contains
# neither a dot nor a slash.
window=yes
value=
for word in "$@"; do
  shift
  case $word in
    --portable) set -- "$@" --data-dir "$here/data"; continue ;;
    --data-dir) value=yes ;;
    --data-dir=* | latent-workbench:* | file://*) ;;
    *[./]*) [ -n "$value" ] || [ -e "$word" ] || window=; value= ;;
    *) [ -n "$value" ] || window=; value= ;;
  esac
  set -- "$@" "$word"
done
if [ -n "$window" ] && [ -z "$DISPLAY$WAYLAND_DISPLAY" ]; then
  window=
  set -- serve "$@"
fi

if [ -z "$window" ]; then
  ELECTRON_RUN_AS_NODE=1 exec "$here/latent-workbench" "$app/cli.js" "$@"
fi

# Chromium's sandbox needs user namespaces or its helper, installed setuid; root can use neither.
namespaces=yes
[ "$(cat /proc/sys/kernel/unprivileged_userns_clone 2>/dev/null)" = 0 ] && namespaces=
[ "$(cat /proc/sys/kernel/apparmor_restrict_unprivileged_userns 2>/dev/null)" = 1 ] && namespaces=
if [ "$(id -u)" = 0 ] || { [ -z "$namespaces" ] && [ ! -u "$here/chrome-sandbox" ]; }; then
  set -- --no-sandbox "$@"
fi
if [ -z "$DISPLAY" ]; then
  set -- --ozone-platform=wayland "$@"
fi
exec "$here/latent-workbench" "$@"
