# What the project's commands need from the machine: the Swift toolchain and Debian packages. Sourced, not run.
# Everything said here goes to standard error: standard output belongs to the program.

swift_needed="6.3"
exit_internal=70

say() { printf '%s\n' "$*" >&2; }

# Puts a Swift toolchain that is new enough first in PATH, or says how to get one and ends.
require_swift() {
    local directory found=""
    for directory in "" /opt/swift/usr/bin /usr/share/swift/usr/bin "$HOME/.local/share/swiftly/bin"; do
        local swift="${directory:+$directory/}swift"
        command -v "$swift" >/dev/null 2>&1 || continue
        found=$("$swift" --version 2>/dev/null | sed -n 's/.*Swift version \([0-9][0-9.]*\).*/\1/p' | head -n 1)
        [ -n "$found" ] || continue
        if [ "$(printf '%s\n%s\n' "$swift_needed" "$found" | sort -V | head -n 1)" = "$swift_needed" ]; then
            [ -z "$directory" ] || export PATH="$directory:$PATH"
            return 0
        fi
    done
    if [ -n "$found" ]; then
        say "error: Swift $swift_needed or later is needed to build, and the one found is $found."
    else
        say "error: Swift $swift_needed or later is needed to build, and no \`swift\` was found in PATH or in /opt/swift/usr/bin."
    fi
    say "Get a toolchain from https://www.swift.org/install/linux/, unpack it, and put its usr/bin first in PATH:"
    say "    export PATH=/opt/swift/usr/bin:\$PATH"
    exit "$exit_internal"
}

# need NAME…: prints the Debian packages among NAMEs that are missing, one a line.
# Judged by what the package brings, so that a machine which has it from elsewhere is left alone.
missing_packages() {
    local name
    for name in "$@"; do
        case "$name" in
            libsqlite3-dev) [ -e /usr/include/sqlite3.h ] ;;
            zlib1g-dev) [ -e /usr/include/zlib.h ] ;;
            libdeflate-dev) [ -e /usr/include/libdeflate.h ] ;;
            libc6-dev) [ -e /usr/include/stdlib.h ] ;;
            g++) compgen -G '/usr/include/c++/*/cstdlib' >/dev/null ;;
            python3-venv) python3 -c 'import ensurepip, venv' 2>/dev/null ;;
            nginx-light) command -v nginx >/dev/null || [ -x /usr/sbin/nginx ] ;;
            iproute2) command -v ip >/dev/null || [ -x /usr/sbin/ip ] ;;
            ca-certificates) [ -e /etc/ssl/certs/ca-certificates.crt ] ;;
            binutils) command -v objdump >/dev/null ;;
            *) command -v "$name" >/dev/null ;;
        esac || printf '%s\n' "$name"
    done
}

# install_packages NAME…: installs them without a question. Fails, saying nothing, where it may not.
install_packages() {
    local as_root=()
    [ "$(id -u)" = 0 ] || as_root=(sudo -n)
    command -v apt-get >/dev/null || return 1
    if [ "${#as_root[@]}" -gt 0 ]; then "${as_root[@]}" true 2>/dev/null || return 1; fi
    export DEBIAN_FRONTEND=noninteractive
    "${as_root[@]}" apt-get install -y --no-install-recommends "$@" >&2 2>/dev/null && return 0
    # The package lists of a fresh machine are absent or old.
    "${as_root[@]}" apt-get update >&2 && "${as_root[@]}" apt-get install -y --no-install-recommends "$@" >&2
}

# require_packages NAME…: installs those that are missing, or prints the command to run and ends.
require_packages() {
    local missing
    mapfile -t missing < <(missing_packages "$@")
    [ "${#missing[@]}" -gt 0 ] || return 0
    say "Installing ${missing[*]} (needed to build and test)"
    install_packages "${missing[@]}" && return 0
    say "error: these Debian packages are needed and could not be installed: ${missing[*]}. Install them and try again:"
    say "    sudo apt-get update && sudo apt-get install -y ${missing[*]}"
    exit "$exit_internal"
}
