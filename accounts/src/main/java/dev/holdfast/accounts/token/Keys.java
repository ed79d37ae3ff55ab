package dev.holdfast.accounts.token;

/** The keys of access tokens: one that signs, and all that are believed. */
public final class Keys {

    private static final int LEAST_BYTES = 32;

    private final byte[] secret;

    private Keys(byte[] secret) {
        this.secret = secret;
    }

    /**
     * One secret for all tokens (HS256).
     *
     * @throws IllegalArgumentException where it has fewer than 32 bytes
     */
    public static Keys secret(byte[] bytes) {
        if (bytes.length < LEAST_BYTES) {
            throw new IllegalArgumentException("the secret of access tokens has at least " + LEAST_BYTES + " bytes");
        }
        return new Keys(bytes.clone());
    }

    byte[] secret() {
        return secret;
    }

    @Override
    public String toString() {
        return "keys of access tokens";
    }
}
