package dev.holdfast.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One sender who lets everybody in a room hear something, again and again, with a few of the events under way at any time. */
final class Broadcast implements Traffic {

    private final CrowdMember sender;
    private final int hearers;
    private final int underWay;
    private final CompletableFuture<Delivered> result = new CompletableFuture<>();
    private long began;
    private long sent;
    private long acknowledged;
    private long heard;
    private double perSecond;
    private boolean isOver;

    /**
     * What was delivered.
     *
     * @param perSecond until the time was over
     * @param all the last ones included, which were still under way then
     */
    record Delivered(double perSecond, long all) {}

    private Broadcast(CrowdMember sender, int hearers, int underWay) {
        this.sender = sender;
        this.hearers = hearers;
        this.underWay = underWay;
    }

    /** Lets a crowd hear somebody, who may be one of them; whatever is sent has to reach every one. */
    static Delivered run(ClientLoop clients, Crowd hearers, Crowd senders, int underWay, Duration duration)
            throws IOException, InterruptedException {
        var broadcast = new Broadcast(senders.member(0.5), hearers.size(), underWay);
        clients.loop().execute(() -> {
            hearers.begin(broadcast);
            senders.begin(broadcast);
            broadcast.begin();
            clients.loop().schedule(broadcast::stop, duration.toNanos(), TimeUnit.NANOSECONDS);
        });
        var delivered = hearers.await(broadcast.result);
        clients.loop().execute(() -> {
            hearers.begin(new Silence());
            senders.begin(new Silence());
        });
        return delivered;
    }

    private void begin() {
        began = System.nanoTime();
        send();
    }

    /** An event is under way until it is acknowledged and heard: a server that acknowledges early may not run ahead. */
    private void send() {
        while (!isOver && sent - acknowledged < underWay && (sent + 1 - underWay) * hearers <= heard) {
            sent++;
            sender.broadcast(sent);
        }
    }

    @Override
    public void heard(CrowdMember member) {
        heard++;
        proceed();
    }

    @Override
    public void acknowledged() {
        acknowledged++;
        proceed();
    }

    private void proceed() {
        if (isOver) {
            finish();
        } else {
            send();
        }
    }

    private void stop() {
        perSecond = heard * 1e9 / (System.nanoTime() - began);
        isOver = true;
        finish();
    }

    private void finish() {
        if (acknowledged == sent && heard == sent * hearers) {
            result.complete(new Delivered(perSecond, heard));
        }
    }
}
