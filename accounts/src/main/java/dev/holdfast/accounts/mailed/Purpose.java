package dev.holdfast.accounts.mailed;

import java.time.Duration;

/** What somebody may do who can read the mails of an address. */
public enum Purpose {
    /** Begin to use the account they registered. */
    VERIFY(Duration.ofHours(24)),
    /** Set a new password. */
    RESET(Duration.ofMinutes(30)),
    /** Take the address for their account. */
    CHANGE_ADDRESS(Duration.ofHours(1)),
    /** Nothing: that a mail was sent is remembered, so that no mailbox is filled. */
    NOTHING(Duration.ofHours(1));

    private final Duration life;

    Purpose(Duration life) {
        this.life = life;
    }

    /** Returns how long the secret is good. */
    public Duration life() {
        return life;
    }
}
