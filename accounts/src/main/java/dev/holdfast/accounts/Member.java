package dev.holdfast.accounts;

import dev.holdfast.Caller;
import java.util.Set;

/**
 * What accounts need to know of one of the program's users.
 *
 * @param id the program's id of the user
 * @param email the address by which they sign in, trimmed and lowercased
 * @param roles the program's names of what the user is
 * @param shown the record a client sees of the user after signing in
 */
public record Member(String id, String email, Set<String> roles, Record shown) {

    public Member {
        roles = Set.copyOf(roles);
    }

    Caller.User caller() {
        return new Caller.User(id, roles);
    }
}
