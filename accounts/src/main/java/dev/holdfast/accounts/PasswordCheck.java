package dev.holdfast.accounts;

import dev.holdfast.accounts.password.Password;
import dev.holdfast.accounts.password.PasswordHash;
import dev.holdfast.accounts.password.PasswordRules;
import dev.holdfast.accounts.password.Passwords;
import java.util.Optional;

/** Decides which passwords are accepted, and whose they are. It computes outside of transactions. */
final class PasswordCheck {

    /** No id of a user; it is looked up all the same, since the database takes its time too. */
    private static final String NOBODY = "";

    private final Passwords passwords;
    private final PasswordRules rules;
    private final Credentials credentials;

    PasswordCheck(Passwords passwords, PasswordRules rules, Credentials credentials) {
        this.passwords = passwords;
        this.rules = rules;
        this.credentials = credentials;
    }

    /**
     * Returns the hash of a password somebody wants to have.
     *
     * @param own what belongs to them and is no password: their address, their name
     * @throws dev.holdfast.Problem of kind invalid where it is too easily guessed
     */
    PasswordHash accepted(Password password, String... own) {
        check(password, own);
        return passwords.hash(password);
    }

    /** Refuses what is too easily guessed, as {@link #accepted} does. */
    void check(Password password, String... own) {
        rules.check(password, own);
    }

    /** Refuses everybody alike where too many passwords wait to be compared: 503 with Retry-After. */
    void requireRoom() {
        passwords.requireRoom();
    }

    /** Returns the credential of a user whose password this is; takes the same time where there is no such user. */
    Optional<Credential> proven(Optional<Member> member, String password) {
        var credential = credentials.of(member.map(Member::id).orElse(NOBODY));
        if (credential.filter(Credential::hasPassword).isEmpty()) {
            passwords.matchNobody(password);
            return Optional.empty();
        }
        return credential.filter(found -> passwords.matches(password, hashOf(found)));
    }

    /** Stores a password that was right hashed anew, where its hash is weaker than those made today. */
    void strengthen(Credential credential, String password) {
        var hash = hashOf(credential);
        if (passwords.isWeak(hash)) {
            asChosenToday(password)
                    .ifPresent(same -> credentials.strengthen(credential.userId(), hash, passwords.hash(same)));
        }
    }

    /** A hash that was brought from elsewhere may be that of a password nobody could choose here. */
    private static Optional<Password> asChosenToday(String password) {
        try {
            return Optional.of(new Password(password));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static PasswordHash hashOf(Credential credential) {
        return new PasswordHash(credential.passwordHash().known().orElse(""));
    }
}
