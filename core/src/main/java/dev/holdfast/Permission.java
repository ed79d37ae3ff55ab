package dev.holdfast;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A rule about who may do something, with a name; the same on a route and in a service.
 *
 * <p>A visitor may do nothing by any rule. Threading: immutable.
 */
public final class Permission {

    private static final String NOBODY = "";

    private final String name;
    private final Test test;

    /** Decides about a caller who is known. */
    @FunctionalInterface
    public interface Test {
        /**
         * Says whether the caller may.
         *
         * @param owner the id of the user whose thing it is; empty where it is nobody's, or where nobody told
         */
        boolean allows(Caller caller, String owner);
    }

    private Permission(String name, Test test) {
        this.name = name;
        this.test = test;
    }

    /** A rule of the program's own, with the name it is known by. */
    public static Permission of(String name, Test test) {
        return new Permission(name, test);
    }

    /** Callers with one of these roles, by the names of the program's own constants. */
    public static Permission role(Enum<?>... roles) {
        var wanted = some("role", List.of(roles));
        var names = wanted.stream().map(Enum::name).collect(Collectors.joining(" or "));
        return of(names, (caller, _) -> wanted.stream().anyMatch(caller::is));
    }

    /** The user whose thing it is: their id is that of the owner, letter for letter. */
    public static Permission owner() {
        return of(
                "owner",
                (caller, owner) ->
                        caller instanceof Caller.User(var id, var _) && !owner.equals(NOBODY) && id.equals(owner));
    }

    /** Other programs that were given one of these scopes, as "products:write"; never a user, whatever their roles are called. */
    public static Permission scope(String... scopes) {
        var wanted = some("scope", List.of(scopes));
        return of(
                String.join(" or ", wanted),
                (caller, _) -> caller instanceof Caller.Service(var _, var held)
                        && wanted.stream().anyMatch(held::contains));
    }

    /** Callers whom this rule or the other one allows. */
    public Permission or(Permission other) {
        return of(
                part(name, " and ") + " or " + part(other.name, " and "),
                (caller, owner) -> test.allows(caller, owner) || other.test.allows(caller, owner));
    }

    /** Callers whom this rule and the other one allow. */
    public Permission and(Permission other) {
        return of(
                part(name, " or ") + " and " + part(other.name, " or "),
                (caller, owner) -> test.allows(caller, owner) && other.test.allows(caller, owner));
    }

    /** Returns in words who may: "owner or ADMIN". */
    public String name() {
        return name;
    }

    /**
     * Says whether the caller may do it to a thing of the owner's.
     *
     * @param owner the id of a user; empty where the thing is nobody's
     */
    public boolean allows(Caller caller, String owner) {
        return !(caller instanceof Caller.Visitor) && test.allows(caller, owner);
    }

    /** Says whether the caller may do it to what nobody owns; being the owner is no reason then. */
    public boolean allows(Caller caller) {
        return allows(caller, NOBODY);
    }

    /** Refuses a caller who may not do it to a thing of the owner's: as unauthenticated a visitor, as forbidden everybody else. */
    public void require(Caller caller, String owner) {
        if (caller instanceof Caller.Visitor) {
            throw Problem.unauthenticated("sign in first");
        }
        if (!allows(caller, owner)) {
            throw Problem.forbidden("you may not do this: it is for " + name);
        }
    }

    /** Refuses a caller who may not do it to what nobody owns. */
    public void require(Caller caller) {
        require(caller, NOBODY);
    }

    @Override
    public String toString() {
        return name;
    }

    /** Which of two words binds more is known to programmers only. */
    private static String part(String name, String otherWord) {
        return name.contains(otherWord) ? "(" + name + ")" : name;
    }

    private static <T> List<T> some(String what, List<T> wanted) {
        if (wanted.isEmpty()) {
            throw new IllegalArgumentException("a rule by " + what + " has to name one: without any it allows nobody");
        }
        return wanted;
    }
}
