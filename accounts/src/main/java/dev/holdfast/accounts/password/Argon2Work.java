package dev.holdfast.accounts.password;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** What one hash by Argon2id costs, and how it is made (RFC 9106, version 0x13). */
record Argon2Work(int memoryKib, int passes, int lanes) {

    private static final int LEAST_PER_LANE = 8;
    private static final int MOST_LANES = 16;

    static Argon2Work of(PasswordScheme.Argon2id scheme) {
        return new Argon2Work(scheme.memoryKib(), scheme.passes(), 1);
    }

    /** Says whether Argon2 can do it at all, and this machine wants to. */
    boolean isWithin(int mostKib) {
        return lanes >= 1
                && lanes <= MOST_LANES
                && memoryKib >= LEAST_PER_LANE * lanes
                && memoryKib <= mostKib
                && passes >= 1
                && passes <= PasswordScheme.Argon2id.MOST_PASSES;
    }

    boolean isLessThan(Argon2Work other) {
        return memoryKib < other.memoryKib || passes < other.passes;
    }

    /** Returns how many blocks are written. */
    long blocks() {
        return (long) memoryKib * passes;
    }

    /** Returns the work that is left of this one where the other was done: no more memory, and as many blocks, about. */
    Argon2Work without(Argon2Work other) {
        var left = Math.max(0, blocks() - other.blocks());
        return new Argon2Work(Math.max(LEAST_PER_LANE, (int) (left / passes)), passes, 1);
    }

    byte[] hash(byte[] password, byte[] salt, int length) {
        var generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKib)
                .withIterations(passes)
                .withParallelism(lanes)
                .withSalt(salt)
                .build());
        var tag = new byte[length];
        generator.generateBytes(password, tag);
        return tag;
    }
}
