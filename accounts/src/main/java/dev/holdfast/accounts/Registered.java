package dev.holdfast.accounts;

/**
 * How a registration ended.
 *
 * @param <U> the program's record of the user
 */
public sealed interface Registered<U> {

    /** There is a new user, who may sign in. */
    record Now<U>(U user) implements Registered<U> {}

    /** A mail is on its way to the address; what it says there is not told here. */
    record AfterMail<U>() implements Registered<U> {}
}
