package dev.holdfast.accounts;

import dev.holdfast.accounts.password.Password;
import dev.holdfast.accounts.password.PasswordHash;
import dev.holdfast.accounts.password.PasswordRules;
import dev.holdfast.accounts.password.Passwords;
import java.util.Optional;

/** Decides which passwords are accepted, and whose they are. It computes outside of transactions. */
final class PasswordCheck {

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
        rules.check(password, own);
        return passwords.hash(password);
    }

    /** Returns the credential of a user whose password this is; takes the same time where there is no such user. */
    Optional<Credential> proven(Optional<Member> member, String password) {
        var credential = member.flatMap(found -> credentials.of(found.id()));
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
            credentials.strengthen(credential.userId(), hash, passwords.hash(new Password(password)));
        }
    }

    private static PasswordHash hashOf(Credential credential) {
        return new PasswordHash(credential.passwordHash().known().orElse(""));
    }
}
