package dev.holdfast.mail;

/**
 * What an outbox has done since it was made, and what it holds.
 *
 * @param sent mails that the mail server took
 * @param waiting mails it holds now, those that are just being delivered among them
 * @param retried how often a mail had to be tried again
 * @param failed mails that were refused or given up
 * @param dropped mails that were not taken, for want of room or because the outbox was closed
 */
public record OutboxStatistics(long sent, long waiting, long retried, long failed, long dropped) {}
