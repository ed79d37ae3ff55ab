package dev.holdfast.accounts.token;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A folder of keys, read once; everything wrong with it is told together. */
final class KeyFolder {

    private static final int MOST_KEYS = 32;
    private static final String SUFFIX = ".pem";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Set<PosixFilePermission> OWN = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private final Path folder;
    private final Optional<String> signing;
    private final boolean strict;
    private final List<String> faults = new ArrayList<>();
    private final TreeMap<String, TokenKey> keys = new TreeMap<>();

    KeyFolder(Path folder, Optional<String> signing, boolean strict) {
        this.folder = folder;
        this.signing = signing;
        this.strict = strict;
    }

    Keys read() {
        checkOpenness(folder, "700");
        files().forEach(this::add);
        var signer = faults.isEmpty() ? signer() : Optional.<TokenKey>empty();
        if (signer.isEmpty()) {
            throw new IllegalArgumentException(
                    "the keys of access tokens cannot be used:\n  " + String.join("\n  ", faults));
        }
        return Keys.of(signer.get(), keys.values());
    }

    private List<Path> files() {
        try (var listed = Files.list(folder)) {
            var files = listed.filter(file -> name(file).endsWith(SUFFIX))
                    .sorted()
                    .limit(MOST_KEYS + 1L)
                    .toList();
            if (files.isEmpty()) {
                faults.add(folder + ": holds no key; type: openssl genpkey -algorithm ed25519 -out "
                        + folder.resolve("first.pem"));
            } else if (files.size() > MOST_KEYS) {
                faults.add(folder + ": holds more than " + MOST_KEYS + " keys; remove those whose tokens have ended");
                return List.of();
            }
            return files;
        } catch (IOException _) {
            faults.add(folder + ": is no folder that can be read");
            return List.of();
        }
    }

    private void add(Path file) {
        var name = name(file);
        var kid = name.substring(0, name.length() - SUFFIX.length());
        if (!NAME.matcher(kid).matches()) {
            faults.add(file + ": its name is the name of the key, and may have letters, digits, '.', '_' and '-' only,"
                    + " 64 at most");
            return;
        }
        checkOpenness(file, "600");
        try {
            keys.put(kid, new KeyFile(file, kid).read());
        } catch (BadKey bad) {
            faults.add(file + ": " + bad.getMessage());
        }
    }

    private void checkOpenness(Path path, String mode) {
        if (strict && isOpen(path)) {
            faults.add(path + ": others on this machine may read or change it; type: chmod " + mode + " " + path);
        }
    }

    /** Where there are no such permissions, or no such file, this is not what is wrong. */
    private static boolean isOpen(Path path) {
        try {
            return !OWN.containsAll(Files.getPosixFilePermissions(path));
        } catch (IOException | UnsupportedOperationException _) {
            return false;
        }
    }

    private Optional<TokenKey> signer() {
        var found = signing.isPresent()
                ? Optional.ofNullable(keys.get(signing.get())).filter(TokenKey::isPrivate)
                : keys.descendingMap().values().stream()
                        .filter(TokenKey::isPrivate)
                        .findFirst();
        if (found.isEmpty()) {
            faults.add(signing.map(this::whyNot).orElse(folder + ": holds no private key, and so nothing that signs"));
        }
        return found;
    }

    private String whyNot(String name) {
        return keys.containsKey(name)
                ? folder.resolve(name + SUFFIX) + ": is to sign, but holds only the public half"
                : folder + ": holds no key of the name that is to sign; it has " + String.join(", ", keys.keySet());
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }
}
