package dev.holdfast.server;

/** What a client has sent against the protocol, and the code that tells it so (RFC 6455 section 7.4.1). */
final class BrokenFrame extends Exception {

    private static final int PROTOCOL = 1002;
    private static final int NOT_TEXT = 1007;
    private static final int TOO_BIG = 1009;

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

    int code() {
        return code;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
