package dev.holdfast.accounts.password;

import dev.holdfast.Problem;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;

/** Hashes by Argon2id within a share of the memory: what does not fit beside the others waits. */
final class Argon2Hashing {

    static final int SALT_BYTES = 16;
    static final int TAG_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final int mostKib;
    private final Semaphore room;
    private final LongAdder blocks = new LongAdder();

    Argon2Hashing(int mostKib) {
        this(mostKib, new Semaphore(mostKib, true));
    }

    /** The room has a permit for each KiB. */
    Argon2Hashing(int mostKib, Semaphore room) {
        this.mostKib = mostKib;
        this.room = room;
    }

    /** Says whether there can ever be room for it. */
    boolean affords(Argon2Work work) {
        return work.isWithin(mostKib);
    }

    StoredHash.Argon2id hash(byte[] password, Argon2Work work) {
        var salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return new StoredHash.Argon2id(work, salt, tag(password, work, salt, TAG_BYTES));
    }

    boolean matches(byte[] password, StoredHash.Argon2id stored) {
        var tag = tag(password, stored.work(), stored.salt(), stored.tag().length);
        return MessageDigest.isEqual(tag, stored.tag());
    }

    /** Takes as long as comparing with a hash of such work. */
    void nobody(byte[] password, Argon2Work work) {
        var _ = tag(password, work, new byte[SALT_BYTES], TAG_BYTES);
    }

    long blocks() {
        return blocks.sum();
    }

    int mostKib() {
        return mostKib;
    }

    private byte[] tag(byte[] password, Argon2Work work, byte[] salt, int length) {
        try {
            room.acquire(work.memoryKib());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Problem.unavailable("the caller has left", Duration.ofSeconds(1), interrupted);
        }
        try {
            blocks.add(work.blocks());
            return work.hash(password, salt, length);
        } finally {
            room.release(work.memoryKib());
        }
    }
}
