package dev.holdfast.accounts;

import dev.holdfast.accounts.audit.AuditKind;
import dev.holdfast.accounts.password.PasswordHash;
import dev.holdfast.data.UniqueViolation;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides who becomes a user. */
final class Registrations {

    private static final Logger LOG = LoggerFactory.getLogger(Registrations.class);
    private static final PasswordHash NO_PASSWORD = new PasswordHash("");

    private final Directory directory;
    private final PasswordCheck passwords;
    private final Stores stores;
    private final Letters letters;
    private final AccountHooks hooks;

    Registrations(Directory directory, Stores stores, PasswordCheck passwords, Letters letters, AccountHooks hooks) {
        this.directory = directory;
        this.stores = stores;
        this.passwords = passwords;
        this.letters = letters;
        this.hooks = hooks;
    }

    // tag::ordered[]
    /**
     * Makes a user who may sign in at once. The password goes first: it is nobody's until there is the user, whose address decides
     * whether there will be one.
     */
    <U> U now(Registration draft, Supplier<U> store) {
        stores.credentials().begin(draft.id(), hashOf(draft), Optional.empty());
        try {
            var user = store.get();
            registered(draft.id());
            return user;
        } catch (UniqueViolation taken) {
            // Any other failure may have stored the user all the same, who then needs the password.
            stores.credentials().forget(draft.id());
            throw taken;
        }
    }
    // end::ordered[]

    /** Makes a user who may sign in when they have shown that the address is theirs; says nothing of whether it was taken. */
    void afterMail(Registration draft, Supplier<?> store) {
        var hash = hashOf(draft);
        try {
            var _ = store.get();
            stores.audit().of(AuditKind.REGISTERED, draft.id());
            letters.verify(draft.id(), draft.email(), hash.value());
        } catch (UniqueViolation taken) {
            var there = directory.byEmail(draft.email()).orElseThrow(() -> taken);
            again(there, hash);
        }
    }

    /** Who registers with an address that nobody has shown to be theirs may still be its owner: whose mail is read, their password is set. */
    private void again(Member there, PasswordHash hash) {
        if (stores.credentials().exists(there.id())) {
            letters.alreadyRegistered(there.email());
        } else {
            letters.verify(there.id(), there.email(), hash.value());
        }
    }

    /** Begins the account of somebody who has shown that their address is theirs; a second mail of theirs changes nothing. */
    void complete(Member member, PasswordHash hash, String address) {
        if (stores.credentials().begin(member.id(), hash, Optional.of(address))) {
            stores.secrets().forget(member.id());
            stores.audit().of(AuditKind.ADDRESS_VERIFIED, member.id());
            tell(member);
        }
    }

    /** Makes a user of somebody whom a provider knows, who says that the address is theirs; empty where the program takes nobody so. */
    Optional<Member> byProvider(NewMember draft) {
        var made = directory.provision(draft);
        made.ifPresent(member -> {
            stores.audit().of(AuditKind.REGISTERED, member.id());
            if (begin(member, draft.email())) {
                tell(member);
            }
        });
        return made;
    }

    /** Begins the account of a user who has none yet, and has shown elsewhere that their address is theirs. */
    void completeByProvider(Member member, String address) {
        if (begin(member, address)) {
            // Whatever lies in the mailbox would set the password of whoever has registered with the address.
            stores.secrets().forget(member.id());
            stores.audit().of(AuditKind.ADDRESS_VERIFIED, member.id());
            tell(member);
        }
    }

    private boolean begin(Member member, String address) {
        return stores.credentials().begin(member.id(), NO_PASSWORD, Optional.of(address));
    }

    private void registered(String userId) {
        stores.audit().of(AuditKind.REGISTERED, userId);
        directory.byId(userId).ifPresent(this::tell);
    }

    private void tell(Member member) {
        try {
            hooks.registered(member);
        } catch (RuntimeException failure) {
            LOG.error("the program failed over the registration of {}", member.id(), failure);
        }
    }

    private PasswordHash hashOf(Registration draft) {
        return passwords.accepted(draft.password(), draft.email(), draft.name());
    }
}
