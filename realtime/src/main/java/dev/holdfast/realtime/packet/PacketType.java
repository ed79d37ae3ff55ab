package dev.holdfast.realtime.packet;

/** The types of packets, in the order of their numbers (Socket.IO protocol 5). */
enum PacketType {
    CONNECT,
    DISCONNECT,
    EVENT,
    ACK,
    CONNECT_ERROR,
    BINARY_EVENT,
    BINARY_ACK;

    private static final PacketType[] ALL = values();

    static PacketType of(char digit) throws BadPacket {
        if (digit < '0' || digit >= '0' + ALL.length) {
            throw new BadPacket("unknown packet type");
        }
        return ALL[digit - '0'];
    }

    boolean isBinary() {
        return this == BINARY_EVENT || this == BINARY_ACK;
    }

    char digit() {
        return (char) ('0' + ordinal());
    }
}
