package dev.holdfast.accounts.password;

import dev.holdfast.concurrent.CpuPool;

/**
 * Hashes and compares passwords on a few threads of their own and within a share of the memory, so that sign-ins never take the
 * processors or the memory from other requests.
 *
 * <p>Threading: any number of threads may call; each waits for its result. When too many wait, the next is refused at once: 503
 * with Retry-After.
 */
public final class Passwords implements AutoCloseable {

    private static final int WAITING_PER_THREAD = 16;
    private static final int BYTES_PER_KIB = 1024;

    /** How much of the memory hashes may take: one part in so many. */
    private static final int SHARE = 4;

    private final Hashing hashing;
    private final CpuPool threads;

    /**
     * Passwords hashed by bcrypt.
     *
     * @param bcryptCost the logarithm of the rounds, from 4 to 16
     */
    public Passwords(int bcryptCost) {
        this(new PasswordScheme.Bcrypt(bcryptCost), shareOfMemory());
    }

    Passwords(PasswordScheme scheme, int shareKib) {
        this.hashing = new Hashing(scheme, Math.max(leastKib(scheme), shareKib));
        var count = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
        this.threads = new CpuPool("passwords", count, count * WAITING_PER_THREAD);
    }

    /** Passwords hashed by such a scheme; {@link PasswordScheme#standard} unless there is a reason. */
    public static Passwords of(PasswordScheme scheme) {
        return new Passwords(scheme, shareOfMemory());
    }

    /** There is always room for one. */
    private static int leastKib(PasswordScheme scheme) {
        return switch (scheme) {
            case PasswordScheme.Argon2id(var memoryKib, var _) -> memoryKib;
            case PasswordScheme.Bcrypt _ -> 0;
        };
    }

    private static int shareOfMemory() {
        var share = Runtime.getRuntime().maxMemory() / SHARE / BYTES_PER_KIB;
        return (int) Math.min(PasswordScheme.Argon2id.MOST_KIB, share);
    }

    /** Returns the hash of a password. Takes long by design; call it outside of transactions. */
    public PasswordHash hash(Password password) {
        return threads.call(() -> hashing.hash(password.value()));
    }

    /** Refuses, as hashing and comparing do, where too many wait already: before anything is looked up for one more. */
    public void requireRoom() {
        threads.requireRoom();
    }

    /**
     * Says whether the password belongs to the hash. Where it does not, this takes as long as {@link #matchNobody}, also for a hash
     * of the same kind that was made with less work.
     */
    public boolean matches(String password, PasswordHash hash) {
        return threads.call(() -> hashing.matches(password, hash));
    }

    /** Takes as long as comparing, so that the time of an answer does not tell whether a user exists. */
    public void matchNobody(String password) {
        threads.call(() -> {
            hashing.nobody(password);
            return true;
        });
    }

    /**
     * Says whether the hash was made with less work than new ones are, or by a weaker kind of work: time to hash the password anew,
     * when its owner has just told it.
     */
    public boolean isWeak(PasswordHash hash) {
        return hashing.isWeak(hash);
    }

    /** Returns the rounds of bcrypt and the blocks of Argon2id so far. */
    long work() {
        return hashing.work();
    }

    /** Finishes what was begun and takes no more. */
    @Override
    public void close() {
        threads.close();
    }
}
