package dev.holdfast.mail;

import java.time.Instant;
import java.util.UUID;

/**
 * A mail that was taken over. Each try delivers the same letter, so that whoever gets it twice can see that it is one.
 *
 * @param id tells letters of the same words apart
 */
record Letter(Mail mail, Instant written, UUID id) {

    static Letter of(Mail mail, Instant written) {
        return new Letter(mail, written, UUID.randomUUID());
    }
}
