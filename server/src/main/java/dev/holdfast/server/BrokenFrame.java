package dev.holdfast.server;

/** What a client has sent against the protocol, and the code that tells it so (RFC 6455 section 7.4.1). */
final class BrokenFrame extends Exception {

    private static final int PROTOCOL = 1002;
    private static final int NOT_TEXT = 1007;
    private static final int TOO_BIG = 1009;
    /** Registered by IANA after the RFC: try again later. */
    private static final int NO_ROOM = 1013;

    private final int code;

    private BrokenFrame(int code, String reason) {
        // Whose fault it is is known; where it was found is of no use.
        super(reason, null, false, false);
        this.code = code;
    }

    static BrokenFrame protocol(String rule) {
        return new BrokenFrame(PROTOCOL, rule);
    }

    static BrokenFrame notText() {
        return new BrokenFrame(NOT_TEXT, "text is UTF-8");
    }

    static BrokenFrame tooBig() {
        return new BrokenFrame(TOO_BIG, "the message is too big");
    }

    static BrokenFrame noRoom() {
        return new BrokenFrame(NO_ROOM, "there is no room for the message now");
    }

    int code() {
        return code;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
