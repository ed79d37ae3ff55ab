package dev.holdfast.accounts;

/** How an attempt to sign in ended. */
sealed interface SignIn {

    /** The password was right. */
    record Welcome(Tokens tokens, Member member) implements SignIn {}

    /** No such user, or another password: which of them is not said. */
    record Refused() implements SignIn {}

    /** The password was right, and the account is disabled. */
    record Disabled() implements SignIn {}
}
