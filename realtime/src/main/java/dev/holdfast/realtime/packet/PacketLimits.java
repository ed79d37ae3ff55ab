package dev.holdfast.realtime.packet;

/**
 * How much one packet may be.
 *
 * @param attachments how many binary messages may belong to it
 * @param attachmentBytes how many bytes they and the text may have
 * @param longestNamespace how many characters the name of a namespace may have
 * @param longestEvent how many characters the name of an event may have
 */
public record PacketLimits(int attachments, int attachmentBytes, int longestNamespace, int longestEvent) {}
