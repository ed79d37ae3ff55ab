package dev.holdfast.mail;

/** Brings a letter to a mail server. */
@FunctionalInterface
interface Transport {

    /**
     * Returns when the mail server has taken over.
     *
     * @throws Refusal where it makes no sense to try again
     * @throws Exception where it may go better later
     */
    void deliver(Letter letter) throws Exception;
}
