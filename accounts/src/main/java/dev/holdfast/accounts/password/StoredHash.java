package dev.holdfast.accounts.password;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** A hash taken apart: what it was made by, and so how it is compared. */
sealed interface StoredHash {

    /**
     * By bcrypt.
     *
     * @param isPrehashed whether bcrypt got the password itself or the HMAC of it
     * @param text what bcrypt made, {@code $2b$...}
     */
    record Bcrypt(int cost, boolean isPrehashed, String text) implements StoredHash {

        /** Stands before the hash of what bcrypt would have cut; Node never writes it, and never takes it for its own. */
        static final String PREHASHED = "$holdfast-hmac-sha256";

        private static final int COST_AT = 4;

        static Bcrypt of(boolean isPrehashed, String text) {
            return new Bcrypt(Integer.parseInt(text, COST_AT, COST_AT + 2, 10), isPrehashed, text);
        }

        @Override
        public String written() {
            return (isPrehashed ? PREHASHED : "") + text;
        }

        @Override
        public String toString() {
            return "hidden";
        }
    }

    /** By Argon2id, in the form of the reference implementation. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Argon2id(Argon2Work work, byte[] salt, byte[] tag) implements StoredHash {

        private static final Base64.Encoder ENCODER = Base64.getEncoder().withoutPadding();

        @Override
        public String written() {
            return "$argon2id$v=19$m=" + work.memoryKib() + ",t=" + work.passes() + ",p=" + work.lanes() + "$"
                    + ENCODER.encodeToString(salt) + "$" + ENCODER.encodeToString(tag);
        }

        @Override
        public String toString() {
            return "hidden";
        }
    }

    /** Returns the hash as it is stored. */
    String written();

    Pattern BCRYPT = Pattern.compile("\\$2[aby]\\$\\d\\d\\$[./A-Za-z0-9]{53}");

    Pattern ARGON2ID = Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d{1,9}),t=(\\d{1,9}),p=(\\d{1,3})"
            + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

    /** Returns what the text holds; nothing where it is no hash that anybody here can compare. */
    static Optional<StoredHash> of(String text) {
        var isPrehashed = text.startsWith(Bcrypt.PREHASHED);
        var rest = isPrehashed ? text.substring(Bcrypt.PREHASHED.length()) : text;
        if (BCRYPT.matcher(rest).matches()) {
            return Optional.of(Bcrypt.of(isPrehashed, rest));
        }
        return argon2id(text);
    }

    private static Optional<StoredHash> argon2id(String text) {
        var parts = ARGON2ID.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var work = new Argon2Work(
                Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3)));
        try {
            var decoder = Base64.getDecoder();
            return Optional.of(new Argon2id(work, decoder.decode(parts.group(4)), decoder.decode(parts.group(5))));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
