package dev.holdfast.accounts;

import dev.holdfast.Kind;
import dev.holdfast.Problem;
import dev.holdfast.accounts.audit.AuditKind;
import dev.holdfast.accounts.mailed.MailedSecret;
import dev.holdfast.accounts.mailed.Purpose;
import dev.holdfast.accounts.password.Password;
import java.util.Optional;

/** Decides which address is whose. */
final class AddressFlows {

    private final Directory directory;
    private final Stores stores;
    private final PasswordCheck passwords;
    private final Letters letters;
    private final Registrations registrations;

    AddressFlows(
            Directory directory, Stores stores, PasswordCheck passwords, Letters letters, Registrations registrations) {
        this.directory = directory;
        this.stores = stores;
        this.passwords = passwords;
        this.letters = letters;
        this.registrations = registrations;
    }

    /**
     * Does what a mail was sent for: begins an account, or gives it the new address.
     *
     * @param password becomes that of the account that begins. Whoever reads the mails chooses it, and not whoever was first to
     *     register with their address
     */
    void prove(String token, Optional<Password> password) {
        var known = stores.secrets()
                .of(token, Purpose.VERIFY, Purpose.CHANGE_ADDRESS)
                .orElseThrow(AddressFlows::refused);
        switch (known.purpose()) {
            case VERIFY -> begin(token, known.email(), password);
            case CHANGE_ADDRESS -> change(token);
            case RESET, NOTHING -> throw refused();
        }
    }

    private void begin(String token, String email, Optional<Password> password) {
        var chosen = password.orElseThrow(
                () -> Problem.invalid("/password", "is required: with it the account begins, and you sign in"));
        var hash = passwords.accepted(chosen, email);
        var secret = stores.secrets().take(token, Purpose.VERIFY).orElseThrow(AddressFlows::refused);
        registrations.complete(memberOf(secret), hash, email);
    }

    private Member memberOf(MailedSecret secret) {
        return directory.byId(secret.userId()).orElseThrow(AddressFlows::refused);
    }

    /** Sends a mail to the address somebody wants to have, by which they show that it is theirs. */
    void ask(String userId, String email, String password) {
        var member = directory.byId(userId).orElseThrow(AddressFlows::gone);
        var proven = passwords.proven(Optional.of(member), password);
        if (proven.isEmpty()) {
            stores.audit().of(AuditKind.PASSWORD_REFUSED, member.id());
            throw Problem.invalid("/password", "is not your password");
        }
        letters.confirmAddress(member.id(), email, () -> stores.credentials().stillHolds(proven.get()));
        stores.audit().of(AuditKind.ADDRESS_CHANGE_ASKED, member.id());
    }

    private void change(String token) {
        var secret = stores.secrets().take(token, Purpose.CHANGE_ADDRESS).orElseThrow(AddressFlows::refused);
        var member = memberOf(secret);
        if (!directory.changeEmail(member.id(), secret.email())) {
            throw refused();
        }
        stores.credentials().prove(member.id(), secret.email());
        // Mails that lie in the former mailbox open nothing any more.
        stores.secrets().forget(member.id());
        stores.audit().of(AuditKind.ADDRESS_CHANGED, member.id());
        letters.addressChanged(member.email());
    }

    static Problem gone() {
        return Problem.unauthenticated("the user of this token is gone");
    }

    /** One answer for a secret that was used, has ended, or never was. */
    static Problem refused() {
        return new Problem(
                Kind.UNPROCESSABLE,
                "this link does not hold: it was used, has ended, or is not whole; ask for another");
    }
}
