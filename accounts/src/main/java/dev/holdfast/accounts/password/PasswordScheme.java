package dev.holdfast.accounts.password;

/** How new passwords are hashed; hashes that were made otherwise are understood all the same. */
public sealed interface PasswordScheme {

    /** Argon2id with 19 MiB and 2 passes: what OWASP asks for first. */
    static PasswordScheme standard() {
        return new Argon2id(19_456, 2);
    }

    /**
     * Bcrypt, as Node's programs have it.
     *
     * @param cost the logarithm of the rounds, from 4 to 16
     */
    record Bcrypt(int cost) implements PasswordScheme {

        static final int LEAST = 4;
        static final int MOST = 16;

        public Bcrypt {
            if (cost < LEAST || cost > MOST) {
                throw new IllegalArgumentException("the cost of bcrypt is from " + LEAST + " to " + MOST);
            }
        }
    }

    /**
     * Argon2id on one thread (RFC 9106).
     *
     * @param memoryKib how much memory one hash takes while it is made, in KiB
     * @param passes how often it is gone through
     */
    record Argon2id(int memoryKib, int passes) implements PasswordScheme {

        static final int LEAST_KIB = 8;
        static final int MOST_KIB = 1024 * 1024;
        static final int MOST_PASSES = 32;

        public Argon2id {
            if (memoryKib < LEAST_KIB || memoryKib > MOST_KIB) {
                throw new IllegalArgumentException(
                        "the memory of Argon2id is from " + LEAST_KIB + " to " + MOST_KIB + " KiB");
            }
            if (passes < 1 || passes > MOST_PASSES) {
                throw new IllegalArgumentException("the passes of Argon2id are from 1 to " + MOST_PASSES);
            }
        }
    }
}
