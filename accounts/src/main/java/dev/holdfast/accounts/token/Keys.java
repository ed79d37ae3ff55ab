package dev.holdfast.accounts.token;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The keys of access tokens: one that signs, and all that are believed. Immutable. */
public final class Keys {

    private final TokenKey signing;
    private final Map<Optional<String>, TokenKey> all;

    private Keys(TokenKey signing, Collection<TokenKey> all) {
        this.signing = signing;
        this.all = all.stream().collect(Collectors.toUnmodifiableMap(TokenKey::kid, Function.identity()));
    }

    /**
     * One secret for all tokens (HS256).
     *
     * @throws IllegalArgumentException where it has fewer than 32 bytes
     */
    public static Keys secret(byte[] bytes) {
        var key = TokenKey.secret(bytes);
        return new Keys(key, List.of(key));
    }

    /**
     * A folder of PEM files, each with one key: Ed25519 or EC P-256, private (PKCS#8), or public where it only verifies. The name of
     * a file, without {@code .pem}, is the {@code kid} of its tokens; a token holds for as long as the file of its key is there.
     *
     * @param signing the {@code kid} of the key that signs; the last private one by name unless told
     * @param strict whether files and folders that others on the machine may read are refused, as is right in production
     * @throws IllegalArgumentException with everything that is wrong, a line each
     */
    public static Keys folder(Path folder, Optional<String> signing, boolean strict) {
        return new KeyFolder(folder, signing, strict).read();
    }

    static Keys of(TokenKey signing, Collection<TokenKey> all) {
        return new Keys(signing, all);
    }

    /** The key that signs. */
    TokenKey signing() {
        return signing;
    }

    /** Returns the key of that name; a secret has none, and is not found by one. */
    Optional<TokenKey> named(Optional<String> kid) {
        return Optional.ofNullable(all.get(kid));
    }

    /** Returns what others may know of the keys, in the order of their names. */
    PublishedKeys published() {
        return new PublishedKeys(all.values().stream()
                .flatMap(key -> key.published().stream())
                .sorted(Comparator.comparing(PublishedKey::kid))
                .toList());
    }

    @Override
    public String toString() {
        return "keys of access tokens";
    }
}
