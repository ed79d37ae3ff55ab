package dev.holdfast.bench;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Clients of one server that are all there at the same time.
 *
 * <p>Threading: all of it but {@link #gather}, {@link #await} and {@link #close} is called on the loop of the clients.
 */
final class Crowd implements AutoCloseable {

    private static final int IN_PARALLEL = 64;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final ClientLoop clients;
    private final Guests guests;
    private final ChannelGroup channels;
    private final List<CrowdMember> members = new ArrayList<>();
    private final CompletableFuture<Duration> gathered = new CompletableFuture<>();
    private final CompletableFuture<Integer> heartbeats = new CompletableFuture<>();
    private final CompletableFuture<Void> broken = new CompletableFuture<>();
    private Traffic traffic = new Traffic.Silence();
    private long began;
    private int opened;
    private int beating;
    private boolean isClosing;

    /** How its members talk to the server. */
    enum Way {
        WEB_SOCKET,
        POLLING
    }

    /**
     * Who is to be there.
     *
     * @param joins whether they join the room that the events go to
     */
    record Guests(int port, int size, Way way, boolean joins) {}

    private Crowd(ClientLoop clients, Guests guests) {
        this.clients = clients;
        this.guests = guests;
        channels = new DefaultChannelGroup(clients.loop());
    }

    /** Returns when all of them are there. */
    static Crowd gather(ClientLoop clients, Guests guests) throws IOException, InterruptedException {
        var crowd = new Crowd(clients, guests);
        clients.loop().execute(crowd::begin);
        crowd.await(crowd.gathered);
        return crowd;
    }

    private void begin() {
        began = System.nanoTime();
        while (opened < Math.min(guests.size(), IN_PARALLEL)) {
            open();
        }
    }

    private void open() {
        opened++;
        var connecting = clients.connect(guests.port(), this::member);
        channels.add(connecting.channel());
        connecting.addListener((ChannelFuture done) -> {
            if (!done.isSuccess()) {
                broke(done.cause());
            }
        });
    }

    private CrowdMember member(Channel channel) {
        return switch (guests.way()) {
            case WEB_SOCKET -> new OverWebSocket(this, channel);
            case POLLING -> new OverPolling(this, channel);
        };
    }

    boolean joins() {
        return guests.joins();
    }

    int size() {
        return guests.size();
    }

    /** Returns how long it took until all were there. */
    Duration took() {
        return gathered.join();
    }

    void arrived(CrowdMember member) {
        members.add(member);
        if (members.size() == guests.size()) {
            gathered.complete(Duration.ofNanos(System.nanoTime() - began));
        } else if (opened < guests.size()) {
            open();
        }
    }

    CrowdMember member(double share) {
        return members.get((int) (share * members.size()));
    }

    void heartbeat() {
        beating++;
        if (beating == guests.size()) {
            heartbeats.complete(beating);
        }
    }

    /** Returns what is complete when each member has been asked for a sign of life. */
    CompletableFuture<Integer> heartbeats() {
        return heartbeats;
    }

    Traffic traffic() {
        return traffic;
    }

    void begin(Traffic next) {
        traffic = next;
    }

    /** The end of one connection is the end of the measurement. */
    void broke(Throwable failure) {
        if (!isClosing) {
            broken.completeExceptionally(failure);
        }
    }

    <T> T await(CompletableFuture<T> wanted) throws IOException, InterruptedException {
        var first = CompletableFuture.anyOf(broken, wanted);
        try {
            first.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return wanted.join();
        } catch (ExecutionException | TimeoutException failure) {
            throw new IOException(
                    "%d of %d clients were there, and that went wrong".formatted(members.size(), guests.size()),
                    failure);
        }
    }

    /** Leaves no connection behind. */
    @Override
    public void close() {
        clients.loop().submit(() -> isClosing = true).awaitUninterruptibly();
        channels.close().awaitUninterruptibly();
    }
}
