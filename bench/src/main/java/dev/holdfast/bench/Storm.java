package dev.holdfast.bench;

import dev.holdfast.bench.Api.Member;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * What others feel of two hundred people who sign in at once: a signed-in user is read at a steady pace, and how long each read
 * takes is told for quiet times and for storms. The reference backend serves in production with its embedded database.
 */
final class Storm {

    private static final int ROUNDS = 6;
    private static final int PEOPLE = 200;
    private static final int READERS = 8;
    private static final long PACE = Duration.ofMillis(20).toNanos();
    private static final long QUIET = Duration.ofSeconds(5).toNanos();
    private static final int WARM_UP = 6;
    private static final int TRIES_OF_WARM_UP = 20;

    private final int port;
    private final byte[] read;
    private final List<Member> people;

    private Storm(int port, Member reader, List<Member> people) {
        this.port = port;
        read = Wire.request("GET " + reader.target() + " HTTP/1.1\r\nAuthorization: Bearer " + reader.token(), "");
        this.people = people;
    }

    static void main() throws IOException, InterruptedException, ExecutionException {
        var root = Path.of("").toAbsolutePath();
        var out = Files.createDirectories(root.resolve("bench/target/storm"));
        Peers.clear(out);
        try (var running = Running.start(new Site(root, out, 0), Backend.HOLDFAST, Work.USER);
                var api = Api.of(running)) {
            System.err.println("registering " + PEOPLE + " people, which takes a minute");
            var people = new ArrayList<Member>();
            for (var number = 0; number < PEOPLE; number++) {
                people.add(api.register("Ann Example", "ann" + number + "." + System.nanoTime() + "@example.com"));
            }
            new Storm(running.port(), api.signIn(people.getFirst()), people).run();
        }
    }

    private void run() throws InterruptedException, ExecutionException {
        for (var round = 1; round <= WARM_UP; round++) {
            System.err.println("warming up, storm " + round + " of " + WARM_UP);
            felt(storm(TRIES_OF_WARM_UP));
        }
        System.out.println(
                "| round | quiet p50 | quiet p99 | storm p50 | storm p99 | p99 ratio | readers refused | signed in | told to wait | seconds |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        for (var round = 1; round <= ROUNDS; round++) {
            print(round, felt(Storm::quiet), felt(storm(1)));
        }
    }

    private static void print(int round, Felt quiet, Felt storm) {
        System.out.printf(
                "| %d | %.2f ms | %.2f ms | %.2f ms | %.2f ms | %.2f | %d | %d | %d | %.1f |%n",
                round,
                quiet.at(0.5),
                quiet.at(0.99),
                storm.at(0.5),
                storm.at(0.99),
                storm.at(0.99) / quiet.at(0.99),
                storm.refused(),
                storm.with(200),
                storm.with(503) + storm.with(429),
                storm.seconds());
    }

    /** From one address only so many may try: each comes from one of their own. */
    private static byte[] login(Member member) {
        return Wire.request(
                "POST /api/v1/auth/login HTTP/1.1\r\nContent-Type: application/json\r\nX-Forwarded-For: "
                        + Api.someAddress(),
                Api.credentials(member));
    }

    private Felt felt(Callable<List<Integer>> during) throws InterruptedException, ExecutionException {
        var took = new ConcurrentLinkedQueue<Felt.Wait>();
        var began = System.nanoTime();
        // Readers that shared virtual threads with two hundred others would wait for those, and not for the server.
        try (var threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("reader-", 0).factory())) {
            var work = threads.submit(during);
            var readers = new ArrayList<Future<?>>();
            for (var reader = 0; reader < READERS; reader++) {
                var offset = reader * PACE / READERS;
                readers.add(threads.submit(() -> read(began + offset, work, took)));
            }
            var statuses = work.get();
            var seconds = (System.nanoTime() - began) / 1e9;
            for (var reader : readers) {
                reader.get();
            }
            return new Felt(List.copyOf(took), statuses, seconds);
        }
    }

    /** Counts from the moment it wanted to ask, so that one long wait hides none of those behind it. */
    private Void read(long first, Future<?> during, ConcurrentLinkedQueue<Felt.Wait> took) throws IOException {
        try (var wire = new Wire(port)) {
            for (var wanted = first; !during.isDone(); wanted += PACE) {
                LockSupport.parkNanos(wanted - System.nanoTime());
                var status = wire.ask(read);
                took.add(new Felt.Wait((System.nanoTime() - wanted) / 1e6, status == 200));
            }
        }
        return null;
    }

    private static List<Integer> quiet() {
        LockSupport.parkNanos(QUIET);
        return List.of();
    }

    /** Everybody tries at once, and as often one after the other. */
    private Callable<List<Integer>> storm(int times) {
        var logins = people.stream().map(Storm::login).toList();
        return () -> {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                return storm(threads, logins, times);
            }
        };
    }

    private List<Integer> storm(ExecutorService threads, List<byte[]> logins, int times)
            throws InterruptedException, ExecutionException {
        var running = logins.stream()
                .map(login -> threads.submit(() -> statuses(login, times)))
                .toList();
        var statuses = new ArrayList<Integer>();
        for (var each : running) {
            statuses.addAll(each.get());
        }
        return statuses;
    }

    private List<Integer> statuses(byte[] login, int times) throws IOException {
        var statuses = new ArrayList<Integer>();
        for (var time = 0; time < times; time++) {
            statuses.add(status(login));
        }
        return statuses;
    }

    private int status(byte[] login) throws IOException {
        try (var wire = new Wire(port)) {
            return wire.ask(login);
        }
    }
}
