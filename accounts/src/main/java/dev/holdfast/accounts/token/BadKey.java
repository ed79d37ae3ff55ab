package dev.holdfast.accounts.token;

/** Says what is wrong with a file of a key, without a word of what is in it. */
final class BadKey extends Exception {

    BadKey(String message) {
        super(message, null, false, false);
    }
}
