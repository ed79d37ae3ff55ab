package dev.holdfast.accounts;

import dev.holdfast.accounts.audit.Audit;
import dev.holdfast.accounts.audit.AuditKind;
import dev.holdfast.accounts.openid.Identity;
import dev.holdfast.accounts.openid.NotSignedIn;
import dev.holdfast.accounts.openid.Refusal;
import dev.holdfast.accounts.session.Client;
import dev.holdfast.data.UniqueViolation;
import java.util.Optional;

/**
 * Decides which user somebody is whom a provider knows.
 *
 * <p>Every step is one write that a second one cannot undo, so that two who come at once end as the same user.
 */
final class ProviderSignIns {

    private final Directory directory;
    private final Stores stores;
    private final Registrations registrations;
    private final Entrance entrance;

    ProviderSignIns(Directory directory, Stores stores, Registrations registrations, Entrance entrance) {
        this.directory = directory;
        this.stores = stores;
        this.registrations = registrations;
        this.entrance = entrance;
    }

    /** Signs somebody in whom a provider knows, and makes them a user where they are none yet. */
    SignIn signIn(String provider, Identity who, Client client) throws NotSignedIn {
        var known = known(who);
        var member = known.isPresent() ? known.get() : linked(provider, who);
        var credential = stores.credentials().of(member.id());
        return credential.isEmpty()
                ? new SignIn.Refused()
                : entrance.let(member, credential.get(), client, "by " + provider);
    }

    private Optional<Member> known(Identity who) {
        var userId = stores.identities().userOf(who.issuer(), who.subject());
        var member = userId.flatMap(directory::byId);
        if (userId.isPresent() && member.isEmpty()) {
            // The program has deleted the user and not said so: who comes now is somebody new.
            stores.identities().unlink(who.issuer(), who.subject(), userId.get());
        }
        return member;
    }

    private Member linked(String provider, Identity who) throws NotSignedIn {
        var address = who.address()
                .orElseThrow(() -> new NotSignedIn(
                        Refusal.ADDRESS_NOT_VERIFIED, "the provider does not say that their address is theirs"));
        var member = owner(who, address);
        if (stores.credentials().admits(member.id())
                && stores.identities().link(who.issuer(), who.subject(), member.id(), provider)) {
            stores.audit().of(AuditKind.PROVIDER_LINKED, member.id(), provider);
        }
        // Whoever came at the same moment may have been faster.
        return known(who).orElse(member);
    }

    private Member owner(Identity who, String address) throws NotSignedIn {
        var there = directory.byEmail(address);
        if (there.isPresent()) {
            return proven(there.get(), address);
        }
        try {
            return registrations
                    .byProvider(new NewMember(who.name().orElseGet(() -> beginOf(address)), address))
                    .orElseThrow(() -> new NotSignedIn(Refusal.NOT_REGISTERED, "the program takes nobody who is new"));
        } catch (UniqueViolation taken) {
            return proven(directory.byEmail(address).orElseThrow(() -> taken), address);
        }
    }

    /**
     * Returns the user who has the address, where both have shown that it is theirs. Otherwise whoever has registered with the
     * address of somebody else would wait in their account until they come.
     */
    private Member proven(Member member, String address) throws NotSignedIn {
        registrations.completeByProvider(member, address);
        var isTheirs = stores.credentials()
                .of(member.id())
                .filter(credential -> credential.hasProven(address))
                .isPresent();
        if (!isTheirs) {
            stores.audit()
                    .write(
                            AuditKind.SIGN_IN_REFUSED,
                            Optional.of(member.id()),
                            "by a provider: nobody has shown here that the address is theirs",
                            Audit.Origin.here());
            throw new NotSignedIn(Refusal.ADDRESS_TAKEN, "user " + member.id() + " has not shown to own the address");
        }
        return member;
    }

    private static String beginOf(String address) {
        var at = address.indexOf('@');
        return at > 0 ? address.substring(0, Math.min(at, 100)) : address;
    }
}
