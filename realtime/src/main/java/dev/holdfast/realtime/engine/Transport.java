package dev.holdfast.realtime.engine;

/** What carries the packets of a session. Threading: called under the lock of the session, and never blocks. */
sealed interface Transport permits Polling, WebSocketTransport {

    /** Returns the name it has in the protocol. */
    String name();

    /** Says whether a packet would leave at once. */
    boolean isWritable();

    /** Returns how many bytes wait for the client. */
    long pending();

    /** Says whether what waits and so much more is within the bounds. */
    boolean hasRoomFor(Parcel parcel);

    void send(Parcel parcel);

    /** Ends politely when all has been sent; returns false where that has to wait for the client to ask once more. */
    boolean finish();

    /** Ends now: what waits is dropped. */
    void discard();
}
