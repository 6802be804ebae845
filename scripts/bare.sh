# shellcheck shell=bash
# A bare Debian, made to try something in and thrown away. Sourced behind common.sh by what root runs.

# Makes it in $root, of the same release and from where this machine gets its packages.
make_bare_root() {
  local release sources
  [ "$EUID" -eq 0 ] || die "A root to install into can be made by root only."
  install_packages mmdebstrap || die "Without mmdebstrap there is no bare Debian."
  root=$(mktemp -d)
  chmod 755 "$root"
  trap unmake_bare_root EXIT
  mounted=("$root/proc" "$root/dev")
  release=$(. /etc/os-release && echo "$VERSION_CODENAME")
  say "== A bare Debian ($release)"
  # Debian's own packages only, whatever else this machine has.
  mapfile -t sources < <(ls /etc/apt/sources.list.d/debian*.sources /etc/apt/sources.list 2>/dev/null)
  mmdebstrap --quiet --variant=minbase "$release" "$root" "${sources[0]}"
  mount -t proc proc "$root/proc"
  mount --rbind /dev "$root/dev"
  # What happens to it does not come back to this machine.
  mount --make-rslave "$root/dev"
  cp /etc/resolv.conf /etc/hosts "$root/etc/" 2>/dev/null || true
}

# Takes it away; never while anything of this machine is still to be seen in it.
unmake_bare_root() {
  umount --lazy "${mounted[@]}" 2>/dev/null || true
  if grep --quiet --fixed-strings " $root/" /proc/mounts; then
    say "Something is still mounted below $root; it is left there."
  else
    rm -rf --one-file-system "$root"
  fi
}

# Shows a folder of this machine at the same place in it.
lend() {
  mkdir -p "$root$1"
  mount --bind "$1" "$root$1"
  mounted+=("$root$1")
}

# Runs a command in it.
inside() {
  chroot "$root" env -i HOME=/root LC_ALL=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin \
    DEBIAN_FRONTEND=noninteractive "$@"
}
