package dev.holdfast.accounts.password;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hashes by one scheme, compares with hashes of every scheme, and takes alike where nothing matches. */
final class Hashing {

    private static final Logger LOG = LoggerFactory.getLogger(Hashing.class);

    private final PasswordScheme scheme;
    private final BcryptHashing bcrypt = new BcryptHashing();
    private final Argon2Hashing argon2;

    Hashing(PasswordScheme scheme, int mostKib) {
        this.scheme = scheme;
        this.argon2 = new Argon2Hashing(mostKib);
    }

    PasswordHash hash(String password) {
        StoredHash made = switch (scheme) {
            case PasswordScheme.Bcrypt(var cost) -> bcrypt.hash(bytes(password), cost);
            case PasswordScheme.Argon2id configured -> argon2.hash(bytes(password), Argon2Work.of(configured));
        };
        return new PasswordHash(made.written());
    }

    boolean matches(String password, PasswordHash hash) {
        var stored = affordable(hash);
        if (stored.isEmpty()) {
            nobody(password);
            return false;
        }
        var matches = matches(bytes(password), stored.get()) && Password.isText(password);
        if (!matches) {
            spendTheRest(stored.get());
        }
        return matches;
    }

    void nobody(String password) {
        switch (scheme) {
            case PasswordScheme.Bcrypt(var cost) -> bcrypt.nobody(cost);
            case PasswordScheme.Argon2id configured -> argon2.nobody(bytes(password), Argon2Work.of(configured));
        }
    }

    boolean isWeak(PasswordHash hash) {
        return StoredHash.of(hash.value()).map(this::isWeak).orElse(true);
    }

    /** Returns the rounds of bcrypt and the blocks of Argon2id so far. */
    long work() {
        return bcrypt.rounds() + argon2.blocks();
    }

    private Optional<StoredHash> affordable(PasswordHash hash) {
        var stored = StoredHash.of(hash.value());
        if (stored.isEmpty()) {
            LOG.warn("a stored password is in no form known here, and matches nothing");
        }
        return stored.filter(this::isAffordable);
    }

    private boolean isAffordable(StoredHash stored) {
        return switch (stored) {
            case StoredHash.Bcrypt(var cost, var _, var _) -> isAffordable(cost);
            case StoredHash.Argon2id(var work, var _, var _) -> isAffordable(work);
        };
    }

    private static boolean isAffordable(int cost) {
        var affordable = cost >= PasswordScheme.Bcrypt.LEAST && cost <= PasswordScheme.Bcrypt.MOST;
        if (!affordable) {
            LOG.warn("a stored password asks for bcrypt of cost {}, which is not done here, and matches nothing", cost);
        }
        return affordable;
    }

    private boolean isAffordable(Argon2Work work) {
        var affordable = argon2.affords(work);
        if (!affordable) {
            LOG.warn(
                    "a stored password asks for Argon2id with {} KiB, {} passes and {} lanes, and matches nothing: hashes may"
                            + " take {} KiB, a share of the heap (-Xmx), and {} passes",
                    work.memoryKib(),
                    work.passes(),
                    work.lanes(),
                    argon2.mostKib(),
                    PasswordScheme.Argon2id.MOST_PASSES);
        }
        return affordable;
    }

    private boolean matches(byte[] password, StoredHash stored) {
        return switch (stored) {
            case StoredHash.Bcrypt made -> bcrypt.matches(password, made);
            case StoredHash.Argon2id made -> argon2.matches(password, made);
        };
    }

    /** A hash of less work than the others would tell by its time that it is there. */
    private void spendTheRest(StoredHash stored) {
        if (stored instanceof StoredHash.Bcrypt(var lower, var _, var _)
                && scheme instanceof PasswordScheme.Bcrypt(var cost)) {
            bcrypt.spend(lower, cost);
        }
        if (stored instanceof StoredHash.Argon2id(var done, var _, var _)
                && scheme instanceof PasswordScheme.Argon2id configured
                && done.blocks() < Argon2Work.of(configured).blocks()) {
            argon2.nobody(new byte[0], Argon2Work.of(configured).without(done));
        }
    }

    private boolean isWeak(StoredHash stored) {
        return switch (scheme) {
            case PasswordScheme.Bcrypt(var cost) -> stored instanceof StoredHash.Bcrypt made && made.cost() < cost;
            case PasswordScheme.Argon2id configured ->
                !(stored instanceof StoredHash.Argon2id(var work, var salt, var tag))
                        || work.isLessThan(Argon2Work.of(configured))
                        || salt.length < Argon2Hashing.SALT_BYTES
                        || tag.length < Argon2Hashing.TAG_BYTES;
        };
    }

    private static byte[] bytes(String password) {
        return password.getBytes(StandardCharsets.UTF_8);
    }
}
