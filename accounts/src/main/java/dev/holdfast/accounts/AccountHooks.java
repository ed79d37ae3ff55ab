package dev.holdfast.accounts;

import java.net.InetAddress;
import java.util.Map;

/** Where a program has a say in the life of its accounts; each does nothing unless the program says so. Called by any number of threads. */
public interface AccountHooks {

    /** Somebody has registered, and may sign in from now on; a failure is logged and undoes nothing. */
    default void registered(Member member) {}

    /**
     * Somebody has shown who they are, and is about to be signed in.
     *
     * @throws dev.holdfast.Problem that refuses it
     */
    default void beforeSignIn(Member member, InetAddress from) {}

    /** Returns what the access tokens of a user say beside what is said of every user; whoever carries a token can read it. */
    default Map<String, Object> claims(Member member) {
        return Map.of();
    }
}
