package dev.holdfast.mail;

import java.time.Instant;

/** A mail in a mailbox. */
record Received(Instant at, Mail mail) {}
