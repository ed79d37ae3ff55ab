package dev.holdfast.accounts;

import java.time.Duration;

/** How an attempt to sign in ended. */
public sealed interface SignIn {

    /**
     * The password was right.
     *
     * @param token the access token
     * @param life how long it holds
     */
    record Welcome(String token, Duration life, Member member) implements SignIn {
        @Override
        public String toString() {
            return "Welcome[" + member.id() + "]";
        }
    }

    /** No such user, or another password: which of them is not said. */
    record Refused() implements SignIn {}
}
