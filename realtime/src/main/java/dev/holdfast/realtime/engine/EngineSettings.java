package dev.holdfast.realtime.engine;

import java.time.Duration;

/**
 * What a session may take, and how long it may be silent.
 *
 * @param pingInterval between two signs of life that are asked for
 * @param pingTimeout how long one of them may be awaited
 * @param upgradeTimeout how long a change to WebSocket may take
 * @param maxPayload the largest message and the largest body of a request, in bytes
 * @param outgoingBytes how much may wait to be taken by one client, in bytes
 * @param outgoingPackets how many packets may wait for the next poll of one client
 * @param backlogBytes how much may wait for all clients together before those who take nothing are cut, in bytes
 * @param sessions how many sessions there may be
 * @param sessionsPerAddress how many of them one address may have, or one network of 64 bits in IPv6
 */
public record EngineSettings(
        Duration pingInterval,
        Duration pingTimeout,
        Duration upgradeTimeout,
        int maxPayload,
        int outgoingBytes,
        int outgoingPackets,
        long backlogBytes,
        int sessions,
        int sessionsPerAddress) {}
