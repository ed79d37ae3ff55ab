package dev.holdfast.mail;

/** How one try to deliver a letter ended. */
sealed interface Attempt {

    /** The mail server took over. */
    record Delivered() implements Attempt {}

    /** The mail server does not want it, and will not later. */
    record Refused(String reason) implements Attempt {}

    /** It may go better later. */
    record Failed(String reason) implements Attempt {}
}
