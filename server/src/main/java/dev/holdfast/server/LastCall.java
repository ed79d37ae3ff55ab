package dev.holdfast.server;

import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.unix.RawUnixChannelOption;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns newcomers away before a listening socket is closed: its system breaks off every connection that nobody has accepted by
 * then, with the request that may be on it already.
 */
final class LastCall {

    private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.server");
    private static final int SOCKET_LEVEL = 1;
    private static final int ATTACH_FILTER = 26;
    private static final int TCP_LEVEL = 6;
    private static final int TCP_INFO = 11;
    private static final int QUEUE_AT = 24;
    private static final int PROGRAM_BYTES = 16;
    private static final int POINTER_AT = 8;

    /** Packet filter, as in Linux' filter.h: drops a TCP segment whose flags are SYN without ACK, and passes any other. */
    private static final long[] DROP_OPENINGS = {
        step(0x30, 0, 0, 13), // load the byte of the flags
        step(0x54, 0, 0, 0x12), // keep SYN and ACK of them
        step(0x15, 0, 1, 0x02), // is it SYN alone
        step(0x06, 0, 0, 0), // then drop it
        step(0x06, 0, 0, 0xFFFF_FFFFL) // else pass it
    };

    private LastCall() {}

    private static long step(int code, int ifTrue, int ifFalse, long operand) {
        return code | (long) ifTrue << 16 | (long) ifFalse << 24 | operand << 32;
    }

    /** Says whether the system lets nobody new in from now on; who asks is told to ask again later, not that nobody is there. */
    static boolean isHeard(Channel listening) {
        if (!(listening instanceof EpollServerSocketChannel) || ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
            return false;
        }
        try (var arena = Arena.ofConfined()) {
            var steps = arena.allocateFrom(ValueLayout.JAVA_LONG, DROP_OPENINGS);
            var option = new RawUnixChannelOption("SO_ATTACH_FILTER", SOCKET_LEVEL, ATTACH_FILTER, PROGRAM_BYTES);
            return listening.config().setOption(option, program(steps));
        } catch (RuntimeException failure) {
            LOG.debug("the system has no filter for sockets", failure);
            return false;
        }
    }

    /** Says whether connections are open that were not accepted yet; Linux tells it where it tells of unacknowledged bytes otherwise. */
    static boolean isQueueLeft(Channel listening) {
        var option = new RawUnixChannelOption("TCP_INFO", TCP_LEVEL, TCP_INFO, QUEUE_AT + Integer.BYTES);
        var info = listening.config().getOption(option);
        return info != null && info.order(ByteOrder.nativeOrder()).getInt(QUEUE_AT) > 0;
    }

    private static ByteBuffer program(MemorySegment steps) {
        return ByteBuffer.allocateDirect(PROGRAM_BYTES)
                .order(ByteOrder.nativeOrder())
                .putShort(0, (short) DROP_OPENINGS.length)
                .putLong(POINTER_AT, steps.address());
    }
}
