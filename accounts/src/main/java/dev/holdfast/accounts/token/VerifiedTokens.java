package dev.holdfast.accounts.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;

/** The tokens verified of late, so that a signature is not verified with every request of one client. Any number of threads. */
final class VerifiedTokens {

    private static final int MOST = 10_000;

    /** A token of more characters counts as several. */
    private static final int USUAL_LENGTH = 512;

    private final Cache<String, VerifiedToken> tokens;

    private VerifiedTokens(long most) {
        this.tokens = Caffeine.newBuilder()
                .maximumWeight(most)
                .weigher((String text, VerifiedToken _) -> 1 + text.length() / USUAL_LENGTH)
                .executor(Runnable::run)
                .build();
    }

    static VerifiedTokens bounded() {
        return new VerifiedTokens(MOST);
    }

    /** Keeps nothing: for measuring what verifying takes. */
    static VerifiedTokens none() {
        return new VerifiedTokens(0);
    }

    Optional<VerifiedToken> find(String text) {
        return Optional.ofNullable(tokens.getIfPresent(text));
    }

    void keep(String text, VerifiedToken token) {
        tokens.put(text, token);
    }

    void forget(String text) {
        tokens.invalidate(text);
    }

    long size() {
        tokens.cleanUp();
        return tokens.estimatedSize();
    }
}
