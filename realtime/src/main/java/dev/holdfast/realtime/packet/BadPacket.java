package dev.holdfast.realtime.packet;

/** A message that is no packet, or none where it stands. */
public final class BadPacket extends Exception {

    private static final long serialVersionUID = 1;

    BadPacket(String message) {
        super(message, null, false, false);
    }

    /** Returns the message; it is never null. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
