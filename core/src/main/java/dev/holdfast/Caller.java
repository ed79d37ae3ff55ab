package dev.holdfast;

import java.util.Set;
import java.util.function.Function;

/** Whoever is asking. */
public sealed interface Caller {

    /** Somebody who has not said who they are. */
    record Visitor() implements Caller {}

    /**
     * A signed-in user.
     *
     * @param id the program's own id of the user
     * @param roles the program's own names of what the user is
     */
    record User(String id, Set<String> roles) implements Caller {
        public User {
            roles = Set.copyOf(roles);
        }

        /** Returns the id as the program's own type. */
        public <T> T id(Function<String, T> parse) {
            return parse.apply(id);
        }
    }

    /**
     * Another program.
     *
     * @param name the name it is known by
     * @param roles what it may do
     */
    record Service(String name, Set<String> roles) implements Caller {
        public Service {
            roles = Set.copyOf(roles);
        }
    }

    /** Says whether the caller has the given role, by the name of the program's own constant. */
    default boolean is(Enum<?> role) {
        return switch (this) {
            case Visitor() -> false;
            case User(var _, var roles) -> roles.contains(role.name());
            case Service(var _, var roles) -> roles.contains(role.name());
        };
    }

    /** Returns the id of the user or the name of the service; empty for a visitor. */
    default String identity() {
        return switch (this) {
            case Visitor() -> "";
            case User(var id, var _) -> id;
            case Service(var name, var _) -> name;
        };
    }

    /** Returns the signed-in user; a problem of kind unauthenticated where the caller is anything else. */
    default User user() {
        if (this instanceof User user) {
            return user;
        }
        throw Problem.unauthenticated("sign in first");
    }
}
