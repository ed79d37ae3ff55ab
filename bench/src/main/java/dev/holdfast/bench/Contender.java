package dev.holdfast.bench;

import dev.holdfast.bench.Api.Member;
import dev.holdfast.bench.ProcessTree.Memory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A backend that serves, was shown to do the work, and is loaded turn after turn. */
final class Contender implements AutoCloseable {

    private static final int MEMBERS = 8;
    private static final Duration FRESH = Duration.ofMinutes(8);

    private final Running server;
    private final Api api;
    private final Work work;
    private final Path script;
    private final Optional<ProcessTree> postgres;
    private final List<Turn> turns = new ArrayList<>();
    private List<Member> members = List.of();
    private long signedIn;

    private Contender(Running server, Work work, Path script, Optional<ProcessTree> postgres) {
        this.server = server;
        this.api = Api.of(server);
        this.work = work;
        this.script = script;
        this.postgres = postgres;
    }

    static Contender start(Site site, Backend backend, Work work, Optional<Postgres> postgres)
            throws IOException, InterruptedException {
        var server = Running.start(site, backend, work);
        var used = postgres.filter(_ -> backend.needsPostgres()).map(Postgres::tree);
        var contender = new Contender(server, work, site.out().resolve(backend.word() + ".lua"), used);
        try {
            contender.agree();
            return contender;
        } catch (IOException | InterruptedException | RuntimeException failure) {
            contender.close();
            throw failure;
        }
    }

    private void agree() throws IOException, InterruptedException {
        var agreement = new Agreement(api);
        switch (work) {
            case JSON -> agreement.onJson();
            case USER -> {
                var joined = new ArrayList<Member>();
                for (var number = 0; number < MEMBERS; number++) {
                    joined.add(api.join("Ann Example", "ann" + number + "." + System.nanoTime() + "@example.com"));
                }
                signedIn = System.nanoTime();
                members = joined;
                agreement.onUser(members.getFirst(), members.getLast());
                Script.write(script, members);
            }
        }
    }

    /** Loads it for so long and notes what that showed. */
    Turn turn(int seconds, int connections) throws IOException, InterruptedException {
        refresh();
        server.emptyLog();
        var machine = Machine.now();
        var own = server.tree().cpuSeconds();
        var database = databaseSeconds();
        var run = Wrk.start(server.url(Work.EXAMPLE), seconds, connections, more());
        Thread.sleep(Duration.ofSeconds(seconds).multipliedBy(2).dividedBy(3));
        var memory = server.tree().memory();
        var load = Wrk.finish(run);
        own = server.tree().cpuSeconds() - own;
        database = databaseSeconds() - database;
        return new Turn(
                load.perSecond(),
                load.p50(),
                load.p99(),
                load.requests() / own,
                load.requests() / (own + database),
                Machine.now().othersSince(machine),
                memory,
                load.errors());
    }

    /** Tokens live for a quarter of an hour, a run for longer. */
    private void refresh() throws IOException, InterruptedException {
        if (!members.isEmpty() && System.nanoTime() - signedIn > FRESH.toNanos()) {
            var again = new ArrayList<Member>();
            for (var member : members) {
                again.add(api.signIn(member));
            }
            signedIn = System.nanoTime();
            members = again;
            Script.write(script, members);
        }
    }

    private double databaseSeconds() throws IOException {
        return postgres.isPresent() ? postgres.get().cpuSeconds() : 0;
    }

    private List<String> more() {
        return members.isEmpty() ? List.of() : List.of("-s", script.toString());
    }

    void note(Turn turn) {
        turns.add(turn);
    }

    Backend backend() {
        return server.backend();
    }

    List<Turn> turns() {
        return turns;
    }

    Memory memory() {
        return turns.stream().map(Turn::memory).reduce(Memory.NONE, Memory::max);
    }

    @Override
    public void close() {
        api.close();
        server.close();
    }
}
