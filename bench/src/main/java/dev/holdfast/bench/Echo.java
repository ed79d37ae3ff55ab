package dev.holdfast.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;

/** One of a room who lets everybody hear something at a steady pace, and how long it takes until that is heard by the same one. */
final class Echo implements Traffic {

    private final ClientLoop clients;
    private final CrowdMember sender;
    private final long period;
    private final double[] milliseconds;
    private final long expected;
    private final CompletableFuture<Times> result = new CompletableFuture<>();
    private long began;
    private int sent;
    private int echoed;
    private int acknowledged;
    private long heard;

    /** Milliseconds from the moment the sender wanted to speak, in ascending order. */
    record Times(List<Double> sorted) {

        double at(double share) {
            return sorted.get((int) Math.min(sorted.size() - 1, share * sorted.size()));
        }
    }

    private Echo(ClientLoop clients, Crowd crowd, double share, int perSecond, int count) {
        this.clients = clients;
        sender = crowd.member(share);
        period = TimeUnit.SECONDS.toNanos(1) / perSecond;
        milliseconds = new double[count];
        expected = (long) count * crowd.size();
    }

    /**
     * Lets one member speak for a while.
     *
     * @param share where in the order of arrival the sender stands, from 0 to 1
     */
    static Times run(ClientLoop clients, Crowd crowd, double share, int perSecond, Duration duration)
            throws IOException, InterruptedException {
        var count = (int) (perSecond * duration.toSeconds());
        var echo = new Echo(clients, crowd, share, perSecond, count);
        clients.loop().execute(() -> {
            crowd.begin(echo);
            echo.began = System.nanoTime();
            echo.send();
        });
        var times = crowd.await(echo.result);
        clients.loop().execute(() -> crowd.begin(new Silence()));
        return times;
    }

    private long wanted(int number) {
        return began + number * period;
    }

    private void send() {
        sender.broadcast(sent);
        sent++;
        if (sent < milliseconds.length) {
            clients.loop().schedule(this::send, wanted(sent) - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
    }

    /** The events of one sender come back in their order. */
    @Override
    public void heard(CrowdMember member) {
        if (member == sender) {
            milliseconds[echoed] = (System.nanoTime() - wanted(echoed)) / 1e6;
            echoed++;
        }
        heard++;
        finish();
    }

    @Override
    public void acknowledged() {
        acknowledged++;
        finish();
    }

    private void finish() {
        if (heard == expected && acknowledged == milliseconds.length) {
            result.complete(
                    new Times(DoubleStream.of(milliseconds).sorted().boxed().toList()));
        }
    }
}
