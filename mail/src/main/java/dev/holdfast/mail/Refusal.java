package dev.holdfast.mail;

import org.jspecify.annotations.Nullable;

/** A mail server does not want a letter, and will not want it later. */
final class Refusal extends Exception {

    Refusal(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
