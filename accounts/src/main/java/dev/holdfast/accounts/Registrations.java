package dev.holdfast.accounts;

import dev.holdfast.accounts.audit.Audit;
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

    private final Directory directory;
    private final PasswordCheck passwords;
    private final Stores stores;
    private final Letters letters;
    private final AccountHooks hooks;
    private final Background background;

    Registrations(
            Directory directory,
            Stores stores,
            PasswordCheck passwords,
            Letters letters,
            AccountHooks hooks,
            Background background) {
        this.directory = directory;
        this.stores = stores;
        this.passwords = passwords;
        this.letters = letters;
        this.hooks = hooks;
        this.background = background;
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

    /**
     * Makes a user who may sign in when they have shown that the address is theirs. It says nothing of whether the address was
     * taken, nor does its time: everything is done beside the request.
     */
    void afterMail(Registration draft, Supplier<?> store) {
        passwords.check(draft.password(), draft.email(), draft.name());
        var origin = Audit.Origin.here();
        background.soon("a registration", () -> waiting(draft, store, origin));
    }

    private void waiting(Registration draft, Supplier<?> store, Audit.Origin origin) {
        try {
            var _ = store.get();
            stores.audit().write(AuditKind.REGISTERED, Optional.of(draft.id()), "", origin);
            letters.verify(draft.id(), draft.email());
        } catch (UniqueViolation taken) {
            again(directory.byEmail(draft.email()).orElseThrow(() -> taken));
        }
    }

    /** Who registers with an address that nobody has shown to be theirs may still be its owner. */
    private void again(Member there) {
        if (stores.credentials().exists(there.id())) {
            letters.alreadyRegistered(there.id(), there.email());
        } else {
            letters.verify(there.id(), there.email());
        }
    }

    /**
     * Begins the account of somebody who has shown that their address is theirs; a second mail of theirs changes nothing.
     *
     * @param hash {@link Credentials#NO_PASSWORD} for who signs in by a provider
     */
    void complete(Member member, PasswordHash hash, String address) {
        if (begun(member, hash, address)) {
            // Whatever lies in the mailbox would set the password of whoever has registered with the address.
            stores.secrets().forget(member.id());
            stores.audit().of(AuditKind.ADDRESS_VERIFIED, member.id());
            tell(member);
        }
    }

    /** Begins the account of a user who has none yet, and has shown elsewhere that their address is theirs. */
    void completeByProvider(Member member, String address) {
        complete(member, Credentials.NO_PASSWORD, address);
    }

    /** Makes a user of somebody whom a provider knows, who says that the address is theirs; empty where the program takes nobody so. */
    Optional<Member> byProvider(NewMember draft) {
        var made = directory.provision(draft);
        made.ifPresent(member -> {
            stores.audit().of(AuditKind.REGISTERED, member.id());
            if (begun(member, Credentials.NO_PASSWORD, draft.email())) {
                tell(member);
            }
        });
        return made;
    }

    /** Takes the credential back where the user was deleted meanwhile: who did that has not met it. */
    private boolean begun(Member member, PasswordHash hash, String address) {
        if (!stores.credentials().begin(member.id(), hash, Optional.of(address))) {
            return false;
        }
        var isThere = directory.byId(member.id()).isPresent();
        if (!isThere) {
            stores.credentials().forget(member.id());
        }
        return isThere;
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
