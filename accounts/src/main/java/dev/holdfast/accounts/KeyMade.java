package dev.holdfast.accounts;

import dev.holdfast.accounts.machine.ApiKeys;

/**
 * A key that was just made. It does not print its secret.
 *
 * @param secret what the other program sends as its Bearer token; nobody can be told it again
 */
record KeyMade(KeyShown key, String secret) {

    static KeyMade of(ApiKeys.Made made) {
        return new KeyMade(KeyShown.of(made.key()), made.text());
    }

    @Override
    public String toString() {
        return "KeyMade[" + key.id() + "]";
    }
}
