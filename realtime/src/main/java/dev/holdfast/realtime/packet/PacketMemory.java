package dev.holdfast.realtime.packet;

import java.util.concurrent.atomic.AtomicLong;

/** How much packets take together of which attachments are still to come. Threading: any. */
public final class PacketMemory {

    private final long most;
    private final AtomicLong held = new AtomicLong();

    /** Room for so many bytes. */
    public PacketMemory(long most) {
        this.most = most;
    }

    void reserve(int bytes) throws BadPacket {
        if (held.addAndGet(bytes) > most) {
            release(bytes);
            throw new BadPacket("there is no room for the packet now");
        }
    }

    void release(int bytes) {
        held.addAndGet(-bytes);
    }
}
