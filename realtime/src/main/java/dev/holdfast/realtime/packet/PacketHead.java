package dev.holdfast.realtime.packet;

/**
 * What stands before the JSON of a packet.
 *
 * @param attachments how many binary messages follow
 * @param id of the event or acknowledgement, or {@link Packet#NO_ID}
 * @param end where the JSON begins
 */
record PacketHead(PacketType type, int attachments, String namespace, long id, int end) {

    private static final int MOST_COUNT_DIGITS = 3;
    private static final int MOST_ID_DIGITS = 15;

    static PacketHead of(String message, int longestNamespace) throws BadPacket {
        if (message.isEmpty()) {
            throw new BadPacket("an empty message");
        }
        var type = PacketType.of(message.charAt(0));
        var at = 1;
        var attachments = 0;
        if (type.isBinary()) {
            var dash = digitsEnd(message, at, MOST_COUNT_DIGITS);
            if (dash == at || dash >= message.length() || message.charAt(dash) != '-') {
                throw new BadPacket("a binary packet names the number of its attachments");
            }
            attachments = Integer.parseInt(message, at, dash, 10);
            at = dash + 1;
        }
        var namespace = "/";
        if (at < message.length() && message.charAt(at) == '/') {
            var comma = message.indexOf(',', at);
            var end = comma < 0 ? message.length() : comma;
            if (end - at > longestNamespace) {
                throw new BadPacket("the name of the namespace is too long");
            }
            namespace = message.substring(at, end);
            at = comma < 0 ? end : comma + 1;
        }
        var end = digitsEnd(message, at, MOST_ID_DIGITS);
        var id = end == at ? Packet.NO_ID : Long.parseLong(message, at, end, 10);
        return new PacketHead(type, attachments, namespace, id, end);
    }

    private static int digitsEnd(String message, int from, int most) throws BadPacket {
        var end = from;
        while (end < message.length() && message.charAt(end) >= '0' && message.charAt(end) <= '9') {
            end++;
        }
        if (end - from > most) {
            throw new BadPacket("a number is too long");
        }
        return end;
    }
}
