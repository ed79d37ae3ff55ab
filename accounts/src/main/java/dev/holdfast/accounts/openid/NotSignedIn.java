package dev.holdfast.accounts.openid;

import dev.holdfast.Printable;

/** The end of a sign-in by a provider that has led nowhere; its message is written for the log and holds nothing secret. */
public final class NotSignedIn extends Exception {

    private static final int LONGEST = 300;

    private final Refusal refusal;

    /** A sign-in that ended for that reason, with what else there is to say. */
    public NotSignedIn(Refusal refusal, String message) {
        super(Printable.of(message.length() > LONGEST ? message.substring(0, LONGEST) : message), null, true, false);
        this.refusal = refusal;
    }

    /** Returns the reason. */
    public Refusal refusal() {
        return refusal;
    }
}
