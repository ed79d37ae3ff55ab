package dev.holdfast.routing;

import dev.holdfast.Caller;
import dev.holdfast.http.Request;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/** Who may call a route. A route that says nothing is for callers who are signed in. */
public sealed interface Access {

    /** Everybody. The caller of an open route stays a visitor: credentials are not looked at. */
    record Open() implements Access {}

    /** Everybody who is known. */
    record SignedIn() implements Access {}

    /** Callers with one of the roles. */
    record Role(Set<String> names) implements Access {
        public Role {
            names = Set.copyOf(names);
        }
    }

    /**
     * Callers of whom a rule of the program says so.
     *
     * @param name what the rule says, for lists of routes: "self or ADMIN"
     */
    record Rule(String name, Test test) implements Access {}

    /** Decides about a caller who is known. */
    @FunctionalInterface
    interface Test {
        boolean allows(Caller caller, Request request);
    }

    /** Callers with one of these roles, by the names of the program's own constants. */
    static Access role(Enum<?>... roles) {
        return new Role(names(roles));
    }

    /** The user whose id is the path parameter {@code id}, letter for letter, and callers with one of these roles. */
    static Access selfOr(Enum<?>... roles) {
        var names = names(roles);
        return new Rule("self or " + String.join(" or ", names), (caller, request) -> switch (caller) {
            case Caller.Visitor() -> false;
            case Caller.User(var id, var held) ->
                request.path("id").equals(id) || held.stream().anyMatch(names::contains);
            case Caller.Service(var _, var held) -> held.stream().anyMatch(names::contains);
        });
    }

    /** Says whether a caller who is known may pass. */
    default boolean allows(Caller caller, Request request) {
        return switch (this) {
            case Open() -> true;
            case SignedIn() -> !(caller instanceof Caller.Visitor);
            case Role(var names) ->
                switch (caller) {
                    case Caller.Visitor() -> false;
                    case Caller.User(var _, var held) -> held.stream().anyMatch(names::contains);
                    case Caller.Service(var _, var held) -> held.stream().anyMatch(names::contains);
                };
            case Rule(var _, var test) -> test.allows(caller, request);
        };
    }

    /** Says in words who may call. */
    default String words() {
        return switch (this) {
            case Open() -> "everybody";
            case SignedIn() -> "signed in";
            case Role(var names) -> String.join(" or ", names);
            case Rule(var name, var _) -> name;
        };
    }

    private static Set<String> names(Enum<?>... roles) {
        var names = new LinkedHashSet<String>();
        Arrays.stream(roles).map(Enum::name).forEach(names::add);
        return names;
    }
}
