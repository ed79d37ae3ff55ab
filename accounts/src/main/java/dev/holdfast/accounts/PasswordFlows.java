package dev.holdfast.accounts;

import dev.holdfast.Problem;
import dev.holdfast.accounts.audit.Audit;
import dev.holdfast.accounts.audit.AuditKind;
import dev.holdfast.accounts.mailed.Purpose;
import dev.holdfast.accounts.password.Password;
import dev.holdfast.accounts.throttle.Pauses;
import java.net.InetAddress;
import java.util.Optional;

/** Decides who may set a new password. */
final class PasswordFlows {

    private final Directory directory;
    private final Stores stores;
    private final PasswordCheck passwords;
    private final Letters letters;
    private final Registrations registrations;
    private final Pauses pauses;

    PasswordFlows(
            Directory directory,
            Stores stores,
            PasswordCheck passwords,
            Letters letters,
            Registrations registrations,
            Pauses pauses) {
        this.directory = directory;
        this.stores = stores;
        this.passwords = passwords;
        this.letters = letters;
        this.registrations = registrations;
        this.pauses = pauses;
    }

    /** Sends a mail by which a password can be set, where there is such a user who may sign in. */
    void forgotten(String email, Audit.Origin origin) {
        directory.byEmail(email).filter(this::isAdmitted).ifPresent(member -> {
            stores.audit().write(AuditKind.RESET_ASKED, Optional.of(member.id()), "", origin);
            letters.reset(member.id(), email);
        });
    }

    private boolean isAdmitted(Member member) {
        return !stores.credentials().isDisabled(member.id());
    }

    /**
     * Sets a password by what a mail carried, which is good once; ends all sessions. An account that waited for its address to be
     * shown begins by it.
     *
     * @param from an address that is the owner's now, and is not held up by whoever else tries passwords
     */
    void reset(String token, Password password, InetAddress from) {
        var known = stores.secrets().of(token, Purpose.RESET).orElseThrow(AddressFlows::refused);
        var hash = passwords.accepted(password, known.email());
        var secret = stores.secrets().take(token, Purpose.RESET).orElseThrow(AddressFlows::refused);
        var member =
                directory.byId(secret.userId()).filter(found -> found.email().equals(secret.email()));
        if (member.isEmpty() || !isAdmitted(member.get())) {
            throw AddressFlows.refused();
        }
        if (stores.credentials().set(secret.userId(), hash)) {
            stores.credentials().prove(secret.userId(), secret.email());
        } else {
            registrations.complete(member.get(), hash, secret.email());
        }
        pauses.succeeded(secret.email(), from);
        stores.sessions().endAll(secret.userId());
        stores.secrets().forget(secret.userId());
        stores.audit().of(AuditKind.PASSWORD_RESET, secret.userId());
        letters.passwordChanged(secret.email());
    }

    /** Sets a password in place of the one the user has; ends all other sessions. */
    void change(String userId, String session, String current, Password password) {
        var member = directory.byId(userId).orElseThrow(AddressFlows::gone);
        var proven = passwords.proven(Optional.of(member), current);
        if (proven.isEmpty()
                || !stores.credentials().replace(proven.get(), passwords.accepted(password, member.email()))) {
            stores.audit().of(AuditKind.PASSWORD_REFUSED, member.id());
            throw Problem.invalid("/current", "is not your password");
        }
        stores.sessions().endOthers(member.id(), session);
        stores.secrets().forget(member.id());
        stores.audit().of(AuditKind.PASSWORD_CHANGED, member.id());
        letters.passwordChanged(member.email());
    }
}
