package dev.holdfast.accounts;

import dev.holdfast.Caller;
import dev.holdfast.Kind;
import dev.holdfast.Page;
import dev.holdfast.Permission;
import dev.holdfast.Problem;
import dev.holdfast.accounts.audit.AuditKind;
import dev.holdfast.accounts.machine.ApiKey;
import dev.holdfast.accounts.machine.ApiKeys;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Decides which other programs come in. A key is worth no more than whoever made it: it counts for nothing while they may make none. */
final class Machines {

    private static final int MOST_OF_ONE_MAKER = 50;

    private final Directory directory;
    private final Stores stores;
    private final Permission makers;
    private final Set<String> scopes;
    private final Background background;

    Machines(Directory directory, Stores stores, Permission makers, Set<String> scopes, Background background) {
        this.directory = directory;
        this.stores = stores;
        this.makers = makers;
        this.scopes = scopes;
        this.background = background;
    }

    /** Returns the program a key stands for; a problem of kind unauthenticated where it does not hold. */
    Caller callerOf(String text) {
        var key = stores.keys().of(text).filter(found -> isMakerAdmitted(found.madeBy()));
        if (key.isEmpty()) {
            throw Problem.unauthenticated("the key does not hold: it was revoked, has ended, or is not whole");
        }
        if (stores.keys().isToBeNoted(key.get())) {
            background.atLeisure("noting the use of a key", () -> stores.keys().note(key.get()));
        }
        return new Caller.Service(key.get().id(), Set.copyOf(key.get().scopes()));
    }

    private boolean isMakerAdmitted(String userId) {
        return stores.credentials().admits(userId)
                && directory
                        .byId(userId)
                        .map(Member::caller)
                        .filter(makers::allows)
                        .isPresent();
    }

    ApiKeys.Made make(Caller.User by, NewKey wanted) {
        var unknown = wanted.scopes().stream()
                .filter(scope -> !scopes.contains(scope))
                .findFirst();
        if (unknown.isPresent()) {
            throw Problem.invalid(
                    "/scopes",
                    "must be some of "
                            + String.join(", ", scopes.stream().sorted().toList()));
        }
        if (stores.keys().madeBy(by.id()) >= MOST_OF_ONE_MAKER) {
            throw new Problem(Kind.CONFLICT, "nobody has more than " + MOST_OF_ONE_MAKER + " keys; revoke some first");
        }
        var made = stores.keys().make(wanted.name(), wanted.scopes(), by.id(), Duration.ofDays(wanted.days()));
        note(AuditKind.KEY_MADE, made.key());
        return made;
    }

    Page<KeyShown> page(Optional<String> cursor, int limit) {
        return stores.keys().page(cursor, limit).map(KeyShown::of);
    }

    void revoke(String id) {
        var revoked = stores.keys().revoke(id).orElseThrow(() -> Problem.missing("key", id));
        note(AuditKind.KEY_REVOKED, revoked);
    }

    private void note(AuditKind kind, ApiKey key) {
        stores.audit().of(kind, key.madeBy(), "key " + key.id() + " for " + String.join(", ", key.scopes()));
    }
}
