#!/bin/sh
# Puts csdesk into a person's own folders, or takes it out again: no root, nothing outside of them.
#   ./install.sh            install, or bring an older one up to date
#   ./install.sh remove     take the program out; books, backups and settings stay
set -eu
here=$(cd "$(dirname "$0")" && pwd)
share=${XDG_DATA_HOME:-$HOME/.local/share}
place=$HOME/.local/lib/csdesk
bin=$HOME/.local/bin

lay_out() {
  (cd "$here/share" && find . -type f) | while read -r file; do
    if [ "$1" = remove ]; then
      rm -f "$share/$file"
    else
      mkdir -p "$share/$(dirname "$file")"
      cp "$here/share/$file" "$share/$file"
    fi
  done
  command -v update-mime-database >/dev/null && [ -d "$share/mime" ] && update-mime-database "$share/mime" || true
  command -v update-desktop-database >/dev/null && update-desktop-database -q "$share/applications" || true
}

if [ "${1:-install}" = remove ]; then
  lay_out remove
  rm -rf "$place"
  rm -f "$bin/csdesk"
  echo "Removed. Books, backups and settings are where they were."
  exit 0
fi
[ "$here" = "$place" ] || {
  rm -rf "$place.new"
  mkdir -p "$(dirname "$place")"
  cp -R "$here" "$place.new"
  rm -rf "$place"
  mv "$place.new" "$place"
}
mkdir -p "$bin"
ln -sf "$place/csdesk" "$bin/csdesk"
lay_out install
# The desktop file names the program by its full path: ~/.local/bin is not in every session's PATH.
sed -i "s|^Exec=csdesk|Exec=\"$place/csdesk\"|; s|^TryExec=csdesk|TryExec=$place/csdesk|" "$share/applications/org.csdesk.csdesk.desktop"
echo "Installed. Start csdesk from the menu, or as $bin/csdesk"
