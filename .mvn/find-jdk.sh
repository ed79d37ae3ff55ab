#!/bin/sh
# Prints the home of a JDK 25 or newer: JAVA_HOME if it is one, else the JDK of the java on the PATH, else the newest
# one in the folders where JDKs are usually put.
#
# Exit codes: 0 found, its home on standard output; 1 none found, one line on standard error says what to do.

NEEDED=25

# A second root stands in for / in the tests.
root=${FIND_JDK_ROOT:-}

# Sets $version to a number that orders versions (25.0.1 is 25000001), or to 0 for what is not a JDK. The release file
# is read because starting a JVM for each candidate would be felt at every start; /usr must not pass for a home on
# account of a /usr/bin/javac, hence the test for one of the two files every JDK has.
examine() {
    version=0
    [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 0
    text=
    if [ -r "$1/release" ]; then
        while IFS= read -r line || [ -n "$line" ]; do
            case $line in
                JAVA_VERSION=*) text=${line#JAVA_VERSION=} ;;
            esac
        done <"$1/release"
    fi
    if [ -z "$text" ] && [ -f "$1/lib/modules" ]; then
        text=$("$1/bin/javac" -version 2>/dev/null) && text=${text#javac }
    fi
    rank "$text"
}

rank() {
    numbers=${1#\"}
    numbers=${numbers%%[!0-9.]*}
    major=${numbers%%.*}
    case $numbers in
        *.*.*) update=${numbers#*.*.} update=${update%%.*} ;;
        *) update=0 ;;
    esac
    version=$((${major:-0} * 1000000 + ${update:-0}))
}

take_if_new_enough() {
    [ -n "$1" ] || return 0
    examine "$1"
    if [ "$version" -ge $((NEEDED * 1000000)) ]; then
        printf '%s\n' "$1"
        exit 0
    fi
}

# Sets $home to the folder the java on the PATH really lives in.
home_of_java_on_path() {
    home=
    file=$(command -v java) || return 0
    while [ -h "$file" ]; do
        link=$(readlink "$file") || return 0
        case $link in
            /*) file=$link ;;
            *) file=${file%/*}/$link ;;
        esac
    done
    home=$(cd -P "${file%/*}/.." 2>/dev/null && pwd) || home=
}

best=
best_version=0

consider() {
    for candidate in "$@"; do
        examine "$candidate"
        if [ "$version" -gt "$best_version" ]; then
            best=$candidate
            best_version=$version
        fi
    done
}

take_if_new_enough "${JAVA_HOME:-}"
home_of_java_on_path
take_if_new_enough "$home"

# The whole machine.
consider "$root"/usr/lib/jvm/* "$root"/usr/java/* "$root"/opt/java/* "$root"/opt/*jdk* "$root"/opt/*jdk*/*
consider "$root"/Library/Java/JavaVirtualMachines/*/Contents/Home
for brew in "$root/opt/homebrew" "$root/usr/local" "$root/home/linuxbrew/.linuxbrew"; do
    consider "$brew"/opt/openjdk*/libexec/openjdk.jdk/Contents/Home "$brew"/opt/openjdk*/libexec
done
if [ -x "$root/usr/libexec/java_home" ]; then
    consider "$("$root/usr/libexec/java_home" -v "$NEEDED+" 2>/dev/null)"
fi

# One person's own.
if [ -n "${HOME:-}" ]; then
    consider "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home
    consider "${SDKMAN_DIR:-$HOME/.sdkman}"/candidates/java/* "$HOME"/.jdks/*
    consider "${ASDF_DATA_DIR:-$HOME/.asdf}"/installs/java/* "${MISE_DATA_DIR:-$HOME/.local/share/mise}"/installs/java/*
    consider "${JENV_ROOT:-$HOME/.jenv}"/versions/* "$HOME"/.gradle/jdks/*
fi

take_if_new_enough "$best"
echo "Holdfast needs JDK $NEEDED or newer and found none: install one (Eclipse Temurin, for example), or point JAVA_HOME at the folder of one you have." >&2
exit 1
