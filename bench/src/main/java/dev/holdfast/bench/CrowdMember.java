package dev.holdfast.bench;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;

/** One client of a crowd: it joins, answers heartbeats, and tells what it hears by the first two characters of each packet. */
abstract sealed class CrowdMember extends ChannelInboundHandlerAdapter permits OverWebSocket, OverPolling {

    private static final String ROOM = "\"everybody\"";
    private static final String NEWS = """
            {"id":"0192f3a4-7b5c-7000-8000-000000000007","sender":"ann","text":"The train is late again."}""";

    private final Crowd crowd;
    private boolean hasArrived;
    private boolean hasHeartbeat;

    CrowdMember(Crowd crowd) {
        this.crowd = crowd;
    }

    /** Sends an Engine.IO packet. */
    abstract void send(String packet);

    /** Asks for an event to everybody in the room, and for an acknowledgement. */
    final void broadcast(long number) {
        send("42" + number + "[\"broadcast\"," + ROOM + "," + NEWS + "]");
    }

    /** Takes a packet by its type and, where it is a message, by the type of what that carries. */
    final void hear(int packet, int message) {
        switch (packet) {
            case '0' -> send("40");
            case '2' -> heartbeat();
            case '4' -> message(message);
            default -> throw new IllegalStateException("a packet of type " + (char) packet);
        }
    }

    private void heartbeat() {
        send("3");
        if (!hasHeartbeat) {
            hasHeartbeat = true;
            crowd.heartbeat();
        }
    }

    private void message(int type) {
        switch (type) {
            case '0' -> connected();
            case '2' -> crowd.traffic().heard(this);
            case '3' -> acknowledged();
            default -> throw new IllegalStateException("a message of type " + (char) type);
        }
    }

    private void connected() {
        if (crowd.joins()) {
            send("420[\"join\"," + ROOM + "]");
        } else {
            arrive();
        }
    }

    private void acknowledged() {
        if (hasArrived) {
            crowd.traffic().acknowledged();
        } else {
            arrive();
        }
    }

    private void arrive() {
        hasArrived = true;
        crowd.arrived(this);
    }

    @Override
    public final void channelInactive(ChannelHandlerContext context) {
        crowd.broke(new IOException("the server has closed a connection"));
    }

    @Override
    public final void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        crowd.broke(failure);
        context.close();
    }
}
