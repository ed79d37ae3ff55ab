package dev.holdfast.realtime;

/** By which secret a client that comes back finds the socket it was, and where that began. Threading: any number of threads. */
final class Track {

    /** That of a socket which nobody comes back to. */
    static final Track NONE = new Track("", 0);

    private final String secret;
    private final long since;
    private volatile boolean isTakenOver;

    Track(String secret, long since) {
        this.secret = secret;
        this.since = since;
    }

    String secret() {
        return secret;
    }

    /** Returns the number of the last packet that was sent before it began. */
    long since() {
        return since;
    }

    /** Returns the same for the socket that goes on. */
    Track goingOn() {
        return new Track(secret, since);
    }

    /** Another connection goes on here: the one that leaves is not to be kept. */
    void takeOver() {
        isTakenOver = true;
    }

    boolean isTakenOver() {
        return isTakenOver;
    }
}
