# shellcheck shell=bash
# What the scripts share. Sourced, never run; it changes into the project's folder.
# shellcheck disable=SC2034 # most of it is used by the scripts alone

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
# rustup's own folder, for shells that were opened before it was installed.
[ -d "$HOME/.cargo/bin" ] && PATH="$PATH:$HOME/.cargo/bin"
target=${CARGO_TARGET_DIR:-target}

# A C compiler links the program; nothing else is needed to build it.
BUILD_PACKAGES=(gcc libc6-dev)
# The libraries the window opens when it runs under X11 are not all in a bare Debian.
X11_PACKAGES=(libgl1 libxcursor1 libxi6 libxkbcommon-x11-0)
SCREEN_PACKAGES=(xvfb "${X11_PACKAGES[@]}")

say() { printf '%s\n' "$*" >&2; }
die() { say "$@"; exit 1; }

# Installs those of the Debian packages named that are missing. Where it may not, it names the
# command to run and returns 1.
install_packages() {
  local package missing=() as=() log
  if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    say "This is not a Debian system: see that you have what these Debian packages hold: $*"
    return 1
  fi
  for package; do
    dpkg-query --show --showformat='${db:Status-Abbrev}' "$package" 2>/dev/null | grep -q '^.i' ||
      missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  if [ "$EUID" -ne 0 ]; then
    if ! command -v sudo >/dev/null || { [ ! -t 0 ] && ! sudo -n true 2>/dev/null; }; then
      say "Missing packages. As root, run: apt-get install --no-install-recommends ${missing[*]}"
      return 1
    fi
    as=(sudo)
  fi
  say "Installing Debian packages: ${missing[*]}"
  log=$(mktemp)
  if "${as[@]}" apt-get update >"$log" 2>&1 &&
    "${as[@]}" env DEBIAN_FRONTEND=noninteractive \
      apt-get install --yes --no-install-recommends "${missing[@]}" >>"$log" 2>&1; then
    rm "$log"
  else
    tail -n 20 "$log" >&2
    say "They could not be installed; the whole log is in $log"
    return 1
  fi
}

# Sees to a linker and a new enough Rust, or says what to do and stops.
need_build_tools() {
  local wanted found
  command -v cc >/dev/null || install_packages "${BUILD_PACKAGES[@]}" ||
    say "Going on without; the build will fail if there is no C compiler."
  wanted=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)
  command -v cargo >/dev/null ||
    die "Rust is not installed. Debian's own is too old (Rust $wanted is needed): install it with rustup, see https://rustup.rs, then run this again."
  found=$(cargo --version | cut -d ' ' -f 2)
  [ "$(printf '%s\n' "$wanted" "$found" | sort --version-sort | head -n 1)" = "$wanted" ] ||
    die "Rust $found is too old: $wanted is needed. With rustup: rustup update. Without: see https://rustup.rs."
}

# Starts a virtual screen of 2880 x 1800 and sets DISPLAY and screen_pid; the caller ends it.
start_screen() {
  local number ready
  ready=$(mktemp --dry-run)
  mkfifo "$ready"
  Xvfb -displayfd 3 -screen 0 2880x1800x24 -nolisten tcp 3>"$ready" >/dev/null 2>&1 &
  screen_pid=$!
  # Opened for both ways, so that a screen that dies at once cannot leave us waiting for ever.
  if ! read -r -t 30 number <>"$ready"; then
    rm "$ready"
    say "The virtual screen did not start."
    return 1
  fi
  rm "$ready"
  export DISPLAY=":$number" LIBGL_ALWAYS_SOFTWARE=1
  unset WAYLAND_DISPLAY
}
