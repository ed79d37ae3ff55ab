package dev.holdfast.routing;

import dev.holdfast.Caller;
import dev.holdfast.Permission;
import dev.holdfast.http.Request;

/** Who may call a route. A route that says nothing is for callers who are signed in. */
public sealed interface Access {

    /** Everybody. The caller of an open route stays a visitor: credentials are not looked at. */
    record Open() implements Access {}

    /** Everybody who is known. */
    record SignedIn() implements Access {}

    /** Callers whom a permission allows what nobody owns. */
    record Permitted(Permission permission) implements Access {}

    /**
     * Callers whom a permission allows a thing of the user whom the path names.
     *
     * @param parameter the path parameter that is the id of the owner, letter for letter
     */
    record Over(Permission permission, String parameter) implements Access {}

    /**
     * Callers of whom a rule of the program says so, by what the request is.
     *
     * @param name what the rule says, for lists of routes
     */
    record Rule(String name, Test test) implements Access {}

    /** Decides about a caller who is known. */
    @FunctionalInterface
    interface Test {
        boolean allows(Caller caller, Request request);
    }

    /** Callers whom the permission allows. */
    static Access of(Permission permission) {
        return new Permitted(permission);
    }

    /** Callers whom the permission allows, where the path parameter is the id of the owner. */
    static Access over(Permission permission, String parameter) {
        return new Over(permission, parameter);
    }

    /** Callers with one of these roles, by the names of the program's own constants. */
    static Access role(Enum<?>... roles) {
        return of(Permission.role(roles));
    }

    /** The user whose id is the path parameter {@code id}, letter for letter, and callers with one of these roles. */
    static Access selfOr(Enum<?>... roles) {
        var self = Permission.of("self", Permission.owner()::allows);
        return over(roles.length == 0 ? self : self.or(Permission.role(roles)), "id");
    }

    /** Says whether a caller who is known may pass. */
    default boolean allows(Caller caller, Request request) {
        return switch (this) {
            case Open() -> true;
            case SignedIn() -> !(caller instanceof Caller.Visitor);
            case Permitted(var permission) -> permission.allows(caller);
            case Over(var permission, var parameter) -> permission.allows(caller, request.path(parameter));
            case Rule(var _, var test) -> test.allows(caller, request);
        };
    }

    /** Says in words who may call. */
    default String words() {
        return switch (this) {
            case Open() -> "everybody";
            case SignedIn() -> "signed in";
            case Permitted(var permission) -> permission.name();
            case Over(var permission, var _) -> permission.name();
            case Rule(var name, var _) -> name;
        };
    }
}
