package dev.holdfast.accounts;

import dev.holdfast.accounts.audit.Audit;
import dev.holdfast.accounts.audit.AuditKind;
import dev.holdfast.accounts.session.Client;
import dev.holdfast.accounts.throttle.Pauses;
import java.util.Optional;

/** Decides who is let in by a password. */
final class SignIns {

    private final Directory directory;
    private final PasswordCheck passwords;
    private final Entrance entrance;
    private final Pauses pauses;
    private final Audit audit;

    SignIns(Directory directory, PasswordCheck passwords, Entrance entrance, Pauses pauses, Audit audit) {
        this.directory = directory;
        this.passwords = passwords;
        this.entrance = entrance;
        this.pauses = pauses;
        this.audit = audit;
    }

    /** Signs a user in; unknown user and wrong password are told and timed alike. */
    SignIn signIn(String email, String password, Client client) {
        passwords.requireRoom();
        var pause = pauses.begin(email, client.address());
        var member = directory.byEmail(email);
        pause.ifPresent(time -> note(AuditKind.SLOWED_DOWN, member, "for " + time.toSeconds() + " s"));
        var proven = proven(email, member, password);
        if (member.isEmpty() || proven.isEmpty()) {
            note(AuditKind.SIGN_IN_REFUSED, member, "");
            return new SignIn.Refused();
        }
        pauses.succeeded(email, client.address());
        passwords.strengthen(proven.get(), password);
        return entrance.let(member.get(), proven.get(), client, "by password");
    }

    private Optional<Credential> proven(String email, Optional<Member> member, String password) {
        try {
            return passwords.proven(member, password);
        } catch (RuntimeException failure) {
            pauses.withdraw(email);
            throw failure;
        }
    }

    private void note(AuditKind kind, Optional<Member> member, String detail) {
        audit.write(kind, member.map(Member::id), detail, Audit.Origin.here());
    }
}
